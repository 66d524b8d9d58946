// A plot in the cemetery, or the renewal of one (CGCT, art. L2223-13 to L2223-15): a place proposed, a deed signed.

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
import { plainLetter } from './plain-letter.ts';
import { refusalLetter } from './refusal-letter.ts';
import { HOME, JEANNE } from './sample-answers.ts';

const OPEN = [RECEIVED.id, IN_HAND.id];
const OFFERED = ['proposee', 'proposee-relance'];

const workflow: Workflow = {
  statuses: [
    { ...RECEIVED, within: 7 },
    { ...IN_HAND, within: 15 },
    ...COMPLEMENT_STATUSES,
    {
      id: 'proposee',
      label: 'Emplacement proposé',
      kind: 'waiting',
      citizen:
        'Un emplacement et un prix vous sont proposés. Dites-nous s’ils vous conviennent, par un message sur cette page, par téléphone ou à la mairie.',
    },
    {
      id: 'proposee-relance',
      label: 'Emplacement proposé, relancé',
      kind: 'waiting',
      citizen:
        'Nous attendons toujours votre accord. Sans réponse sous un mois, l’emplacement ne sera plus réservé.',
    },
    {
      id: 'acte-a-signer',
      label: 'Acte à signer',
      kind: 'in-progress',
      citizen:
        'L’acte de concession est prêt. Venez le signer à la mairie, et régler le prix, au rendez-vous convenu avec vous.',
      within: 15,
    },
    {
      id: 'accordee',
      label: 'Concession accordée',
      kind: 'done',
      citizen: 'L’acte de concession est signé. Gardez-le avec vos papiers de famille.',
    },
    REFUSED,
  ],
  transitions: [
    takeInHand(),
    ...complement({
      from: OPEN,
      back: IN_HAND.id,
      correctable: [
        'titulaire',
        'emplacement-actuel',
        'lien',
        'sepulture',
        'beneficiaires',
        'duree',
        'adresse',
      ],
    }),
    {
      id: 'proposer',
      label: 'Proposer un emplacement et un prix',
      from: OPEN,
      to: 'proposee',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'emplacement',
          type: 'text',
          label: 'Emplacement',
          example: 'carré B, n°\u00A042',
          maxLength: 150,
        },
        {
          id: 'duree-accordee',
          type: 'choice',
          label: 'Durée',
          options: [
            { value: '15', label: '15\u00A0ans' },
            { value: '30', label: '30\u00A0ans' },
            { value: '50', label: '50\u00A0ans' },
            { value: 'perpetuelle', label: 'perpétuelle' },
          ],
        },
        { id: 'prix', type: 'amount', label: 'Prix', help: 'Selon la délibération du conseil municipal.' },
      ],
      actions: [
        { do: 'letter', letter: 'proposition' },
        citizenMail(
          'Un emplacement vous est proposé ({{reference}})',
          'Emplacement\u00A0: {{emplacement}}. Durée\u00A0: {{duree-accordee}}. Prix\u00A0: {{prix}}.\n\nDites-nous s’il vous convient, par un message sur la page de suivi, par téléphone ou à la mairie. Il vous est réservé pendant deux mois.',
        ),
      ],
    },
    {
      id: 'relancer-proposition',
      label: 'Rappeler la proposition',
      from: ['proposee'],
      to: 'proposee-relance',
      by: { kind: 'clock', days: 30, since: 'status' },
      actions: [
        citizenMail(
          'Rappel\u00A0: un emplacement vous est réservé ({{reference}})',
          'Nous vous avons proposé l’emplacement {{emplacement}}. Il vous est réservé un mois encore. Prenez le temps qu’il faut, et appelez {{service}} pour toute question.',
        ),
      ],
    },
    {
      id: 'classer-proposition',
      label: 'Libérer l’emplacement, faute de réponse',
      from: ['proposee-relance'],
      to: 'sans-suite',
      by: { kind: 'clock', days: 30, since: 'status' },
      actions: [
        citizenMail(
          'Votre demande {{reference}} est classée',
          'Nous n’avons pas eu de réponse\u00A0: l’emplacement n’est plus réservé. Votre demande peut être rouverte\u00A0: appelez {{service}}.',
        ),
      ],
    },
    {
      id: 'convenir',
      label: 'La famille est d’accord',
      from: OFFERED,
      to: 'acte-a-signer',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'rendez-vous',
          type: 'text',
          label: 'Rendez-vous pour signer',
          example: 'mardi 24 mars à 10 h, à la mairie',
          maxLength: 200,
        },
      ],
      actions: [
        citizenMail(
          'Rendez-vous pour signer l’acte de concession ({{reference}})',
          'L’acte sera prêt à signer\u00A0: {{rendez-vous}}. Apportez une pièce d’identité et de quoi régler {{prix}}.',
        ),
      ],
    },
    {
      id: 'changer',
      label: 'Chercher un autre emplacement',
      from: [...OFFERED, 'acte-a-signer'],
      to: IN_HAND.id,
      by: { kind: 'agent' },
    },
    {
      id: 'signer',
      label: 'Acte signé',
      from: ['acte-a-signer'],
      to: 'accordee',
      by: { kind: 'agent', roles: DECIDERS },
      asks: [
        { id: 'acte', type: 'text', label: 'Numéro de l’acte', example: '2026-007', maxLength: 40 },
        { id: 'acte-date', type: 'date', label: 'Signé le', latest: 'today' },
      ],
      actions: [
        { do: 'letter', letter: 'acte' },
        citizenMail(
          'Votre concession est accordée ({{reference}})',
          'L’acte de concession n°\u00A0{{acte}} est signé. Gardez-le avec vos papiers de famille\u00A0: il dit l’emplacement et la durée.',
        ),
      ],
    },
    refusal({ from: [...OPEN, ...OFFERED], roles: DECIDERS, letter: 'refus' }),
  ],
  // A contract for a plot of the public domain, which needs a place, a price and a signature.
  silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4, 1°', to: REFUSED.id },
};

