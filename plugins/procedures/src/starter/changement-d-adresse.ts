// A move told once to the services of the commune (CRPA, art. L113-12: nobody is asked twice for what is known).

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { HOME, JEANNE } from './sample-answers.ts';

const ARRIVES = { '===': [{ var: 'mouvement' }, 'arrivee'] };

export const changementDAdresse: NewProcedure = {
  slug: 'changement-d-adresse',
  title: 'Signaler un déménagement à la mairie',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'mouvement',
        title: 'Que se passe-t-il\u202F?',
        intro:
          'Pour prévenir en une fois les impôts, la Caf, l’assurance maladie ou la carte grise, passez par service-public.gouv.fr. Ici, vous prévenez les services de la commune.',
        fields: [
          {
            id: 'mouvement',
            type: 'choice',
            label: 'Votre déménagement',
            options: [
              { value: 'arrivee', label: 'J’arrive dans la commune' },
              { value: 'interne', label: 'Je déménage sans quitter la commune' },
              { value: 'depart', label: 'Je quitte la commune' },
              { value: 'sans-lien', label: 'Je n’habite ni ici, ni bientôt' },
            ],
          },
        ],
      },
      {
        id: 'autre-commune',
        title: 'Prévenez votre mairie',
        stop: true,
        when: { '===': [{ var: 'mouvement' }, 'sans-lien'] },
        fields: [
          {
            id: 'autre-commune-texte',
            type: 'info',
            label: 'Nous n’avons rien à mettre à jour pour vous.',
            help: 'Adressez-vous à la mairie de votre ancienne ou de votre nouvelle commune, et prévenez les administrations de l’État sur service-public.gouv.fr.',
          },
        ],
      },
      {
        id: 'ancienne',
        title: 'L’adresse que vous quittez',
        when: { '!': [ARRIVES] },
        fields: [{ id: 'ancienne-adresse', type: 'address', label: 'Ancienne adresse' }],
      },
      {
        id: 'nouvelle',
        title: 'Votre nouvelle adresse',
        fields: [
          {
            id: 'nouvelle-adresse',
            type: 'address',
            label: 'Nouvelle adresse',
            autocomplete: 'street-address',
          },
          {
            id: 'depuis',
            type: 'date',
            label: 'À partir du',
            subject: 'la date du déménagement',
            example: '1 9 2026',
            earliest: { years: -1 },
            latest: { years: 1 },
          },
        ],
      },
      {
        id: 'foyer',
        title: 'Qui faut-il prévenir\u202F?',
        fields: [
          {
            id: 'services',
            type: 'choices',
            label: 'Services qui vous concernent',
            help: 'Cochez tout ce qui convient. Nous les prévenons pour vous.',
            options: [
              { value: 'dechets', label: 'Collecte des déchets' },
              { value: 'eau', label: 'Eau et assainissement' },
              { value: 'ecole', label: 'École et cantine' },
              { value: 'aide', label: 'Aide sociale, portage de repas' },
              { value: 'cimetiere', label: 'Cimetière', help: 'Si vous avez une concession.' },
              { value: 'aucun', label: 'Aucun, la mairie seulement' },
            ],
          },
          {
            id: 'personnes',
            type: 'number',
            label: 'Combien êtes-vous dans le foyer\u202F?',
            help: 'Pour choisir la taille du bac, ou calculer ce qui dépend du foyer.',
            min: 1,
            max: 20,
            when: { in: ['dechets', { var: 'services' }] },
          },
        ],
      },
      contactPage(),
    ],
  },
  workflow: usualWorkflow({
    granted:
      'Votre changement d’adresse est noté, et les services que vous avez choisis sont prévenus. La lettre qui le dit est dans vos messages.',
    grantLabel: 'Adresse mise à jour',
    letter: 'enregistrement',
    correctable: ['ancienne-adresse', 'nouvelle-adresse', 'depuis', 'personnes'],
    within: 7,
    silence: {
      means: 'nothing',
      why: 'Signaler un déménagement informe la mairie\u00A0: aucune décision n’est demandée, et rien n’y oblige.',
    },
  }),
  letters: [
    {
      id: 'enregistrement',
      title: 'Votre changement d’adresse ({{reference}})',
      paragraphs: [
        'Madame, Monsieur,',
        'Nous avons noté votre changement d’adresse, à partir du {{depuis}}\u00A0: {{nouvelle-adresse}}.',
        'Services prévenus\u00A0: {{services}}.',
        'Cette lettre ne vaut ni justificatif de domicile ni inscription sur la liste électorale. Pour voter à votre nouvelle adresse, il faut demander votre inscription, même sans changer de commune.',
        'Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.',
      ],
      signedBy: 'Pour le maire',
    },
  ],
  scenarios: [
    {
      name: 'Qui n’habite pas la commune est envoyé vers la sienne',
      answers: { mouvement: 'sans-lien' },
      steps: [{ stopsAt: 'autre-commune' }],
    },
    {
      name: 'Une famille arrive, et les services sont prévenus',
      answers: {
        mouvement: 'arrivee',
        'nouvelle-adresse': HOME,
        depuis: '2026-03-01',
        services: ['dechets', 'ecole'],
        personnes: 4,
        ...JEANNE,
      },
      steps: [
        { expect: { status: 'recue', silenceOn: 'jamais' } },
        { press: 'accepter', as: 'case-worker' },
        {
          expect: { status: 'acceptee', letter: 'enregistrement', mail: { to: 'citizen', contains: 'noté' } },
        },
      ],
    },
    {
      name: 'Un départ sans adresse lisible est complété',
      answers: {
        mouvement: 'depart',
        'ancienne-adresse': HOME,
        'nouvelle-adresse': { line: '12 avenue de la Gare', postalCode: '28000', commune: 'Chartres' },
        depuis: '2026-04-01',
        services: ['aucun'],
        ...JEANNE,
      },
      steps: [
        { press: 'completer', as: 'case-worker', filled: { complement: 'Le numéro du bâtiment.' } },
        { expect: { status: 'a-completer', mail: { to: 'citizen', contains: 'bâtiment' } } },
        {
          citizen: 'completee',
          changes: {
            'nouvelle-adresse': {
              line: '12 avenue de la Gare, bâtiment B',
              postalCode: '28000',
              commune: 'Chartres',
            },
          },
        },
        { expect: { status: 'en-cours', mail: { to: 'operator' } } },
        { press: 'accepter', as: 'case-worker' },
        { expect: { status: 'acceptee', letter: 'enregistrement' } },
      ],
    },
  ],
};
