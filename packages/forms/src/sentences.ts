// The default error sentences: French, saying what to do. A field's own `error` sentences win.

import type { ErrorCode, Field } from './field.ts';
import type { Problem } from './kind.ts';

/** A problem with the field's own sentence for it, or else the one given. */
export function problem(field: Field, code: ErrorCode, fallback: string, part?: string): Problem {
  const message = field.error?.[code] ?? fallback;
  return part === undefined ? { code, message } : { code, message, part };
}

/** « texte », with the spaces that French wants inside. */
export function quoted(text: string): string {
  return `«\u00A0${text}\u00A0»`;
}

/** How a sentence names the answer: « votre date de naissance », or the label between quotation marks. */
export function named(field: Field): string {
  return field.subject ?? quoted(field.label);
}

/** The same at the head of a sentence: « Votre date de naissance ». */
export function headed(field: Field): string {
  const name = named(field);
  return name.charAt(0).toLocaleUpperCase('fr') + name.slice(1);
}

/** « , par exemple 31 3 1980 », or nothing when the field shows no example. */
export function forExample(field: Field): string {
  return field.example === undefined ? '' : `, par exemple ${field.example}`;
}

/** What to do about an answer that was not given. */
export function missing(field: Field): Problem {
  return problem(field, 'missing', missingSentence(field));
}

function missingSentence(field: Field): string {
  if (field.type === 'tick') return `Cochez la case ${quoted(field.label)} pour continuer.`;
  if (field.subject === undefined && field.label.endsWith('?')) {
    return `Répondez à la question ${quoted(field.label)}.`;
  }
  switch (field.type) {
    case 'yes-no':
      return `Répondez par oui ou par non${field.subject ? `\u00A0: ${field.subject}` : ` à ${quoted(field.label)}`}.`;
    case 'choice':
      return `Choisissez ${field.subject ?? `une réponse à ${quoted(field.label)}`}.`;
    case 'choices':
      return `Choisissez ${field.subject ?? `au moins une réponse à ${quoted(field.label)}`}.`;
    case 'signature':
      return 'Recevez un code, puis recopiez-le ici pour signer.';
    case 'file':
      return `Ajoutez ${field.subject ?? `le fichier ${quoted(field.label)}`}.`;
    default:
      return field.subject === undefined
        ? `Remplissez ${quoted(field.label)}${forExample(field)}.`
        : `Écrivez ${field.subject}${forExample(field)}.`;
  }
}

/** « 1 caractère », « 200 caractères ». */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${formatNumber(n)}\u00A0${Math.abs(n) < 2 ? one : many}`;
}

/** 1234.5 as « 1 234,5 ». */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 12 }).format(value);
}