const NEW = {
  urgence: false,
  objet: 'nouvelle',
  sepulture: 'pleine-terre',
  pour: 'famille',
  droits: ['habite'],
  duree: '30',
  adresse: HOME,
  ...JEANNE,
};
const OFFER = { emplacement: 'carré B, 42', 'duree-accordee': '30', prix: 320 };

export const concessionFuneraire: NewProcedure = {
  slug: 'concession-funeraire',
  title: 'Demander ou renouveler une concession au cimetière',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'urgence',
        title: 'Un décès vient-il d’avoir lieu\u202F?',
        fields: [
          {
            id: 'urgence',
            type: 'yes-no',
            label: 'Des obsèques sont à préparer dans les jours qui viennent',
          },
        ],
      },
      {
        id: 'appeler',
        title: 'Appelez-nous, nous nous occupons de vous tout de suite',
        stop: true,
        when: answered('urgence', true),
        fields: [
          {
            id: 'appeler-texte',
            type: 'info',
            label:
              'Pour des obsèques proches, un appel ou une visite à la mairie va plus vite qu’un formulaire.',
            help: 'L’entreprise de pompes funèbres que vous avez choisie peut aussi faire cette démarche pour vous. La mairie fermée, elle sait qui joindre.',
          },
        ],
      },
      {
        id: 'objet',
        title: 'Que demandez-vous\u202F?',
        fields: [
          {
            id: 'objet',
            type: 'choice',
            label: 'Demande',
            options: [
              { value: 'nouvelle', label: 'Une nouvelle concession' },
              {
                value: 'renouvellement',
                label: 'Le renouvellement d’une concession',
                help: 'C’est un droit, pendant deux ans encore après l’échéance.',
              },
            ],
          },
        ],
      },
      {
        id: 'actuelle',
        title: 'La concession à renouveler',
        when: answered('objet', 'renouvellement'),
        fields: [
          {
            id: 'titulaire',
            type: 'text',
            label: 'À quel nom est-elle\u202F?',
            subject: 'le nom de la concession',
            help: 'Le nom de la personne qui l’a obtenue, ou celui qui est sur la tombe.',
            maxLength: 150,
          },
          {
            id: 'emplacement-actuel',
            type: 'text',
            label: 'Emplacement ou numéro',
            help: 'Si vous le connaissez. Sinon, la mairie le retrouvera.',
            example: 'carré A, n°\u00A012',
            optional: true,
            maxLength: 150,
          },
          {
            id: 'lien',
            type: 'choice',
            label: 'Vous êtes',
            subject: 'votre lien avec la concession',
            options: [
              { value: 'titulaire', label: 'La personne qui l’a obtenue' },
              { value: 'heritier', label: 'Un de ses héritiers' },
              {
                value: 'autre',
                label: 'Une autre personne',
                help: 'La mairie vous dira si vous pouvez demander le renouvellement.',
              },
            ],
          },
        ],
      },
      {
        id: 'nouvelle',
        title: 'La nouvelle concession',
        when: answered('objet', 'nouvelle'),
        fields: [
          {
            id: 'sepulture',
            type: 'choice',
            label: 'Emplacement pour',
            subject: 'le type d’emplacement',
            options: [
              { value: 'pleine-terre', label: 'Un cercueil, en pleine terre' },
              { value: 'caveau', label: 'Un caveau' },
              { value: 'cavurne', label: 'Des urnes, dans le sol (cavurne)' },
              { value: 'columbarium', label: 'Des urnes, dans une case de columbarium' },
            ],
          },
          {
            id: 'pour',
            type: 'choice',
            label: 'Pour qui\u202F?',
            subject: 'les personnes concernées',
            options: [
              { value: 'moi', label: 'Pour moi seul ou moi seule (individuelle)' },
              { value: 'famille', label: 'Pour moi et ma famille (familiale)' },
              { value: 'nommees', label: 'Pour des personnes que je nomme (collective)' },
            ],
          },
          {
            id: 'beneficiaires',
            type: 'textarea',
            label: 'Leurs prénoms et noms',
            subject: 'les prénoms et noms de ces personnes',
            maxLength: 500,
            when: answered('pour', 'nommees'),
          },
          {
            id: 'droits',
            type: 'choices',
            label: 'Votre lien avec la commune',
            help: 'Certaines situations donnent droit à une sépulture ici. Les autres sont étudiées selon la place.',
            options: [
              { value: 'habite', label: 'J’y habite' },
              { value: 'famille', label: 'Ma famille a une sépulture dans ce cimetière' },
              { value: 'etranger', label: 'Je vis à l’étranger et suis inscrit sur sa liste électorale' },
              { value: 'aucun', label: 'Aucune de ces situations' },
            ],
          },
        ],
      },
      {
        id: 'duree',
        title: 'Pour combien de temps\u202F?',
        fields: [
          {
            id: 'duree',
            type: 'choice',
            label: 'Durée souhaitée',
            help: 'La commune ne propose pas toujours toutes les durées\u00A0: nous vous dirons lesquelles, et leur prix.',
            options: [
              { value: '15', label: '15\u00A0ans' },
              { value: '30', label: '30\u00A0ans' },
              { value: '50', label: '50\u00A0ans' },
              { value: 'perpetuelle', label: 'Sans limite de durée (perpétuelle)' },
            ],
          },
        ],
      },
      {
        id: 'domicile',
        title: 'Votre adresse',
        intro: 'Elle figure sur l’acte. Elle sert aussi à vous prévenir avant l’échéance.',
        fields: [{ id: 'adresse', type: 'address', label: 'Adresse', autocomplete: 'street-address' }],
      },
      contactPage(),
    ],
  },
  workflow,
  letters: [
    plainLetter({
      id: 'proposition',
      title: 'Proposition d’emplacement au cimetière ({{reference}})',
      paragraphs: [
        'Nous vous proposons l’emplacement suivant\u00A0: {{emplacement}}. Durée\u00A0: {{duree-accordee}}. Prix\u00A0: {{prix}}, fixé par le conseil municipal.',
        'Vous pouvez venir le voir aux heures d’ouverture du cimetière. Il vous est réservé pendant deux mois. Dites-nous s’il vous convient\u00A0: nous fixerons un rendez-vous pour signer l’acte.',
      ],
      signedBy: 'Le maire',
    }),
    plainLetter({
      id: 'acte',
      title: 'Votre concession au cimetière ({{reference}})',
      paragraphs: [
        'L’acte de concession n°\u00A0{{acte}}, signé le {{acte-date}}, vous donne l’usage de l’emplacement suivant\u00A0: {{emplacement}}. Durée\u00A0: {{duree-accordee}}.',
        'La sépulture doit rester entretenue. Avant tous travaux, comme la pose d’un monument ou d’un caveau, prévenez la mairie. Avant toute inhumation, demandez-lui l’autorisation.',
        'À l’échéance, vous ou vos héritiers pourrez renouveler la concession. Ce droit demeure deux ans encore. Signalez-nous vos changements d’adresse\u00A0: nous pourrons vous prévenir.',
      ],
      signedBy: 'Le maire',
    }),
    refusalLetter({ of: 'de concession au cimetière' }),
  ],
  scenarios: [
    {
      name: 'Un emplacement est proposé, accepté, et l’acte est signé',
      answers: NEW,
      steps: [
        { expect: { status: 'recue', silenceOn: '2026-05-02' } },
        { press: 'proposer', filled: OFFER },
        {
          expect: { status: 'proposee', letter: 'proposition', mail: { to: 'citizen', contains: 'carré B' } },
        },
        { press: 'convenir', filled: { 'rendez-vous': 'mardi 10 mars à 10 h' } },
        { expect: { status: 'acte-a-signer', mail: { to: 'citizen', contains: 'mardi 10 mars' } } },
        { press: 'signer', as: 'secretary', filled: { acte: '2026-007', 'acte-date': '2026-03-02' } },
        { expect: { status: 'accordee', letter: 'acte', mail: { to: 'citizen', contains: '2026-007' } } },
      ],
    },
    {
      name: 'Un renouvellement se signe comme une nouvelle concession',
      answers: {
        urgence: false,
        objet: 'renouvellement',
        titulaire: 'Paul Martin',
        lien: 'heritier',
        duree: '30',
        adresse: HOME,
        ...JEANNE,
      },
      steps: [
        { press: 'proposer', filled: { ...OFFER, emplacement: 'carré A, 12, inchangé' } },
        { press: 'convenir', filled: { 'rendez-vous': 'jeudi 12 mars à 15\u00A0h' } },
        { press: 'signer', as: 'secretary', filled: { acte: '2026-008', 'acte-date': '2026-03-02' } },
        { expect: { status: 'accordee', letter: 'acte' } },
      ],
    },
    {
      name: 'Sans réponse, l’emplacement est rappelé puis libéré, et la demande peut reprendre',
      answers: NEW,
      steps: [
        { press: 'proposer', filled: OFFER },
        { wait: 30 },
        { expect: { status: 'proposee-relance', mail: { to: 'citizen', contains: 'un mois encore' } } },
        { wait: 30 },
        { expect: { status: 'sans-suite', offers: ['reprendre'] } },
      ],
    },
    {
      name: 'Faute de place, une concession d’avance est refusée',
      answers: { ...NEW, droits: ['aucun'] },
      steps: [
        {
          press: 'refuser',
          as: 'secretary',
          filled: { 'motif-refus': 'Il reste trop peu de place au cimetière pour en réserver d’avance.' },
        },
        {
          expect: {
            status: 'refusee',
            letter: 'refus',
            mail: { to: 'citizen', contains: 'trop peu de place' },
          },
        },
      ],
    },
    {
      name: 'Pour des obsèques proches, on appelle',
      answers: { urgence: true },
      steps: [{ stopsAt: 'appeler' }],
    },
  ],
};
