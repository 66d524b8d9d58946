// Asking for a place in a crèche, before or after the birth.

import type { NewProcedure } from '../publish.ts';
import { answered } from './answered.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { crecheWorkflow } from './creche-workflow.ts';
import { FOR_THE_SERVICE, plainLetter } from './plain-letter.ts';
import { refusalLetter } from './refusal-letter.ts';
import { JEANNE } from './sample-answers.ts';

const ANSWERS = {
  besoin: 'regulier',
  'deja-ne': true,
  'enfant-prenom': 'Lou',
  'enfant-nom': 'Martin',
  'enfant-naissance': '2025-11-20',
  debut: '2026-09-01',
  jours: ['lundi', 'mardi', 'jeudi'],
  arrivee: '08:00',
  depart: '17:30',
  habite: { name: 'Le Favril' },
  ...JEANNE,
};

export const creche: NewProcedure = {
  slug: 'creche',
  title: 'Demander une place en crèche',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'besoin',
        title: 'Quel accueil cherchez-vous\u202F?',
        fields: [
          {
            id: 'besoin',
            type: 'choice',
            label: 'Accueil',
            options: [
              { value: 'regulier', label: 'Régulier', help: 'Les mêmes jours chaque semaine.' },
              {
                value: 'occasionnel',
                label: 'De temps en temps',
                help: 'Quelques heures, selon les places.',
              },
              { value: 'urgent', label: 'En urgence, dans les jours qui viennent' },
            ],
          },
        ],
      },
      {
        id: 'urgence',
        title: 'Appelez-nous',
        stop: true,
        when: answered('besoin', 'urgent'),
        fields: [
          {
            id: 'urgence-texte',
            type: 'info',
            label: 'La liste d’attente est trop lente pour une urgence.',
            help: 'Téléphonez à la crèche ou au relais petite enfance\u00A0: une place est parfois libre quelques jours, et le relais connaît les assistantes maternelles disponibles.',
          },
        ],
      },
      {
        id: 'naissance',
        title: 'Votre enfant est-il déjà né\u202F?',
        fields: [{ id: 'deja-ne', type: 'yes-no', label: 'Mon enfant est né' }],
      },
      {
        id: 'enfant',
        title: 'Votre enfant',
        when: answered('deja-ne', true),
        fields: [
          {
            id: 'enfant-prenom',
            type: 'text',
            label: 'Prénom de l’enfant',
            subject: 'le prénom de l’enfant',
            maxLength: 100,
          },
          {
            id: 'enfant-nom',
            type: 'text',
            label: 'Nom de l’enfant',
            subject: 'le nom de l’enfant',
            maxLength: 100,
          },
          {
            id: 'enfant-naissance',
            type: 'date',
            label: 'Date de naissance de l’enfant',
            subject: 'la date de naissance de l’enfant',
            example: '12 5 2026',
            earliest: { years: -6 },
            latest: 'today',
          },
        ],
      },
      {
        id: 'enfant-attendu',
        title: 'Quand doit-il naître\u202F?',
        when: answered('deja-ne', false),
        fields: [
          {
            id: 'naissance-prevue',
            type: 'date',
            label: 'Date prévue de la naissance',
            help: 'Vous nous direz son prénom après la naissance.',
            example: '12 5 2027',
            earliest: { days: -30 },
            latest: { days: 300 },
          },
        ],
      },
      {
        id: 'accueil',
        title: 'À partir de quand, et quels jours\u202F?',
        fields: [
          { id: 'debut', type: 'date', label: 'À partir du', example: '1 9 2027', earliest: 'today' },
          {
            id: 'jours',
            type: 'choices',
            label: 'Jours d’accueil',
            options: ['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi'].map((label) => ({
              value: label.toLowerCase(),
              label,
            })),
          },
          { id: 'arrivee', type: 'time', label: 'Arrivée le matin', example: '8 h 00' },
          { id: 'depart', type: 'time', label: 'Départ le soir', example: '17 h 30' },
        ],
      },
      {
        id: 'lieu',
        title: 'Où habitez-vous\u202F?',
        fields: [
          { id: 'habite', type: 'commune', label: 'Votre commune', subject: 'votre commune' },
          {
            id: 'structure',
            type: 'text',
            label: 'Crèche que vous préférez',
            help: 'Laissez vide si toutes vous conviennent\u00A0: vous aurez plus de chances.',
            optional: true,
            maxLength: 150,
          },
        ],
      },
      {
        id: 'priorites',
        title: 'Ce qui peut vous rendre prioritaire',
        intro:
          'Ne répondez que si vous le souhaitez. Seuls l’équipe et les membres de la commission le lisent.',
        fields: [
          {
            id: 'priorites',
            type: 'choices',
            label: 'Votre situation',
            help: 'Aucun papier n’est demandé à cette étape.',
            optional: true,
            options: [
              { value: 'fratrie', label: 'Un frère ou une sœur est déjà accueilli' },
              { value: 'jumeaux', label: 'Jumeaux, ou plus' },
              { value: 'seul', label: 'J’élève seul ou seule mon enfant' },
              { value: 'emploi', label: 'Je cherche un emploi ou suis en formation' },
              {
                value: 'handicap',
                label: 'Mon enfant, ou un proche à la maison, est en situation de handicap',
              },
            ],
          },
        ],
      },
      contactPage('Vous, parent ou responsable de l’enfant'),
    ],
  },
  workflow: crecheWorkflow,
  letters: [
    plainLetter({
      id: 'liste',
      title: 'Inscription sur la liste d’attente de la crèche ({{reference}})',
      paragraphs: [
        'Votre demande d’accueil est complète. Votre enfant est inscrit sur la liste d’attente, pour une entrée à partir du {{debut}}.',
        'La commission d’attribution examine toutes les demandes en attente lorsqu’une place se libère, d’après des critères connus de tous et votre situation. Être sur la liste ne garantit pas d’obtenir une place.',
        'Tous les trois mois, nous vous demanderons si votre besoin est toujours le même. Dites-nous aussi, dès que possible, si vous trouvez une autre solution.',
      ],
      signedBy: FOR_THE_SERVICE,
    }),
    plainLetter({
      id: 'proposition',
      title: 'Proposition d’une place en crèche ({{reference}})',
      paragraphs: [
        'La commission d’attribution vous propose une place pour votre enfant\u00A0: {{structure-proposee}}, à partir du {{entree}}.',
        'Dites-nous sous quinze jours si vous l’acceptez. Sans réponse, la place sera proposée à une autre famille et votre enfant restera sur la liste d’attente.',
      ],
      signedBy: FOR_THE_SERVICE,
    }),
    plainLetter({
      id: 'admission',
      title: 'Admission de votre enfant en crèche ({{reference}})',
      paragraphs: [
        'Vous avez accepté la place qui vous était proposée. Votre enfant est admis\u00A0: {{structure-proposee}}, à partir du {{entree}}.',
        'La crèche vous appelle pour signer le contrat d’accueil et préparer les premiers jours. Le tarif dépend de vos revenus et du nombre de vos enfants\u00A0: la crèche le calcule avec le barème de la caisse d’allocations familiales.',
      ],
      signedBy: FOR_THE_SERVICE,
    }),
    refusalLetter({ of: 'de place en crèche', signedBy: FOR_THE_SERVICE }),
  ],
  scenarios: [
    {
      name: 'Une place est demandée, attendue, proposée et acceptée',
      answers: ANSWERS,
      steps: [
        { press: 'inscrire' },
        { expect: { status: 'liste-attente', letter: 'liste', mail: { to: 'citizen' } } },
        { press: 'presenter' },
        {
          press: 'proposer',
          as: 'secretary',
          filled: { 'structure-proposee': 'Les Lutins', entree: '2026-09-01' },
        },
        {
          expect: {
            status: 'place-proposee',
            letter: 'proposition',
            mail: { to: 'citizen', contains: 'Les Lutins' },
          },
        },
        { press: 'accepter' },
        { expect: { status: 'acceptee', letter: 'admission' } },
      ],
    },
    {
      name: 'Chaque trimestre la famille confirme, et reste sur la liste',
      answers: ANSWERS,
      steps: [
        { press: 'inscrire' },
        { wait: 90 },
        { expect: { status: 'a-confirmer', mail: { to: 'citizen', contains: 'toujours besoin' } } },
        { citizen: 'confirmer', changes: { debut: '2026-10-01' } },
        { expect: { status: 'liste-attente', silenceOn: 'jamais' } },
        { wait: 90 },
        { expect: { status: 'a-confirmer' } },
        { wait: 15 },
        { expect: { status: 'a-confirmer-relance', mail: { to: 'citizen', contains: 'Sans réponse' } } },
        { wait: 30 },
        { expect: { status: 'retiree', mail: { to: 'citizen' }, offers: ['reinscrire'] } },
      ],
    },
    {
      name: 'Une place sans réponse va à une autre famille, et l’enfant reste sur la liste',
      answers: ANSWERS,
      steps: [
        { press: 'inscrire' },
        { press: 'presenter' },
        {
          press: 'proposer',
          as: 'secretary',
          filled: { 'structure-proposee': 'Les Lutins', entree: '2026-09-01' },
        },
        { wait: 7 },
        { expect: { status: 'place-proposee-relance', mail: { to: 'citizen', contains: 'huit jours' } } },
        { wait: 8 },
        { expect: { status: 'liste-attente', mail: { to: 'citizen', contains: 'autre famille' } } },
      ],
    },
    {
      name: 'Un enfant à naître, attendu hors du territoire, est refusé avec ses raisons',
      answers: {
        besoin: 'regulier',
        'deja-ne': false,
        'naissance-prevue': '2026-06-01',
        debut: '2026-09-01',
        jours: ['lundi'],
        arrivee: '08:00',
        depart: '17:30',
        habite: { name: 'Chartres' },
        ...JEANNE,
      },
      steps: [
        {
          press: 'refuser',
          as: 'secretary',
          filled: { 'motif-refus': 'La crèche reçoit les familles du territoire.' },
        },
        {
          expect: { status: 'refusee', letter: 'refus', mail: { to: 'citizen', contains: 'du territoire' } },
        },
      ],
    },
    {
      name: 'Une urgence se dit par téléphone',
      answers: { besoin: 'urgent' },
      steps: [{ stopsAt: 'urgence' }],
    },
  ],
};
