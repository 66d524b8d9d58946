// Three-way merge: a shared form moved on, a commune adapted it meanwhile. What the commune changed is never lost without a word.

import { defineForm, type Form } from '../form.ts';
import { FormError } from '../form-error.ts';
import { sameAnswer } from '../known-facts.ts';
import { quoted } from '../sentences.ts';
import { named, titleOf } from './diff-forms.ts';
import { type FormParts, fromParts, HOME, type Properties, toParts } from './form-parts.ts';
import { mergeOrder } from './merge-order.ts';

export interface MergeConflict {
  readonly what: 'page' | 'field' | 'form';
  readonly id: string;
  /** The property that both changed; 'presence' where one removed what the other changed; 'order'. */
  readonly property: string;
  readonly base: unknown;
  readonly shared: unknown;
  /** What the merged form has. */
  readonly local: unknown;
  /** French, for the person who decides. */
  readonly sentence: string;
}

/** What the merged form took from one side only. */
export interface MergeOrigin {
  readonly what: 'page' | 'field';
  readonly id: string;
  /** 'presence' for what was added or removed. */
  readonly property: string;
  readonly from: 'shared' | 'local';
}

export interface Merge {
  /** Where both changed the same thing, it is as the commune has it, and there is a conflict. */
  readonly form: Form;
  readonly conflicts: readonly MergeConflict[];
  readonly origins: readonly MergeOrigin[];
  /** Why the merged form could not be published as it is, e.g. a condition on a question that the other side removed. */
  readonly refusal: FormError | null;
}

interface Notes {
  readonly conflicts: MergeConflict[];
  readonly origins: MergeOrigin[];
}

/** Both sides' changes since `base`, in one form. */
export function mergeForms(base: Form, shared: Form, local: Form): Merge {
  const sides: Sides = { base: toParts(base), shared: toParts(shared), local: toParts(local) };
  const notes: Notes = { conflicts: [], origins: [] };
  const pages = mergeUnits('page', sides, notes);
  const fields = mergeUnits('field', sides, notes);
  settleHomes(pages, fields, sides, notes);
  const pageOrder = ordered('', sides, new Set(pages.keys()), ({ pageOrder: order }) => order, notes);
  const fieldOrder = new Map(
    pageOrder.map((page) => {
      const members = new Set([...fields].filter(([, field]) => field[HOME] === page).map(([id]) => id));
      return [
        page,
        ordered(page, sides, members, (parts) => parts.fieldOrder.get(page) ?? [], notes),
      ] as const;
    }),
  );
  const form = fromParts({ pages, fields, pageOrder, fieldOrder });
  return { form, ...notes, refusal: refusalOf(form) };
}

interface Sides {
  readonly base: FormParts;
  readonly shared: FormParts;
  readonly local: FormParts;
}

function mergeUnits(what: 'page' | 'field', sides: Sides, notes: Notes): Map<string, Properties> {
  const of = (side: keyof Sides) => (what === 'page' ? sides[side].pages : sides[side].fields);
  const merged = new Map<string, Properties>();
  for (const id of new Set([...of('base').keys(), ...of('shared').keys(), ...of('local').keys()])) {
    const unit = mergeUnit(what, id, of('base').get(id), of('shared').get(id), of('local').get(id), notes);
    if (unit) merged.set(id, unit);
  }
  return merged;
}

