// What a host collected for the tourist tax in a month (CGCT, art. L2333-33 and R2333-51), added up as they type.

import type { Field, Json } from '@parvis/forms';
import type { NewProcedure } from '../publish.ts';
import {
  COMPLEMENT_STATUSES,
  citizenMail,
  complement,
  IN_HAND,
  RECEIVED,
  takeInHand,
} from '../workflow/usual-steps.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { answered, ticked } from './answered.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { FOR_THE_SERVICE, plainLetter } from './plain-letter.ts';
import { JEANNE } from './sample-answers.ts';

const OPEN = [RECEIVED.id, IN_HAND.id];
const UNPAID = ['a-payer', 'a-payer-relance'];

const workflow: Workflow = {
  statuses: [
    { ...RECEIVED, within: 15 },
    { ...IN_HAND, within: 15 },
    ...COMPLEMENT_STATUSES,
    {
      id: 'a-payer',
      label: 'Enregistrée, à payer',
      kind: 'waiting',
      citizen:
        'Votre déclaration est enregistrée. Versez la somme indiquée dans le message que nous vous avons écrit.',
    },
    {
      id: 'a-payer-relance',
      label: 'Enregistrée, paiement rappelé',
      kind: 'waiting',
      citizen: 'Nous n’avons pas encore noté votre versement. Si vous l’avez fait, dites-le-nous.',
    },
    {
      id: 'soldee',
      label: 'Payée',
      kind: 'done',
      citizen: 'Votre déclaration est enregistrée et la taxe est versée. Merci.',
    },
    {
      id: 'sans-montant',
      label: 'Enregistrée, rien à payer',
      kind: 'done',
      citizen: 'Votre déclaration est enregistrée. Il n’y a rien à verser pour cette période.',
    },
    {
      id: 'annulee',
      label: 'Annulée',
      kind: 'cancelled',
      citizen: 'Cette déclaration est annulée\u00A0: la raison est dans les messages.',
    },
  ],
  transitions: [
    takeInHand(),
    ...complement({
      from: OPEN,
      back: IN_HAND.id,
      correctable: ['periode', 'classes', 'non-classes'],
    }),
    {
      id: 'enregistrer',
      label: 'Enregistrer, et demander le versement',
      from: OPEN,
      to: 'a-payer',
      by: { kind: 'agent' },
      when: answered('loue', true),
      asks: [
        {
          id: 'somme',
          type: 'amount',
          label: 'Somme à verser',
          help: 'Le total de la déclaration, corrigé au besoin.',
          min: 0.01,
        },
        {
          id: 'comment-payer',
          type: 'textarea',
          label: 'Comment la verser',
          help: 'La personne le lit tel quel.',
          example: 'par virement au service de gestion comptable, avec la référence de la déclaration',
          maxLength: 500,
        },
      ],
      actions: [
        { do: 'letter', letter: 'enregistree' },
        citizenMail(
          'Taxe de séjour\u00A0: {{somme}} à verser ({{reference}})',
          'Votre déclaration est enregistrée. Somme à verser\u00A0: {{somme}}.\n\n{{comment-payer}}',
        ),
      ],
    },
    {
      id: 'enregistrer-neant',
      label: 'Enregistrer, rien à payer',
      from: OPEN,
      to: 'sans-montant',
      by: { kind: 'agent' },
      actions: [
        citizenMail(
          'Votre déclaration de taxe de séjour est enregistrée ({{reference}})',
          'Il n’y a rien à verser pour cette période.',
        ),
      ],
    },
    {
      id: 'rappeler',
      label: 'Rappeler le versement',
      from: ['a-payer'],
      to: 'a-payer-relance',
      by: { kind: 'clock', days: 20, since: 'status' },
      actions: [
        citizenMail(
          'Rappel\u00A0: taxe de séjour à verser ({{reference}})',
          'Nous n’avons pas encore noté le versement de {{somme}}. Si vous l’avez fait, dites-le-nous\u00A0: un message peut se croiser avec un virement.',
        ),
        {
          do: 'mail',
          to: 'operator',
          subject: 'Taxe de séjour non versée ({{reference}})',
          text: 'La déclaration de {{demandeur}} attend son versement de {{somme}} depuis vingt jours.',
        },
      ],
    },
    {
      id: 'solder',
      label: 'Versement reçu',
      from: UNPAID,
      to: 'soldee',
      by: { kind: 'agent' },
      actions: [
        citizenMail(
          'Votre taxe de séjour est bien arrivée ({{reference}})',
          'Nous avons reçu {{somme}}. Gardez ce message\u00A0: il vaut confirmation.',
        ),
      ],
    },
    {
      id: 'annuler',
      label: 'Annuler la déclaration',
      from: [...OPEN, ...UNPAID],
      to: 'annulee',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'motif-annulation',
          type: 'textarea',
          label: 'Pourquoi',
          help: 'La personne le lit tel quel.',
          example: 'déclaration faite deux fois',
          maxLength: 1_000,
        },
      ],
      actions: [
        citizenMail(
          'Votre déclaration {{reference}} est annulée',
          'Voici pourquoi\u00A0: {{motif-annulation}}',
        ),
      ],
    },
  ],
  silence: {
    means: 'nothing',
    why: 'Déclarer et reverser la taxe est une obligation (CGCT, art. L2333-33 et L2333-34)\u00A0: le déclarant ne demande aucune décision.',
  },
};

