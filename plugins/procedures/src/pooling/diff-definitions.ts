// What changes from one version of a procedure to another, in French sentences.

import { diffForms, sameAnswer } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import { PROPERTY_WORDS, unitName } from './unit-name.ts';
import { changedProperties, PARTS, type Part, type Properties, type Units, unitsOf } from './units.ts';

/** Everything that must change for `before` to become `after`; none when they are the same. */
export function diffDefinitions(before: Definition, after: Definition): readonly string[] {
  const [old, fresh] = [unitsOf(before), unitsOf(after)];
  return [
    ...diffForms(before.form, after.form).map(({ sentence }) => sentence),
    ...PARTS.flatMap((part) => diffUnits(part, old[part], fresh[part])),
  ];
}

function diffUnits(part: Part, old: Units, fresh: Units): readonly string[] {
  const gone = old.order.filter((id) => !fresh.by.has(id));
  const stayed = (from: Units, to: Units) => from.order.filter((id) => to.by.has(id));
  return [
    ...gone.map((id) => `${unitName(part, old.by.get(id))} est retiré.`),
    ...fresh.order.flatMap((id) => {
      const [was, is] = [old.by.get(id), fresh.by.get(id)];
      if (!is) return [];
      return was ? changed(part, was, is) : [`${unitName(part, is)} est ajouté.`];
    }),
    ...(sameAnswer(stayed(old, fresh), stayed(fresh, old))
      ? []
      : [`${unitName(part)}\u00A0: l’ordre change.`]),
  ];
}

function changed(part: Part, was: Properties, is: Properties): readonly string[] {
  const properties = changedProperties(was, is);
  if (properties.length === 0) return [];
  const words = properties.map((name) => (PROPERTY_WORDS[name] ?? 'réglages').toLocaleLowerCase('fr'));
  return [`${unitName(part, was)} change\u00A0: ${[...new Set(words)].join(', ')}.`];
}