function mergeUnit(
  what: 'page' | 'field',
  id: string,
  base: Properties | undefined,
  shared: Properties | undefined,
  local: Properties | undefined,
  notes: Notes,
): Properties | undefined {
  if (sameAnswer(shared, local)) return local;
  if (base && shared && local) {
    // Properties mean something only with their type: another type is another question.
    const retyped = shared['type'] !== local['type'];
    return retyped ? whole() : mergeProperties(what, id, { base, shared, local }, notes);
  }
  return whole();

  function whole(): Properties | undefined {
    const property = base && shared && local ? 'type' : 'presence';
    if (sameAnswer(base, shared)) return noted('local', local);
    if (sameAnswer(base, local)) return noted('shared', shared);
    const unit = local ?? shared ?? { id };
    const sentence = !local
      ? `${named(what, unit)} est retirée ici, mais elle change dans le modèle partagé.`
      : !shared
        ? `${named(what, unit)} est adaptée ici, mais elle disparaît du modèle partagé.`
        : `${named(what, unit)} est différente ici et dans le modèle partagé.`;
    notes.conflicts.push({ what, id, property, base, shared, local, sentence });
    return local;

    function noted(from: 'shared' | 'local', value: Properties | undefined): Properties | undefined {
      notes.origins.push({ what, id, property, from });
      return value;
    }
  }
}

function mergeProperties(
  what: 'page' | 'field',
  id: string,
  { base, shared, local }: Readonly<Record<'base' | 'shared' | 'local', Properties>>,
  notes: Notes,
): Properties {
  const merged: Record<string, unknown> = {};
  for (const property of new Set([...Object.keys(local), ...Object.keys(shared), ...Object.keys(base)])) {
    const [b, s, l] = [base[property], shared[property], local[property]];
    let value = l;
    if (!sameAnswer(s, l)) {
      if (sameAnswer(b, l)) value = s;
      if (sameAnswer(b, l) || sameAnswer(b, s)) {
        notes.origins.push({ what, id, property, from: sameAnswer(b, l) ? 'shared' : 'local' });
      } else {
        const sentence = `${named(what, local)} change ici et dans le modèle partagé.`;
        notes.conflicts.push({ what, id, property, base: b, shared: s, local: l, sentence });
      }
    }
    if (value !== undefined) merged[property] = value;
  }
  return merged;
}

/** A field whose page is gone follows the local form; one that only the shared form has is left out, with a word. */
function settleHomes(
  pages: Map<string, Properties>,
  fields: Map<string, Properties>,
  { base, shared, local }: Sides,
  { conflicts }: Notes,
): void {
  for (const [id, field] of fields) {
    if (pages.has(String(field[HOME]))) continue;
    const home = local.fields.get(id)?.[HOME];
    const page = typeof home === 'string' ? local.pages.get(home) : undefined;
    if (typeof home === 'string' && page) {
      fields.set(id, { ...field, [HOME]: home });
      if (!pages.has(home)) pages.set(home, page);
    } else fields.delete(id);
    conflicts.push({
      what: 'field',
      id,
      property: HOME,
      base: base.fields.get(id)?.[HOME],
      shared: shared.fields.get(id)?.[HOME],
      local: home,
      sentence: page
        ? `${named('field', field)} garde sa page, que le modèle partagé n’a plus.`
        : `${named('field', field)} du modèle partagé n’a pas de place ici\u00A0: sa page y est retirée.`,
    });
  }
}

function ordered(
  id: string,
  { base, shared, local }: Sides,
  members: ReadonlySet<string>,
  orderOf: (parts: FormParts) => readonly string[],
  { conflicts }: Notes,
): readonly string[] {
  const { order, torn } = mergeOrder(orderOf(base), orderOf(shared), orderOf(local), members);
  if (torn) {
    conflicts.push({
      what: id === '' ? 'form' : 'page',
      id,
      property: 'order',
      base: orderOf(base),
      shared: orderOf(shared),
      local: orderOf(local),
      sentence:
        id === ''
          ? 'L’ordre des pages change ici et dans le modèle partagé.'
          : `L’ordre des questions de la page ${quoted(titleOf(local.pages.get(id) ?? shared.pages.get(id), id))} change ici et dans le modèle partagé.`,
    });
  }
  return order;
}

function refusalOf(form: Form): FormError | null {
  try {
    defineForm(form);
    return null;
  } catch (error) {
    if (error instanceof FormError) return error;
    throw error;
  }
}
