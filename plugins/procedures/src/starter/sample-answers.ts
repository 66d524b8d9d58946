// Invented people, places and papers, with which scenarios fill forms.

import type { Address, FileAnswer } from '@parvis/forms';

/** The last page of a form: `contactPage`. */
export const JEANNE = { prenom: 'Jeanne', nom: 'Martin', courriel: 'jeanne.martin@exemple.fr' };

export const HOME: Address = { line: '3 rue du Lavoir', postalCode: '28190', commune: 'Le Favril' };

/** A paper that was joined, by its name. */
export function joined(name: string): readonly FileAnswer[] {
  const type = /\.jpe?g$/.test(name) ? 'image/jpeg' : 'application/pdf';
  return [{ id: name, name, type, size: 80_000 }];
}
