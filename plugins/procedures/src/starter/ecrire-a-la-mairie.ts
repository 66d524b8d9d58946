// A free message to the mairie (CRPA, art. L112-8), for what no other procedure is made for.

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
import { answered } from './answered.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { JEANNE } from './sample-answers.ts';

const OPEN = [RECEIVED.id, IN_HAND.id];

const workflow: Workflow = {
  statuses: [
    { ...RECEIVED, label: 'Reçu', citizen: 'Votre message est arrivé.', within: 5 },
    { ...IN_HAND, citizen: 'Quelqu’un prépare la réponse à votre message.', within: 10 },
    ...COMPLEMENT_STATUSES,
    {
      id: 'repondu',
      label: 'Répondu',
      kind: 'done',
      citizen: 'La mairie vous a répondu. La réponse est dans les messages.',
    },
    {
      id: 'lu',
      label: 'Lu, sans réponse à donner',
      kind: 'done',
      citizen: 'La mairie a lu votre message. Merci.',
    },
  ],
  transitions: [
    takeInHand(),
    ...complement({ from: OPEN, back: IN_HAND.id, correctable: ['message', 'piece'] }),
    {
      id: 'repondre',
      label: 'Répondre',
      from: OPEN,
      to: 'repondu',
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
      actions: [citizenMail('Réponse à votre message ({{reference}})', '{{reponse}}')],
    },
    {
      id: 'remercier',
      label: 'Classer, en remerciant',
      from: OPEN,
      to: 'lu',
      by: { kind: 'agent' },
      actions: [
        citizenMail(
          'Votre message a été lu ({{reference}})',
          'Merci de nous avoir écrit. Votre message a été lu et transmis à qui il concerne.',
        ),
      ],
    },
    {
      id: 'rouvrir',
      label: 'Rouvrir',
      from: ['repondu', 'lu'],
      to: IN_HAND.id,
      by: { kind: 'agent' },
    },
  ],
  silence: {
    means: 'nothing',
    why: 'Un message libre appelle une réponse, pas une décision. Une demande de décision se fait par sa propre démarche, qui dit ce que vaut le silence.',
  },
};

const ANSWERS = {
  theme: 'question',
  message: 'À quelle heure ferme le cimetière en hiver\u202F?',
  ...JEANNE,
};

export const ecrireALaMairie: NewProcedure = {
  slug: 'contact',
  title: 'Écrire à la mairie',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'theme',
        title: 'Pourquoi nous écrivez-vous\u202F?',
        fields: [
          {
            id: 'theme',
            type: 'choice',
            label: 'Motif',
            options: [
              { value: 'question', label: 'Une question' },
              { value: 'idee', label: 'Une idée, une remarque, un remerciement' },
              { value: 'insatisfaction', label: 'Quelque chose s’est mal passé' },
              { value: 'danger', label: 'Un danger, une urgence' },
            ],
          },
        ],
      },
      {
        id: 'danger',
        title: 'Appelez, n’écrivez pas',
        stop: true,
        when: answered('theme', 'danger'),
        fields: [
          {
            id: 'danger-texte',
            type: 'info',
            tone: 'warning',
            label: 'Si quelqu’un est en danger, appelez le 112 tout de suite, ou le 114 par SMS.',
            help: 'Pour un danger dans la rue, téléphonez à la mairie\u00A0: ce message ne serait lu qu’à son ouverture.',
          },
        ],
      },
      {
        id: 'message',
        title: 'Votre message',
        fields: [
          {
            id: 'message',
            type: 'textarea',
            label: 'Message',
            subject: 'votre message',
            help: 'N’écrivez ni mot de passe, ni numéro de carte bancaire, ni rien sur la santé de quelqu’un.',
            maxLength: 4_000,
          },
          {
            id: 'piece',
            type: 'file',
            label: 'Un document ou une photo',
            help: 'S’il aide à comprendre. PDF ou photo, 25\u00A0Mo au plus.',
            maxFiles: 3,
            optional: true,
          },
        ],
      },
      contactPage(),
    ],
  },
  workflow,
  scenarios: [
    {
      name: 'Une question reçoit sa réponse',
      answers: ANSWERS,
      steps: [
        { expect: { status: 'recue', silenceOn: 'jamais' } },
        { press: 'prendre' },
        { press: 'repondre', filled: { reponse: 'À dix-sept heures.' } },
        { expect: { status: 'repondu', mail: { to: 'citizen', contains: 'dix-sept heures' } } },
      ],
    },
    {
      name: 'Un remerciement est lu, et c’est dit',
      answers: { ...ANSWERS, theme: 'idee', message: 'Merci pour le marché de Noël.' },
      steps: [
        { press: 'remercier' },
        { expect: { status: 'lu', mail: { to: 'citizen', contains: 'a été lu' }, offers: ['rouvrir'] } },
      ],
    },
    {
      name: 'Un danger s’appelle, il ne s’écrit pas',
      answers: { theme: 'danger' },
      steps: [{ stopsAt: 'danger' }],
    },
  ],
};
