// Whether someone came, as agents say it and as people read it in what is kept about them: facts, no blame.

import type { Presence } from '../workshops/tables.ts';

const WORDS: Readonly<Record<Presence, string>> = {
  unknown: 'Pas encore noté',
  seen: 'Venu',
  excused: 'Excusé',
  noshow: 'Pas venu',
  revoked: 'Annulé par le service',
};

/** « Venu » */
export function sayPresence(presence: Presence): string {
  return WORDS[presence];
}
