// From what HTTP gave for one page to answers, errors, and everything typed to be shown again.

import type { Answer, Answers, Field, FieldError, Typed } from './field.ts';
import type { Form } from './form.ts';
import type { Input } from './input.ts';
import type { Problem } from './kind.ts';
import { kindOf } from './kind-of.ts';
import { isReshaped } from './kinds/repeat.ts';
import type { KnownCommune } from './known-commune.ts';
import { controlId, partId } from './naming.ts';
import { ownEntry } from './own.ts';
import { pageOf } from './pages.ts';
import { missing } from './sentences.ts';
import { countedBefore, visibleIds, walkPage } from './visibility.ts';

export interface Clock {
  /** 'YYYY-MM-DD' in the commune's time zone. */
  readonly today: string;
  /** Those that the caller knows, so that a commune that is typed gets its INSEE code. */
  readonly communes?: readonly KnownCommune[];
}

export interface PageReading {
  /** All answers: those given before, and those of this page that are right. A wrong answer is none. */
  readonly answers: Answers;
  /** In the order of the page. */
  readonly errors: readonly FieldError[];
  readonly typed: Typed;
  /**
   * Ids of fields that these answers have just made needed and that the person has not seen: show the page again,
   * without blame. Never happens where a script shows them at once.
   */
  readonly revealed: readonly string[];
  /** A button added or removed a block: show the page again with what is in `typed`. Nothing is judged yet. */
  readonly reshaped: boolean;
}

/** Reads one page. Names that are none of its fields' are ignored. */
export function readPage(
  form: Form,
  pageId: string,
  input: Input,
  answers: Answers,
  { today, communes = [] }: Clock,
): PageReading {
  const page = pageOf(form, pageId);
  const seen = visibleIds(form, page, answers);
  const next = new Map<string, Answer>(Object.entries(answers));
  const errors = new Map<string, readonly FieldError[]>();
  const revealed: string[] = [];
  let reshaped = false;

  walkPage(form, page, countedBefore(form, pageId, answers), (field) => {
    // A calculation is never read, nor kept: it follows from the answers each time.
    if (field.type === 'info' || field.type === 'computed') return undefined;
    const previous = ownEntry(answers, field.id);
    if (previous !== undefined && !seen.has(field.id) && !isSent(field, input)) {
      // It was hidden, so the page did not ask it: its answer comes back, and is shown.
      revealed.push(field.id);
      return previous;
    }
    if (field.type === 'repeat' && isReshaped(field, input)) reshaped = true;
    const {
      answer,
      problem,
      more = [],
      revealed: asksMore,
    } = kindOf(field).read(field, input, { today, previous, communes });
    if (answer === undefined) next.delete(field.id);
    else next.set(field.id, answer);
    if (problem) {
      errors.set(
        field.id,
        [problem, ...more].map((one) => toError(field, one)),
      );
    } else if (asksMore) {
      revealed.push(field.id);
    } else if (answer === undefined && !field.optional) {
      if (seen.has(field.id)) errors.set(field.id, [toError(field, missing(field))]);
      else revealed.push(field.id);
    }
    return answer;
  });

  return {
    answers: Object.fromEntries(next),
    errors: reshaped ? [] : page.fields.flatMap((field) => errors.get(field.id) ?? []),
    typed: typedOn(page.fields, input),
    revealed: reshaped ? [] : revealed,
    reshaped,
  };
}

/** Whether anything of a field was on the page that was sent. Boxes left unticked leave no trace. */
function isSent(field: Field, input: Input): boolean {
  return Object.values(kindOf(field).typed(field, input)).some((value) => value.length > 0);
}

function typedOn(fields: readonly Field[], input: Input): Typed {
  return Object.assign({}, ...fields.map((field) => kindOf(field).typed(field, input)));
}

/** A problem tied to the control that the person has to correct. */
export function toError(field: Field, { code, message, part }: Problem): FieldError {
  const parts = kindOf(field).parts;
  const anchor = part === undefined ? controlId(field.id) : partId(field.id, part, part === parts[0]);
  return { fieldId: field.id, code, message, anchor };
}
