import type { AppointmentAction } from '../../workflow/actions/appointment.ts';
import { fill } from '../../workflow/fill.ts';
import type { Carrying } from './carrying.ts';

export const appointment: Carrying<AppointmentAction> = {
  after: ({ tx, one: { request }, texts }, { motif, text }) =>
    tx.requests.say(request.id, { text: `${fill(text, texts)}\n\n${tx.url(`/rendez-vous/${motif}`)}` }),
};
