// How a browser reads a question as the server does, for the kinds where it can: told as data, carried out by
// packages/theming/script/form-rules.js.

import { limitDay } from './day.ts';
import type { DayLimit, Field } from './field.ts';
import { maxLengthOf } from './kinds/text.ts';
import type { Json } from './rule.ts';

export interface PageClock {
  /** 'YYYY-MM-DD' in the commune's time zone. */
  readonly today: string;
}

/** A reader, or undefined for a kind that only the server reads. */
export function toReader(field: Field, { today }: PageClock): { readonly [key: string]: Json } | undefined {
  const day = (name: string, limit: DayLimit | undefined) =>
    limit === undefined ? {} : { [name]: limitDay(limit, today) };
  switch (field.type) {
    case 'yes-no':
      return { as: 'yes-no' };
    case 'tick':
      return { as: 'tick', ...(field.optional && { optional: true }) };
    case 'choice':
    case 'choices':
      return {
        as: field.type,
        options: field.options.map(({ value, label }) => [value, label]),
        ...(field.other !== undefined && { other: true }),
        ...(field.type === 'choices' && field.max !== undefined && { max: field.max }),
      };
    case 'number':
    case 'amount': {
      const euros = field.type === 'amount' ? { decimals: 2, unit: '€' } : {};
      const { min, max } = field;
      return {
        as: 'number',
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
        ...(field.type === 'number' && field.decimals !== undefined && { decimals: field.decimals }),
        ...(field.type === 'number' && field.unit !== undefined && { unit: field.unit }),
        ...euros,
      };
    }
    case 'date':
      return { as: 'date', ...day('earliest', field.earliest), ...day('latest', field.latest) };
    case 'text':
    case 'textarea':
      return {
        as: field.type,
        most: maxLengthOf(field),
        ...(field.minLength !== undefined && { least: field.minLength }),
        ...(field.type === 'text' && field.pattern !== undefined && { pattern: field.pattern }),
      };
    case 'computed':
      return {
        as: 'computed',
        rule: field.rule,
        decimals: field.decimals ?? (field.unit === '€' ? 2 : 0),
        ...(field.unit !== undefined && { unit: field.unit }),
      };
    default:
      return undefined;
  }
}
