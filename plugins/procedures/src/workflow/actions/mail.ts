// A mail: to the citizen on their request's thread, to a counter, or to those who work there.

import type { Role } from '@parvis/kit';
import { checkTexts } from '../known.ts';
import { ROLE_WORDS } from '../role-words.ts';
import type { ActionKind } from './kind.ts';

export interface MailAction {
  readonly do: 'mail';
  readonly to: MailRecipient;
  readonly subject: string;
  readonly text: string;
}

export type MailRecipient =
  | 'citizen'
  /** The counter of who handles it. */
  | 'operator'
  /** The counter of the citizen's commune. */
  | 'commune'
  /** Whoever takes care of it; the operator's counter where nobody does. */
  | 'assignee'
  /** Everyone at the operator who holds it; the counter where nobody does. */
  | { readonly role: Role };

export const mail: ActionKind<MailAction> = {
  check(action, where, known) {
    checkTexts(where, [action.subject, action.text], known);
  },
  words: ({ to }) => `courriel ${recipientWords(to)}`,
  leaves: true,
};

/** « à l’usager » */
export function recipientWords(to: MailRecipient): string {
  switch (to) {
    case 'citizen':
      return 'à l’usager';
    case 'operator':
      return 'au service qui traite';
    case 'commune':
      return 'à la commune';
    case 'assignee':
      return 'à l’agent qui s’en occupe';
    default:
      return `aux agents du rôle ${ROLE_WORDS[to.role]}`;
  }
}
