// Who takes care of the request from then on.

import type { Role } from '@parvis/kit';
import { ROLE_WORDS } from '../role-words.ts';
import type { ActionKind } from './kind.ts';

export interface AssignAction {
  readonly do: 'assign';
  /** With a role: whoever holds it at the operator and has the fewest open requests; nobody where nobody does. */
  readonly to: 'me' | 'nobody' | { readonly role: Role };
}

export const assign: ActionKind<AssignAction> = {
  check() {},
  words: ({ to }) => {
    if (to === 'me') return 'la demande revient à l’agent';
    if (to === 'nobody') return 'la demande n’est plus à personne';
    return `la demande revient au moins chargé du rôle ${ROLE_WORDS[to.role]}`;
  },
};
