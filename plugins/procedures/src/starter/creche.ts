// Asking for a place in a crèche: put on the waiting list, asked each quarter whether the need stands, then the commission.

import type { NewProcedure } from '../publish.ts';
import {
  COMPLEMENT_STATUSES,
  citizenMail,
  complement,
  DECIDERS,
  IN_HAND,
  RECEIVED,
  REFUSED,
  refusal,
  takeInHand,
} from '../workflow/usual-steps.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { answered } from './answered.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { FOR_THE_SERVICE, plainLetter } from './plain-letter.ts';
import { refusalLetter } from './refusal-letter.ts';
import { JEANNE } from './sample-answers.ts';

/** What a family may change while it waits. */
const NEED = ['debut', 'jours', 'arrivee', 'depart', 'structure'] as const;
const CORRECTABLE = [
  'enfant-prenom',
  'enfant-nom',
  'enfant-naissance',
  'naissance-prevue',
  'habite',
  'priorites',
  ...NEED,
];

const OPEN = [RECEIVED.id, IN_HAND.id];
const LIST = 'liste-attente';
const TO_CONFIRM = ['a-confirmer', 'a-confirmer-relance'];
const OFFERED = ['place-proposee', 'place-proposee-relance'];

const confirmation = {
  do: 'correction',
  fields: NEED,
  text: 'Avez-vous toujours besoin d’une place\u202F? Vérifiez la date et les jours, changez-les si besoin, puis envoyez.',
} as const;

