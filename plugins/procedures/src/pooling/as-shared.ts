// Giving one thing up: the local definition with one of its units, properties or orders as the shared one has it.

import { type Form, type FormParts, fromFormParts, toFormParts } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import type { DefinitionConflict } from './merge-definitions.ts';
import { fromUnits, type Properties, type Units, unitsOf } from './units.ts';

const HOME = '@page';

type Thing = Pick<DefinitionConflict, 'part' | 'id' | 'property'>;

export function asShared(local: Definition, shared: Definition, thing: Thing): Definition {
  const { part } = thing;
  if (part === 'page' || part === 'field' || part === 'form')
    return { ...local, form: formAsShared(local.form, shared.form, thing) };
  const units = unitsOf(local);
  const theirs = unitsOf(shared)[part];
  return { form: local.form, ...fromUnits({ ...units, [part]: unitsAsShared(units[part], theirs, thing) }) };
}

function unitsAsShared(local: Units, shared: Units, { id, property }: Thing): Units {
  if (property === 'order') return { ...local, order: inOrder(local.order, shared.order) };
  const by = withUnit(local.by, id, property, shared.by.get(id));
  const order = by.has(id) && !local.order.includes(id) ? placed(local.order, shared.order, id) : local.order;
  return { by, order: order.filter((one) => by.has(one)) };
}

function formAsShared(local: Form, shared: Form, { part, id, property }: Thing): Form {
  const [own, theirs] = [toFormParts(local), toFormParts(shared)];
  if (part === 'form') return fromFormParts({ ...own, pageOrder: inOrder(own.pageOrder, theirs.pageOrder) });
  if (part === 'page') {
    if (property === 'order') {
      const order = inOrder(own.fieldOrder.get(id) ?? [], theirs.fieldOrder.get(id) ?? []);
      return fromFormParts({ ...own, fieldOrder: new Map(own.fieldOrder).set(id, order) });
    }
    return fromFormParts(pageAsShared(own, theirs, id, property));
  }
  const whole = property === HOME ? 'presence' : property;
  const fields = withUnit(own.fields, id, whole, theirs.fields.get(id));
  const home = fields.get(id)?.[HOME];
  const withPage =
    typeof home === 'string' ? pageThere({ ...own, fields }, theirs, home) : { ...own, fields };
  return fromFormParts(rehomed(withPage, theirs, id));
}

/** With the page as it is shared, and the questions that go away with it. */
function pageAsShared(own: FormParts, theirs: FormParts, id: string, property: string): FormParts {
  const pages = withUnit(own.pages, id, property, theirs.pages.get(id));
  if (!pages.has(id)) return { ...own, pages, pageOrder: own.pageOrder.filter((one) => one !== id) };
  const added = (theirs.fieldOrder.get(id) ?? []).filter((field) => !own.fields.has(field));
  if (own.pages.has(id)) return { ...own, pages };
  const fields = new Map(own.fields);
  for (const field of added) fields.set(field, theirs.fields.get(field) ?? {});
  return {
    pages,
    fields,
    pageOrder: placed(own.pageOrder, theirs.pageOrder, id),
    fieldOrder: new Map(own.fieldOrder).set(id, added),
  };
}

/** With the page that a question stands on. */
function pageThere(own: FormParts, theirs: FormParts, page: string): FormParts {
  const shared = theirs.pages.get(page);
  if (own.pages.has(page) || !shared) return own;
  return {
    ...own,
    pages: new Map(own.pages).set(page, shared),
    pageOrder: placed(own.pageOrder, theirs.pageOrder, page),
    fieldOrder: new Map(own.fieldOrder).set(page, []),
  };
}

/** With a question in the order of its page, and of no other. */
function rehomed(own: FormParts, theirs: FormParts, id: string): FormParts {
  const home = own.fields.get(id)?.[HOME];
  const fieldOrder = new Map(
    [...own.fieldOrder].map(([page, order]) => {
      if (page !== home) return [page, order.filter((one) => one !== id)] as const;
      return [
        page,
        order.includes(id) ? order : placed(order, theirs.fieldOrder.get(page) ?? [], id),
      ] as const;
    }),
  );
  return { ...own, fieldOrder };
}

function withUnit(
  local: ReadonlyMap<string, Properties>,
  id: string,
  property: string,
  shared: Properties | undefined,
): ReadonlyMap<string, Properties> {
  const by = new Map(local);
  const own = by.get(id);
  if (!shared) by.delete(id);
  else if (!own || property === 'presence' || property === 'type') by.set(id, shared);
  else {
    const { [property]: _given, ...rest } = own;
    const value = shared[property];
    by.set(id, value === undefined ? rest : { ...rest, [property]: value });
  }
  return by;
}

/** What both have in the shared order, with what only the local one has where it stood. */
function inOrder(local: readonly string[], shared: readonly string[]): readonly string[] {
  const both = shared.filter((id) => local.includes(id));
  const taken = [...both];
  return local.map((id) => (both.includes(id) ? (taken.shift() ?? id) : id));
}

/** With one more, after what it follows in the shared order. */
function placed(local: readonly string[], shared: readonly string[], id: string): readonly string[] {
  const before = shared.slice(0, shared.indexOf(id)).findLast((one) => local.includes(one));
  const at = before === undefined ? 0 : local.indexOf(before) + 1;
  return [...local.slice(0, at), id, ...local.slice(at)];
}
