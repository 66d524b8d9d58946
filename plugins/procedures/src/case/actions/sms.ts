import { isMobile } from '@parvis/forms';
import type { SmsAction } from '../../workflow/actions/sms.ts';
import { fill } from '../../workflow/fill.ts';
import type { Carrying } from './carrying.ts';

/** The channel's message that holds what a workflow says by text. */
export const STEP_TEXT = 'step-text';

/** The timeline says nothing of it: whether it arrives, only the gateway knows. */
export const sms: Carrying<SmsAction> = {
  async after({ tx, one: { request }, texts }, { text }) {
    const { phone } = request.requester;
    if (!tx.texts || phone === undefined || !isMobile(phone)) return;
    await tx.requests.send(request.id, STEP_TEXT, { by: 'text', about: { text: fill(text, texts) } });
  },
};
