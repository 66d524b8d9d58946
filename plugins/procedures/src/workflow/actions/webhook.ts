// Tells another software of the body what happened. The procedure names the software; the body gives its address.

import { need } from '../known.ts';
import { workflowError } from '../workflow-error.ts';
import { type ActionKind, quoted } from './kind.ts';

export interface WebhookAction {
  readonly do: 'webhook';
  /** The name that the body gives an address to: `logiciel-metier`. */
  readonly to: string;
  /** Ids of the fields whose answers are told; none without. */
  readonly fields?: readonly string[];
}

export const WEBHOOK_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const webhook: ActionKind<WebhookAction> = {
  check({ to, fields = [] }, where, known) {
    for (const id of fields) need(known.fields, id, where, 'field');
    if (WEBHOOK_NAME.test(to) && to.length <= 64) return;
    throw workflowError(
      'PARVIS_WORKFLOW_REFERENCE',
      `The webhook of ${where} is named "${to}".`,
      'Give it a name of small letters, digits and hyphens, such as "logiciel-metier".',
    );
  },
  words: ({ to }) => `envoi au logiciel ${quoted(to)}`,
  leaves: true,
};
