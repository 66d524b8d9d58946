// A paragraph to read among the questions. It has no answer, so nothing is ever read or wrong.

import type { InfoField } from '../field.ts';
import type { Kind } from '../kind.ts';

export const info: Kind<InfoField> = {
  parts: [],
  typed: () => ({}),
  read: () => ({}),
  check: () => undefined,
  text: () => '',
  control: (field) => ({ kind: 'info', value: '', ...(field.tone && { tone: field.tone }) }),
};
