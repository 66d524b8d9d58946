// The workflow that most demands need: taken in hand, completed if something lacks, decided. A procedure starts from it and
// changes what differs.

import type { Field } from '@parvis/forms';
import type { Role } from '@parvis/kit';
import {
  askingOpinion,
  COMPLEMENT_STATUSES,
  citizenMail,
  complement,
  IN_HAND,
  OPINION_ASKED,
  RECEIVED,
  REFUSED,
  refusal,
  takeInHand,
} from './usual-steps.ts';
import type { NoSilence, Silence, Status, Transition, Workflow } from './workflow.ts';

export interface UsualWords {
  /** What « traitée » means here: « Votre acte est parti par courrier. » */
  readonly granted: string;
  /** Its button: « Acte envoyé ». */
  readonly grantLabel: string;
  /** What the agent fills in to grant it: a day, a price, conditions. */
  readonly grantAsks?: readonly Field[];
  /** A letter that goes with it, by its id. */
  readonly letter?: string;
  /** A letter that goes with a refusal, by its id: its reasons are `{{motif-refus}}`. */
  readonly refusalLetter?: string;
  /** How to contest a refusal, where it is not before the tribunal administratif. */
  readonly appeal?: string;
  /** Roles that grant and refuse; any agent at the operator, unless told. */
  readonly deciders?: readonly Role[];
  /** Ids of the fields of the form that may be asked for again. */
  readonly correctable: readonly string[];
  /** Days in which the body means to answer. */
  readonly within: number;
  /** Days that another body has to answer, where its opinion may be asked for; it never is without. */
  readonly opinionWithin?: number;
  /** What silence means. Without a status to lead to, it leads to « acceptée » or « refusée ». */
  readonly silence: Omit<Silence, 'to'> | NoSilence;
  /** Where silence means acceptance and nothing was sent: what the citizen reads, and the attestation that they may ask for. */
  readonly tacit?: Tacit;
}

export interface Tacit {
  readonly citizen: string;
  /** Id of the letter that attests it (CRPA, art. L232-3). */
  readonly letter: string;
}

const OPEN = [RECEIVED.id, IN_HAND.id];

export function usualWorkflow(words: UsualWords): Workflow {
  const { granted, deciders, correctable, within, opinionWithin, silence, tacit } = words;
  const decidable = opinionWithin === undefined ? OPEN : [...OPEN, OPINION_ASKED.id];
  const statuses: readonly Status[] = [
    { ...RECEIVED, within },
    { ...IN_HAND, within },
    ...(opinionWithin === undefined ? [] : [OPINION_ASKED]),
    ...COMPLEMENT_STATUSES,
    { id: 'acceptee', label: 'Traitée', kind: 'done', citizen: granted },
    ...(tacit
      ? [{ id: 'tacite', label: 'Acceptée par silence', kind: 'done', citizen: tacit.citizen } as const]
      : []),
    REFUSED,
  ];
  const transitions: readonly Transition[] = [
    takeInHand(),
    ...complement({ from: OPEN, back: IN_HAND.id, correctable }),
    ...(opinionWithin === undefined
      ? []
      : askingOpinion({ from: OPEN, back: IN_HAND.id, days: opinionWithin })),
    grant(words, decidable),
    ...(tacit ? [attest(tacit)] : []),
    refusal({
      from: decidable,
      ...(deciders && { roles: deciders }),
      ...(words.refusalLetter !== undefined && { letter: words.refusalLetter }),
      ...(words.appeal !== undefined && { appeal: words.appeal }),
    }),
  ];
  return {
    statuses,
    transitions,
    silence: silence.means === 'nothing' ? silence : { ...silence, to: spokenFor(silence.means, tacit) },
  };
}

function spokenFor(means: Silence['means'], tacit: Tacit | undefined): string {
  if (means === 'refusal') return REFUSED.id;
  return tacit ? 'tacite' : 'acceptee';
}

function grant(
  { grantLabel, grantAsks, letter, granted, deciders }: UsualWords,
  from: readonly string[],
): Transition {
  return {
    id: 'accepter',
    label: grantLabel,
    from,
    to: 'acceptee',
    by: { kind: 'agent', ...(deciders && { roles: deciders }) },
    ...(grantAsks && { asks: grantAsks }),
    actions: [
      ...(letter === undefined ? [] : [{ do: 'letter', letter } as const]),
      citizenMail('Votre demande {{reference}} est traitée', granted),
    ],
  };
}

function attest({ letter }: Tacit): Transition {
  return {
    id: 'attester',
    label: 'Attester l’acceptation',
    from: ['tacite'],
    to: 'acceptee',
    by: { kind: 'agent' },
    actions: [{ do: 'letter', letter }],
  };
}
