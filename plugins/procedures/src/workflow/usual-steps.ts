// The statuses and transitions that most workflows share: taken in hand, completed by the citizen, refused with reasons.

import type { Field } from '@parvis/forms';
import type { Role } from '@parvis/kit';
import type { Action, Status, Transition } from './workflow.ts';

/** Who signs for the mayor: a decision is theirs, not the counter's. */
export const DECIDERS: readonly Role[] = ['secretary', 'administrator'];

/** Days after which a citizen is reminded of what they were asked for; as many later, the request is closed. */
const PATIENCE = 30;

/** What a citizen reads of the way to contest a decision of a commune (code de justice administrative, art. R421-1 and R421-5). */
export const APPEAL =
  'Vous pouvez contester cette décision dans les deux mois\u00A0: devant nous, par une lettre, ou devant le tribunal administratif.';

export const RECEIVED: Status = {
  id: 'recue',
  label: 'Reçue',
  kind: 'received',
  citizen: 'Votre demande est arrivée. Elle n’a pas encore été ouverte.',
};

export const IN_HAND: Status = {
  id: 'en-cours',
  label: 'En cours',
  kind: 'in-progress',
  citizen: 'Quelqu’un s’occupe de votre demande.',
};

export const REFUSED: Status = {
  id: 'refusee',
  label: 'Refusée',
  kind: 'refused',
  citizen: 'Votre demande n’a pas pu être acceptée. Les raisons sont dans les messages.',
};

/** The statuses between which `complement` moves: asked, asked again, given up. */
export const COMPLEMENT_STATUSES: readonly Status[] = [
  {
    id: 'a-completer',
    label: 'À compléter',
    kind: 'waiting',
    citizen: 'Il manque quelque chose à votre demande. Complétez-la ici\u00A0: le délai reprend ensuite.',
  },
  {
    id: 'relancee',
    label: 'À compléter, relancée',
    kind: 'waiting',
    citizen:
      'Il manque toujours quelque chose à votre demande. Complétez-la ici\u00A0: sans réponse de votre part sous un mois, elle sera classée.',
  },
  {
    id: 'sans-suite',
    label: 'Classée sans suite',
    kind: 'cancelled',
    citizen: 'Votre demande est classée, faute de réponse de votre part. Vous pouvez en faire une nouvelle.',
  },
];

export function citizenMail(subject: string, text: string): Action {
  return { do: 'mail', to: 'citizen', subject, text };
}

export function takeInHand(to = IN_HAND.id): Transition {
  return {
    id: 'prendre',
    label: 'Prendre en charge',
    from: [RECEIVED.id],
    to,
    by: { kind: 'agent' },
    actions: [{ do: 'assign', to: 'me' }],
  };
}

export interface Complement {
  /** Where something may be asked for. */
  readonly from: readonly string[];
  /** Where the request goes on once it is completed, or opened again. */
  readonly back: string;
  /** Ids of the fields of the form that may be changed. */
  readonly correctable: readonly string[];
}

