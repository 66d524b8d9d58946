// The condition that most pages and fields wait for: a question was answered so.

import type { Rule } from '@parvis/forms';

export function answered(fieldId: string, value: string | boolean): Rule {
  return { '===': [{ var: fieldId }, value] };
}

/** Of several answers to one question, this one is ticked. */
export function ticked(fieldId: string, value: string): Rule {
  return { in: [value, { var: fieldId }] };
}
