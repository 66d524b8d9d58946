// Opening or closing a water contract.

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { answered } from './answered.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { WATER_APPEAL } from './eau.ts';
import { FOR_THE_SERVICE, plainLetter } from './plain-letter.ts';
import { refusalLetter } from './refusal-letter.ts';
import { HOME, JEANNE } from './sample-answers.ts';

const OPENING = answered('objet', 'ouverture');
const CLOSING = answered('objet', 'resiliation');

const OPEN_IT = {
  objet: 'ouverture',
  logement: HOME,
  occupation: 'locataire',
  entree: '2026-03-15',
  coupee: false,
  prelevement: true,
  iban: 'FR7630006000011234567890189',
  ...JEANNE,
};
const CLOSE_IT = {
  objet: 'resiliation',
  'logement-quitte': HOME,
  sortie: '2026-03-31',
  'adresse-facture': { line: '8 place du Marché', postalCode: '28000', commune: 'Chartres' },
  ...JEANNE,
};

export const eauAbonnement: NewProcedure = {
  slug: 'eau-abonnement',
  title: 'Ouvrir ou résilier un abonnement d’eau',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'objet',
        title: 'Que demandez-vous\u202F?',
        fields: [
          {
            id: 'objet',
            type: 'choice',
            label: 'Demande',
            options: [
              {
                value: 'ouverture',
                label: 'Ouvrir un abonnement',
                help: 'J’emménage ou je reprends un logement.',
              },
              { value: 'resiliation', label: 'Résilier mon abonnement', help: 'Je quitte un logement.' },
              { value: 'raccordement', label: 'Raccorder une construction neuve' },
              { value: 'panne', label: 'Signaler une fuite dans la rue ou une coupure' },
            ],
          },
        ],
      },
      {
        id: 'raccordement',
        title: 'Un raccordement demande un devis',
        stop: true,
        when: answered('objet', 'raccordement'),
        fields: [
          {
            id: 'raccordement-texte',
            type: 'info',
            label: 'Le service doit d’abord voir le terrain et chiffrer les travaux.',
            help: 'Téléphonez-nous avec l’adresse et la référence cadastrale du terrain\u00A0: nous fixerons une visite.',
          },
        ],
      },
      {
        id: 'panne',
        title: 'Appelez tout de suite',
        stop: true,
        when: answered('objet', 'panne'),
        fields: [
          {
            id: 'panne-texte',
            type: 'info',
            tone: 'warning',
            label: 'Une fuite dans la rue ou une coupure se dit par téléphone.',
            help: 'Le numéro d’urgence du service est sur votre facture d’eau. Nos coordonnées sont sur cette page.',
          },
        ],
      },
      {
        id: 'logement',
        title: 'Le logement où vous arrivez',
        when: OPENING,
        fields: [
          { id: 'logement', type: 'address', label: 'Adresse du logement', subject: 'l’adresse du logement' },
          {
            id: 'occupation',
            type: 'choice',
            label: 'Vous êtes',
            subject: 'votre situation',
            options: [
              { value: 'locataire', label: 'Locataire' },
              { value: 'proprietaire', label: 'Propriétaire' },
              { value: 'autre', label: 'Gérant, ou autre' },
            ],
          },
          {
            id: 'entree',
            type: 'date',
            label: 'Date d’entrée',
            subject: 'la date d’entrée',
            earliest: { days: -365 },
            latest: { days: 180 },
          },
        ],
      },
      {
        id: 'compteur',
        title: 'Le compteur',
        intro: 'Si vous pouvez le lire. Sinon, laissez vide\u00A0: nous le relèverons.',
        when: OPENING,
        fields: [
          {
            id: 'coupee',
            type: 'yes-no',
            label: 'L’eau est-elle coupée dans le logement\u202F?',
            help: 'Nous viendrons alors la rouvrir, en votre présence.',
          },
          {
            id: 'numero-compteur',
            type: 'text',
            label: 'Numéro du compteur',
            help: 'Gravé sur le cadran ou sur une étiquette.',
            example: 'D22FA123456',
            optional: true,
            maxLength: 30,
          },
          {
            id: 'index-entree',
            type: 'number',
            label: 'Chiffres noirs du compteur',
            subject: 'l’index du compteur',
            help: 'Les mètres cubes, sans les chiffres rouges.',
            example: '1234',
            unit: 'm³',
            min: 0,
            max: 999_999,
            optional: true,
          },
        ],
      },
      {
        id: 'paiement',
        title: 'Comment payer vos factures\u202F?',
        when: OPENING,
        fields: [
          {
            id: 'prelevement',
            type: 'yes-no',
            label: 'Voulez-vous payer par prélèvement\u202F?',
            help: 'Sinon, vous recevrez une facture à payer comme vous voudrez.',
          },
          {
            id: 'iban',
            type: 'iban',
            label: 'IBAN du compte',
            help: 'Il est sur votre relevé d’identité bancaire. Nous vous enverrons l’autorisation (mandat) à signer\u00A0: rien n’est prélevé avant.',
            when: answered('prelevement', true),
          },
        ],
      },
      {
        id: 'depart',
        title: 'Le logement que vous quittez',
        when: CLOSING,
        fields: [
          {
            id: 'logement-quitte',
            type: 'address',
            label: 'Adresse du logement quitté',
            subject: 'l’adresse du logement quitté',
          },
          {
            id: 'contrat',
            type: 'text',
            label: 'Numéro de contrat ou d’abonné',
            help: 'Il est sur vos factures. Laissez vide si vous ne l’avez pas.',
            optional: true,
            maxLength: 40,
          },
          {
            id: 'sortie',
            type: 'date',
            label: 'Date de départ',
            subject: 'la date de départ',
            earliest: { days: -365 },
            latest: { days: 180 },
          },
          {
            id: 'index-sortie',
            type: 'number',
            label: 'Chiffres noirs du compteur le jour du départ',
            subject: 'l’index du compteur',
            help: 'Les mètres cubes, sans les chiffres rouges. Laissez vide si vous n’êtes pas encore parti\u00A0: nous vous le redemanderons.',
            example: '1234',
            unit: 'm³',
            min: 0,
            max: 999_999,
            optional: true,
          },
        ],
      },
      {
        id: 'facture',
        title: 'Où envoyer la dernière facture\u202F?',
        when: CLOSING,
        fields: [
          {
            id: 'adresse-facture',
            type: 'address',
            label: 'Votre nouvelle adresse',
            subject: 'votre nouvelle adresse',
            autocomplete: 'street-address',
          },
        ],
      },
      contactPage('Vous, au nom de qui est l’abonnement'),
    ],
  },
  workflow: usualWorkflow({
    granted: 'C’est fait. Les détails sont dans le message que nous vous avons écrit.',
    grantLabel: 'Abonnement ouvert ou résilié',
    grantAsks: [
      {
        id: 'effet',
        type: 'date',
        label: 'Date d’effet',
        help: 'Celle de l’ouverture ou de la résiliation.',
      },
      { id: 'index-retenu', type: 'number', label: 'Index retenu', unit: 'm³', min: 0, max: 999_999 },
    ],
    letter: 'confirmation',
    refusalLetter: 'refus',
    appeal: WATER_APPEAL,
    correctable: [
      'logement',
      'entree',
      'numero-compteur',
      'index-entree',
      'iban',
      'logement-quitte',
      'contrat',
      'sortie',
      'index-sortie',
      'adresse-facture',
    ],
    within: 5,
    silence: {
      means: 'nothing',
      why: 'L’abonnement est un contrat de droit privé avec un service public industriel et commercial (CGCT, art. L2224-11)\u00A0: aucune décision administrative n’est demandée.',
    },
  }),
  letters: [
    plainLetter({
      id: 'confirmation',
      title: 'Votre abonnement d’eau ({{reference}})',
      paragraphs: [
        'Votre demande est faite, avec effet au {{effet}}. Index du compteur retenu\u00A0: {{index-retenu}}. S’il ne correspond pas à ce que vous lisez, dites-le-nous sous quinze jours, avec une photo du compteur.',
        'Pour une ouverture\u00A0: le règlement du service vous est remis avec ce message, et votre première facture comprendra la part fixe au prorata des jours. Pour une résiliation\u00A0: votre dernière facture part à l’adresse que vous avez donnée, et solde votre compte.',
      ],
      signedBy: FOR_THE_SERVICE,
    }),
    refusalLetter({ of: 'd’abonnement d’eau', signedBy: FOR_THE_SERVICE, appeal: WATER_APPEAL }),
  ],
  scenarios: [
    {
      name: 'Un abonnement est ouvert',
      answers: OPEN_IT,
      steps: [
        { expect: { status: 'recue', silenceOn: 'jamais' } },
        { press: 'accepter', filled: { effet: '2026-03-15', 'index-retenu': 1200 } },
        { expect: { status: 'acceptee', letter: 'confirmation', mail: { to: 'citizen' } } },
      ],
    },
    {
      name: 'Une résiliation sans index est complétée, puis faite',
      answers: CLOSE_IT,
      steps: [
        { press: 'completer', filled: { complement: 'Les chiffres du compteur le jour du départ.' } },
        { expect: { status: 'a-completer', mail: { to: 'citizen', contains: 'jour du départ' } } },
        { citizen: 'completee', changes: { 'index-sortie': 1240 } },
        { press: 'accepter', filled: { effet: '2026-03-31', 'index-retenu': 1240 } },
        { expect: { status: 'acceptee', letter: 'confirmation' } },
      ],
    },
    {
      name: 'Un logement desservi par un autre service est refusé, et le recours est dit',
      answers: OPEN_IT,
      steps: [
        { press: 'refuser', filled: { 'motif-refus': 'Cette rue est desservie par le syndicat voisin.' } },
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
      name: 'Une coupure se dit par téléphone',
      answers: { objet: 'panne' },
      steps: [{ stopsAt: 'panne' }],
    },
    {
      name: 'Un raccordement neuf demande un devis',
      answers: { objet: 'raccordement' },
      steps: [{ stopsAt: 'raccordement' }],
    },
  ],
};
