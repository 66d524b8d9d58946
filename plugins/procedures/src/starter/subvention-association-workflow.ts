// What happens to a request for a grant: examined, put to the vote, granted, paid. Silence refuses, and the council may still vote.

import {
  askingOpinion,
  COMPLEMENT_STATUSES,
  citizenMail,
  complement,
  DECIDERS,
  OPINION_ASKED,
  RECEIVED,
  REFUSED,
  refusal,
  takeInHand,
} from '../workflow/usual-steps.ts';
import type { Workflow } from '../workflow/workflow.ts';

const GRANTED_ASKS = [
  { id: 'montant-vote', type: 'amount', label: 'Montant voté', min: 1, max: 10_000_000 },
  {
    id: 'deliberation',
    type: 'text',
    label: 'Délibération',
    help: 'Son numéro et sa date.',
    example: 'n°\u00A02026-12 du 9\u00A0avril\u00A02026',
    maxLength: 100,
  },
] as const;

const GRANTED_ACTIONS = [
  { do: 'letter', letter: 'attribution' },
  citizenMail(
    'Votre subvention est votée ({{reference}})',
    'Le conseil municipal a voté une subvention de {{montant-vote}} (délibération {{deliberation}}). Elle sera versée sur le compte que vous avez indiqué.',
  ),
] as const;

export const grantWorkflow: Workflow = {
  statuses: [
    { ...RECEIVED, within: 15 },
    {
      id: 'instruction',
      label: 'À l’étude',
      kind: 'in-progress',
      citizen: 'Votre dossier est à l’étude. S’il manque quelque chose, nous vous le demandons.',
      within: 30,
    },
    OPINION_ASKED,
    ...COMPLEMENT_STATUSES,
    {
      id: 'au-vote',
      label: 'Au prochain conseil',
      kind: 'in-progress',
      citizen: 'Votre dossier est complet\u00A0: il est présenté au prochain conseil municipal.',
    },
    {
      id: 'attribuee',
      label: 'Votée, à verser',
      kind: 'done',
      citizen: 'Le conseil municipal a voté la subvention. Elle est en cours de versement.',
    },
    {
      id: 'versee',
      label: 'Versée',
      kind: 'done',
      citizen:
        'La subvention est versée. Dans les six mois qui suivent la fin de l’exercice, rendez compte de son emploi.',
    },
    REFUSED,
    {
      id: 'refus-implicite',
      label: 'Refusée par silence',
      kind: 'refused',
      citizen:
        'Deux mois sont passés sans réponse\u00A0: la loi le compte comme un refus. Le conseil peut encore voter cette subvention\u00A0: appelez-nous pour savoir où en est votre dossier.',
    },
  ],
  transitions: [
    takeInHand('instruction'),
    ...complement({
      from: ['recue', 'instruction'],
      back: 'instruction',
      correctable: [
        'association-nom',
        'rna',
        'siret',
        'projet',
        'montant',
        'budget',
        'comptes',
        'previsionnel',
        'iban',
      ],
    }),
    ...askingOpinion({ from: ['instruction'], back: 'instruction', days: 15 }),
    {
      id: 'presenter',
      label: 'Présenter au conseil',
      from: ['instruction', OPINION_ASKED.id],
      to: 'au-vote',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'seance',
          type: 'date',
          label: 'Date de la séance',
          subject: 'la date de la séance',
        },
      ],
      actions: [
        citizenMail(
          'Votre demande passe au conseil ({{reference}})',
          'Votre demande de subvention est complète. Elle est présentée au conseil municipal du {{seance}}. Nous vous écrirons ensuite.',
        ),
      ],
    },
    {
      id: 'attribuer',
      label: 'Vote favorable',
      from: ['au-vote', 'refus-implicite'],
      to: 'attribuee',
      by: { kind: 'agent', roles: DECIDERS },
      asks: GRANTED_ASKS,
      actions: GRANTED_ACTIONS,
    },
    refusal({
      from: ['recue', 'instruction', OPINION_ASKED.id, 'au-vote', 'refus-implicite'],
      roles: DECIDERS,
      letter: 'refus',
    }),
    {
      id: 'verser',
      label: 'Subvention versée',
      from: ['attribuee'],
      to: 'versee',
      by: { kind: 'agent' },
      actions: [
        citizenMail(
          'Votre subvention est versée ({{reference}})',
          'La subvention de {{montant-vote}} vient d’être versée. Elle arrive sur votre compte sous quelques jours.',
        ),
      ],
    },
  ],
  silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4, 3°', to: 'refus-implicite' },
};
