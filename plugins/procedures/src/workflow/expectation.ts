// What a scenario expects at a moment, and how it says that it was otherwise. One line a word.

import { formatAmount } from '@parvis/forms';
import type { Role } from '@parvis/kit';
import { kindOf } from './actions/kinds.ts';
import type { MailRecipient } from './actions/mail.ts';
import { recipientWords } from './actions/mail.ts';
import type { OpinionOf } from './actions/opinion.ts';
import type { PaymentAction } from './actions/payment.ts';
import { silenceDay } from './clock.ts';
import { type CaseData, offered, type Step } from './engine.ts';
import { centsOf } from './fees.ts';
import { fill } from './fill.ts';
import type { Action, LetterTemplate, Workflow } from './workflow.ts';

export interface Expectation {
  readonly status?: string;
  /** Among what was done since the last expectation. */
  readonly mail?: { readonly to: MailRecipient; readonly contains?: string };
  readonly letter?: string;
  readonly sms?: { readonly contains?: string };
  /** The name of the software that is told. */
  readonly webhook?: string;
  /** Whose opinion is asked. */
  readonly opinion?: OpinionOf;
  /** What is asked for, in euros. */
  readonly payment?: number;
  readonly nothingSent?: true;
  /** Transitions that an agent is offered, whatever the order. */
  readonly offers?: readonly string[];
  /** 'YYYY-MM-DD' counted from the scenario's first day, 2 March 2026. */
  readonly silenceOn?: string;
}

export const SCENARIO_ZONE = 'Europe/Paris';

export const ALL_ROLES: readonly Role[] = [
  'administrator',
  'secretary',
  'case-worker',
  'advisor',
  'editor',
  'data-protection-officer',
];

export interface Standing {
  readonly workflow: Workflow;
  readonly letters: readonly LetterTemplate[];
  readonly last: Step;
  /** Since the last expectation. */
  readonly done: readonly Action[];
  readonly now: number;
  readonly data: CaseData;
}

/** Written as a method's type: one that judges mails stands for one that judges anything, and is only ever given mails. */
type Judge<E> = { judge(expected: E, standing: Standing): string | null }['judge'];

const quoted = (text: string): string => `«\u00A0${text}\u00A0»`;

/** Null where it is as expected; else the end of a sentence. */
const JUDGES: { readonly [K in keyof Expectation]-?: Judge<NonNullable<Expectation[K]>> } = {
  status: (status, { last }) =>
    last.status.id === status ? null : `l’état est ${quoted(last.status.id)}, pas ${quoted(status)}.`,
  mail: (mail, { done, data }) =>
    done.some(
      (action) =>
        action.do === 'mail' &&
        sameRecipient(action.to, mail.to) &&
        says([action.subject, action.text], mail.contains, data),
    )
      ? null
      : `aucun courriel de ce genre n’est parti ${recipientWords(mail.to)}${withWords(mail.contains)}.`,
  letter: (letter, { done, letters }) =>
    done.some((action) => action.do === 'letter' && action.letter === letter) &&
    letters.some(({ id }) => id === letter)
      ? null
      : `la lettre ${quoted(letter)} n’est pas partie.`,
  sms: ({ contains }, { done, data }) =>
    done.some((action) => action.do === 'sms' && says([action.text], contains, data))
      ? null
      : `aucun SMS de ce genre n’est parti${withWords(contains)}.`,
  webhook: (to, { done }) =>
    done.some((action) => action.do === 'webhook' && action.to === to)
      ? null
      : `le logiciel ${quoted(to)} n’a rien reçu.`,
  opinion: (of, { done }) =>
    done.some((action) => action.do === 'opinion' && action.of === of)
      ? null
      : `aucun avis n’est demandé à ${quoted(of)}.`,
  payment: (euros, { done, workflow, data }) =>
    done.some(
      (action) => action.do === 'payment' && owedBy(action, workflow, data) === Math.round(euros * 100),
    )
      ? null
      : `aucun paiement de ${formatAmount(euros)} n’est demandé.`,
  nothingSent: (_, { done }) =>
    done.some((action) => kindOf(action).leaves) ? 'quelque chose est parti.' : null,
  offers: (offers, { workflow, last, data }) => {
    const given = offered(workflow, last.state, data, { kind: 'agent', roles: ALL_ROLES }).map(
      ({ id }) => id,
    );
    return given.toSorted().join() === offers.toSorted().join()
      ? null
      : `sont proposés\u00A0: ${given.join(', ') || 'rien'}.`;
  },
  silenceOn: (expected, { workflow, last, now }) => {
    const day = silenceDay(workflow, last.state, now, SCENARIO_ZONE)?.toString() ?? 'jamais';
    return day === expected ? null : `le silence parle le ${day}, pas le ${expected}.`;
  },
};

/** In cents. */
export function owedBy(
  { amount }: PaymentAction,
  { fees = [] }: Workflow,
  { answers, work }: CaseData,
): number {
  return centsOf(amount, fees, { ...answers, ...work });
}

/** What is otherwise than expected: ends of sentences in French. */
export function unmet(expected: Expectation, standing: Standing): readonly string[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    if (!isExpectation(name)) return [`le scénario attend ${quoted(name)}, que rien ne vérifie.`];
    const judge: Judge<unknown> = JUDGES[name];
    const found = judge(value, standing);
    return found === null ? [] : [found];
  });
}

function isExpectation(name: string): name is keyof Expectation {
  return Object.hasOwn(JUDGES, name);
}

function sameRecipient(a: MailRecipient, b: MailRecipient): boolean {
  return typeof a === 'object' && typeof b === 'object' ? a.role === b.role : a === b;
}

const withWords = (contains: string | undefined): string => (contains ? ` avec ${quoted(contains)}` : '');

function says(texts: readonly string[], contains: string | undefined, { answers, work }: CaseData): boolean {
  if (contains === undefined) return true;
  const values = Object.fromEntries(
    Object.entries({ ...answers, ...work }).flatMap(([id, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[id, String(value)] as const] : [],
    ),
  );
  return texts.some((text) => fill(text, values).includes(contains));
}
