// Finding one's way through a form.

import type { Answers, Field } from './field.ts';
import type { Form, FormPage } from './form.ts';
import { FormError } from './form-error.ts';
import { asked, askedFields, countedBefore } from './visibility.ts';

/** The page of that id, whether it is shown or not; undefined for an id that came from a wrong address. */
export function findPage(form: Form, pageId: string): FormPage | undefined {
  return form.pages.find((page) => page.id === pageId);
}

/** The page of that id. Throws PARVIS_FORM_UNKNOWN_PAGE: an id from a person is for `findPage`. */
export function pageOf(form: Form, pageId: string): FormPage {
  const page = findPage(form, pageId);
  if (page) return page;
  throw new FormError(
    'PARVIS_FORM_UNKNOWN_PAGE',
    `This form has no page "${pageId}".`,
    'Look it up with findPage.',
  );
}

/** The pages that these answers lead through. */
export function visiblePages(form: Form, answers: Answers): readonly FormPage[] {
  return asked(form, answers).pages.map(({ page }) => page);
}

/** The fields of a page that these answers lead to ask. */
export function visibleFields(form: Form, pageId: string, answers: Answers): readonly Field[] {
  return askedFields(form, pageOf(form, pageId), answers, countedBefore(form, pageId, answers));
}

/** The next page, or undefined after the last one and after a page that stops. */
export function pageAfter(form: Form, pageId: string, answers: Answers): FormPage | undefined {
  const rank = rankOf(form, pageId);
  if (pageOf(form, pageId).stop) return undefined;
  return visiblePages(form, answers).find((page) => rankOf(form, page.id) > rank);
}

export function pageBefore(form: Form, pageId: string, answers: Answers): FormPage | undefined {
  const rank = rankOf(form, pageId);
  return visiblePages(form, answers).findLast((page) => rankOf(form, page.id) < rank);
}

/** « Étape 2 sur 4 »: where a page stands among those shown with these answers. */
export function progress(
  form: Form,
  pageId: string,
  answers: Answers,
): { readonly step: number; readonly of: number } {
  const pages = visiblePages(form, answers);
  const rank = rankOf(form, pageId);
  const before = pages.filter((page) => rankOf(form, page.id) < rank).length;
  const included = pages.some((page) => page.id === pageId);
  return { step: before + 1, of: included ? pages.length : pages.length + 1 };
}

function rankOf(form: Form, pageId: string): number {
  return form.pages.indexOf(pageOf(form, pageId));
}
