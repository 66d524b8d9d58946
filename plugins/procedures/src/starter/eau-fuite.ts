// Capping a water bill after a leak (CGCT, art. L2224-12-4, III bis, and R2224-20-1).

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { answered } from './answered.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { WATER_APPEAL } from './eau.ts';
import { FOR_THE_SERVICE, plainLetter } from './plain-letter.ts';
import { refusalLetter } from './refusal-letter.ts';
import { HOME, JEANNE, joined } from './sample-answers.ts';

const MENDED = answered('cause', 'canalisation');

const LEAK = {
  usage: 'habitation',
  cause: 'canalisation',
  logement: HOME,
  alerte: '2026-02-10',
  attestation: joined('attestation-plombier.pdf'),
  reparee: '2026-02-20',
  ...JEANNE,
};

export const eauFuite: NewProcedure = {
  slug: 'eau-fuite',
  title: 'Faire réduire une facture d’eau après une fuite',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'usage',
        title: 'Quel local a eu la fuite\u202F?',
        fields: [
          {
            id: 'usage',
            type: 'choice',
            label: 'Local',
            options: [
              { value: 'habitation', label: 'Un logement' },
              { value: 'autre', label: 'Un commerce, un atelier, une exploitation, un terrain' },
            ],
          },
        ],
      },
      {
        id: 'hors-habitation',
        title: 'Téléphonez-nous',
        stop: true,
        when: answered('usage', 'autre'),
        fields: [
          {
            id: 'hors-habitation-texte',
            type: 'info',
            label: 'La réduction prévue par la loi ne vaut que pour les logements.',
            help: 'Le règlement du service peut prévoir un geste ou un étalement du paiement\u00A0: téléphonez-nous avec votre facture.',
          },
        ],
      },
      {
        id: 'cause',
        title: 'D’où venait la fuite\u202F?',
        fields: [
          {
            id: 'cause',
            type: 'choice',
            label: 'Cause',
            options: [
              {
                value: 'canalisation',
                label: 'D’une canalisation après le compteur',
                help: 'Sous le sol, dans un mur.',
              },
              {
                value: 'appareil',
                label: 'D’une chasse d’eau, d’un robinet, d’un chauffe-eau ou d’un appareil',
              },
              { value: 'inconnue', label: 'Aucune fuite n’a été trouvée' },
            ],
          },
        ],
      },
      {
        id: 'appareil',
        title: 'La loi ne prévoit pas de réduction dans ce cas',
        stop: true,
        when: answered('cause', 'appareil'),
        fields: [
          {
            id: 'appareil-texte',
            type: 'info',
            label:
              'Les fuites d’appareils ménagers, de sanitaires ou de chauffage n’ouvrent pas droit au plafonnement.',
            help: 'Si la facture est trop lourde, téléphonez-nous pour étaler le paiement. Votre assurance habitation prend parfois en charge la perte d’eau\u00A0: interrogez-la.',
          },
        ],
      },
      {
        id: 'abonnement',
        title: 'Votre abonnement',
        fields: [
          {
            id: 'contrat',
            type: 'text',
            label: 'Numéro de contrat ou d’abonné',
            help: 'Il est sur vos factures. Laissez vide si vous ne l’avez pas.',
            optional: true,
            maxLength: 40,
          },
          {
            id: 'logement',
            type: 'address',
            label: 'Adresse du logement',
            subject: 'l’adresse du logement',
            autocomplete: 'street-address',
          },
        ],
      },
      {
        id: 'alerte',
        title: 'Quand avez-vous été prévenu\u202F?',
        intro:
          'Vous avez un mois après cette date pour envoyer l’attestation du plombier. Passé ce délai, faites quand même la demande\u00A0: dites-nous ce qui vous a retardé.',
        fields: [
          {
            id: 'alerte',
            type: 'date',
            label: 'Date de la lettre ou de la facture qui signale la consommation anormale',
            subject: 'la date de la lettre',
            earliest: { years: -3 },
            latest: 'today',
          },
          {
            id: 'retard',
            type: 'textarea',
            label: 'Si plus d’un mois a passé, pourquoi\u202F?',
            subject: 'la raison du retard',
            example: 'hospitalisation, plombier disponible seulement le 3 mars',
            optional: true,
            maxLength: 1_000,
          },
        ],
      },
      {
        id: 'reparation',
        title: 'La réparation',
        when: MENDED,
        fields: [
          {
            id: 'reparee',
            type: 'date',
            label: 'Date de la réparation',
            subject: 'la date de la réparation',
            earliest: { years: -3 },
            latest: 'today',
          },
          {
            id: 'attestation',
            type: 'file',
            label: 'L’attestation de l’entreprise de plomberie',
            help: 'Elle dit que la fuite est réparée, où elle se trouvait, et quand elle a été réparée. PDF ou photo lisible, 25\u00A0Mo au plus.',
            maxFiles: 3,
          },
        ],
      },
      {
        id: 'verification',
        title: 'Nous pouvons vérifier le compteur',
        when: answered('cause', 'inconnue'),
        fields: [
          {
            id: 'verification-texte',
            type: 'info',
            label: 'Votre demande devient une demande de vérification du compteur.',
            help: 'Nous vous répondons sous un mois. Si le compteur est en défaut, la consommation en trop n’est pas due. S’il fonctionne bien, la vérification peut vous être facturée, au tarif du règlement du service.',
          },
          {
            id: 'accord-verification',
            type: 'tick',
            label: 'Je demande la vérification de mon compteur',
          },
        ],
      },
      contactPage('Vous, au nom de qui est l’abonnement'),
    ],
  },
  workflow: usualWorkflow({
    granted: 'Votre facture est plafonnée. Le nouveau calcul est dans le message que nous vous avons écrit.',
    grantLabel: 'Plafonner la facture',
    grantAsks: [
      { id: 'volume-moyen', type: 'number', label: 'Consommation moyenne', unit: 'm³', min: 0, max: 999_999 },
      {
        id: 'volume-retenu',
        type: 'number',
        label: 'Volume d’eau facturé',
        help: 'Le double de la consommation moyenne, au plus.',
        unit: 'm³',
        min: 0,
        max: 999_999,
      },
      { id: 'somme-annulee', type: 'amount', label: 'Somme annulée', min: 0 },
    ],
    letter: 'plafonnement',
    refusalLetter: 'refus',
    appeal: WATER_APPEAL,
    correctable: ['contrat', 'logement', 'alerte', 'retard', 'reparee', 'attestation'],
    within: 21,
    silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4, 3°' },
  }),
  letters: [
    plainLetter({
      id: 'plafonnement',
      title: 'Votre facture d’eau est plafonnée ({{reference}})',
      paragraphs: [
        'Vous nous avez signalé une fuite, réparée depuis. Comme le prévoit l’article L2224-12-4 du code général des collectivités territoriales, vous ne payez pas la part de la consommation qui dépasse le double de votre consommation moyenne.',
        'Consommation moyenne sur une période équivalente\u00A0: {{volume-moyen}}. Volume facturé\u00A0: {{volume-retenu}}. Somme annulée\u00A0: {{somme-annulee}}. Une facture rectifiée vous est envoyée, ou un remboursement si vous aviez déjà payé.',
        'Les volumes perdus par la fuite n’entrent pas dans le calcul de la redevance d’assainissement (article R2224-19-2 du même code).',
      ],
      signedBy: FOR_THE_SERVICE,
    }),
    refusalLetter({
      of: 'de plafonnement de votre facture d’eau',
      signedBy: FOR_THE_SERVICE,
      appeal: WATER_APPEAL,
    }),
  ],
  scenarios: [
    {
      name: 'Une fuite réparée plafonne la facture',
      answers: LEAK,
      steps: [
        { expect: { status: 'recue', silenceOn: '2026-05-02' } },
        { press: 'prendre' },
        { press: 'accepter', filled: { 'volume-moyen': 110, 'volume-retenu': 220, 'somme-annulee': 640.5 } },
        { expect: { status: 'acceptee', letter: 'plafonnement', mail: { to: 'citizen' } } },
      ],
    },
    {
      name: 'Une attestation sans date est redemandée',
      answers: LEAK,
      steps: [
        {
          press: 'completer',
          filled: { complement: 'L’attestation ne dit pas quand la fuite a été réparée.' },
        },
        { expect: { status: 'a-completer', mail: { to: 'citizen', contains: 'ne dit pas quand' } } },
        { wait: 10 },
        { citizen: 'completee', changes: { attestation: joined('attestation-datee.pdf') } },
        { expect: { status: 'en-cours', silenceOn: '2026-05-12' } },
      ],
    },
    {
      name: 'Un compteur en ordre mène à un refus, qui dit comment le contester',
      answers: { ...LEAK, cause: 'inconnue', 'accord-verification': true },
      steps: [
        { press: 'refuser', filled: { 'motif-refus': 'Le compteur a été vérifié\u00A0: il fonctionne.' } },
        {
          expect: {
            status: 'refusee',
            letter: 'refus',
            mail: { to: 'citizen', contains: 'Médiation de l’eau' },
          },
        },
      ],
    },
    {
      name: 'Une chasse d’eau n’ouvre pas droit à réduction, ce qui est dit tout de suite',
      answers: { usage: 'habitation', cause: 'appareil' },
      steps: [{ stopsAt: 'appareil' }],
    },
    {
      name: 'Un commerce est invité à téléphoner',
      answers: { usage: 'autre' },
      steps: [{ stopsAt: 'hors-habitation' }],
    },
  ],
};
