// Two people at the same boxes: what one wrote stays, what they did not touch follows the other, and what has no box any more is
// told.

import {
  type Answer,
  type Field,
  type FieldsOutcome,
  fieldSet,
  type Input,
  readFields,
  summarise,
  type Typed,
} from '@parvis/forms';

/** A box in words. */
export interface Said {
  readonly label: string;
  readonly text: string;
}

export interface Meanwhile {
  /** What was written, for the boxes that are still there. */
  readonly typed: Typed;
  /** Boxes that show what the plan says: nothing else was written in them. */
  readonly untouched: ReadonlySet<string>;
  /** What was written in boxes that are gone. */
  readonly left: readonly Said[];
  /** What a colleague put where something else was written. */
  readonly theirs: readonly Said[];
}

/** `was`: the boxes that were sent, with what they held. `is`: as they are now. `moved` names those that mean something else. */
export function meanwhile(
  was: readonly Field[],
  is: readonly Field[],
  body: Input,
  today: string,
  moved: ReadonlySet<string> = new Set(),
): Meanwhile {
  const sent = readFields(fieldSet(was), body, { today });
  const typed = new Map(Object.entries(readFields(fieldSet(is), body, { today }).typed));
  const untouched = new Set<string>();
  const left: Said[] = [];
  const theirs: Said[] = [];
  const forget = ({ id }: Field) => {
    for (const name of typed.keys()) if (name === id || name.startsWith(`${id}--`)) typed.delete(name);
  };
  for (const box of was) {
    const now = moved.has(box.id) ? undefined : is.find((one) => isSame(one, box));
    if (!isTouched(box, sent)) {
      if (now) untouched.add(box.id);
      forget(box);
    } else if (!now) {
      left.push({ label: box.label, text: writtenIn(box, sent) });
      forget(box);
    } else if (!equal(defaultOf(now), defaultOf(box))) {
      theirs.push({ label: now.label, text: inWords(now, defaultOf(now)) });
    }
  }
  // What a colleague added shows what it holds.
  for (const box of is) {
    if (!was.some((one) => isSame(one, box)) || moved.has(box.id)) {
      untouched.add(box.id);
      forget(box);
    }
  }
  return { typed: Object.fromEntries(typed), untouched, left, theirs };
}

const isSame = (one: Field, other: Field): boolean =>
  one.id === other.id && one.type === other.type && one.label === other.label;

function defaultOf(field: Field): Answer | undefined {
  return 'default' in field ? field.default : undefined;
}

function isTouched(box: Field, { answers, typed, ...rest }: FieldsOutcome<unknown>): boolean {
  const names = Object.keys(typed).filter((name) => name === box.id || name.startsWith(`${box.id}--`));
  // A box that does not apply is not sent.
  if (box.when !== undefined && names.length === 0) return false;
  const isWrong = !rest.ok && rest.errors.some(({ fieldId }) => fieldId === box.id);
  return isWrong || !equal(answers[box.id], defaultOf(box));
}

function equal(one: Answer | undefined, other: Answer | undefined): boolean {
  const plain = (value: Answer | undefined) =>
    typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() || null : (value ?? null);
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function writtenIn(box: Field, { answers, typed }: FieldsOutcome<unknown>): string {
  const answer = answers[box.id];
  if (answer !== undefined) return inWords(box, answer);
  return [typed[box.id] ?? ''].flat().join(', ') || 'rien';
}

function inWords(box: Field, answer: Answer | undefined): string {
  if (answer === undefined) return 'rien';
  if (typeof answer === 'string' && !('options' in box)) return answer;
  const [page] = summarise(
    { pages: [{ id: 'p', title: '', fields: [{ ...box, when: true }] }] },
    { [box.id]: answer },
  );
  return [page?.rows[0]?.text ?? ''].flat().join(', ');
}
