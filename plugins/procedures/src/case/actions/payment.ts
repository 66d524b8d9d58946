import type { PaymentAction } from '../../workflow/actions/payment.ts';
import { centsOf } from '../../workflow/fees.ts';
import { fill } from '../../workflow/fill.ts';
import { PAID } from '../paid.ts';
import type { Carrying } from './carrying.ts';

export const payment: Carrying<PaymentAction> = {
  async after({ tx, one: { request, definition, answers }, step, texts }, { purpose, amount, label, text }) {
    const cents = centsOf(amount, definition.workflow.fees ?? [], { ...answers, ...step.work });
    // What costs nothing is paid.
    if (cents === 0) return tx.enqueue(PAID, { requestId: request.id });
    await tx.payments.ask(request.id, {
      purpose,
      amount: cents,
      label: fill(label, texts),
      text: fill(text, texts),
    });
  },
};
