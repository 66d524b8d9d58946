// Bulky waste collected at home.

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { refusalLetter } from './refusal-letter.ts';
import { HOME, JEANNE, joined } from './sample-answers.ts';

const SOFA = {
  quoi: ['meuble'],
  description: 'un canapé trois places et deux chaises',
  adresse: HOME,
  aide: false,
  ...JEANNE,
};

export const encombrants: NewProcedure = {
  slug: 'encombrants',
  title: 'Faire enlever un meuble ou un gros objet',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'objets',
        title: 'Que faut-il enlever\u202F?',
        fields: [
          {
            id: 'quoi',
            type: 'choices',
            label: 'Objets',
            help: 'Cochez tout ce qui convient.',
            options: [
              { value: 'meuble', label: 'Meubles, canapé, armoire' },
              { value: 'literie', label: 'Matelas, sommier' },
              { value: 'appareil', label: 'Gros appareil\u00A0: réfrigérateur, machine à laver, four' },
              { value: 'jardin', label: 'Mobilier de jardin, vélo, jouets' },
              { value: 'autre', label: 'Autre chose' },
            ],
          },
          {
            id: 'description',
            type: 'textarea',
            label: 'Décrivez-les en quelques mots',
            example: 'un canapé trois places et deux chaises',
            maxLength: 500,
          },
          {
            id: 'photo',
            type: 'file',
            label: 'Une photo',
            help: 'Elle aide l’équipe à prévoir le bon camion. JPEG ou PNG, 25\u00A0Mo au plus.',
            accept: ['.jpg', '.jpeg', '.png', 'image/jpeg', 'image/png'],
            optional: true,
          },
        ],
      },
      {
        id: 'lieu',
        title: 'Où passer les prendre\u202F?',
        fields: [
          { id: 'adresse', type: 'address', label: 'Adresse de la collecte', autocomplete: 'street-address' },
          {
            id: 'acces',
            type: 'textarea',
            label: 'Comment y accéder',
            help: 'Les objets doivent être sortis la veille au soir, sur le trottoir.',
            example: 'au bout de l’impasse, portail vert',
            optional: true,
            maxLength: 300,
          },
        ],
      },
      {
        id: 'quand',
        title: 'À quel moment\u202F?',
        fields: [
          {
            id: 'date',
            type: 'date',
            label: 'Pas avant le',
            help: 'Nous vous proposerons la tournée suivante.',
            earliest: 'today',
            optional: true,
          },
          { id: 'aide', type: 'yes-no', label: 'Avez-vous besoin d’aide pour sortir les objets\u202F?' },
          {
            id: 'etage',
            type: 'text',
            label: 'À quel étage sont-ils\u202F?',
            example: 'rez-de-chaussée, trois marches',
            maxLength: 100,
            when: { '===': [{ var: 'aide' }, true] },
          },
        ],
      },
      contactPage(),
    ],
  },
  workflow: usualWorkflow({
    granted:
      'La collecte est prévue\u00A0: le jour est dans vos messages. Sortez les objets la veille au soir.',
    grantLabel: 'Fixer la collecte',
    grantAsks: [
      {
        id: 'jour-collecte',
        type: 'date',
        label: 'Jour de la collecte',
        subject: 'le jour de la collecte',
        earliest: 'today',
      },
    ],
    letter: 'passage',
    refusalLetter: 'refus',
    correctable: ['quoi', 'description', 'photo', 'adresse', 'acces', 'date', 'aide', 'etage'],
    within: 7,
    silence: {
      means: 'nothing',
      why: 'La date d’un service est fixée avec la personne\u00A0: aucune décision n’est demandée.',
    },
  }),
  letters: [
    {
      id: 'passage',
      title: 'Collecte de vos encombrants ({{reference}})',
      paragraphs: [
        'Madame, Monsieur,',
        'Notre équipe passera prendre vos objets le {{jour-collecte}}, à l’adresse suivante\u00A0: {{adresse}}.',
        'Sortez-les la veille au soir, sur le trottoir, sans gêner le passage. Seuls les objets que vous avez déclarés sont emportés\u00A0: {{description}}.',
        'Un empêchement\u202F? Prévenez {{service}} au moins deux jours avant, en rappelant la référence {{reference}}.',
      ],
      signedBy: 'Le service de la collecte',
    },
    refusalLetter({ of: 'de collecte à domicile', signedBy: 'Le service de la collecte' }),
  ],
  scenarios: [
    {
      name: 'La collecte est fixée à un jour, et la lettre le dit',
      answers: SOFA,
      steps: [
        { expect: { status: 'recue', silenceOn: 'jamais' } },
        { press: 'accepter', as: 'case-worker', filled: { 'jour-collecte': '2026-03-12' } },
        {
          expect: {
            status: 'acceptee',
            letter: 'passage',
            mail: { to: 'citizen', contains: 'la veille au soir' },
          },
        },
      ],
    },
    {
      name: 'Une photo manque, et la personne l’envoie',
      answers: { ...SOFA, aide: true, etage: 'premier étage, sans ascenseur' },
      steps: [
        { press: 'completer', as: 'case-worker', filled: { complement: 'Une photo du canapé.' } },
        { expect: { status: 'a-completer', mail: { to: 'citizen', contains: 'photo' } } },
        { citizen: 'completee', changes: { photo: joined('canape.jpg') } },
        { expect: { status: 'en-cours', mail: { to: 'operator' } } },
      ],
    },
    {
      name: 'Des gravats ne sont pas pris, et la réponse dit où aller',
      answers: { ...SOFA, quoi: ['autre'], description: 'des gravats' },
      steps: [
        {
          press: 'refuser',
          as: 'case-worker',
          filled: { 'motif-refus': 'Les gravats se portent à la déchèterie.' },
        },
        { expect: { status: 'refusee', letter: 'refus', mail: { to: 'citizen', contains: 'déchèterie' } } },
      ],
    },
  ],
};
