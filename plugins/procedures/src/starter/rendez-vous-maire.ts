// Asking to meet the mayor: the matter in a few words, when one is free, and a day in answer.

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
import { contactPage, REQUESTER } from './contact.ts';
import { JEANNE } from './sample-answers.ts';

const OPEN = [RECEIVED.id, IN_HAND.id];

const workflow: Workflow = {
  statuses: [
    { ...RECEIVED, within: 7 },
    { ...IN_HAND, within: 7 },
    ...COMPLEMENT_STATUSES,
    {
      id: 'fixe',
      label: 'Rendez-vous fixé',
      kind: 'done',
      citizen: 'Le rendez-vous est fixé. Le jour, l’heure et le lieu sont dans les messages.',
    },
    {
      id: 'autrement',
      label: 'Répondu autrement',
      kind: 'done',
      citizen: 'La mairie vous a répondu sans rendez-vous. La réponse est dans les messages.',
    },
    {
      id: 'decline',
      label: 'Rendez-vous décliné',
      kind: 'refused',
      citizen:
        'Le maire ne peut pas vous recevoir. La raison, et qui d’autre peut vous répondre, sont dans les messages.',
    },
  ],
  transitions: [
    takeInHand(),
    ...complement({ from: OPEN, back: IN_HAND.id, correctable: ['sujet', 'disponibilites'] }),
    {
      id: 'fixer',
      label: 'Fixer le rendez-vous',
      from: OPEN,
      to: 'fixe',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'quand-rdv',
          type: 'text',
          label: 'Jour, heure et lieu',
          example: 'samedi 14 mars à 10 h, à la mairie',
          maxLength: 200,
        },
        {
          id: 'avec',
          type: 'text',
          label: 'Avec qui',
          help: 'Le maire, ou l’adjoint qui suit ce sujet.',
          example: 'le maire et l’adjointe à la voirie',
          maxLength: 150,
        },
      ],
      actions: [
        citizenMail(
          'Votre rendez-vous est fixé ({{reference}})',
          'Nous vous attendons\u00A0: {{quand-rdv}}. Vous rencontrerez\u00A0: {{avec}}.\n\nSi vous ne pouvez pas venir, dites-le-nous\u00A0: nous chercherons un autre jour.',
        ),
      ],
    },
    {
      id: 'repondre',
      label: 'Répondre sans rendez-vous',
      from: OPEN,
      to: 'autrement',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'reponse',
          type: 'textarea',
          label: 'La réponse',
          help: 'La personne la lit telle quelle.',
          maxLength: 4_000,
        },
      ],
      actions: [citizenMail('Réponse de la mairie ({{reference}})', '{{reponse}}')],
    },
    {
      id: 'decliner',
      label: 'Décliner',
      from: OPEN,
      to: 'decline',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'motif-decline',
          type: 'textarea',
          label: 'Pourquoi, et à qui s’adresser',
          help: 'La personne le lit tel quel.',
          example:
            'ce différend entre voisins relève du conciliateur de justice, qui tient une permanence le jeudi',
          maxLength: 2_000,
        },
      ],
      actions: [citizenMail('Votre demande de rendez-vous ({{reference}})', '{{motif-decline}}')],
    },
    {
      id: 'rouvrir',
      label: 'Chercher un autre jour',
      from: ['fixe', 'autrement', 'decline'],
      to: IN_HAND.id,
      by: { kind: 'agent' },
    },
  ],
  silence: {
    means: 'nothing',
    why: 'Le maire reçoit selon son agenda\u00A0: une rencontre est demandée, pas une décision.',
  },
};

const ANSWERS = {
  theme: 'voirie',
  sujet: 'La vitesse des voitures rue du Lavoir.',
  disponibilites: ['samedi-matin'],
  ...JEANNE,
};

export const rendezVousMaire: NewProcedure = {
  slug: 'rendez-vous-maire',
  title: 'Demander un rendez-vous avec le maire',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'sujet',
        title: 'De quoi voulez-vous parler\u202F?',
        fields: [
          {
            id: 'theme',
            type: 'choice',
            label: 'Sujet',
            help: 'Il aide à choisir l’élu qui connaît le mieux votre affaire.',
            options: [
              { value: 'voirie', label: 'Rue, circulation, propreté' },
              { value: 'urbanisme', label: 'Construction, terrain, voisinage' },
              { value: 'ecole', label: 'École, enfance' },
              { value: 'association', label: 'Association, événement' },
              { value: 'entreprise', label: 'Commerce, entreprise, emploi' },
              { value: 'autre', label: 'Autre chose' },
            ],
          },
          {
            id: 'sujet',
            type: 'textarea',
            label: 'En quelques mots',
            subject: 'le sujet du rendez-vous',
            help: 'Restez général si le sujet est personnel\u00A0: vous en parlerez sur place.',
            example: 'la vitesse des voitures devant l’école',
            maxLength: 1_000,
          },
        ],
      },
      {
        id: 'quand',
        title: 'Quand êtes-vous libre\u202F?',
        fields: [
          {
            id: 'disponibilites',
            type: 'choices',
            label: 'Moments possibles',
            help: 'Cochez tout ce qui convient.',
            options: [
              { value: 'matin', label: 'En semaine, le matin' },
              { value: 'apres-midi', label: 'En semaine, l’après-midi' },
              { value: 'soir', label: 'En semaine, après 18 h' },
              { value: 'samedi-matin', label: 'Le samedi matin' },
            ],
          },
          {
            id: 'acces',
            type: 'text',
            label: 'Avez-vous besoin d’aide pour venir ou pour échanger\u202F?',
            subject: 'l’aide dont vous avez besoin',
            example: 'accès en fauteuil, langue des signes, rencontre chez moi',
            optional: true,
            maxLength: 200,
          },
        ],
      },
      contactPage(),
    ],
  },
  workflow,
  scenarios: [
    {
      name: 'Un rendez-vous est fixé',
      answers: ANSWERS,
      steps: [
        { expect: { status: 'recue', silenceOn: 'jamais' } },
        { press: 'fixer', filled: { 'quand-rdv': 'samedi 14 mars à 10 h', avec: 'le maire' } },
        {
          expect: {
            status: 'fixe',
            mail: { to: 'citizen', contains: 'samedi 14 mars' },
            offers: ['rouvrir'],
          },
        },
      ],
    },
    {
      name: 'Un différend entre voisins est confié au conciliateur',
      answers: ANSWERS,
      steps: [
        { press: 'prendre' },
        { press: 'decliner', filled: { 'motif-decline': 'Le conciliateur de justice reçoit le jeudi.' } },
        { expect: { status: 'decline', mail: { to: 'citizen', contains: 'conciliateur' } } },
      ],
    },
    {
      name: 'Un sujet trop vague est précisé avant le rendez-vous',
      answers: { ...ANSWERS, sujet: 'La rue.' },
      steps: [
        { press: 'completer', filled: { complement: 'Quelle rue, et quel souci\u202F?' } },
        { expect: { status: 'a-completer', mail: { to: 'citizen', contains: 'Quelle rue' } } },
        { citizen: 'completee', changes: { sujet: 'La vitesse rue du Lavoir.' } },
        { expect: { status: 'en-cours', mail: { to: 'operator' } } },
      ],
    },
    {
      name: 'Une question simple a sa réponse sans attendre',
      answers: ANSWERS,
      steps: [
        { press: 'repondre', filled: { reponse: 'Les ralentisseurs sont posés en avril.' } },
        { expect: { status: 'autrement', mail: { to: 'citizen', contains: 'avril' } } },
      ],
    },
  ],
};
