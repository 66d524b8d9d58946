import type { MailAction } from '../../workflow/actions/mail.ts';
import { fill } from '../../workflow/fill.ts';
import type { Carrying } from './carrying.ts';

export const mail: Carrying<MailAction> = {
  after({ tx, one: { request }, texts }, { to, subject, text }) {
    const message = { subject: fill(subject, texts), text: fill(text, texts) };
    return to === 'citizen'
      ? tx.requests.say(request.id, message)
      : tx.requests.notify(request.id, to, message);
  },
};