/** What every lodging is asked, classified or not. */
const LODGING: readonly Field[] = [
  { id: 'nom-logement', type: 'text', label: 'Nom ou adresse de l’hébergement', maxLength: 200 },
  {
    id: 'numero',
    type: 'text',
    label: 'Numéro de déclaration ou d’enregistrement',
    help: 'S’il en a un\u00A0: treize caractères, celui de vos annonces.',
    optional: true,
    maxLength: 20,
  },
  {
    id: 'nuitees',
    type: 'number',
    label: 'Nuitées payantes',
    unit: 'payantes',
    help: 'Chaque nuit de chaque adulte\u00A0: deux adultes pendant trois nuits font six nuitées.',
    min: 0,
    max: 100_000,
  },
  {
    id: 'exonerees',
    type: 'number',
    label: 'Nuitées exonérées',
    unit: 'exonérées',
    help: 'Moins de 18\u00A0ans, saisonniers qui travaillent dans la commune, personnes relogées en urgence.',
    min: 0,
    max: 100_000,
  },
];

/** The sum of a value over the blocks of a field; nothing where it is not asked. */
function sumOver(fieldId: string, value: Json): Json {
  return {
    reduce: [{ var: [`${fieldId}.items`, []] }, { '+': [{ var: 'accumulator' }, value] }, 0],
  };
}

const NIGHTS: Json = { var: 'current.nuitees' };
const AT_RATE: Json = { '*': [NIGHTS, { var: 'current.tarif' }] };
const COLLECTED: Json = { var: 'current.collecte' };

const HOST = {
  periode: { from: '2026-02-01', to: '2026-02-28' },
  loue: true,
  genres: ['classe', 'non-classe'],
  classes: {
    items: [{ 'nom-logement': 'Gîte du Lavoir', nuitees: 60, exonerees: 12, tarif: 0.8 }],
  },
  'non-classes': {
    items: [{ 'nom-logement': 'Chambre sous les toits', nuitees: 20, exonerees: 0, collecte: 31.4 }],
  },
  ...JEANNE,
};

