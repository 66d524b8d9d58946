// A text message to the citizen: where they gave a mobile number and the installation has a gateway. It goes beside a mail,
// never instead of one.

import { checkTexts } from '../known.ts';
import type { ActionKind } from './kind.ts';

export interface SmsAction {
  readonly do: 'sms';
  /** Short: 160 characters cost one message. */
  readonly text: string;
}

export const sms: ActionKind<SmsAction> = {
  check(action, where, known) {
    checkTexts(where, [action.text], known);
  },
  words: () => 'SMS à l’usager, s’il a donné un numéro de portable',
  leaves: true,
};
