// A copy of a birth certificate, or an extract (décret n° 2017-890, art. 29 and following).

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { contactPage, REQUESTER } from './contact.ts';

/** Whoever is no close relative is given only the extract that names no parents. */
const FOR_ANOTHER = { '===': [{ var: 'pour' }, 'autre'] };
const WITH_PARENTS = { in: [{ var: 'type' }, ['integrale', 'avec-filiation']] };

export const acteDeNaissance: NewProcedure = {
  slug: 'acte-de-naissance',
  title: 'Demander une copie d’acte de naissance',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'lieu',
        title: 'Où cette personne est-elle née\u202F?',
        intro: 'Un acte de naissance se demande à la mairie du lieu de naissance.',
        fields: [
          {
            id: 'nee-ici',
            type: 'yes-no',
            label: 'La personne est née dans notre commune',
          },
        ],
      },
      {
        id: 'autre-mairie',
        title: 'Demandez l’acte à la mairie de naissance',
        stop: true,
        when: { '===': [{ var: 'nee-ici' }, false] },
        fields: [
          {
            id: 'autre-mairie-texte',
            type: 'info',
            label: 'Seule la mairie du lieu de naissance garde cet acte et peut en donner copie.',
            help: 'Née à l’étranger et de nationalité française\u202F? L’acte se demande au Service central d’état civil, à Nantes.',
          },
        ],
      },
      {
        id: 'qui',
        title: 'De qui demandez-vous l’acte de naissance\u202F?',
        fields: [
          {
            id: 'pour',
            type: 'choice',
            label: 'Cet acte est celui',
            options: [
              { value: 'moi', label: 'De moi-même' },
              { value: 'conjoint', label: 'De mon conjoint ou de ma conjointe' },
              { value: 'enfant', label: 'De mon enfant ou de mon petit-enfant' },
              { value: 'parent', label: 'De mon père, de ma mère ou d’un grand-parent' },
              { value: 'autre', label: 'D’une autre personne' },
            ],
          },
        ],
      },
      {
        id: 'type-acte',
        title: 'Quel document vous faut-il\u202F?',
        when: { '!': [FOR_ANOTHER] },
        fields: [
          {
            id: 'type',
            type: 'choice',
            label: 'Document',
            help: 'Regardez ce que demande l’organisme à qui vous devez le donner. Sans indication, prenez la copie intégrale.',
            options: [
              { value: 'integrale', label: 'Copie intégrale', help: 'Tout ce que contient l’acte.' },
              {
                value: 'avec-filiation',
                label: 'Extrait avec filiation',
                help: 'Avec les noms des parents.',
              },
              {
                value: 'sans-filiation',
                label: 'Extrait sans filiation',
                help: 'Sans les noms des parents.',
              },
            ],
          },
        ],
      },
      {
        id: 'extrait-seul',
        title: 'Vous recevrez un extrait sans filiation',
        when: FOR_ANOTHER,
        fields: [
          {
            id: 'tiers',
            type: 'info',
            label: 'Pour une autre personne, seul l’extrait sans les noms des parents peut être donné.',
            help: 'Si vous la représentez (tuteur, avocat, notaire), téléphonez à la mairie\u00A0: elle vous dira quelle pièce montrer.',
          },
        ],
      },
      {
        id: 'naissance',
        title: 'La personne née',
        intro: 'Comme écrit à la naissance.',
        fields: [
          { id: 'nom-naissance', type: 'text', label: 'Nom de naissance', maxLength: 100 },
          { id: 'prenoms', type: 'text', label: 'Prénoms', help: 'Tous, dans l’ordre.', maxLength: 150 },
          {
            id: 'date-naissance',
            type: 'date',
            label: 'Date de naissance',
            example: '31 3 1980',
            latest: 'today',
          },
        ],
      },
      {
        id: 'parents',
        title: 'Ses parents',
        intro:
          'Nécessaire pour une copie intégrale ou un extrait avec filiation. Laissez vide le parent qui n’est pas sur l’acte.',
        when: WITH_PARENTS,
        fields: [
          { id: 'parent-1', type: 'text', label: 'Nom et prénoms du premier parent', maxLength: 150 },
          {
            id: 'parent-2',
            type: 'text',
            label: 'Nom et prénoms du second parent',
            optional: true,
            maxLength: 150,
          },
        ],
      },
      {
        id: 'envoi-acte',
        title: 'Où envoyer l’acte\u202F?',
        fields: [
          {
            id: 'adresse',
            type: 'address',
            label: 'Adresse postale',
            help: 'L’acte est envoyé gratuitement par courrier.',
          },
        ],
      },
      contactPage(),
    ],
  },
  workflow: usualWorkflow({
    granted: 'Votre acte de naissance est parti par courrier, à l’adresse que vous avez donnée.',
    grantLabel: 'Acte envoyé',
    correctable: ['nom-naissance', 'prenoms', 'date-naissance', 'parent-1', 'parent-2', 'adresse'],
    within: 5,
    // No individual decision is asked for, but a copy of what is written.
    silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4, 1°' },
  }),
  scenarios: [
    {
      name: 'Né ailleurs, on est envoyé à la bonne mairie',
      answers: { 'nee-ici': false },
      steps: [{ stopsAt: 'autre-mairie' }],
    },
    {
      name: 'Une copie intégrale est envoyée',
      answers: {
        'nee-ici': true,
        pour: 'moi',
        type: 'integrale',
        'nom-naissance': 'Martin',
        prenoms: 'Jeanne Marie',
        'date-naissance': '1980-03-31',
        'parent-1': 'Martin Paul',
        adresse: { line: '3 rue du Lavoir', postalCode: '28190', commune: 'Le Favril' },
        prenom: 'Jeanne',
        nom: 'Martin',
        courriel: 'jeanne@exemple.fr',
      },
      steps: [
        {
          expect: {
            status: 'recue',
            silenceOn: '2026-05-02',
            offers: ['prendre', 'completer', 'accepter', 'refuser'],
          },
        },
        { press: 'accepter', as: 'secretary' },
        { expect: { status: 'acceptee', mail: { to: 'citizen', contains: 'parti par courrier' } } },
      ],
    },
  ],
};
