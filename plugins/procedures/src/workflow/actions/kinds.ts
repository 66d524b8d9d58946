// Every kind of action, by the word that a workflow uses for it.

import type { Action } from '../workflow.ts';
import { workflowError } from '../workflow-error.ts';
import { appointment } from './appointment.ts';
import { assign } from './assign.ts';
import { correction } from './correction.ts';
import type { ActionKind } from './kind.ts';
import { letter } from './letter.ts';
import { mail } from './mail.ts';
import { opinion } from './opinion.ts';
import { payment } from './payment.ts';
import { set } from './set.ts';
import { sms } from './sms.ts';
import { webhook } from './webhook.ts';

const KINDS: { readonly [K in Action['do']]: ActionKind<Extract<Action, { readonly do: K }>> } = {
  mail,
  letter,
  correction,
  assign,
  set,
  appointment,
  sms,
  webhook,
  opinion,
  payment,
};

/**
 * The kind of an action: only ever given the action that it was asked for.
 *
 * @throws CodedError PARVIS_WORKFLOW_REFERENCE for a word that a file brings and nobody knows
 */
export function kindOf({ do: what }: Action): ActionKind<Action> {
  if (Object.hasOwn(KINDS, what)) return KINDS[what];
  throw workflowError(
    'PARVIS_WORKFLOW_REFERENCE',
    `The workflow names the action "${what}", which is not there.`,
    `Known: ${Object.keys(KINDS).join(', ')}.`,
  );
}

/** Whether something that is compared is an action: of a kind that is known. */
export function isAction(value: object): value is Action {
  return 'do' in value && typeof value.do === 'string' && Object.hasOwn(KINDS, value.do);
}

/** What an action notes on the case. */
export function notedBy(action: Action): readonly string[] {
  return kindOf(action).notes?.(action) ?? [];
}
