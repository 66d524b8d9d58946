// The permit to keep a dog of the first or second category (code rural et de la pêche maritime, art. L211-12 to L211-14).

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
import { HOME, JEANNE, joined } from './sample-answers.ts';

const OPEN = [RECEIVED.id, IN_HAND.id];
const PAPERS = [
  'identification',
  'rage',
  'assurance',
  'sterilisation',
  'aptitude',
  'evaluation',
  'permis-actuel',
];
const MOVED_HERE = answered('situation', 'emmenagement');

const workflow: Workflow = {
  statuses: [
    { ...RECEIVED, within: 10 },
    { ...IN_HAND, within: 21 },
    ...COMPLEMENT_STATUSES,
    {
      id: 'arrete-a-signer',
      label: 'Arrêté à signer',
      kind: 'in-progress',
      citizen: 'Votre dossier est complet. L’arrêté du maire qui vaut permis est à la signature.',
      within: 7,
    },
    {
      id: 'permis',
      label: 'Permis délivré',
      kind: 'done',
      citizen:
        'Le permis de détention est délivré par un arrêté du maire. Gardez-le avec l’attestation d’assurance\u00A0: ils peuvent vous être demandés dans la rue.',
    },
    {
      id: 'presente',
      label: 'Permis présenté',
      kind: 'done',
      citizen: 'La mairie a noté que vous habitez ici avec votre chien. Votre permis reste valable.',
    },
    REFUSED,
  ],
  transitions: [
    takeInHand(),
    ...complement({
      from: OPEN,
      back: IN_HAND.id,
      correctable: ['chien-nom', 'race', 'chien-naissance', 'puce', 'adresse', ...PAPERS],
    }),
    {
      id: 'noter',
      label: 'Noter la présentation du permis',
      from: OPEN,
      to: 'presente',
      by: { kind: 'agent' },
      when: MOVED_HERE,
      actions: [
        citizenMail(
          'Le permis de votre chien est enregistré ({{reference}})',
          'La mairie a noté que vous habitez ici avec {{chien-nom}}. Votre permis de détention reste valable\u00A0: vous n’avez rien d’autre à faire.',
        ),
      ],
    },
    {
      id: 'preparer',
      label: 'Préparer l’arrêté',
      from: OPEN,
      to: 'arrete-a-signer',
      by: { kind: 'agent' },
      when: { '!': [MOVED_HERE] },
      asks: [
        {
          id: 'portee',
          type: 'choice',
          label: 'Permis',
          options: [
            { value: 'definitif', label: 'définitif' },
            {
              value: 'provisoire',
              label: 'provisoire, jusqu’au premier anniversaire du chien',
              help: 'Un chien trop jeune pour l’évaluation comportementale.',
            },
          ],
        },
      ],
    },
    {
      id: 'signer',
      label: 'Arrêté signé',
      from: ['arrete-a-signer'],
      to: 'permis',
      by: { kind: 'agent', roles: DECIDERS },
      asks: [
        { id: 'arrete', type: 'text', label: 'Numéro de l’arrêté', example: '2026-041', maxLength: 40 },
        { id: 'arrete-date', type: 'date', label: 'Date de l’arrêté', latest: 'today' },
      ],
      actions: [
        { do: 'letter', letter: 'permis' },
        citizenMail(
          'Le permis de votre chien est délivré ({{reference}})',
          'Le maire a signé l’arrêté n°\u00A0{{arrete}}\u00A0: c’est votre permis de détention pour {{chien-nom}}. L’original vous est remis à la mairie, ou envoyé par courrier.',
        ),
      ],
    },
    {
      id: 'revoir',
      label: 'Reprendre l’examen',
      from: ['arrete-a-signer'],
      to: IN_HAND.id,
      by: { kind: 'agent' },
    },
    refusal({ from: [...OPEN, 'arrete-a-signer'], roles: DECIDERS, letter: 'refus' }),
  ],
  silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4, 4°', to: REFUSED.id },
};

const DOG = {
  'habite-ici': true,
  adresse: HOME,
  'chien-nom': 'Rex',
  categorie: '2',
  race: 'rottweiler',
  'chien-naissance': '2024-05-01',
  sexe: 'male',
  puce: '250269802345678',
  ...JEANNE,
};
const FILE = {
  ...DOG,
  situation: 'premier',
  'huit-mois': true,
  identification: joined('i-cad.pdf'),
  rage: joined('passeport.pdf'),
  assurance: joined('assurance.pdf'),
  aptitude: joined('aptitude.pdf'),
  evaluation: joined('evaluation.pdf'),
};