const workflow: Workflow = {
  statuses: [
    { ...RECEIVED, within: 10 },
    { ...IN_HAND, within: 10 },
    ...COMPLEMENT_STATUSES,
    {
      id: LIST,
      label: 'Sur liste d’attente',
      kind: 'in-progress',
      citizen:
        'Votre enfant est sur la liste d’attente. La commission attribue les places libres. Tous les trois mois, nous vous demandons si vous en avez toujours besoin.',
    },
    {
      id: 'a-confirmer',
      label: 'À confirmer par la famille',
      kind: 'waiting',
      citizen:
        'Avez-vous toujours besoin d’une place\u202F? Dites-le ici pour rester sur la liste d’attente.',
    },
    {
      id: 'a-confirmer-relance',
      label: 'À confirmer, relancée',
      kind: 'waiting',
      citizen:
        'Nous attendons votre réponse\u00A0: sans elle sous un mois, votre enfant sera retiré de la liste d’attente.',
    },
    {
      id: 'commission',
      label: 'Présentée à la commission',
      kind: 'in-progress',
      citizen: 'Votre demande passe devant la commission d’attribution des places. Vous aurez sa réponse.',
      within: 30,
    },
    {
      id: 'place-proposee',
      label: 'Place proposée',
      kind: 'waiting',
      citizen:
        'Une place vous est proposée. Répondez-nous sous quinze jours, par un message sur cette page ou par téléphone.',
    },
    {
      id: 'place-proposee-relance',
      label: 'Place proposée, relancée',
      kind: 'waiting',
      citizen:
        'Une place vous est toujours proposée, pour huit jours encore. Répondez-nous par un message sur cette page ou par téléphone.',
    },
    {
      id: 'acceptee',
      label: 'Place acceptée',
      kind: 'done',
      citizen: 'Votre enfant a sa place. La crèche vous appelle pour préparer son arrivée.',
    },
    {
      id: 'retiree',
      label: 'Retirée de la liste',
      kind: 'cancelled',
      citizen: 'Votre demande n’est plus sur la liste d’attente. Vous pouvez nous demander de la reprendre.',
    },
    REFUSED,
  ],
  transitions: [
    takeInHand(),
    ...complement({ from: OPEN, back: IN_HAND.id, correctable: CORRECTABLE }),
    {
      id: 'inscrire',
      label: 'Inscrire sur la liste d’attente',
      from: OPEN,
      to: LIST,
      by: { kind: 'agent' },
      actions: [
        { do: 'letter', letter: 'liste' },
        citizenMail(
          'Votre enfant est sur la liste d’attente ({{reference}})',
          'Votre demande est complète\u00A0: votre enfant est sur la liste d’attente. La commission attribue les places qui se libèrent. Tous les trois mois, nous vous demanderons si vous en avez toujours besoin.',
        ),
      ],
    },
    {
      id: 'interroger',
      label: 'Demander si le besoin est le même',
      from: [LIST],
      to: 'a-confirmer',
      by: { kind: 'clock', days: 90, since: 'status' },
      actions: [
        confirmation,
        citizenMail(
          'Avez-vous toujours besoin d’une place en crèche\u202F? ({{reference}})',
          'Votre enfant est sur la liste d’attente. Pour qu’il y reste, confirmez votre demande en suivant le lien. Vous pouvez en profiter pour changer la date ou les jours.',
        ),
      ],
    },
    {
      id: 'rappeler',
      label: 'Redemander si le besoin est le même',
      from: ['a-confirmer'],
      to: 'a-confirmer-relance',
      by: { kind: 'clock', days: 15, since: 'status' },
      actions: [
        confirmation,
        citizenMail(
          'Rappel\u00A0: confirmez votre demande de place en crèche ({{reference}})',
          'Sans réponse de votre part sous un mois, votre enfant sera retiré de la liste d’attente. Confirmez en suivant le lien, ou appelez {{service}}.',
        ),
      ],
    },
    {
      id: 'retirer-sans-reponse',
      label: 'Retirer de la liste, faute de réponse',
      from: ['a-confirmer-relance'],
      to: 'retiree',
      by: { kind: 'clock', days: 30, since: 'status' },
      actions: [
        citizenMail(
          'Votre demande de place en crèche n’est plus sur la liste ({{reference}})',
          'Nous n’avons pas eu de réponse à nos deux messages\u00A0: votre demande est retirée de la liste d’attente. Si vous cherchez toujours une place, appelez {{service}}\u00A0: elle sera reprise.',
        ),
      ],
    },
    {
      id: 'confirmer',
      label: 'Rester sur la liste',
      from: TO_CONFIRM,
      to: LIST,
      by: { kind: 'citizen' },
    },
    {
      id: 'presenter',
      label: 'Présenter à la commission',
      from: [LIST, ...TO_CONFIRM],
      to: 'commission',
      by: { kind: 'agent' },
    },
    {
      id: 'ajourner',
      label: 'Pas de place cette fois',
      from: ['commission'],
      to: LIST,
      by: { kind: 'agent' },
      actions: [
        citizenMail(
          'La commission n’a pas pu vous proposer de place ({{reference}})',
          'La commission d’attribution s’est réunie. Elle n’a pas encore de place à vous proposer\u00A0: votre enfant reste sur la liste d’attente. Pour trouver une autre solution, demandez au relais petite enfance la liste des assistantes maternelles, ou voyez le site monenfant.fr.',
        ),
      ],
    },
    {
      id: 'proposer',
      label: 'Proposer une place',
      from: ['commission'],
      to: 'place-proposee',
      by: { kind: 'agent', roles: DECIDERS },
      asks: [
        {
          id: 'structure-proposee',
          type: 'text',
          label: 'Crèche',
          example: 'multi-accueil Les Lutins',
          maxLength: 150,
        },
        { id: 'entree', type: 'date', label: 'Premier jour d’accueil', earliest: 'today' },
      ],
      actions: [
        { do: 'letter', letter: 'proposition' },
        citizenMail(
          'Une place en crèche vous est proposée ({{reference}})',
          'La commission vous propose une place\u00A0: {{structure-proposee}}, à partir du {{entree}}. Dites-nous sous quinze jours si vous l’acceptez, par un message sur la page de suivi ou par téléphone.',
        ),
      ],
    },
    {
      id: 'rappeler-place',
      label: 'Rappeler la proposition',
      from: ['place-proposee'],
      to: 'place-proposee-relance',
      by: { kind: 'clock', days: 7, since: 'status' },
      actions: [
        citizenMail(
          'Rappel\u00A0: une place en crèche vous attend ({{reference}})',
          'Nous vous avons proposé une place\u00A0: {{structure-proposee}}, à partir du {{entree}}. Sans réponse sous huit jours, elle sera proposée à une autre famille et votre enfant restera sur la liste d’attente.',
        ),
      ],
    },
    {
      id: 'liberer',
      label: 'Rendre la place, faute de réponse',
      from: ['place-proposee-relance'],
      to: LIST,
      by: { kind: 'clock', days: 8, since: 'status' },
      actions: [
        citizenMail(
          'La place proposée va à une autre famille ({{reference}})',
          'Nous n’avons pas eu de réponse\u00A0: la place est proposée à une autre famille. Votre enfant reste sur la liste d’attente.',
        ),
      ],
    },
    {
      id: 'accepter',
      label: 'La famille accepte',
      from: OFFERED,
      to: 'acceptee',
      by: { kind: 'agent' },
      actions: [
        { do: 'letter', letter: 'admission' },
        citizenMail(
          'Votre enfant a sa place en crèche ({{reference}})',
          'Vous avez accepté la place\u00A0: {{structure-proposee}}, à partir du {{entree}}. La crèche vous appelle pour préparer son arrivée.',
        ),
      ],
    },
    {
      id: 'decliner',
      label: 'La famille décline et attend une autre place',
      from: OFFERED,
      to: LIST,
      by: { kind: 'agent' },
    },
    {
      id: 'retirer',
      label: 'La famille renonce',
      from: [LIST, ...TO_CONFIRM, ...OFFERED],
      to: 'retiree',
      by: { kind: 'agent' },
    },
    { id: 'reinscrire', label: 'Remettre sur la liste', from: ['retiree'], to: LIST, by: { kind: 'agent' } },
    refusal({ from: [...OPEN, 'commission'], roles: DECIDERS, letter: 'refus' }),
  ],
  silence: {
    means: 'nothing',
    why: 'La pré-inscription place sur une liste d’attente, ce que la structure confirme par écrit. La place elle-même est attribuée ou refusée par une décision écrite, après la commission.',
  },
};

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
  workflow,
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
