// A value noted on the case. The engine does it: conditions and texts after it see it.

import type { Rule } from '@parvis/forms';
import { checkRule } from '../known.ts';
import type { ActionKind } from './kind.ts';

export interface SetAction {
  readonly do: 'set';
  readonly field: string;
  readonly value: Rule | string | number;
}

export const set: ActionKind<SetAction> = {
  check({ value }, where, known) {
    if (typeof value === 'object') checkRule(value, where, known);
  },
  words: () => 'une information est notée',
  notes: ({ field }) => [field],
};
