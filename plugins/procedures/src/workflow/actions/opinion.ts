// Asks another body of the tenant for its opinion. Its agents read the request meanwhile, and answer before a day.

import type { Answers } from '@parvis/forms';
import { checkTexts } from '../known.ts';
import { workflowError } from '../workflow-error.ts';
import type { ActionKind } from './kind.ts';

export interface OpinionAction {
  readonly do: 'opinion';
  readonly of: OpinionOf;
  /** What is asked: « Le stationnement est-il possible ce jour-là ? » */
  readonly question: string;
  /** Days that the body has to answer. */
  readonly days: number;
  /**
   * Where the answer is noted, for conditions and texts: a verdict under this name, what was written under the name with
   * `-texte`.
   */
  readonly into?: string;
  /** The citizen is told who was asked, and what they answered. Without it, only agents are. */
  readonly shown?: boolean;
}

export type OpinionOf =
  /** The intercommunality. */
  | 'epci'
  /** The citizen's commune. */
  | 'commune'
  /** A body of the tenant that the agent names in taking the step. */
  | 'chosen';

/** `none`: the days passed without an answer. */
export const VERDICTS = ['favourable', 'conditional', 'unfavourable', 'none'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  favourable: 'favorable',
  conditional: 'favorable avec réserves',
  unfavourable: 'défavorable',
  none: 'non rendu',
};

export function isVerdict(text: string): text is Verdict {
  return Object.hasOwn(VERDICT_WORDS, text);
}

const BODY_WORDS: Readonly<Record<OpinionOf, string>> = {
  epci: 'l’intercommunalité',
  commune: 'la commune',
  chosen: 'une collectivité au choix',
};

/** The box, in taking a step, that says whose opinion is asked. */
export const CHOSEN_BODY = 'collectivite-consultee';

const textName = (into: string): string => `${into}-texte`;

export const opinion: ActionKind<OpinionAction> = {
  check({ question, days, into }, where, known) {
    checkTexts(where, [question], known);
    if (known.fields.has(CHOSEN_BODY))
      throw workflowError(
        'PARVIS_WORKFLOW_DUPLICATE',
        `A field is named "${CHOSEN_BODY}", like the box that says whose opinion is asked.`,
        'Give it another name.',
      );
    if (into !== undefined && known.formFields.has(into))
      throw workflowError(
        'PARVIS_WORKFLOW_DUPLICATE',
        `The opinion of ${where} is noted as "${into}", which is a field of the form.`,
        'Give it a name of its own.',
      );
    if (Number.isInteger(days) && days >= 1 && days <= 365) return;
    throw workflowError(
      'PARVIS_WORKFLOW_CLOCK',
      `The opinion of ${where} is waited for ${days} days.`,
      'Give a whole number of days, 1 to 365.',
    );
  },
  words: ({ of, days }) =>
    `avis demandé à ${BODY_WORDS[of]}, sous ${days}\u00A0${days > 1 ? 'jours' : 'jour'}`,
  notes: ({ into }) => (into === undefined ? [] : [into, textName(into)]),
};

/** What the case knows of an opinion from then on. */
export function notedOpinion(into: string | null | undefined, verdict: Verdict, text: string): Answers {
  return into ? { [into]: verdict, [textName(into)]: text } : {};
}
