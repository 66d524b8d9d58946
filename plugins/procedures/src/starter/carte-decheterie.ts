// The card that opens the recycling centres to a household.

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { withPayment } from '../workflow/usual-payment.ts';
import { answered } from './answered.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { FOR_THE_SERVICE } from './plain-letter.ts';
import { refusalLetter } from './refusal-letter.ts';
import { HOME, JEANNE, joined } from './sample-answers.ts';

const ANSWERS = {
  usage: 'foyer',
  motif: 'premiere',
  adresse: HOME,
  justificatif: joined('facture-eau.pdf'),
  remise: 'courrier',
  ...JEANNE,
};

/** Invented, like all that is sold here: each body sets its own, or 0. */
const REPLACEMENT = {
  id: 'remplacement',
  label: 'Remplacement d’une carte perdue, volée ou abîmée',
  amount: 10,
};

export const carteDecheterie: NewProcedure = {
  slug: 'carte-decheterie',
  title: 'Obtenir une carte de déchèterie',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'usage',
        title: 'Pour qui est la carte\u202F?',
        fields: [
          {
            id: 'usage',
            type: 'choice',
            label: 'La carte servira',
            options: [
              { value: 'foyer', label: 'À mon foyer' },
              { value: 'professionnel', label: 'À une entreprise, une association ou un organisme' },
            ],
          },
        ],
      },
      {
        id: 'professionnels',
        title: 'Téléphonez-nous',
        stop: true,
        when: answered('usage', 'professionnel'),
        fields: [
          {
            id: 'professionnels-texte',
            type: 'info',
            label: 'Les dépôts des professionnels et des associations ont leurs propres conditions.',
            help: 'Téléphonez-nous\u00A0: nous vous dirons ce qui est accepté, à quel prix, et quels papiers apporter.',
          },
        ],
      },
      {
        id: 'demande',
        title: 'Pourquoi demandez-vous une carte\u202F?',
        fields: [
          {
            id: 'motif',
            type: 'choice',
            label: 'Raison',
            options: [
              { value: 'premiere', label: 'C’est ma première carte' },
              { value: 'demenagement', label: 'J’ai changé d’adresse' },
              {
                value: 'perdue',
                label: 'Ma carte est perdue, volée ou abîmée',
                help: 'L’ancienne est annulée.',
              },
            ],
          },
        ],
      },
      {
        id: 'domicile',
        title: 'Où habitez-vous\u202F?',
        fields: [
          { id: 'adresse', type: 'address', label: 'Votre adresse', autocomplete: 'street-address' },
          {
            id: 'justificatif',
            type: 'file',
            label: 'Un justificatif de domicile',
            help: 'Une facture d’eau, d’électricité ou de téléphone, ou un avis de taxe, de moins de six mois. Une photo lisible suffit. PDF, JPEG ou PNG, 25\u00A0Mo au plus.',
            accept: ['.pdf', '.jpg', '.jpeg', '.png', 'application/pdf', 'image/jpeg', 'image/png'],
            maxFiles: 2,
          },
        ],
      },
      {
        id: 'remise',
        title: 'Comment recevoir la carte\u202F?',
        fields: [
          {
            id: 'remise',
            type: 'choice',
            label: 'Remise de la carte',
            options: [
              { value: 'courrier', label: 'Par courrier, à mon adresse' },
              { value: 'guichet', label: 'Je viens la chercher' },
            ],
          },
        ],
      },
      contactPage(),
    ],
  },
  workflow: {
    ...withPayment(
      usualWorkflow({
        granted:
          'Votre carte est prête\u00A0: elle part par courrier, ou vous attend au guichet, selon votre choix.',
        grantLabel: 'Carte faite',
        refusalLetter: 'refus',
        correctable: ['adresse', 'justificatif', 'remise'],
        within: 10,
        silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4, 2°' },
      }),
      {
        grant: 'accepter',
        when: answered('motif', 'perdue'),
        purpose: 'remplacement',
        amount: { var: `tarifs.${REPLACEMENT.id}` },
        label: REPLACEMENT.label,
        text: 'Votre demande est acceptée. Payez le remplacement de la carte, en ligne ou au guichet\u00A0: elle sera faite aussitôt.',
        lapsed: 'sans-suite',
        lapsedText:
          'Nous n’avons pas reçu le paiement. Votre demande est classée, et rien ne vous est demandé. Vous pouvez en faire une nouvelle, ou appeler {{service}}.',
      },
    ),
    fees: [REPLACEMENT],
  },
  letters: [refusalLetter({ of: 'de carte de déchèterie', signedBy: FOR_THE_SERVICE })],
  scenarios: [
    {
      name: 'Une première carte est faite',
      answers: ANSWERS,
      steps: [
        { press: 'prendre' },
        { press: 'accepter' },
        { expect: { status: 'acceptee', mail: { to: 'citizen', contains: 'Votre carte est prête' } } },
      ],
    },
    {
      name: 'Une carte perdue se paie, puis se refait',
      answers: { ...ANSWERS, motif: 'perdue' },
      fees: { remplacement: 10 },
      steps: [
        { press: 'prendre' },
        { expect: { offers: ['completer', 'faire-payer', 'refuser'] } },
        { press: 'faire-payer' },
        { expect: { status: 'a-payer', payment: 10 } },
        { wait: 3 },
        { pays: 10 },
        { expect: { status: 'acceptee', mail: { to: 'citizen', contains: 'Votre carte est prête' } } },
      ],
    },
    {
      name: 'Ce qui ne coûte rien n’est pas demandé',
      answers: { ...ANSWERS, motif: 'perdue' },
      fees: { remplacement: 0 },
      steps: [
        { press: 'faire-payer' },
        { expect: { status: 'acceptee', mail: { to: 'citizen', contains: 'Votre carte est prête' } } },
      ],
    },
    {
      name: 'Une carte que personne ne paie est rappelée, puis classée',
      answers: { ...ANSWERS, motif: 'perdue' },
      fees: { remplacement: 10 },
      steps: [
        { press: 'faire-payer' },
        { wait: 15 },
        { expect: { status: 'a-payer-relancee', payment: 10 } },
        { wait: 15 },
        { expect: { status: 'sans-suite', mail: { to: 'citizen', contains: 'rien ne vous est demandé' } } },
      ],
    },
    {
      name: 'Un justificatif illisible est redemandé, et le délai attend',
      answers: ANSWERS,
      steps: [
        { press: 'completer', filled: { complement: 'La photo est floue.' } },
        { expect: { status: 'a-completer', mail: { to: 'citizen', contains: 'floue' } } },
        { wait: 5 },
        { citizen: 'completee', changes: { justificatif: joined('facture-nette.pdf') } },
        { expect: { status: 'en-cours', mail: { to: 'operator' }, silenceOn: '2026-05-07' } },
      ],
    },
    {
      name: 'Un foyer d’un autre territoire est refusé, avec ses raisons',
      answers: ANSWERS,
      steps: [
        { press: 'refuser', filled: { 'motif-refus': 'Votre commune dépend d’une autre déchèterie.' } },
        {
          expect: {
            status: 'refusee',
            letter: 'refus',
            mail: { to: 'citizen', contains: 'autre déchèterie' },
          },
        },
      ],
    },
    {
      name: 'Une entreprise est invitée à téléphoner',
      answers: { usage: 'professionnel' },
      steps: [{ stopsAt: 'professionnels' }],
    },
  ],
};
