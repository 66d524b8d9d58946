// A value that follows from other answers. Nothing that a browser sends is read for it.

import type { ComputedField } from '../field.ts';
import type { Kind } from '../kind.ts';
import { plain } from '../own.ts';
import { formatNumber } from '../sentences.ts';
import { formatAmount } from './amount.ts';

export const computed: Kind<ComputedField> = {
  parts: [],
  typed: () => ({}),
  read: () => ({}),
  check: () => undefined,
  text: (field, answer) => formatComputed(field, answer),
  control: (field, { answer }) => ({
    kind: 'computed',
    value: answer === undefined ? '' : formatComputed(field, answer),
  }),
};

function formatComputed({ unit }: ComputedField, answer: unknown): string {
  if (typeof answer === 'boolean') return answer ? 'Oui' : 'Non';
  if (typeof answer !== 'number') return plain(answer);
  if (unit === '€') return formatAmount(answer);
  return formatNumber(answer) + (unit === undefined ? '' : `\u00A0${unit}`);
}
