// A place in a crèche after it was asked for: the waiting list, confirmed each quarter by the family, the commission, the place
// that is proposed.

import {
  COMPLEMENT_STATUSES,
  citizenMail,
  complement,
  DECIDERS,
  IN_HAND,
  RECEIVED,
  REFUSED,
  refusal,
  takeInHand,
} from '../workflow/usual-steps.ts';
import type { Workflow } from '../workflow/workflow.ts';

/** What a family may change while it waits. */
const NEED = ['debut', 'jours', 'arrivee', 'depart', 'structure'] as const;
const CORRECTABLE = [
  'enfant-prenom',
  'enfant-nom',
  'enfant-naissance',
  'naissance-prevue',
  'habite',
  'priorites',
  ...NEED,
];

const OPEN = [RECEIVED.id, IN_HAND.id];
const LIST = 'liste-attente';
const TO_CONFIRM = ['a-confirmer', 'a-confirmer-relance'];
const OFFERED = ['place-proposee', 'place-proposee-relance'];

const confirmation = {
  do: 'correction',
  fields: NEED,
  text: 'Avez-vous toujours besoin d’une place\u202F? Vérifiez la date et les jours, changez-les si besoin, puis envoyez.',
} as const;

export const crecheWorkflow: Workflow = {
  statuses: [
    { ...RECEIVED, within: 10 },
    { ...IN_HAND, within: 10 },
    ...COMPLEMENT_STATUSES,
    {
      id: LIST,
      label: 'Sur liste d’attente',
      kind: 'in-progress',
      citizen:
        'Votre enfant est sur la liste d’attente. La commission attribue les places libres. Tous les trois mois, nous vous demandons si vous en avez toujours besoin.',
    },
    {
      id: 'a-confirmer',
      label: 'À confirmer par la famille',
      kind: 'waiting',
      citizen:
        'Avez-vous toujours besoin d’une place\u202F? Dites-le ici pour rester sur la liste d’attente.',
    },
    {
      id: 'a-confirmer-relance',
      label: 'À confirmer, relancée',
      kind: 'waiting',
      citizen:
        'Nous attendons votre réponse\u00A0: sans elle sous un mois, votre enfant sera retiré de la liste d’attente.',
    },
    {
      id: 'commission',
      label: 'Présentée à la commission',
      kind: 'in-progress',
      citizen: 'Votre demande passe devant la commission d’attribution des places. Vous aurez sa réponse.',
      within: 30,
    },
    {
      id: 'place-proposee',
      label: 'Place proposée',
      kind: 'waiting',
      citizen:
        'Une place vous est proposée. Répondez-nous sous quinze jours, par un message sur cette page ou par téléphone.',
    },
    {
      id: 'place-proposee-relance',
      label: 'Place proposée, relancée',
      kind: 'waiting',
      citizen:
        'Une place vous est toujours proposée, pour huit jours encore. Répondez-nous par un message sur cette page ou par téléphone.',
    },
    {
      id: 'acceptee',
      label: 'Place acceptée',
      kind: 'done',
      citizen: 'Votre enfant a sa place. La crèche vous appelle pour préparer son arrivée.',
    },
    {
      id: 'retiree',
      label: 'Retirée de la liste',
      kind: 'cancelled',
      citizen: 'Votre demande n’est plus sur la liste d’attente. Vous pouvez nous demander de la reprendre.',
    },
    REFUSED,
  ],
  transitions: [
    takeInHand(),
    ...complement({ from: OPEN, back: IN_HAND.id, correctable: CORRECTABLE }),
    {
      id: 'inscrire',
      label: 'Inscrire sur la liste d’attente',
      from: OPEN,
      to: LIST,
      by: { kind: 'agent' },
      actions: [
        { do: 'letter', letter: 'liste' },
        citizenMail(
          'Votre enfant est sur la liste d’attente ({{reference}})',
          'Votre demande est complète\u00A0: votre enfant est sur la liste d’attente. La commission attribue les places qui se libèrent. Tous les trois mois, nous vous demanderons si vous en avez toujours besoin.',
        ),
      ],
    },
    {
      id: 'interroger',
      label: 'Demander si le besoin est le même',
      from: [LIST],
      to: 'a-confirmer',
      by: { kind: 'clock', days: 90, since: 'status' },
      actions: [
        confirmation,
        citizenMail(
          'Avez-vous toujours besoin d’une place en crèche\u202F? ({{reference}})',
          'Votre enfant est sur la liste d’attente. Pour qu’il y reste, confirmez votre demande en suivant le lien. Vous pouvez en profiter pour changer la date ou les jours.',
        ),
      ],
    },
    {
      id: 'rappeler',
      label: 'Redemander si le besoin est le même',
      from: ['a-confirmer'],
      to: 'a-confirmer-relance',
      by: { kind: 'clock', days: 15, since: 'status' },
      actions: [
        confirmation,
        citizenMail(
          'Rappel\u00A0: confirmez votre demande de place en crèche ({{reference}})',
          'Sans réponse de votre part sous un mois, votre enfant sera retiré de la liste d’attente. Confirmez en suivant le lien, ou appelez {{service}}.',
        ),
      ],
    },
    {
      id: 'retirer-sans-reponse',
      label: 'Retirer de la liste, faute de réponse',
      from: ['a-confirmer-relance'],
      to: 'retiree',
      by: { kind: 'clock', days: 30, since: 'status' },
      actions: [
        citizenMail(
          'Votre demande de place en crèche n’est plus sur la liste ({{reference}})',
          'Nous n’avons pas eu de réponse à nos deux messages\u00A0: votre demande est retirée de la liste d’attente. Si vous cherchez toujours une place, appelez {{service}}\u00A0: elle sera reprise.',
        ),
      ],
    },
    {
      id: 'confirmer',
      label: 'Rester sur la liste',
      from: TO_CONFIRM,
      to: LIST,
      by: { kind: 'citizen' },
    },
    {
      id: 'presenter',
      label: 'Présenter à la commission',
      from: [LIST, ...TO_CONFIRM],
      to: 'commission',
      by: { kind: 'agent' },
    },
    {
      id: 'ajourner',
      label: 'Pas de place cette fois',
      from: ['commission'],
      to: LIST,
      by: { kind: 'agent' },
      actions: [
        citizenMail(
          'La commission n’a pas pu vous proposer de place ({{reference}})',
          'La commission d’attribution s’est réunie. Elle n’a pas encore de place à vous proposer\u00A0: votre enfant reste sur la liste d’attente. Pour trouver une autre solution, demandez au relais petite enfance la liste des assistantes maternelles, ou voyez le site monenfant.fr.',
        ),
      ],
    },
    {
      id: 'proposer',
      label: 'Proposer une place',
      from: ['commission'],
      to: 'place-proposee',
      by: { kind: 'agent', roles: DECIDERS },
      asks: [
        {
          id: 'structure-proposee',
          type: 'text',
          label: 'Crèche',
          example: 'multi-accueil Les Lutins',
          maxLength: 150,
        },
        { id: 'entree', type: 'date', label: 'Premier jour d’accueil', earliest: 'today' },
      ],
      actions: [
        { do: 'letter', letter: 'proposition' },
        citizenMail(
          'Une place en crèche vous est proposée ({{reference}})',
          'La commission vous propose une place\u00A0: {{structure-proposee}}, à partir du {{entree}}. Dites-nous sous quinze jours si vous l’acceptez, par un message sur la page de suivi ou par téléphone.',
        ),
      ],
    },
    {
      id: 'rappeler-place',
      label: 'Rappeler la proposition',
      from: ['place-proposee'],
      to: 'place-proposee-relance',
      by: { kind: 'clock', days: 7, since: 'status' },
      actions: [
        citizenMail(
          'Rappel\u00A0: une place en crèche vous attend ({{reference}})',
          'Nous vous avons proposé une place\u00A0: {{structure-proposee}}, à partir du {{entree}}. Sans réponse sous huit jours, elle sera proposée à une autre famille et votre enfant restera sur la liste d’attente.',
        ),
      ],
    },
    {
      id: 'liberer',
      label: 'Rendre la place, faute de réponse',
      from: ['place-proposee-relance'],
      to: LIST,
      by: { kind: 'clock', days: 8, since: 'status' },
      actions: [
        citizenMail(
          'La place proposée va à une autre famille ({{reference}})',
          'Nous n’avons pas eu de réponse\u00A0: la place est proposée à une autre famille. Votre enfant reste sur la liste d’attente.',
        ),
      ],
    },
    {
      id: 'accepter',
      label: 'La famille accepte',
      from: OFFERED,
      to: 'acceptee',
      by: { kind: 'agent' },
      actions: [
        { do: 'letter', letter: 'admission' },
        citizenMail(
          'Votre enfant a sa place en crèche ({{reference}})',
          'Vous avez accepté la place\u00A0: {{structure-proposee}}, à partir du {{entree}}. La crèche vous appelle pour préparer son arrivée.',
        ),
      ],
    },
    {
      id: 'decliner',
      label: 'La famille décline et attend une autre place',
      from: OFFERED,
      to: LIST,
      by: { kind: 'agent' },
    },
    {
      id: 'retirer',
      label: 'La famille renonce',
      from: [LIST, ...TO_CONFIRM, ...OFFERED],
      to: 'retiree',
      by: { kind: 'agent' },
    },
    { id: 'reinscrire', label: 'Remettre sur la liste', from: ['retiree'], to: LIST, by: { kind: 'agent' } },
    refusal({ from: [...OPEN, 'commission'], roles: DECIDERS, letter: 'refus' }),
  ],
  silence: {
    means: 'nothing',
    why: 'La pré-inscription place sur une liste d’attente, ce que la structure confirme par écrit. La place elle-même est attribuée ou refusée par une décision écrite, après la commission.',
  },
};
