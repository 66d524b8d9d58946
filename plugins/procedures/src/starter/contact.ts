// The last page of every form: where to answer. Nothing is asked that the answer does not need (CRPA, art. L114-8).

import type { FormPage } from '@parvis/forms';
import type { RequesterFields } from '../schema.ts';

/** Who asks, and how to reach them. An e-mail is needed for the receipt; a telephone only helps. */
export function contactPage(title = 'Comment vous répondre\u202F?'): FormPage {
  return {
    id: 'coordonnees',
    title,
    fields: [
      { id: 'prenom', type: 'text', label: 'Prénom', autocomplete: 'given-name', maxLength: 100 },
      { id: 'nom', type: 'text', label: 'Nom', autocomplete: 'family-name', maxLength: 100 },
      {
        id: 'courriel',
        type: 'email',
        label: 'Adresse électronique',
        help: 'Vous y recevrez la confirmation et la réponse.',
        example: 'claire.martin@exemple.fr',
        autocomplete: 'email',
      },
      {
        id: 'telephone',
        type: 'phone',
        label: 'Téléphone',
        help: 'Pour vous appeler s’il manque quelque chose.',
        example: '06 12 34 56 78',
        autocomplete: 'tel',
        optional: true,
      },
    ],
  };
}

export const REQUESTER: RequesterFields = { name: ['prenom', 'nom'], email: 'courriel', phone: 'telephone' };
