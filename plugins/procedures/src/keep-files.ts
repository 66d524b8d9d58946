// Uploads of a page: kept beyond it, or left out of the answers with a sentence at their field.

import { type Answers, type FieldError, type FileAnswer, type FormPage, toControls } from '@parvis/forms';
import type { PageCtx } from '@parvis/kit';
import { filesIn } from './submit.ts';

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
  const answers: Record<string, Answers[string]> = { ...after };
  const errors: FieldError[] = [];
  for (const field of asked.fields) {
    const given = answers[field.id];
    if (field.type !== 'file' || !Array.isArray(given)) continue;
    const files = given.filter((one): one is FileAnswer => typeof one === 'object');
    const bad = files.find(({ id }) => why.has(id));
    const good = files.filter(({ id }) => !why.has(id)).map((file) => ({ ...file, ...real.get(file.id) }));
    if (good.length > 0) answers[field.id] = good;
    else delete answers[field.id];
    if (!bad) continue;
    errors.push({
      fieldId: field.id,
      code: 'invalid',
      message: `${bad.name}\u00A0: ${why.get(bad.id)}`,
      anchor: toControls([field])[0]?.id ?? field.id,
    });
  }
  return { answers, errors };
}
