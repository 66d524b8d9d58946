// Boxes of the builder's pages, in the forms vocabulary, with what is there as their first answer.

import type { Field } from '@parvis/forms';

interface Said {
  readonly optional?: boolean;
  readonly help?: string | undefined;
  readonly maxLength?: number;
}

export function shortText(id: string, label: string, value: string | undefined, said: Said = {}): Field {
  const { optional, help, maxLength = 300 } = said;
  return {
    id,
    type: 'text',
    label,
    maxLength,
    ...(value && { default: value }),
    ...(help && { help }),
    ...(optional && { optional }),
  };
}

export function longText(id: string, label: string, value: string | undefined, said: Said = {}): Field {
  const { optional, help, maxLength = 4_000 } = said;
  return {
    id,
    type: 'textarea',
    label,
    maxLength,
    ...(value && { default: value }),
    ...(help && { help }),
    ...(optional && { optional }),
  };
}

export function lines(
  id: string,
  label: string,
  values: readonly string[],
  help: string,
  optional = false,
): Field {
  return longText(id, label, values.join('\n'), { help, optional, maxLength: 8_000 });
}

export function numberBox(
  id: string,
  label: string,
  value: number | undefined,
  limits: {
    readonly min?: number;
    readonly max?: number;
    readonly decimals?: number;
    readonly unit?: string;
  } = {},
): Extract<Field, { readonly type: 'number' }> {
  return {
    id,
    type: 'number',
    label,
    optional: true,
    ...limits,
    ...(value !== undefined && { default: value }),
  };
}

export function yesNo(id: string, label: string, value: boolean): Field {
  return { id, type: 'yes-no', label, default: value };
}

/** A drop-down list. An entry without a value is that nothing is chosen; a value that is no entry is none. */
export function chosen(
  id: string,
  label: string,
  value: string,
  options: readonly (readonly [string, string])[],
  help?: string,
): Extract<Field, { readonly type: 'choice' }> {
  const some = options.filter(([one]) => one !== '');
  const none = options.find(([one]) => one === '');
  return {
    id,
    type: 'choice',
    list: true,
    label,
    options: [
      ...(none ? [{ value: NOTHING, label: none[1] }] : []),
      ...some.map(([one, said]) => ({ value: one, label: said })),
    ],
    ...(some.some(([one]) => one === value) ? { default: value } : none ? { default: NOTHING } : {}),
    ...(help && { help }),
  };
}

/** What a list sends for the entry without a value. */
export const NOTHING = 'aucun';

/** Boxes to tick. */
export function several(
  id: string,
  label: string,
  values: readonly string[],
  options: readonly (readonly [string, string])[],
  optional = false,
): Field {
  // What is gone meanwhile cannot be ticked.
  const kept = values.filter((one) => options.some(([value]) => value === one));
  return {
    id,
    type: 'choices',
    label,
    options: options.map(([value, said]) => ({ value, label: said })),
    ...(kept.length > 0 && { default: kept }),
    ...(optional && { optional }),
  };
}
