// Asks the citizen for money, by mail and on the request's page. What comes in moves the request on: the trigger `paid`.

import { formatAmount, type Rule } from '@parvis/forms';
import { feesIn } from '../fees.ts';
import { checkRule, checkTexts, need } from '../known.ts';
import { workflowError } from '../workflow-error.ts';
import { type ActionKind, quoted } from './kind.ts';

export interface PaymentAction {
  readonly do: 'payment';
  /** kebab-case: what is paid. Asked again for the same, it reminds. */
  readonly purpose: string;
  /** In euros. Over the answers, what agents filled in, and the fees: `{"var": "tarifs.<id>"}`. Nothing to pay is paid at once. */
  readonly amount: Rule | number;
  /** What is paid for: « Location de la salle communale ». */
  readonly label: string;
  /** What the mail says before the button. */
  readonly text: string;
}

export const payment: ActionKind<PaymentAction> = {
  check({ purpose, amount, label, text }, where, known) {
    checkTexts(where, [label, text], known);
    if (typeof amount === 'object') {
      checkRule(amount, where, known);
      for (const id of feesIn(amount)) need(known.fees, id, where, 'fee');
    }
    if (/^[a-z][a-z0-9-]*$/.test(purpose) && (typeof amount === 'object' || Number(amount) > 0)) return;
    throw workflowError(
      'PARVIS_WORKFLOW_FEE',
      `The payment of ${where} has no purpose in kebab-case, or asks for no sum.`,
      'Give a purpose such as "location", and an amount in euros or a rule that computes it.',
    );
  },
  words: ({ amount, label }) =>
    `paiement demandé à l’usager\u00A0: ${quoted(label)}${typeof amount === 'number' ? `, ${formatAmount(amount)}` : ''}`,
  leaves: true,
};
