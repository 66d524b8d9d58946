// Registering at sixteen (code du service national, art. L113-1).

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { contactPage, REQUESTER } from './contact.ts';

export const recensementCitoyen: NewProcedure = {
  slug: 'recensement-citoyen',
  title: 'Se faire recenser à 16 ans',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'nationalite',
        title: 'Êtes-vous français\u202F?',
        fields: [
          { id: 'francais', type: 'yes-no', label: 'La personne à recenser a la nationalité française' },
        ],
      },
      {
        id: 'pas-concerne',
        title: 'Vous n’êtes pas concerné',
        stop: true,
        when: { '===': [{ var: 'francais' }, false] },
        fields: [
          {
            id: 'pas-concerne-texte',
            type: 'info',
            label: 'Le recensement ne concerne que les jeunes de nationalité française.',
            help: 'Si vous devenez français entre 16 et 25 ans, faites-vous recenser dans le mois qui suit.',
          },
        ],
      },
      {
        id: 'jeune',
        title: 'La personne à recenser',
        fields: [
          { id: 'jeune-nom', type: 'text', label: 'Nom de naissance', maxLength: 100 },
          { id: 'jeune-prenoms', type: 'text', label: 'Prénoms', maxLength: 150 },
          {
            id: 'jeune-naissance',
            type: 'date',
            label: 'Date de naissance',
            example: '14 7 2010',
            latest: 'today',
          },
          { id: 'jeune-lieu', type: 'text', label: 'Commune et pays de naissance', maxLength: 150 },
          { id: 'jeune-adresse', type: 'address', label: 'Adresse' },
        ],
      },
      {
        id: 'pieces',
        title: 'Les pièces',
        fields: [
          {
            id: 'identite',
            type: 'file',
            label: 'Carte d’identité ou passeport',
            help: 'Une photo lisible suffit. 10 Mo au plus.',
            maxFiles: 2,
          },
          {
            id: 'livret',
            type: 'file',
            label: 'Livret de famille',
            help: 'Les pages des parents et de la personne à recenser.',
            maxFiles: 4,
          },
        ],
      },
      contactPage('Qui fait la démarche\u202F?'),
    ],
  },
  workflow: usualWorkflow({
    granted: 'Le recensement est fait. L’attestation vous attend à la mairie, ou vous est envoyée.',
    grantLabel: 'Recensement fait',
    correctable: [
      'jeune-nom',
      'jeune-prenoms',
      'jeune-naissance',
      'jeune-lieu',
      'jeune-adresse',
      'identite',
      'livret',
    ],
    within: 15,
    silence: {
      means: 'nothing',
      why: 'Le recensement est une obligation\u00A0: la mairie l’enregistre et remet l’attestation, elle ne décide pas (code du service national, art. L113-1).',
    },
  }),
};
