// A page of contact details that nobody has filled yet: what the person's account knows is there already, and says so.

import type { Answers, Control, FormPage } from '@parvis/forms';
import { FROM_ACCOUNT, type PageCtx } from '@parvis/kit';
import type { RequesterFields } from './schema.ts';

/** Answers that the account gives to a page of the form; none where one of its questions was answered already. */
export function prefill(
  page: Pick<PageCtx, 'actor' | 'known'>,
  asked: FormPage,
  { requester, answers }: { readonly requester: RequesterFields; readonly answers: Answers },
): Answers {
  if (asked.fields.some(({ id }) => Object.hasOwn(answers, id))) return {};
  // Other questions may be about someone else: a child, a neighbour.
  const theirs = new Set([...requester.name, requester.email, requester.phone]);
  const filled = asked.fields.flatMap(({ id, autocomplete }) => {
    const value = theirs.has(id) ? valueFor(page, autocomplete) : undefined;
    return value ? [[id, value] as const] : [];
  });
  return Object.fromEntries(filled);
}

/** By the HTML token that tells a browser the same. */
function valueFor({ actor, known }: Pick<PageCtx, 'actor' | 'known'>, token: string | undefined) {
  switch (token) {
    case 'name':
      return actor.kind === 'citizen' ? actor.name : undefined;
    case 'given-name':
      return known.givenNames?.split(/[\s,]+/)[0];
    case 'family-name':
      return known.usualName ?? known.familyName;
    case 'email':
      return known.email;
    case 'tel':
      return known.phone;
    default:
      return undefined;
  }
}

export function withOrigin(controls: readonly Control[], filled: Answers): readonly Control[] {
  return controls.map((control) =>
    Object.hasOwn(filled, control.name)
      ? { ...control, hint: [control.hint, FROM_ACCOUNT].filter(Boolean).join(' ') }
      : control,
  );
}
