// A composter for a garden; who has none is told of shared ones.

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { FOR_THE_SERVICE, plainLetter } from './plain-letter.ts';
import { HOME, JEANNE } from './sample-answers.ts';

const ANSWERS = {
  logement: 'jardin',
  taille: 'petit',
  deja: false,
  adresse: HOME,
  ...JEANNE,
};

export const composteur: NewProcedure = {
  slug: 'composteur',
  title: 'Demander un composteur',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'logement',
        title: 'Où mettriez-vous le composteur\u202F?',
        fields: [
          {
            id: 'logement',
            type: 'choice',
            label: 'Emplacement',
            options: [
              { value: 'jardin', label: 'Dans mon jardin' },
              { value: 'copropriete', label: 'Au pied de mon immeuble, pour plusieurs foyers' },
              { value: 'aucun', label: 'Je n’ai pas de terrain' },
            ],
          },
        ],
      },
      {
        id: 'partage',
        title: 'Un composteur partagé vous conviendra mieux',
        stop: true,
        when: { in: [{ var: 'logement' }, ['copropriete', 'aucun']] },
        fields: [
          {
            id: 'partage-texte',
            type: 'info',
            label: 'Sans jardin à vous, le compost se fait à plusieurs.',
            help: 'Téléphonez-nous\u00A0: nous vous dirons où se trouve le composteur de quartier le plus proche, ou comment en installer un au pied de votre immeuble, avec l’accord du propriétaire ou du syndic.',
          },
        ],
      },
      {
        id: 'modele',
        title: 'Quel composteur\u202F?',
        fields: [
          {
            id: 'taille',
            type: 'choice',
            label: 'Taille',
            options: [
              { value: 'petit', label: '300 à 400 litres', help: 'Jusqu’à quatre personnes, petit jardin.' },
              { value: 'grand', label: '600 litres', help: 'Cinq personnes ou plus, ou grand jardin.' },
            ],
          },
          {
            id: 'deja',
            type: 'yes-no',
            label: 'Avez-vous déjà reçu un composteur à cette adresse\u202F?',
            help: 'Le premier est souvent moins cher. Cela ne vous empêche pas d’en demander un autre.',
          },
        ],
      },
      {
        id: 'adresse',
        title: 'À quelle adresse servira-t-il\u202F?',
        fields: [
          { id: 'adresse', type: 'address', label: 'Adresse du jardin', autocomplete: 'street-address' },
        ],
      },
      contactPage(),
    ],
  },
  workflow: usualWorkflow({
    granted:
      'Votre composteur est réservé. Le lieu, le jour et le prix sont dans le message que nous vous avons écrit.',
    grantLabel: 'Réserver le composteur',
    letter: 'retrait',
    grantAsks: [
      {
        id: 'retrait',
        type: 'text',
        label: 'Où et quand le retirer, et son prix',
        help: 'La personne le lit tel quel.',
        example: 'samedi 14 mars de 9 h à 12 h, à la déchèterie, 15\u00A0€',
        maxLength: 300,
      },
    ],
    correctable: ['taille', 'adresse'],
    within: 15,
    silence: {
      means: 'nothing',
      why: 'Les composteurs sont proposés à tous les foyers, selon le stock\u00A0: la remise est fixée avec la personne, aucune décision n’est demandée.',
    },
  }),
  letters: [
    plainLetter({
      id: 'retrait',
      title: 'Votre composteur est réservé ({{reference}})',
      paragraphs: [
        'Votre composteur est réservé à votre nom. Vous pouvez le retirer\u00A0: {{retrait}}.',
        'Apportez une pièce d’identité et ce message. Le composteur est remis démonté\u00A0: il entre dans une voiture. Un guide vous est donné, et l’équipe vous montre comment commencer.',
      ],
      signedBy: FOR_THE_SERVICE,
    }),
  ],
  scenarios: [
    {
      name: 'Un composteur est réservé, avec le lieu et le jour du retrait',
      answers: ANSWERS,
      steps: [
        { expect: { status: 'recue', silenceOn: 'jamais' } },
        { press: 'accepter', filled: { retrait: 'samedi matin à la déchèterie, 15\u00A0€' } },
        { expect: { status: 'acceptee', letter: 'retrait', mail: { to: 'citizen', contains: 'réservé' } } },
      ],
    },
    {
      name: 'Sans jardin, on est dirigé vers un composteur partagé',
      answers: { logement: 'aucun' },
      steps: [{ stopsAt: 'partage' }],
    },
    {
      name: 'Une adresse incomplète est redemandée, puis la demande est classée sans réponse',
      answers: ANSWERS,
      steps: [
        { press: 'completer', filled: { complement: 'Le numéro de la maison.' } },
        { wait: 30 },
        { expect: { status: 'relancee', mail: { to: 'citizen', contains: 'Le numéro de la maison.' } } },
        { wait: 30 },
        { expect: { status: 'sans-suite' } },
      ],
    },
  ],
};
