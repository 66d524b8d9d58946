// The places that a text may hold, as its author reads them.

import type { Definition } from '../schema.ts';
import { notedBy } from '../workflow/actions/kinds.ts';
import { COMMON_PLACES, placesIn } from '../workflow/fill.ts';
import { fieldsOf } from './outline.ts';

const COMMON_WORDS: Readonly<Record<(typeof COMMON_PLACES)[number], string>> = {
  reference: 'la référence de la demande',
  demandeur: 'le nom de la personne',
  demarche: 'le nom de la démarche',
  service: 'le service qui traite, avec son téléphone',
  'date-limite': 'la date limite, s’il y en a une',
};

export interface Place {
  /** `{{reference}}` */
  readonly code: string;
  readonly means: string;
}

export function placesOf({ form, workflow }: Definition): readonly Place[] {
  return [
    ...COMMON_PLACES.map((name) => ({ code: `{{${name}}}`, means: COMMON_WORDS[name] })),
    ...fieldsOf(form)
      .filter(({ type }) => !['info', 'signature', 'file'].includes(type))
      .map(({ id, label }) => ({ code: `{{${id}}}`, means: label })),
    ...workflow.transitions.flatMap(({ asks = [] }) =>
      asks.map(({ id, label }) => ({ code: `{{${id}}}`, means: `${label} (rempli par l’agent)` })),
    ),
  ];
}

/** A title as a list names it: without the places that are filled in when it leaves. */
export const bareTitle = (title: string): string => title.replaceAll(/\s*\(?\{\{[^}]*\}\}\)?/g, '');

/** The first place of a text that nothing fills, in a sentence; null where there is none. */
export function unknownPlace(definition: Definition, texts: readonly string[]): string | null {
  const noted = definition.workflow.transitions.flatMap(({ actions = [] }) => actions.flatMap(notedBy));
  const known = new Set([
    ...placesOf(definition).map(({ code }) => code),
    ...fieldsOf(definition.form).map(({ id }) => `{{${id}}}`),
    ...noted.map((name) => `{{${name}}}`),
  ]);
  const lost = texts.flatMap(placesIn).find((name) => !known.has(`{{${name}}}`));
  return lost === undefined
    ? null
    : `Rien ne remplit {{${lost}}}. Corrigez ce nom, ou prenez-en un de la liste au bas de la page.`;
}
