// Numbers as they are written in France: a comma, spaces between thousands.

import type { NumberField } from '../field.ts';
import type { Kind, Problem } from '../kind.ts';
import { plain } from '../own.ts';
import { count, formatNumber, headed, named, problem } from '../sentences.ts';
import { oneBox } from './one-box.ts';

/** '1 234,5' as 1234.5; undefined when it is not a number. */
function parseFrenchNumber(text: string): number | undefined {
  const compact = text
    .replace(/[\s'’]/gu, '')
    .replace(/[−–]/gu, '-')
    .replace(',', '.');
  return /^[+-]?\d{1,15}(?:\.\d{1,10})?$/.test(compact) ? Number(compact) : undefined;
}

export const number: Kind<NumberField> = oneBox<NumberField>({
  parse(field, text) {
    const bare = field.unit && text.endsWith(field.unit) ? text.slice(0, -field.unit.length) : text;
    const answer = parseFrenchNumber(bare);
    // -0 becomes 0: JSON does not know the difference.
    return answer === undefined ? invalid(field) : { answer: answer + 0 };
  },
  check(field, answer) {
    if (typeof answer !== 'number' || !Number.isFinite(answer)) return invalid(field);
    const decimals = field.decimals ?? 0;
    if (Number(answer.toFixed(decimals)) !== answer) return tooPrecise(field, decimals);
    const unit = field.unit ? `\u00A0${field.unit}` : '';
    if (field.min !== undefined && answer < field.min) {
      return problem(
        field,
        'too-small',
        `${headed(field)} doit être au moins ${formatNumber(field.min)}${unit}.`,
      );
    }
    if (field.max !== undefined && answer > field.max) {
      return problem(
        field,
        'too-big',
        `${headed(field)} doit être au plus ${formatNumber(field.max)}${unit}.`,
      );
    }
    return undefined;
  },
  box: (_field, answer) => plain(answer).replace('.', ','),
  text: (field, answer) => formatNumber(Number(answer)) + (field.unit ? `\u00A0${field.unit}` : ''),
  detail: (field) => ({
    kind: 'text',
    type: 'text',
    inputmode: field.decimals ? 'decimal' : 'numeric',
    maxlength: 32,
    ...(field.unit !== undefined && { suffix: field.unit }),
  }),
});

function invalid(field: NumberField): Problem {
  return problem(
    field,
    'invalid',
    `Écrivez ${named(field)} en chiffres, par exemple ${field.example ?? '3'}.`,
  );
}

function tooPrecise(field: NumberField, decimals: number): Problem {
  const sentence =
    decimals === 0
      ? `Écrivez ${named(field)} sans virgule, par exemple ${field.example ?? '3'}.`
      : `Écrivez ${named(field)} avec ${count(decimals, 'chiffre')} au plus après la virgule.`;
  return problem(field, 'invalid', sentence);
}
