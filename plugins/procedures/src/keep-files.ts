// Uploads of a page: kept beyond it, or left out of the answers with a sentence at their field.

import {
  type Answers,
  type FieldError,
  type FileAnswer,
  type FormPage,
  filesIn,
  toControls,
  withFiles,
} from '@parvis/forms';
import type { PageCtx } from '@parvis/kit';

export interface KeptAnswers {
  readonly answers: Answers;
  readonly errors: readonly FieldError[];
}

/** Keeps what is new since `before`; what the host refuses is no answer. */
export async function keepFiles(
  page: PageCtx,
  asked: FormPage,
  before: Answers,
  after: Answers,
): Promise<KeptAnswers> {
  const known = new Set(filesIn(before).map((file) => file.id));
  const fresh = filesIn(after).filter((file) => !known.has(file.id));
  if (fresh.length === 0) return { answers: after, errors: [] };
  const { kept, refused } = await page.keep(fresh);
  const real = new Map(kept.map((file) => [file.id, file]));
  const why = new Map(refused.map(({ id, message }) => [id, message]));
  const errors = asked.fields.flatMap((field): readonly FieldError[] => {
    const answer = after[field.id];
    const bad = answer && filesIn({ [field.id]: answer }).find(({ id }) => why.has(id));
    if (!bad) return [];
    const message = `${bad.name}\u00A0: ${why.get(bad.id)}`;
    return [{ fieldId: field.id, code: 'invalid', message, anchor: toControls([field])[0]?.id ?? field.id }];
  });
  const replaced = (file: FileAnswer) => (why.has(file.id) ? null : { ...file, ...real.get(file.id) });
  return { answers: withFiles(after, replaced), errors };
}
