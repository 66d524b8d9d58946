// Waiting for money: asked for when a request is granted, reminded once, and let go when nothing comes.

import type { Rule } from '@parvis/forms';
import { citizenMail } from './usual-steps.ts';
import type { Action, Status, Transition, Workflow } from './workflow.ts';

/** Days after which a citizen is reminded; as many later, the request is closed. */
const PATIENCE = 15;

const DUE: Status = {
  id: 'a-payer',
  label: 'À payer',
  kind: 'waiting',
  citizen: 'Votre demande est acceptée. Il reste à la payer, en ligne ou au guichet.',
  decided: true,
};

const REMINDED: Status = {
  id: 'a-payer-relancee',
  label: 'À payer, relancée',
  kind: 'waiting',
  citizen:
    'Il reste à payer votre demande. Sans paiement sous quinze jours, elle sera classée\u00A0: rien ne vous sera demandé.',
  decided: true,
};

export interface PaymentWords {
  /** Id of the transition that grants: it waits for the money where `when` holds. */
  readonly grant: string;
  /** Whether there is something to pay. */
  readonly when: Rule;
  readonly purpose: string;
  /** In euros, see `PaymentAction`. */
  readonly amount: Rule;
  /** What is paid for. */
  readonly label: string;
  /** What the mail says. */
  readonly text: string;
  /** Id of the status that a request which nobody pays ends in. */
  readonly lapsed: string;
  /** What the mail says then. */
  readonly lapsedText: string;
}

/** A workflow whose grant waits for a payment: what the grant did is done when the money is there. */
export function withPayment(workflow: Workflow, words: PaymentWords): Workflow {
  const { grant: id, when, purpose, amount, label, text, lapsed, lapsedText } = words;
  const grant = workflow.transitions.find((one) => one.id === id);
  const at = workflow.statuses.findIndex((one) => one.id === grant?.to);
  if (!grant || at < 0) throw new TypeError(`the workflow has no transition "${id}"`);
  const ask: Action = { do: 'payment', purpose, amount, label, text };
  const waiting = [DUE.id, REMINDED.id];
  const own: readonly Transition[] = [
    {
      id: 'faire-payer',
      label: 'Accepter et demander le paiement',
      from: grant.from,
      to: DUE.id,
      by: grant.by,
      when,
      ...(grant.asks && { asks: grant.asks }),
      actions: [ask],
    },
    {
      id: 'payee',
      label: 'Paiement reçu',
      from: waiting,
      to: grant.to,
      by: { kind: 'paid' },
      ...(grant.actions && { actions: grant.actions }),
    },
    {
      id: 'relancer-paiement',
      label: 'Rappeler le paiement',
      from: [DUE.id],
      to: REMINDED.id,
      by: { kind: 'clock', days: PATIENCE, since: 'status' },
      actions: [{ ...ask, text: `Rappel\u00A0: ${text}` }],
    },
    {
      id: 'classer-impayee',
      label: 'Classer faute de paiement',
      from: [REMINDED.id],
      to: lapsed,
      by: { kind: 'clock', days: PATIENCE, since: 'status' },
      actions: [citizenMail('Votre demande {{reference}} est classée', lapsedText)],
    },
  ];
  return {
    ...workflow,
    statuses: workflow.statuses.toSpliced(at, 0, DUE, REMINDED),
    transitions: [
      ...workflow.transitions.map((one) => (one === grant ? { ...one, when: { '!': [when] } } : one)),
      ...own,
    ],
  };
}
