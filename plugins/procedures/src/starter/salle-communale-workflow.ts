// What happens to a request for the village hall: kept for a month, confirmed once the insurance is there, let go otherwise.

import { withPayment } from '../workflow/usual-payment.ts';
import {
  citizenMail,
  DECIDERS,
  IN_HAND,
  RECEIVED,
  REFUSED,
  refusal,
  takeInHand,
} from '../workflow/usual-steps.ts';
import type { Workflow } from '../workflow/workflow.ts';

const PAPERS = {
  do: 'correction',
  fields: ['assurance'],
  text: 'L’attestation d’assurance responsabilité civile, au nom de la personne ou de l’association qui réserve, pour les jours de la réservation.',
} as const;

const hall: Workflow = {
  statuses: [
    { ...RECEIVED, within: 7 },
    { ...IN_HAND, citizen: 'Nous regardons si la salle est libre.', within: 7 },
    {
      id: 'pre-reservee',
      label: 'Pré-réservée',
      kind: 'waiting',
      citizen:
        'La salle est gardée pour vous pendant un mois. Envoyez ici l’attestation d’assurance, et déposez la caution à la mairie, pour confirmer.',
    },
    {
      id: 'pre-reservee-relancee',
      label: 'Pré-réservée, relancée',
      kind: 'waiting',
      citizen:
        'La salle est encore gardée pour vous, mais plus pour longtemps\u00A0: envoyez l’attestation d’assurance.',
    },
    {
      id: 'pieces-recues',
      label: 'Pièces reçues',
      kind: 'in-progress',
      citizen: 'Vos pièces sont arrivées. La mairie les vérifie, puis confirme la réservation.',
      within: 5,
    },
    {
      id: 'confirmee',
      label: 'Confirmée',
      kind: 'done',
      citizen: 'La salle est à vous pour les jours prévus. Le contrat est dans vos messages.',
    },
    REFUSED,
    {
      id: 'liberee',
      label: 'Libérée',
      kind: 'cancelled',
      citizen: 'La réservation n’est pas confirmée\u00A0: la salle est de nouveau libre.',
    },
  ],
  transitions: [
    takeInHand(),
    {
      id: 'pre-reserver',
      label: 'Pré-réserver la salle',
      from: ['recue', 'en-cours'],
      to: 'pre-reservee',
      by: { kind: 'agent' },
      asks: [
        { id: 'prix', type: 'amount', label: 'Prix de la location', min: 0, max: 10_000 },
        { id: 'caution', type: 'amount', label: 'Caution', min: 0, max: 10_000 },
      ],
      actions: [
        PAPERS,
        citizenMail(
          'La salle est pré-réservée ({{reference}})',
          'La salle est libre et gardée pour vous pendant un mois. Prix\u00A0: {{prix}}. Caution\u00A0: {{caution}}, à déposer à la mairie.\n\nPour confirmer, envoyez l’attestation d’assurance responsabilité civile en suivant le lien.',
        ),
      ],
    },
    {
      id: 'envoyer-pieces',
      label: 'Envoyer les pièces',
      from: ['pre-reservee', 'pre-reservee-relancee'],
      to: 'pieces-recues',
      by: { kind: 'citizen' },
      actions: [
        {
          do: 'mail',
          to: 'operator',
          subject: 'Pièces reçues pour la salle ({{reference}})',
          text: '{{demandeur}} a envoyé l’attestation d’assurance.',
        },
      ],
    },
    {
      id: 'relancer',
      label: 'Rappeler les pièces',
      from: ['pre-reservee'],
      to: 'pre-reservee-relancee',
      by: { kind: 'clock', days: 15, since: 'status' },
      actions: [
        PAPERS,
        citizenMail(
          'Rappel\u00A0: la salle n’est pas confirmée ({{reference}})',
          'Nous gardons la salle pour vous quinze jours encore. Envoyez l’attestation d’assurance en suivant le lien, et déposez la caution à la mairie.',
        ),
      ],
    },
    {
      id: 'liberer',
      label: 'Libérer la salle',
      from: ['pre-reservee-relancee'],
      to: 'liberee',
      by: { kind: 'clock', days: 15, since: 'status' },
      actions: [
        citizenMail(
          'La salle est de nouveau libre ({{reference}})',
          'Nous n’avons pas reçu les pièces\u00A0: la réservation est annulée, sans frais. Si vous en avez encore besoin, refaites une demande ou appelez {{service}}.',
        ),
      ],
    },
    {
      id: 'confirmer',
      label: 'Confirmer la réservation',
      from: ['pre-reservee', 'pre-reservee-relancee', 'pieces-recues'],
      to: 'confirmee',
      by: { kind: 'agent', roles: DECIDERS },
      asks: [
        {
          id: 'cles',
          type: 'textarea',
          label: 'Remise des clés et état des lieux',
          example: 'Vendredi à 17\u00A0h devant la salle, avec Mme Petit.',
          maxLength: 1_000,
        },
      ],
      actions: [
        { do: 'letter', letter: 'contrat' },
        citizenMail(
          'La salle est à vous ({{reference}})',
          'Votre réservation est confirmée. Remise des clés\u00A0: {{cles}}\n\nLe contrat est joint à vos messages.',
        ),
      ],
    },
    refusal({ from: ['recue', 'en-cours', 'pieces-recues'], roles: DECIDERS, letter: 'refus' }),
    {
      id: 'annuler',
      label: 'Annuler la réservation',
      from: ['pre-reservee', 'pre-reservee-relancee', 'pieces-recues', 'confirmee'],
      to: 'liberee',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'motif-annulation',
          type: 'textarea',
          label: 'La raison',
          help: 'La personne la lit telle quelle.',
          maxLength: 1_000,
        },
      ],
      actions: [
        citizenMail(
          'Votre réservation est annulée ({{reference}})',
          'La réservation de la salle est annulée, pour la raison suivante\u00A0:\n\n{{motif-annulation}}',
        ),
      ],
    },
  ],
  // No text lays down a procedure for such a demand.
  silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4, 2°', to: 'refusee' },
};

/** The price is what the agent wrote when the hall was kept: nothing for some, and then nothing is asked for. */
export const hallWorkflow: Workflow = withPayment(hall, {
  grant: 'confirmer',
  when: { '>': [{ var: 'prix' }, 0] },
  purpose: 'location',
  amount: { var: 'prix' },
  label: 'Location de la salle communale',
  text: 'Vos pièces sont complètes. Payez la location, en ligne ou au guichet\u00A0: la salle est à vous dès que c’est fait.',
  lapsed: 'liberee',
  lapsedText:
    'Nous n’avons pas reçu le paiement\u00A0: la réservation est annulée, et rien ne vous est demandé. Si vous avez encore besoin de la salle, refaites une demande ou appelez {{service}}.',
});
