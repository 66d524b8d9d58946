// A sum of money in euros: a number with cents.

import type { AmountField, NumberField } from '../field.ts';
import type { Kind } from '../kind.ts';
import { number } from './number.ts';

const EUROS = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });

function asNumber(field: AmountField): NumberField {
  return { ...field, type: 'number', decimals: 2, unit: '€' };
}

/** 1234.5 as « 1 234,50 € ». */
export function formatAmount(euros: number): string {
  return EUROS.format(euros);
}

export const amount: Kind<AmountField> = {
  parts: [],
  typed: (field, input) => number.typed(asNumber(field), input),
  read: (field, input, context) => number.read(asNumber(field), input, context),
  check: (field, answer, today) => number.check(asNumber(field), answer, today),
  text: (_field, answer) => formatAmount(Number(answer)),
  control: (field, context) => number.control(asNumber(field), context),
};
