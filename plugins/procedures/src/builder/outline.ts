// The pages and questions of a form, added, moved and taken away. A question inside a block is named `enfants.prenom`.

import type { Field, Form, FormPage } from '@parvis/forms';

export type Direction = 'up' | 'down';

export const fieldsOf = ({ pages }: Form): readonly Field[] => pages.flatMap(({ fields }) => fields);

/** The field of a path, and the page it stands on. */
export function fieldAt(
  form: Form,
  path: string,
): { readonly field: Field; readonly page: FormPage; readonly within: Field | null } | null {
  const [id = '', inner] = path.split('.');
  const page = form.pages.find(({ fields }) => fields.some((one) => one.id === id));
  const field = page?.fields.find((one) => one.id === id);
  if (!page || !field) return null;
  if (inner === undefined) return { field, page, within: null };
  const found = field.type === 'repeat' ? field.fields.find((one) => one.id === inner) : undefined;
  return found ? { field: found, page, within: field } : null;
}

/** The form with a field exchanged for another of the same id, or for none. */
export function withField(form: Form, path: string, becomes: Field | null): Form {
  const [id = '', inner] = path.split('.');
  const change = (field: Field): readonly Field[] => {
    if (field.id !== id) return [field];
    if (inner === undefined) return becomes ? [becomes] : [];
    if (field.type !== 'repeat') return [field];
    const fields = field.fields.flatMap((one) => (one.id === inner ? (becomes ? [becomes] : []) : [one]));
    return [{ ...field, fields }];
  };
  return { pages: form.pages.map((page) => ({ ...page, fields: page.fields.flatMap(change) })) };
}

/** A field more, last on its page, or last in the block `within`. */
export function addField(form: Form, pageId: string, field: Field, within?: string): Form {
  return {
    pages: form.pages.map((page) => {
      if (page.id !== pageId) return page;
      if (within === undefined) return { ...page, fields: [...page.fields, field] };
      const fields = page.fields.map((one) =>
        one.id === within && one.type === 'repeat' ? { ...one, fields: [...one.fields, field] } : one,
      );
      return { ...page, fields };
    }),
  };
}

/** A field one place up or down; from the end of its page to the next page. Inside a block, it stays there. */
export function moveField(form: Form, path: string, direction: Direction): Form {
  const [id = '', inner] = path.split('.');
  if (inner !== undefined) {
    const found = fieldAt(form, id);
    if (found?.field.type !== 'repeat') return form;
    return withField(form, id, { ...found.field, fields: moved(found.field.fields, inner, direction) });
  }
  const rank = form.pages.findIndex(({ fields }) => fields.some((one) => one.id === id));
  const here = form.pages[rank];
  const field = here?.fields.find((one) => one.id === id);
  if (!here || !field) return form;
  const end = direction === 'up' ? here.fields[0] : here.fields.at(-1);
  if (end !== field)
    return {
      pages: form.pages.map((page) =>
        page === here ? { ...page, fields: moved(page.fields, id, direction) } : page,
      ),
    };
  const next = form.pages[rank + (direction === 'up' ? -1 : 1)];
  if (!next) return form;
  return {
    pages: form.pages.map((page) => {
      if (page === here) return { ...page, fields: page.fields.filter((one) => one !== field) };
      if (page !== next) return page;
      return { ...page, fields: direction === 'up' ? [...page.fields, field] : [field, ...page.fields] };
    }),
  };
}

export function movePage(form: Form, pageId: string, direction: Direction): Form {
  return { pages: moved(form.pages, pageId, direction) };
}

export function withPage(form: Form, pageId: string, becomes: FormPage | null): Form {
  return {
    pages: form.pages.flatMap((page) => (page.id === pageId ? (becomes ? [becomes] : []) : [page])),
  };
}

/** The list with one thing a place further; as it is where there is no further place. */
export function moved<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  direction: Direction,
): readonly T[] {
  const from = list.findIndex((one) => one.id === id);
  const to = from + (direction === 'up' ? -1 : 1);
  const one = list[from];
  if (!one || to < 0 || to >= list.length) return list;
  const others = list.filter((other) => other !== one);
  return [...others.slice(0, to), one, ...others.slice(to)];
}
