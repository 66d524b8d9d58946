// Invites the citizen to book an appointment for a motif, by its slug.

import { checkTexts } from '../known.ts';
import type { ActionKind } from './kind.ts';

export interface AppointmentAction {
  readonly do: 'appointment';
  readonly motif: string;
  readonly text: string;
}

export const appointment: ActionKind<AppointmentAction> = {
  check(action, where, known) {
    checkTexts(where, [action.text], known);
  },
  words: () => 'invitation à prendre rendez-vous',
  leaves: true,
};
