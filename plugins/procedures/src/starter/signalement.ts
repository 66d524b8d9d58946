// A problem in the street, said in a minute; a name and an address only for who wants an answer.

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { joined } from './sample-answers.ts';

const LAMP = {
  quoi: 'eclairage',
  details: 'Le lampadaire est éteint depuis lundi.',
  endroit: 'rue de l’Église, devant le lavoir',
  reponse: true,
  nom: 'Jeanne Martin',
  courriel: 'jeanne.martin@exemple.fr',
};

export const signalement: NewProcedure = {
  slug: 'signalement',
  title: 'Signaler un problème dans la rue',
  requester: { name: ['nom'], email: 'courriel', phone: 'telephone' },
  form: {
    pages: [
      {
        id: 'probleme',
        title: 'Que se passe-t-il\u202F?',
        fields: [
          {
            id: 'quoi',
            type: 'choice',
            label: 'Le problème',
            options: [
              { value: 'chaussee', label: 'Trou ou bosse sur la route ou le trottoir' },
              { value: 'eclairage', label: 'Éclairage en panne' },
              { value: 'depot', label: 'Dépôt d’ordures' },
              { value: 'proprete', label: 'Saleté, graffiti, corbeille pleine' },
              { value: 'arbre', label: 'Arbre ou branche qui gêne' },
              { value: 'autre', label: 'Autre chose' },
            ],
          },
          { id: 'details', type: 'textarea', label: 'Décrivez-le', maxLength: 1_000 },
          {
            id: 'danger',
            type: 'info',
            tone: 'warning',
            label: 'Si quelqu’un est en danger, appelez le 112 tout de suite.',
          },
        ],
      },
      {
        id: 'ou',
        title: 'Où est-ce\u202F?',
        fields: [
          {
            id: 'endroit',
            type: 'text',
            label: 'Rue, numéro ou repère',
            example: 'rue de l’Église, devant le lavoir',
            maxLength: 200,
          },
          {
            id: 'carte',
            type: 'point',
            label: 'Le point exact',
            help: 'Si vous y êtes, votre téléphone peut le dire. Sinon, la rue ou le repère suffit.',
            optional: true,
          },
          {
            id: 'photo',
            type: 'file',
            label: 'Une photo',
            help: 'Sans visage ni plaque, si possible. JPEG ou PNG, 25\u00A0Mo au plus.',
            accept: ['.jpg', '.jpeg', '.png', 'image/jpeg', 'image/png'],
            maxFiles: 3,
            optional: true,
          },
        ],
      },
      {
        id: 'vous',
        title: 'Voulez-vous une réponse\u202F?',
        fields: [
          { id: 'reponse', type: 'yes-no', label: 'Être tenu au courant' },
          {
            id: 'nom',
            type: 'text',
            label: 'Votre nom',
            maxLength: 100,
            when: { '===': [{ var: 'reponse' }, true] },
          },
          {
            id: 'courriel',
            type: 'email',
            label: 'Adresse électronique',
            autocomplete: 'email',
            when: { '===': [{ var: 'reponse' }, true] },
          },
          {
            id: 'telephone',
            type: 'phone',
            label: 'Téléphone',
            autocomplete: 'tel',
            optional: true,
            when: { '===': [{ var: 'reponse' }, true] },
          },
        ],
      },
    ],
  },
  workflow: usualWorkflow({
    granted: 'Le problème que vous avez signalé est réglé. Merci de l’avoir dit.',
    grantLabel: 'Problème réglé',
    correctable: ['details', 'endroit', 'photo'],
    within: 7,
    silence: {
      means: 'nothing',
      why: 'Un signalement informe le service\u00A0: il ne demande aucune décision.',
    },
  }),
  scenarios: [
    {
      name: 'Un lampadaire est réparé, et la personne le sait',
      answers: { ...LAMP, photo: joined('lampadaire.jpg') },
      steps: [
        { expect: { status: 'recue', silenceOn: 'jamais' } },
        { press: 'prendre', as: 'case-worker' },
        { press: 'accepter', as: 'case-worker' },
        { expect: { status: 'acceptee', mail: { to: 'citizen', contains: 'réglé' } } },
      ],
    },
    {
      name: 'Sans nom ni adresse, un signalement est traité tout de même',
      answers: { quoi: 'depot', details: 'Des pneus.', endroit: 'chemin du Bois', reponse: false },
      steps: [{ press: 'accepter', as: 'case-worker' }, { expect: { status: 'acceptee' } }],
    },
    {
      name: 'L’endroit est précisé par qui a signalé',
      answers: LAMP,
      steps: [
        { press: 'completer', as: 'case-worker', filled: { complement: 'Quel côté de la rue\u202F?' } },
        { expect: { status: 'a-completer', mail: { to: 'citizen', contains: 'Quel côté' } } },
        { citizen: 'completee', changes: { endroit: 'rue de l’Église, côté école' } },
        { expect: { status: 'en-cours', mail: { to: 'operator' } } },
        {
          press: 'refuser',
          as: 'case-worker',
          filled: { 'motif-refus': 'Ce lampadaire est celui d’un particulier.' },
        },
        { expect: { status: 'refusee', mail: { to: 'citizen', contains: 'particulier' } } },
      ],
    },
  ],
};
