// A form taken apart into what can change by itself: pages and fields by their stable ids, and the order of both.

import type { Field } from '../field.ts';
import type { Form, FormPage } from '../form.ts';

/** Where a field stands: no field has an entry of that name. */
export const HOME = '@page';

export type Properties = Readonly<Record<string, unknown>>;

export interface FormParts {
  /** Everything of a page but its fields. */
  readonly pages: ReadonlyMap<string, Properties>;
  /** Everything of a field, with the id of its page as `@page`. */
  readonly fields: ReadonlyMap<string, Properties>;
  readonly pageOrder: readonly string[];
  readonly fieldOrder: ReadonlyMap<string, readonly string[]>;
}

export function toParts(form: Form): FormParts {
  return {
    pages: new Map(form.pages.map(({ fields: _fields, ...page }) => [page.id, page])),
    fields: new Map(
      form.pages.flatMap((page) =>
        page.fields.map((field) => [field.id, { ...field, [HOME]: page.id }] as const),
      ),
    ),
    pageOrder: form.pages.map((page) => page.id),
    fieldOrder: new Map(form.pages.map((page) => [page.id, page.fields.map((field) => field.id)])),
  };
}

/** The form again. What the parts say of a page or a field came from one, so it is one. */
export function fromParts({ pages, fields, pageOrder, fieldOrder }: FormParts): Form {
  return {
    pages: pageOrder.map((id): FormPage => {
      const inside = (fieldOrder.get(id) ?? []).map((fieldId) => {
        const { [HOME]: _home, ...field } = fields.get(fieldId) ?? {};
        return field as unknown as Field;
      });
      return { ...(pages.get(id) as unknown as Omit<FormPage, 'fields'>), fields: inside };
    }),
  };
}
