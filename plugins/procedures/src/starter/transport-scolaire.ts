// A place on the school bus (code des transports, art. L3111-7 and L3111-9).

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { answered } from './answered.ts';
import { CHILD_IDS, childPage } from './child.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { FOR_THE_SERVICE, plainLetter } from './plain-letter.ts';
import { refusalLetter } from './refusal-letter.ts';
import { HOME, JEANNE } from './sample-answers.ts';

const ANSWERS = {
  eleve: 'scolaire',
  'enfant-prenom': 'Lou',
  'enfant-nom': 'Martin',
  'enfant-naissance': '2013-05-04',
  domicile: HOME,
  alternee: false,
  etablissement: 'collège des Tilleuls',
  'commune-etablissement': { name: 'Courville-sur-Eure' },
  niveau: 'college',
  regime: 'demi',
  arret: 'place de l’Église',
  debut: '2026-09-01',
  ...JEANNE,
};

export const transportScolaire: NewProcedure = {
  slug: 'transport-scolaire',
  title: 'Inscrire un enfant au transport scolaire',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'eleve',
        title: 'Pour quel élève\u202F?',
        fields: [
          {
            id: 'eleve',
            type: 'choice',
            label: 'Situation de l’élève',
            options: [
              { value: 'scolaire', label: 'Élève de la maternelle au lycée' },
              { value: 'adapte', label: 'Élève en situation de handicap, qui ne peut pas prendre le car' },
              { value: 'superieur', label: 'Apprenti ou étudiant' },
            ],
          },
        ],
      },
      {
        id: 'transport-adapte',
        title: 'Le département organise un transport adapté',
        stop: true,
        when: answered('eleve', 'adapte'),
        fields: [
          {
            id: 'transport-adapte-texte',
            type: 'info',
            label: 'Le transport des élèves en situation de handicap est pris en charge par le département.',
            help: 'Adressez-vous au conseil départemental, ou à la maison départementale des personnes handicapées (MDPH). En Île-de-France, c’est Île-de-France Mobilités.',
          },
        ],
      },
      {
        id: 'transport-regional',
        title: 'La région a des abonnements pour vous',
        stop: true,
        when: answered('eleve', 'superieur'),
        fields: [
          {
            id: 'transport-regional-texte',
            type: 'info',
            label: 'Les apprentis et les étudiants prennent les lignes régulières, à tarif réduit.',
            help: 'Voyez le site de transport de votre région, ou téléphonez-nous.',
          },
        ],
      },
      { ...childPage, title: 'L’élève' },
      {
        id: 'domicile',
        title: 'Où habite-t-il\u202F?',
        fields: [
          {
            id: 'domicile',
            type: 'address',
            label: 'Adresse de l’élève',
            subject: 'l’adresse de l’élève',
            autocomplete: 'street-address',
          },
          {
            id: 'alternee',
            type: 'yes-no',
            label: 'Est-il en garde alternée, avec une seconde adresse\u202F?',
          },
          {
            id: 'second-domicile',
            type: 'address',
            label: 'Seconde adresse',
            subject: 'la seconde adresse',
            when: answered('alternee', true),
          },
        ],
      },
      {
        id: 'ecole',
        title: 'Son établissement',
        fields: [
          {
            id: 'etablissement',
            type: 'text',
            label: 'École, collège ou lycée',
            example: 'collège des Tilleuls',
            maxLength: 150,
          },
          {
            id: 'commune-etablissement',
            type: 'commune',
            label: 'Commune de l’établissement',
            subject: 'la commune de l’établissement',
          },
          {
            id: 'niveau',
            type: 'choice',
            label: 'Niveau',
            options: [
              { value: 'maternelle', label: 'Maternelle' },
              { value: 'elementaire', label: 'Élémentaire' },
              { value: 'college', label: 'Collège' },
              { value: 'lycee', label: 'Lycée' },
            ],
          },
          {
            id: 'petits',
            type: 'info',
            label: 'Un élève de maternelle est toujours remis à un adulte.',
            help: 'Vous, ou une personne que vous nommerez sur la carte, l’attendez à la descente du car.',
            when: answered('niveau', 'maternelle'),
          },
          {
            id: 'regime',
            type: 'choice',
            label: 'Trajets',
            options: [
              { value: 'demi', label: 'Un aller-retour par jour' },
              { value: 'interne', label: 'Un aller-retour par semaine (interne)' },
            ],
          },
        ],
      },
      {
        id: 'arret',
        title: 'Quel arrêt\u202F?',
        fields: [
          {
            id: 'arret',
            type: 'text',
            label: 'Arrêt le plus proche de chez vous',
            help: 'Si vous ne le connaissez pas, écrivez le lieu-dit ou la rue.',
            example: 'place de l’Église',
            maxLength: 150,
          },
          { id: 'debut', type: 'date', label: 'À partir du', earliest: 'today' },
        ],
      },
      contactPage('Vous, responsable de l’élève'),
    ],
  },
  workflow: usualWorkflow({
    granted:
      'L’inscription est faite. L’arrêt, l’horaire et la carte sont dans le message que nous vous avons écrit.',
    grantLabel: 'Inscrire l’élève',
    grantAsks: [
      {
        id: 'trajet',
        type: 'textarea',
        label: 'Ligne, arrêt, horaires',
        help: 'La personne le lit tel quel.',
        example: 'ligne 4, place de l’Église, 7 h 35 le matin, 17 h 20 le soir',
        maxLength: 500,
      },
      {
        id: 'participation',
        type: 'amount',
        label: 'Participation de la famille',
        help: 'Pour l’année scolaire.',
        min: 0,
      },
    ],
    letter: 'inscription',
    refusalLetter: 'refus',
    correctable: [
      ...CHILD_IDS,
      'domicile',
      'second-domicile',
      'etablissement',
      'commune-etablissement',
      'niveau',
      'regime',
      'arret',
      'debut',
    ],
    within: 15,
    silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4, 2°' },
  }),
  letters: [
    plainLetter({
      id: 'inscription',
      title: 'Inscription de {{enfant-prenom}} au transport scolaire ({{reference}})',
      paragraphs: [
        '{{enfant-prenom}} {{enfant-nom}} est inscrit au transport scolaire pour se rendre à l’établissement suivant\u00A0: {{etablissement}}. {{trajet}}',
        'Participation de la famille\u00A0: {{participation}}. Une facture ou un avis vous dira comment la régler.',
        'La carte de transport est à présenter à chaque montée. Attachez la ceinture, et portez un gilet visible pour aller à l’arrêt. Dites-nous tout changement d’adresse ou d’établissement.',
      ],
      signedBy: FOR_THE_SERVICE,
    }),
    refusalLetter({ of: 'd’inscription au transport scolaire', signedBy: FOR_THE_SERVICE }),
  ],
  scenarios: [
    {
      name: 'Un collégien est inscrit, avec son arrêt et ses horaires',
      answers: ANSWERS,
      steps: [
        { expect: { status: 'recue', silenceOn: '2026-05-02' } },
        { press: 'accepter', filled: { trajet: 'Ligne 4, place de l’Église, 7 h 35.', participation: 60 } },
        { expect: { status: 'acceptee', letter: 'inscription', mail: { to: 'citizen' } } },
      ],
    },
    {
      name: 'Un trajet hors du secteur est refusé, avec ses raisons',
      answers: ANSWERS,
      steps: [
        { press: 'refuser', filled: { 'motif-refus': 'L’établissement est hors du secteur scolaire.' } },
        {
          expect: {
            status: 'refusee',
            letter: 'refus',
            mail: { to: 'citizen', contains: 'hors du secteur' },
          },
        },
      ],
    },
    {
      name: 'Un élève qui ne peut pas prendre le car est envoyé au département',
      answers: { eleve: 'adapte' },
      steps: [{ stopsAt: 'transport-adapte' }],
    },
    {
      name: 'Un apprenti est envoyé vers les lignes régulières',
      answers: { eleve: 'superieur' },
      steps: [{ stopsAt: 'transport-regional' }],
    },
  ],
};
