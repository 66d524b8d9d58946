// One block of a repeated group: of its questions, those that its own answers lead to, read, judged and drawn.

import { toReader } from '../browser-reader.ts';
import type { Control } from '../control.ts';
import type { Answer, Field, ItemAnswer, ItemAnswers, Items, RepeatField } from '../field.ts';
import type { Input } from '../input.ts';
import type { DrawContext, Problem, ReadContext } from '../kind.ts';
import { kindOf } from '../kind-of.ts';
import { partName } from '../naming.ts';
import { isRecord, ownEntry } from '../own.ts';
import { inReadingOrder, rulesIn } from '../reading-order.ts';
import { fieldsReadBy, type Json, type Rules, rewriteVariables, rulesOf } from '../rule.ts';
import { missing } from '../sentences.ts';
import { drawParts, isNeeded, lifted, type Part, partOf } from './composite.ts';

interface PreparedBlock {
  readonly rules: Rules;
  readonly ordered: readonly Field[];
  /** Ids of the questions whose condition a browser can decide. */
  readonly decided: ReadonlySet<string>;
  /** Ids that those conditions read. */
  readonly read: ReadonlySet<string>;
}

const prepared = new WeakMap<RepeatField, PreparedBlock>();

function prepare(field: RepeatField): PreparedBlock {
  const known = prepared.get(field);
  if (known) return known;
  const ordered = inReadingOrder(field.fields);
  const decided = decidedByBrowser(ordered);
  const read = new Set(field.fields.filter(({ id }) => decided.has(id)).flatMap((one) => [...readBy(one)]));
  const fresh = { rules: rulesOf(), ordered, decided, read };
  prepared.set(field, fresh);
  return fresh;
}

/** Conditions that follow from questions of the block that a browser reads as the server does. */
function decidedByBrowser(ordered: readonly Field[]): ReadonlySet<string> {
  const byId = new Map(ordered.map((one) => [one.id, one]));
  const decided = new Set<string>();
  for (const one of ordered) {
    if (one.when === undefined) continue;
    const certain = [...readBy(one)].every((id) => {
      const other = byId.get(id);
      return (
        other !== undefined &&
        toReader(other, { today: '2000-01-01' }) !== undefined &&
        (other.when === undefined || decided.has(id))
      );
    });
    if (certain) decided.add(one.id);
  }
  return decided;
}

function readBy(field: Field): ReadonlySet<string> {
  return fieldsReadBy(rulesIn(field), `field "${field.id}"`);
}

/** Whether a block holds more than answers that are all asked: then what is right of a wrong block is kept too. */
export function holdsMore(field: RepeatField): boolean {
  return field.fields.some((one) => one.type === 'file' || one.when !== undefined);
}

interface AskedItem {
  readonly asked: ReadonlySet<string>;
  /** The answers that count. */
  readonly counted: ItemAnswers;
}

/** Which questions the answers of a block lead to. */
export function askedIn(field: RepeatField, item: ItemAnswers): AskedItem {
  const { rules, ordered } = prepare(field);
  const asked = new Set<string>();
  const counted: Record<string, ItemAnswer> = Object.create(null);
  for (const one of ordered) {
    if (!rules.holds(one.when, counted)) continue;
    asked.add(one.id);
    const value = ownEntry(item, one.id);
    if (value !== undefined) counted[one.id] = value;
  }
  return { asked, counted };
}

/** The blocks without what their own answers do not lead to. Anything else comes back as it is. */
export function askedItems(field: RepeatField, answer: Answer | undefined): Answer | undefined {
  if (!isItems(answer) || field.fields.every((one) => one.when === undefined)) return answer;
  const items = answer.items.map((item) => {
    const { asked } = askedIn(field, item);
    const kept = Object.entries(item).filter(
      ([id]) => asked.has(id) || !field.fields.some((one) => one.id === id),
    );
    return Object.fromEntries(kept);
  });
  return { ...answer, items };
}

export function partsOf(field: RepeatField, rank: number): readonly Part[] {
  return field.fields.map((one) => partOf(field.id, `${rank}--${one.id}`, one.id, one));
}

export interface ItemReading {
  /** What is asked and right, and what was answered before to what is not asked. */
  readonly values: ItemAnswers;
  readonly problems: readonly Problem[];
  /** Whether anything was given, right or wrong. */
  readonly given: boolean;
  /** Something is needed that the person has not seen. */
  readonly revealed: boolean;
}

