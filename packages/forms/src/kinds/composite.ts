// Fields made of fields: each part is read, judged and drawn by its own kind, under a name of its own.

import { type Control, toControl } from '../control.ts';
import type { Answer, Answers, Field, FieldError, Typed } from '../field.ts';
import type { Input } from '../input.ts';
import type { DrawContext, Problem, ReadContext } from '../kind.ts';
import { kindOf } from '../kind-of.ts';
import { controlId, partName } from '../naming.ts';
import { entryIn, ownEntry } from '../own.ts';
import { missing } from '../sentences.ts';

export interface Part {
  /** Where its answer stands in the answer of the whole. */
  readonly key: string;
  /** Under the name that the part has in the whole: `partName(whole.id, …)`. */
  readonly field: Field;
  /** Its place in the whole, as errors name it. */
  readonly path: string;
}

/** The field as a part of another one. */
export function partOf(wholeId: string, path: string, key: string, field: Field): Part {
  return { key, path, field: { ...field, id: partName(wholeId, path) } };
}

export function typedParts(parts: readonly Part[], input: Input): Typed {
  return Object.assign({}, ...parts.map(({ field }) => kindOf(field).typed(field, input)));
}

export interface PartsReading {
  readonly values: Readonly<Record<string, Answer>>;
  readonly problems: readonly Problem[];
  /** Whether anything was given, right or wrong. */
  readonly given: boolean;
}

/** Every part read; what is missing is a problem only where `given`. */
export function readParts(
  parts: readonly Part[],
  input: Input,
  context: Omit<ReadContext, 'previous'>,
  previous: Answer | undefined,
): PartsReading {
  const values: Record<string, Answer> = {};
  const problems: Problem[] = [];
  let given = false;
  for (const part of parts) {
    const kind = kindOf(part.field);
    const held = entryIn(previous, part.key) as Answer | undefined;
    const { answer, problem } = kind.read(part.field, input, { ...context, previous: held });
    if (answer !== undefined) values[part.key] = answer;
    // A box left unticked is an answer, but nobody gave it.
    if (problem || (answer !== undefined && answer !== false)) given = true;
    if (problem) problems.push(lifted(part, problem));
    else if (answer === undefined && isNeeded(part.field)) problems.push(lifted(part, missing(part.field)));
  }
  return { values, problems, given };
}

/** What is wrong with stored parts, first thing first. */
export function checkParts(
  parts: readonly Part[],
  answer: Readonly<Record<string, unknown>>,
  today: string,
): Problem | undefined {
  for (const part of parts) {
    const value = ownEntry(answer, part.key);
    const empty = value === undefined || value === null || value === '';
    const wrong = empty
      ? isNeeded(part.field)
        ? missing(part.field)
        : undefined
      : kindOf(part.field).check(part.field, value, today);
    if (wrong) return lifted(part, wrong);
  }
  return undefined;
}

export function drawParts(
  parts: readonly Part[],
  answer: unknown,
  { typed, errors, known, communes, today }: DrawContext,
): readonly Control[] {
  return parts.map(({ key, field }) => {
    const value = entryIn(answer, key) as Answer | undefined;
    const answers: Answers = value === undefined ? {} : { [field.id]: value };
    return toControl(field, {
      answers,
      typed,
      errors: within(field, errors),
      known,
      communes,
      ...(today !== undefined && { today }),
    });
  });
}

/** The errors that point into a part, as errors of that part. */
function within(field: Field, errors: readonly FieldError[]): readonly FieldError[] {
  const id = controlId(field.id);
  return errors
    .filter(({ anchor }) => anchor === id || anchor.startsWith(`${id}--`))
    .map((error) => ({ ...error, fieldId: field.id }));
}

export function isNeeded(field: Field): boolean {
  return !field.optional && field.type !== 'info';
}

/** A problem of a part, as the whole names it. */
export function lifted({ path, field }: Part, { code, message, part }: Problem): Problem {
  const inside = part === undefined || part === kindOf(field).parts[0] ? path : partName(path, part);
  return { code, message, part: inside };
}