export const taxeDeSejour: NewProcedure = {
  slug: 'taxe-de-sejour',
  title: 'Déclarer la taxe de séjour',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'intermediaire',
        title: 'Qui a collecté la taxe\u202F?',
        fields: [
          {
            id: 'plateforme',
            type: 'choice',
            label: 'Pour cette période',
            help: 'Les plateformes de réservation qui encaissent les loyers collectent et reversent la taxe elles-mêmes.',
            options: [
              { value: 'moi', label: 'Je l’ai collectée, pour tous les séjours ou une partie' },
              { value: 'tout', label: 'Une plateforme l’a collectée pour tous les séjours' },
            ],
          },
        ],
      },
      {
        id: 'rien-a-faire',
        title: 'Vous n’avez rien à déclarer ici',
        stop: true,
        when: answered('plateforme', 'tout'),
        fields: [
          {
            id: 'rien-a-faire-texte',
            type: 'info',
            label: 'La plateforme reverse elle-même la taxe à la collectivité.',
            help: 'Gardez les relevés qu’elle vous donne\u00A0: ils peuvent vous être demandés. Si la collectivité vous demande une déclaration à zéro, téléphonez-nous.',
          },
        ],
      },
      {
        id: 'periode',
        title: 'Quelle période déclarez-vous\u202F?',
        fields: [
          {
            id: 'periode',
            type: 'period',
            label: 'Période',
            help: 'En général un mois entier.',
            latest: 'today',
            maxDays: 366,
          },
          {
            id: 'loue',
            type: 'yes-no',
            label: 'Avez-vous reçu des voyageurs pendant cette période\u202F?',
          },
        ],
      },
      {
        id: 'genres',
        title: 'Quels hébergements\u202F?',
        when: answered('loue', true),
        fields: [
          {
            id: 'genres',
            type: 'choices',
            label: 'Hébergements',
            options: [
              {
                value: 'classe',
                label: 'Classés (étoiles), ou chambre d’hôtes, camping, port de plaisance',
                help: 'La taxe est un tarif fixe, par personne et par nuit.',
              },
              {
                value: 'non-classe',
                label: 'Sans classement',
                help: 'La taxe est un pourcentage du prix de la nuit.',
              },
            ],
          },
        ],
      },
      {
        id: 'classes',
        title: 'Les nuitées à tarif fixe',
        when: { and: [answered('loue', true), ticked('genres', 'classe')] },
        fields: [
          {
            id: 'classes',
            type: 'repeat',
            label: 'Vos hébergements à tarif fixe',
            subject: 'vos hébergements',
            one: 'Hébergement',
            max: 20,
            fields: [
              ...LODGING,
              {
                id: 'tarif',
                type: 'amount',
                label: 'Tarif par personne et par nuit',
                help: 'Celui de la grille de la collectivité, taxes additionnelles comprises.',
                example: '0,80',
                min: 0,
                max: 20,
              },
            ],
          },
        ],
      },
      {
        id: 'non-classes',
        title: 'Les nuitées sans classement',
        when: { and: [answered('loue', true), ticked('genres', 'non-classe')] },
        fields: [
          {
            id: 'non-classes',
            type: 'repeat',
            label: 'Vos hébergements sans classement',
            subject: 'vos hébergements',
            one: 'Hébergement',
            max: 20,
            fields: [
              ...LODGING,
              {
                id: 'collecte',
                type: 'amount',
                label: 'Taxe collectée',
                help: 'La somme que vous avez demandée aux voyageurs, taxes additionnelles comprises.',
                example: '31,40',
                min: 0,
              },
            ],
          },
        ],
      },
      {
        id: 'total',
        title: 'Le total',
        when: answered('loue', true),
        fields: [
          {
            id: 'total-nuitees',
            type: 'computed',
            label: 'Nuitées payantes',
            rule: { '+': [sumOver('classes', NIGHTS), sumOver('non-classes', NIGHTS)] },
          },
          {
            id: 'total-taxe',
            type: 'computed',
            label: 'Taxe à verser',
            rule: { '+': [sumOver('classes', AT_RATE), sumOver('non-classes', COLLECTED)] },
            unit: '€',
          },
          {
            id: 'payer',
            type: 'info',
            label: 'Ne payez pas encore.',
            help: 'Nous vérifions la déclaration, puis nous vous disons comment verser la somme.',
          },
        ],
      },
      contactPage('Vous, qui hébergez'),
    ],
  },
  workflow,
  letters: [
    plainLetter({
      id: 'enregistree',
      title: 'Votre déclaration de taxe de séjour ({{reference}})',
      paragraphs: [
        'Votre déclaration de taxe de séjour est enregistrée ({{periode}}).',
        'Somme à verser\u00A0: {{somme}}. {{comment-payer}}',
        'Gardez le registre de vos séjours, sans le nom des voyageurs\u00A0: le nombre de personnes, de nuits et les motifs d’exonération peuvent vous être demandés.',
      ],
      signedBy: FOR_THE_SERVICE,
    }),
  ],
  scenarios: [
    {
      name: 'Une déclaration est enregistrée, puis payée',
      answers: { plateforme: 'moi', ...HOST },
      steps: [
        { expect: { status: 'recue', silenceOn: 'jamais' } },
        { press: 'enregistrer', filled: { somme: 79.4, 'comment-payer': 'Par virement.' } },
        {
          expect: {
            status: 'a-payer',
            letter: 'enregistree',
            mail: { to: 'citizen', contains: 'Par virement.' },
          },
        },
        { press: 'solder' },
        { expect: { status: 'soldee', mail: { to: 'citizen', contains: 'confirmation' } } },
      ],
    },
    {
      name: 'Un versement oublié est rappelé, à la personne et au service',
      answers: { plateforme: 'moi', ...HOST },
      steps: [
        { press: 'enregistrer', filled: { somme: 79.4, 'comment-payer': 'Par virement.' } },
        { wait: 20 },
        { expect: { status: 'a-payer-relance', mail: { to: 'citizen', contains: 'se croiser' } } },
      ],
    },
    {
      name: 'Un mois sans voyageurs est enregistré, sans rien à payer',
      answers: {
        plateforme: 'moi',
        periode: { from: '2026-02-01', to: '2026-02-28' },
        loue: false,
        ...JEANNE,
      },
      steps: [
        { expect: { offers: ['prendre', 'completer', 'enregistrer-neant', 'annuler'] } },
        { press: 'enregistrer-neant' },
        { expect: { status: 'sans-montant', mail: { to: 'citizen', contains: 'rien à verser' } } },
      ],
    },
    {
      name: 'Ce qu’une plateforme a collecté n’est pas déclaré deux fois',
      answers: { plateforme: 'tout' },
      steps: [{ stopsAt: 'rien-a-faire' }],
    },
  ],
};