/** Reads the block at a rank of the page; `before` are its answers so far. */
export function readItem(
  field: RepeatField,
  rank: number,
  input: Input,
  context: Omit<ReadContext, 'previous'>,
  before: ItemAnswers = {},
): ItemReading {
  const { rules, ordered } = prepare(field);
  const seen = askedIn(field, before).asked;
  const parts = new Map(partsOf(field, rank).map((part) => [part.key, part]));
  const counted: Record<string, ItemAnswer> = Object.create(null);
  const values: Record<string, ItemAnswer> = { ...before };
  const problems = new Map<string, Problem>();
  let given = false;
  let revealed = false;
  for (const { id, when } of ordered) {
    const part = parts.get(id);
    if (!part || !rules.holds(when, counted)) continue;
    const previous = ownEntry(before, id);
    const shown = seen.has(id) || isSent(part.field, input);
    if (!shown && previous !== undefined) {
      // It was hidden: its answer comes back, and is shown.
      revealed = true;
      counted[id] = previous;
      continue;
    }
    const { answer, problem } = kindOf(part.field).read(part.field, input, { ...context, previous });
    if (answer === undefined) delete values[id];
    else values[id] = counted[id] = answer as ItemAnswer;
    // A box left unticked is an answer, but nobody gave it.
    if (problem || (answer !== undefined && !isUnticked(part.field, answer))) given = true;
    if (problem) problems.set(id, lifted(part, problem));
    else if (answer === undefined && isNeeded(part.field)) {
      if (shown) problems.set(id, lifted(part, missing(part.field)));
      else revealed = true;
    }
  }
  const inOrder = field.fields.flatMap(({ id }) => problems.get(id) ?? []);
  return { values, problems: inOrder, given, revealed };
}

function isUnticked({ type }: Field, answer: Answer): boolean {
  return type === 'tick' && answer === false;
}

/** Whether a block holds an answer that somebody gave. */
export function holdsSome(field: RepeatField, item: ItemAnswers): boolean {
  return field.fields.some((one) => {
    const answer = ownEntry(item, one.id);
    return answer !== undefined && !isUnticked(one, answer);
  });
}

function isSent(field: Field, input: Input): boolean {
  return (
    input.files(field.id).length > 0 ||
    Object.values(kindOf(field).typed(field, input)).some((value) => value.length > 0)
  );
}

/** The questions of a block, with what a browser needs to show and hide them as the server does. */
export function drawItem(
  field: RepeatField,
  rank: number,
  item: ItemAnswers | undefined,
  context: DrawContext,
): readonly Control[] {
  const { decided, read } = prepare(field);
  const { asked } = askedIn(field, item ?? {});
  const { today } = context;
  const live = today !== undefined;
  const parts = partsOf(field, rank).filter(({ key }) => asked.has(key) || (live && decided.has(key)));
  const name = (id: string) => partName(field.id, `${rank}--${id}`);
  return drawParts(parts, item, context).map((control, index) => {
    const part = parts[index];
    if (!part || !live || !(decided.has(part.key) || read.has(part.key))) return control;
    const { when } = part.field;
    const reader = toReader(part.field, { today });
    const rules: Record<string, Json> = {
      id: part.field.id,
      ...(when !== undefined && decided.has(part.key) && { when: rewriteVariables(when, name) }),
      ...(reader !== undefined && { read: reader }),
    };
    return { ...control, rules: JSON.stringify(rules), ...(!asked.has(part.key) && { hidden: true }) };
  });
}

/** Whether a value of unknown origin has the shape of blocks. */
export function isItems(value: unknown): value is Items {
  const items = isRecord(value) ? ownEntry(value, 'items') : undefined;
  const keys = isRecord(value) ? ownEntry(value, 'keys') : undefined;
  return (
    Array.isArray(items) &&
    items.every(isRecord) &&
    (keys === undefined ||
      (Array.isArray(keys) &&
        keys.length === items.length &&
        new Set(keys).size === keys.length &&
        keys.every((key) => typeof key === 'string' && ITEM_KEY.test(key))))
  );
}

export const ITEM_KEY = /^[1-9]\d{0,5}$/;
