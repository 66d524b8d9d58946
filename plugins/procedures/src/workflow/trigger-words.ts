// Who or what takes a transition, in words.

import { ROLE_WORDS } from './role-words.ts';
import type { Trigger } from './workflow.ts';

const NBSP = '\u00A0';

/** « par l’usager » */
export function triggerWords(by: Trigger): string {
  switch (by.kind) {
    case 'agent':
      return by.roles
        ? `par un agent\u00A0: ${by.roles.map((role) => ROLE_WORDS[role]).join(' ou ')}`
        : 'par un agent';
    case 'citizen':
      return 'par l’usager';
    case 'clock':
      return `d’elle-même, ${by.days}${NBSP}jours après ${by.since === 'status' ? 'l’entrée dans l’état' : 'la réception'}`;
    case 'opinion':
      return 'd’elle-même, quand les avis demandés sont rendus ou que leur délai est passé';
    case 'paid':
      return 'd’elle-même, quand l’usager a payé';
  }
}
