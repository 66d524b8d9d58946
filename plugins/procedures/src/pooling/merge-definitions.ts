// Three-way merge of whole procedures: the shared one moved on, a body adapted it meanwhile. What the body changed is never
// lost without a word.

import { mergeForms, mergeOrder, sameAnswer } from '@parvis/forms';
import { definitionError } from '../check-definition.ts';
import type { Definition } from '../schema.ts';
import { asShared } from './as-shared.ts';
import { unitName } from './unit-name.ts';
import { fromUnits, type Part, type Properties, type Units, unitsOf, WHOLE } from './units.ts';

export interface DefinitionConflict {
  readonly part: Part | 'page' | 'field' | 'form';
  readonly id: string;
  /** The property that both changed; 'presence' or 'type' for the whole unit, 'order', '@page' for where a question stands. */
  readonly property: string;
  readonly base: unknown;
  readonly shared: unknown;
  /** What the merged definition has. */
  readonly local: unknown;
  /** French, for the person who decides. */
  readonly sentence: string;
}

export interface DefinitionMerge {
  /** Where both changed the same thing, it is as the body has it, and there is a conflict. */
  readonly definition: Definition;
  readonly conflicts: readonly DefinitionConflict[];
  /** Why the merged definition could not be published as it is; null where it can. */
  readonly refusal: string | null;
}

/** Both sides' changes since `base`, in one definition. */
export function mergeDefinitions(base: Definition, shared: Definition, local: Definition): DefinitionMerge {
  const form = mergeForms(base.form, shared.form, local.form);
  const conflicts: DefinitionConflict[] = form.conflicts.map(({ what, ...rest }) => ({
    part: what,
    ...rest,
  }));
  const [b, s, l] = [unitsOf(base), unitsOf(shared), unitsOf(local)];
  const merged = (part: Part): Units =>
    mergeUnits(part, { base: b[part], shared: s[part], local: l[part] }, conflicts);
  const definition = {
    form: form.form,
    ...fromUnits({
      requester: merged('requester'),
      silence: merged('silence'),
      status: merged('status'),
      transition: merged('transition'),
      fee: merged('fee'),
      letter: merged('letter'),
      scenario: merged('scenario'),
    }),
  };
  return { definition, conflicts, refusal: definitionError(definition) };
}

interface Sides<T> {
  readonly base: T;
  readonly shared: T;
  readonly local: T;
}

function mergeUnits(part: Part, sides: Sides<Units>, conflicts: DefinitionConflict[]): Units {
  const by = new Map<string, Properties>();
  for (const id of new Set([...sides.local.order, ...sides.shared.order, ...sides.base.order])) {
    const unit = mergeUnit(
      part,
      id,
      { base: sides.base.by.get(id), shared: sides.shared.by.get(id), local: sides.local.by.get(id) },
      conflicts,
    );
    if (unit) by.set(id, unit);
  }
  const { order, torn } = mergeOrder(
    sides.base.order,
    sides.shared.order,
    sides.local.order,
    new Set(by.keys()),
  );
  // Who runs first among scenarios changes nothing.
  if (torn && part !== 'scenario') {
    conflicts.push({
      part,
      id: '',
      property: 'order',
      base: sides.base.order,
      shared: sides.shared.order,
      local: sides.local.order,
      sentence: `${unitName(part)}\u00A0: l’ordre change ici et dans le modèle partagé.`,
    });
  }
  return { by, order };
}

function mergeUnit(
  part: Part,
  id: string,
  { base, shared, local }: Sides<Properties | undefined>,
  conflicts: DefinitionConflict[],
): Properties | undefined {
  if (sameAnswer(shared, local) || sameAnswer(base, shared)) return local;
  if (sameAnswer(base, local)) return shared;
  const conflict = (property: string, values: Sides<unknown>, what: string) =>
    conflicts.push({
      part,
      id,
      property,
      ...values,
      sentence: `${unitName(part, local ?? shared)} ${what}.`,
    });
  if (!base || !shared || !local || WHOLE.has(part)) {
    const what = !local
      ? 'est retiré ici, mais change dans le modèle partagé'
      : !shared
        ? 'est adapté ici, mais disparaît du modèle partagé'
        : 'est différent ici et dans le modèle partagé';
    conflict('presence', { base, shared, local }, what);
    return local;
  }
  const merged: Record<string, unknown> = {};
  for (const property of new Set([...Object.keys(local), ...Object.keys(shared)])) {
    const values = { base: base[property], shared: shared[property], local: local[property] };
    const takes = sameAnswer(values.base, values.local);
    if (!takes && !sameAnswer(values.base, values.shared) && !sameAnswer(values.shared, values.local))
      conflict(property, values, 'change ici et dans le modèle partagé');
    const value = takes ? values.shared : values.local;
    if (value !== undefined) merged[property] = value;
  }
  return merged;
}

/** Names a conflict: the same as long as the same two sides meet. */
export function conflictKey({ part, id, property }: DefinitionConflict): string {
  return [part, id, property].join('.');
}

export type Choice = 'local' | 'shared';

export interface Settled extends DefinitionMerge {
  /** What nobody has chosen yet. */
  readonly open: readonly DefinitionConflict[];
}

/** The merge with what a person chose, by `conflictKey`. */
export function settle(sides: Sides<Definition>, choices: Readonly<Record<string, Choice>>): Settled {
  let local = sides.local;
  for (const conflict of mergeDefinitions(sides.base, sides.shared, local).conflicts)
    if (choices[conflictKey(conflict)] === 'shared') local = asShared(local, sides.shared, conflict);
  const merge = mergeDefinitions(sides.base, sides.shared, local);
  return { ...merge, open: merge.conflicts.filter((one) => !Object.hasOwn(choices, conflictKey(one))) };
}
