// What is said of a file that was not kept, and what to do.

import type { Kept } from './store.ts';

export type Refusal = Extract<Kept, { readonly ok: false }>['why'];

const WORDS: Readonly<Record<Refusal, string>> = {
  infected: 'Ce fichier contient un virus\u00A0: il n’a pas été gardé. Choisissez-en un autre.',
  'not-what-it-says':
    'Le contenu de ce fichier ne correspond pas à son nom. Enregistrez-le de nouveau, puis choisissez-le.',
  'damaged-picture': 'Cette image est abîmée ou trop grande. Prenez une nouvelle photo, puis choisissez-la.',
};

export const refusalWords = (why: Refusal): string => WORDS[why];
