// The citizen may change these fields and send again; meanwhile the clock stops (CRPA L114-5).

import { checkTexts, need } from '../known.ts';
import type { ActionKind } from './kind.ts';

export interface CorrectionAction {
  readonly do: 'correction';
  readonly fields: readonly string[];
  readonly text: string;
}

export const correction: ActionKind<CorrectionAction> = {
  check(action, where, known) {
    for (const id of action.fields) need(known.formFields, id, where, 'field of the form');
    checkTexts(where, [action.text], known);
  },
  words: () => 'demande de complément, le délai s’arrête',
};
