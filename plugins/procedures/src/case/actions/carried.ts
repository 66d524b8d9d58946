// Every kind of action, by the word that a workflow uses for it, as it is carried out.

import type { Action } from '../../workflow/workflow.ts';
import { appointment } from './appointment.ts';
import { assign } from './assign.ts';
import type { Carrying } from './carrying.ts';
import { letter } from './letter.ts';
import { mail } from './mail.ts';
import { opinion } from './opinion.ts';
import { payment } from './payment.ts';
import { sms } from './sms.ts';
import { webhook } from './webhook.ts';

/** Nothing more to do: the step holds it. */
const done: Carrying<Action> = {};

const CARRIED: { readonly [K in Action['do']]: Carrying<Extract<Action, { readonly do: K }>> } = {
  mail,
  letter,
  assign,
  appointment,
  sms,
  webhook,
  opinion,
  payment,
  correction: done,
  set: done,
};

/** How an action is carried out: only ever given the action that it was asked for. */
export function carryingOf({ do: what }: Action): Carrying<Action> {
  return CARRIED[what];
}