export const chienDangereux: NewProcedure = {
  slug: 'chien-dangereux',
  title: 'Demander le permis d’un chien de catégorie 1 ou 2',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'habite',
        title: 'Habitez-vous la commune\u202F?',
        intro: 'Le permis se demande à la mairie où vit la personne qui détient le chien.',
        fields: [{ id: 'habite-ici', type: 'yes-no', label: 'J’habite la commune' }],
      },
      {
        id: 'autre-mairie',
        title: 'Adressez-vous à votre mairie',
        stop: true,
        when: answered('habite-ici', false),
        fields: [
          {
            id: 'autre-mairie-texte',
            type: 'info',
            label: 'Seul le maire de la commune où vous habitez peut délivrer ce permis.',
            help: 'Le permis obtenu chez vous est valable partout en France.',
          },
        ],
      },
      {
        id: 'situation',
        title: 'Quelle est votre situation\u202F?',
        fields: [
          {
            id: 'interdits',
            type: 'info',
            label: 'La loi ne permet pas à tout le monde de détenir ces chiens.',
            help: 'Elle l’interdit aux personnes de moins de 18\u00A0ans, aux majeurs sous tutelle sans l’accord du juge, aux personnes dont le casier judiciaire (bulletin n°\u00A02) porte une condamnation pour crime ou à une peine de prison, et à celles à qui un chien a été retiré. La mairie vérifie elle-même.',
          },
          {
            id: 'situation',
            type: 'choice',
            label: 'Votre demande',
            options: [
              { value: 'premier', label: 'Je demande un premier permis pour ce chien' },
              { value: 'definitif', label: 'J’ai un permis provisoire, et le chien a été évalué' },
              { value: 'emmenagement', label: 'J’ai déjà un permis, et je viens d’emménager' },
            ],
          },
        ],
      },
      {
        id: 'chien',
        title: 'Votre chien',
        fields: [
          { id: 'chien-nom', type: 'text', label: 'Son nom', subject: 'le nom du chien', maxLength: 100 },
          {
            id: 'categorie',
            type: 'choice',
            label: 'Sa catégorie',
            help: 'Elle est sur sa carte d’identification. Un vétérinaire peut vous la dire.',
            options: [
              {
                value: '1',
                label: 'Première catégorie\u00A0: chien d’attaque, sans inscription à un livre des origines',
              },
              { value: '2', label: 'Deuxième catégorie\u00A0: chien de garde et de défense' },
            ],
          },
          {
            id: 'acquisition',
            type: 'info',
            tone: 'warning',
            label: 'Acheter, vendre ou donner un chien de première catégorie est interdit.',
            help: 'Faites quand même la demande si vous en avez un\u00A0: la mairie vous dira ce qui est possible.',
            when: answered('categorie', '1'),
          },
          { id: 'race', type: 'text', label: 'Sa race ou son type', example: 'rottweiler', maxLength: 100 },
          {
            id: 'chien-naissance',
            type: 'date',
            label: 'Sa date de naissance',
            subject: 'la date de naissance du chien',
            example: '1 5 2024',
            earliest: { years: -25 },
            latest: 'today',
          },
          {
            id: 'sexe',
            type: 'choice',
            label: 'Son sexe',
            subject: 'le sexe du chien',
            options: [
              { value: 'male', label: 'Mâle' },
              { value: 'femelle', label: 'Femelle' },
            ],
          },
          {
            id: 'puce',
            type: 'text',
            label: 'Son numéro de puce ou de tatouage',
            help: 'Il est sur sa carte d’identification\u00A0: quinze chiffres, ou six lettres et chiffres.',
            example: '250 26 98 02345678',
            pattern: '[A-Za-z0-9 ]{6,20}',
            error: {
              invalid: 'Écrivez le numéro avec des chiffres et des lettres, par exemple 250269802345678.',
            },
            maxLength: 20,
          },
        ],
      },
      {
        id: 'age',
        title: 'A-t-il huit mois\u202F?',
        when: { '!': [MOVED_HERE] },
        fields: [
          {
            id: 'huit-mois',
            type: 'yes-no',
            label: 'Le chien a huit mois ou plus',
            help: 'Avant huit mois, l’évaluation comportementale n’est pas encore possible\u00A0: vous recevrez un permis provisoire, valable jusqu’à son premier anniversaire.',
          },
        ],
      },
      {
        id: 'pieces',
        title: 'Les papiers du chien',
        intro: 'Ce sont ceux que la loi demande, et aucun autre. Une photo lisible suffit.',
        when: { '!': [MOVED_HERE] },
        fields: [
          {
            id: 'identification',
            type: 'file',
            label: 'Carte d’identification',
            help: 'Remise par le vétérinaire ou par I-CAD. PDF ou photo, 25\u00A0Mo au plus.',
            maxFiles: 2,
          },
          {
            id: 'rage',
            type: 'file',
            label: 'Vaccination contre la rage, en cours de validité',
            help: 'La page du passeport européen du chien. PDF ou photo, 25\u00A0Mo au plus.',
            maxFiles: 2,
          },
          {
            id: 'sterilisation',
            type: 'file',
            label: 'Certificat de stérilisation',
            help: 'Obligatoire pour la première catégorie. Le vétérinaire le donne. PDF ou photo, 25\u00A0Mo au plus.',
            when: answered('categorie', '1'),
          },
          {
            id: 'evaluation',
            type: 'file',
            label: 'Évaluation comportementale',
            help: 'Faite par un vétérinaire inscrit sur la liste du département. PDF ou photo, 25\u00A0Mo au plus.',
            maxFiles: 2,
            when: answered('huit-mois', true),
          },
        ],
      },
      {
        id: 'pieces-detenteur',
        title: 'Vos papiers',
        when: { '!': [MOVED_HERE] },
        fields: [
          {
            id: 'assurance',
            type: 'file',
            label: 'Attestation d’assurance de responsabilité civile',
            help: 'Elle couvre les dommages que le chien causerait. Votre assureur l’envoie sur demande. PDF ou photo, 25\u00A0Mo au plus.',
          },
          {
            id: 'aptitude',
            type: 'file',
            label: 'Votre attestation d’aptitude',
            help: 'Remise après une journée de formation, par un formateur habilité par la préfecture. PDF ou photo, 25\u00A0Mo au plus.',
          },
        ],
      },
      {
        id: 'permis',
        title: 'Votre permis',
        when: MOVED_HERE,
        fields: [
          {
            id: 'permis-actuel',
            type: 'file',
            label: 'L’arrêté qui vous donne le permis',
            help: 'Signé par le maire de votre ancienne commune. PDF ou photo, 25\u00A0Mo au plus.',
            maxFiles: 3,
          },
        ],
      },
      {
        id: 'domicile',
        title: 'Où vit le chien\u202F?',
        fields: [{ id: 'adresse', type: 'address', label: 'Votre adresse', autocomplete: 'street-address' }],
      },
      contactPage('Vous, qui détenez le chien'),
    ],
  },
  workflow,
  letters: [
    plainLetter({
      id: 'permis',
      title: 'Permis de détention de {{chien-nom}} ({{reference}})',
      paragraphs: [
        'Par l’arrêté n°\u00A0{{arrete}} du {{arrete-date}}, un permis de détention vous est accordé pour le chien {{chien-nom}} ({{race}}), identifié sous le numéro {{puce}}. Catégorie\u00A0: {{categorie}}. Portée du permis\u00A0: {{portee}}.',
        'Le permis n’est valable que si la vaccination contre la rage et l’assurance restent à jour. Sur la voie publique, le chien est muselé et tenu en laisse par une personne majeure. Un chien de première catégorie n’a accès ni aux transports en commun, ni aux autres lieux publics. Gardez sur vous le permis, l’attestation d’assurance et la preuve de vaccination.',
        'Si vous déménagez, présentez le permis à la mairie de votre nouvelle commune. Si le permis est provisoire, demandez le permis définitif dès que le chien a été évalué, entre ses huit et ses douze mois.',
      ],
      signedBy: 'Le maire',
    }),
    refusalLetter({ of: 'de permis de détention du chien {{chien-nom}}' }),
  ],
  scenarios: [
    {
      name: 'Un dossier complet donne un arrêté, que signe le secrétariat',
      answers: FILE,
      steps: [
        { expect: { status: 'recue', silenceOn: '2026-05-02' } },
        { press: 'preparer', as: 'case-worker', filled: { portee: 'definitif' } },
        { expect: { status: 'arrete-a-signer' } },
        { press: 'signer', as: 'secretary', filled: { arrete: '2026-041', 'arrete-date': '2026-03-02' } },
        { expect: { status: 'permis', letter: 'permis', mail: { to: 'citizen', contains: '2026-041' } } },
      ],
    },
    {
      name: 'Une évaluation défavorable mène à un refus motivé',
      answers: FILE,
      steps: [
        {
          press: 'refuser',
          as: 'secretary',
          filled: { 'motif-refus': 'L’évaluation classe le chien au niveau 4.' },
        },
        { expect: { status: 'refusee', letter: 'refus', mail: { to: 'citizen', contains: 'niveau 4' } } },
      ],
    },
    {
      name: 'Un permis obtenu ailleurs est seulement présenté',
      answers: { ...DOG, situation: 'emmenagement', 'permis-actuel': joined('arrete.pdf') },
      steps: [
        { expect: { offers: ['prendre', 'completer', 'noter', 'refuser'] } },
        { press: 'noter' },
        { expect: { status: 'presente', mail: { to: 'citizen', contains: 'reste valable' } } },
      ],
    },
    {
      name: 'Deux mois sans réponse valent refus',
      answers: FILE,
      steps: [{ press: 'prendre' }, { wait: 62 }, { expect: { status: 'refusee' } }],
    },
    {
      name: 'Qui habite ailleurs est envoyé à sa mairie',
      answers: { 'habite-ici': false },
      steps: [{ stopsAt: 'autre-mairie' }],
    },
  ],
};
