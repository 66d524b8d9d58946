// Roles as sentences name them.

import type { Role } from '@parvis/kit';

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  administrator: 'administrateur',
  secretary: 'secrétaire de mairie',
  'case-worker': 'gestionnaire',
  advisor: 'conseiller numérique',
  editor: 'rédacteur',
  'data-protection-officer': 'délégué à la protection des données',
};