/** Asking for what lacks, receiving it, asking again by itself, and closing what nobody answers. */
export function complement({ from, back, correctable }: Complement): readonly Transition[] {
  const correction = { do: 'correction', fields: correctable, text: '{{complement}}' } as const;
  return [
    {
      id: 'completer',
      label: 'Demander un complément',
      from,
      to: 'a-completer',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'complement',
          type: 'textarea',
          label: 'Ce qui manque',
          help: 'La personne le lit tel quel. Dites précisément quoi envoyer.',
          maxLength: 2_000,
        },
      ],
      actions: [
        correction,
        citizenMail(
          'Il manque quelque chose à votre demande {{reference}}',
          'Pour continuer, il nous manque\u00A0:\n\n{{complement}}\n\nComplétez votre demande en suivant le lien. Le délai de réponse est suspendu jusque-là.',
        ),
      ],
    },
    {
      id: 'completee',
      label: 'Envoyer le complément',
      from: ['a-completer', 'relancee'],
      to: back,
      by: { kind: 'citizen' },
      actions: [
        {
          do: 'mail',
          to: 'operator',
          subject: 'Demande {{reference}} complétée',
          text: '{{demandeur}} a complété sa demande «\u00A0{{demarche}}\u00A0».',
        },
      ],
    },
    {
      id: 'relancer',
      label: 'Rappeler ce qui manque',
      from: ['a-completer'],
      to: 'relancee',
      by: { kind: 'clock', days: PATIENCE, since: 'status' },
      actions: [
        correction,
        citizenMail(
          'Rappel\u00A0: il manque quelque chose à votre demande {{reference}}',
          'Nous attendons toujours\u00A0:\n\n{{complement}}\n\nComplétez votre demande en suivant le lien. Sans réponse de votre part sous un mois, elle sera classée. Besoin d’aide\u202F? Appelez {{service}}.',
        ),
      ],
    },
    {
      id: 'abandonner',
      label: 'Classer faute de réponse',
      from: ['relancee'],
      to: 'sans-suite',
      by: { kind: 'clock', days: PATIENCE, since: 'status' },
      actions: [
        citizenMail(
          'Votre demande {{reference}} est classée',
          'Nous n’avons pas reçu le complément demandé. Votre demande est classée. Vous pouvez en faire une nouvelle, ou appeler {{service}}.',
        ),
      ],
    },
    { id: 'reprendre', label: 'Rouvrir', from: ['sans-suite'], to: back, by: { kind: 'agent' } },
  ];
}

/** While another body is asked. The delay goes on: it stops only for the citizen (CRPA, art. L114-5). */
export const OPINION_ASKED: Status = {
  id: 'avis-demande',
  label: 'Avis demandé',
  kind: 'in-progress',
  citizen: 'Nous avons demandé l’avis d’une autre collectivité. Nous vous répondrons ensuite.',
};

export interface AskedOpinion {
  readonly from: readonly string[];
  /** Where the request goes on once the opinion has come. */
  readonly back: string;
  /** Days that the body has to answer. */
  readonly days: number;
}

/** Asking a body that the agent names, with a question that they write; and going on when it has answered, or has not in time. */
export function askingOpinion({ from, back, days }: AskedOpinion): readonly Transition[] {
  return [
    {
      id: 'demander-avis',
      label: 'Demander un avis',
      from,
      to: OPINION_ASKED.id,
      by: { kind: 'agent' },
      asks: [
        {
          id: 'question-avis',
          type: 'textarea',
          label: 'Votre question',
          subject: 'votre question',
          help: 'Ses agents lisent la demande et ses pièces. L’usager ne voit ni la question ni la réponse.',
          maxLength: 2_000,
        },
      ],
      actions: [{ do: 'opinion', of: 'chosen', question: '{{question-avis}}', days, into: 'avis' }],
    },
    {
      id: 'avis-rendu',
      label: 'Reprendre après l’avis',
      from: [OPINION_ASKED.id],
      to: back,
      by: { kind: 'opinion' },
    },
  ];
}

export interface Refusal {
  readonly from: readonly string[];
  readonly roles?: readonly Role[];
  /** Id of a letter that gives the reasons, with the place `{{motif-refus}}`. */
  readonly letter?: string;
  /** How to contest, where it is not before the tribunal administratif. */
  readonly appeal?: string;
}

/** Refusing, with the reasons that the law wants said (CRPA, art. L211-2 and L211-5). */
export function refusal({ from, roles, letter, appeal = APPEAL }: Refusal): Transition {
  return {
    id: 'refuser',
    label: 'Refuser',
    from,
    to: REFUSED.id,
    by: { kind: 'agent', ...(roles && { roles }) },
    asks: [REASONS],
    actions: [
      ...(letter === undefined ? [] : [{ do: 'letter', letter } as const]),
      citizenMail(
        'Réponse à votre demande {{reference}}',
        `Votre demande n’a pas pu être acceptée, pour les raisons suivantes\u00A0:\n\n{{motif-refus}}\n\n${appeal}`,
      ),
    ],
  };
}

const REASONS: Field = {
  id: 'motif-refus',
  type: 'textarea',
  label: 'Les raisons du refus',
  help: 'La loi demande de les dire (CRPA, art. L211-2 et L211-5). La personne les lit telles quelles.',
  maxLength: 4_000,
};
