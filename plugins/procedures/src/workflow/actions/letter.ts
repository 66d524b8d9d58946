// A letter in the body's hand, by its id.

import { need } from '../known.ts';
import { type ActionKind, quoted } from './kind.ts';

export interface LetterAction {
  readonly do: 'letter';
  readonly letter: string;
}

export const letter: ActionKind<LetterAction> = {
  check(action, where, known) {
    need(known.letters, action.letter, where, 'letter');
  },
  words: (action, letters) => {
    const title = letters.find(({ id }) => id === action.letter)?.title ?? action.letter;
    // Without the places that are filled in when it leaves.
    return `lettre ${quoted(title.replaceAll(/\s*\(?\{\{[^}]*\}\}\)?/g, ''))}`;
  },
  leaves: true,
};
