// A workflow is data: what happens to a request after it was sent, in statuses and transitions. The ledger's own status
// (`kind`) is what every inbox and every citizen's page understands; the workflow's names say it in the procedure's words.

import type { Field, Rule } from '@parvis/forms';
import type { RequestStatus, Role } from '@parvis/kit';
import type { AppointmentAction } from './actions/appointment.ts';
import type { AssignAction } from './actions/assign.ts';
import type { CorrectionAction } from './actions/correction.ts';
import type { LetterAction } from './actions/letter.ts';
import type { MailAction } from './actions/mail.ts';
import type { OpinionAction } from './actions/opinion.ts';
import type { PaymentAction } from './actions/payment.ts';
import type { SetAction } from './actions/set.ts';
import type { SmsAction } from './actions/sms.ts';
import type { WebhookAction } from './actions/webhook.ts';
import type { Fee } from './fees.ts';

export interface Workflow {
  /** A request starts in the first. */
  readonly statuses: readonly Status[];
  readonly transitions: readonly Transition[];
  /** There is no default: each procedure states what silence means, or why it means nothing (CRPA L231-1 to L231-6). */
  readonly silence: Silence | NoSilence;
  /** What it costs: amounts that payments name. */
  readonly fees?: readonly Fee[];
}

export interface Status {
  /** kebab-case, permanent within the procedure. */
  readonly id: string;
  /** « Dossier incomplet ». */
  readonly label: string;
  readonly kind: RequestStatus;
  /** What the citizen reads, with what happens next: « Il nous manque une pièce. Envoyez-la ici. » */
  readonly citizen: string;
  /** Days that the law or the body gives itself to leave it: shown as a deadline on the desk. */
  readonly within?: number;
  /** The body has decided, and waits for something else: silence has nothing more to say. */
  readonly decided?: true;
}

/** How a request leaves a status. */
export interface Transition {
  readonly id: string;
  /** The verb first, as on a button: « Demander une pièce ». */
  readonly label: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly by: Trigger;
  /** Over the answers of the form and what agents filled in. */
  readonly when?: Rule;
  /** What the agent fills in for it, in the forms vocabulary. Ids are other than those of the form. */
  readonly asks?: readonly Field[];
  readonly actions?: readonly Action[];
}

export type Trigger =
  /** A person at the operator; one of these roles, where they are named. */
  | { readonly kind: 'agent'; readonly roles?: readonly Role[] }
  | { readonly kind: 'citizen' }
  /** By itself, when its days are over. `status`: since the status was entered; `received`: since the request came. */
  | { readonly kind: 'clock'; readonly days: number; readonly since: 'status' | 'received' }
  /** By itself, when the last opinion that was asked for has come, or its days are over. */
  | { readonly kind: 'opinion' }
  /** By itself, when everything that was asked for is paid. */
  | { readonly kind: 'paid' };

/** What happens elsewhere and moves a request on by itself, the moment it happens. */
export type Event = Exclude<Trigger['kind'], 'agent' | 'citizen' | 'clock'>;

/** Texts may hold `{{reference}}`, `{{demandeur}}`, `{{demarche}}`, `{{service}}`, `{{date-limite}}` and `{{<id of a field>}}`. */
export type Action =
  | AppointmentAction
  | AssignAction
  | CorrectionAction
  | LetterAction
  | MailAction
  | OpinionAction
  | PaymentAction
  | SetAction
  | SmsAction
  | WebhookAction;

/** What silence means, and when it speaks. */
export interface Silence {
  readonly means: 'acceptance' | 'refusal';
  /** Months from the day the request came; the days it waited for the citizen do not count. */
  readonly months: number;
  /** The text that says so: « CRPA, art. L231-1 ». */
  readonly law: string;
  /** The status that it leads to. */
  readonly to: string;
}

export interface NoSilence {
  readonly means: 'nothing';
  /** Why: « Un signalement n’est pas une demande au sens du CRPA. » */
  readonly why: string;
}

/** A letter that a workflow sends. */
export interface LetterTemplate {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** « Le maire », « Pour le président ». */
  readonly signedBy: string;
}
