// What can be set of a question, whatever its kind: as boxes to fill, with what is there, and the question with what was typed.

import type { Answers, Field, FieldType } from '@parvis/forms';
import { WITHOUT_ANSWER } from './addable.ts';
import { textIn } from './answers-in.ts';
import { chosen, longText, shortText, yesNo } from './boxes.ts';
import { ownBoxes, ownProperties } from './kind-boxes.ts';

/** Kinds of which nobody can have given a wrong answer, only none. */
export const NEVER_WRONG: ReadonlySet<FieldType> = new Set([
  'yes-no',
  'tick',
  'choice',
  'choices',
  'repeat',
  'point',
]);
export const WITH_EXAMPLE: ReadonlySet<FieldType> = new Set([
  'text',
  'textarea',
  'email',
  'phone',
  'url',
  'number',
  'amount',
  'date',
  'time',
  'iban',
  'plate',
  'siret',
  'siren',
  'rna',
]);
const LONG_LABEL: ReadonlySet<FieldType> = new Set(['tick', 'info', 'signature']);

/** Tokens that a browser fills by itself (RGAA 11.13), where the answer is about the person who asks. */
export const AUTOCOMPLETE: Readonly<Partial<Record<FieldType, readonly (readonly [string, string])[]>>> = {
  text: [
    ['given-name', 'Son prénom'],
    ['family-name', 'Son nom'],
    ['organization', 'Son organisme'],
    ['postal-code', 'Son code postal'],
  ],
  email: [['email', 'Son adresse électronique']],
  phone: [['tel', 'Son téléphone']],
  date: [['bday', 'Sa date de naissance']],
  address: [['street-address', 'Son adresse']],
};

/**
 * The boxes of a question, in the order in which one thinks of them. `addresses`: where a code may be sent. `byAgents`: they fill
 * it in, on a step.
 */
export function questionBoxes(
  field: Field,
  addresses: readonly Field[],
  { byAgents = false } = {},
): readonly Field[] {
  const answered = !WITHOUT_ANSWER.has(field.type);
  const tokens = byAgents ? undefined : AUTOCOMPLETE[field.type];
  return [
    LONG_LABEL.has(field.type)
      ? longText('label', field.type === 'info' ? 'Le titre' : 'Le texte', field.label, { maxLength: 1_000 })
      : shortText('label', nameOfLabel(field, byAgents), field.label, {
          maxLength: 200,
          help: 'En mots de tous les jours.',
        }),
    longText('aide', field.type === 'info' ? 'Le texte' : 'Aide', field.help, {
      optional: true,
      help: helpOfHelp(field, byAgents),
    }),
    ...(WITH_EXAMPLE.has(field.type)
      ? [shortText('exemple', 'Exemple de réponse', field.example, { optional: true })]
      : []),
    ...(answered
      ? [
          yesNo(
            'obligatoire',
            byAgents
              ? 'Faut-il le remplir pour continuer\u202F?'
              : 'Faut-il y répondre pour envoyer la demande\u202F?',
            field.optional !== true,
          ),
        ]
      : []),
    ...ownBoxes(field, addresses),
    ...(answered
      ? [
          shortText('message-vide', 'Message quand la réponse manque', field.error?.missing, {
            optional: true,
            help: 'Laissez vide pour le message habituel. Dites quoi faire\u00A0: «\u00A0Indiquez…\u00A0».',
          }),
          ...(NEVER_WRONG.has(field.type)
            ? []
            : [
                shortText('message-faux', 'Message quand la réponse ne convient pas', field.error?.invalid, {
                  optional: true,
                }),
              ]),
        ]
      : []),
    ...(tokens
      ? [
          chosen('remplissage', 'Cette réponse est, de la personne qui demande', field.autocomplete ?? '', [
            ['', 'Autre chose'],
            ...tokens,
            ...(field.autocomplete && !tokens.some(([token]) => token === field.autocomplete)
              ? [[field.autocomplete, field.autocomplete] as const]
              : []),
          ]),
        ]
      : []),
  ];
}

function nameOfLabel({ type }: Field, byAgents: boolean): string {
  if (type === 'computed') return 'Le nom de la valeur';
  return byAgents ? 'Ce que l’agent remplit' : 'La question';
}

function helpOfHelp({ type }: Field, byAgents: boolean): string | undefined {
  if (type === 'info') return undefined;
  if (type === 'computed') return 'Comment elle est calculée, en une phrase\u00A0: la personne la lit.';
  return byAgents ? 'Dites si l’usager le lira tel quel.' : 'Où trouver la réponse, et à quoi elle sert.';
}

/** The question with what was typed. What no box sets is untouched. */
export function questionWith(field: Field, answers: Answers, { byAgents = false } = {}): Field {
  const text = (id: string) => textIn(answers, id) || undefined;
  const { missing: _missing, invalid: _invalid, ...otherErrors } = field.error ?? {};
  const error = {
    ...otherErrors,
    ...(text('message-vide') && { missing: text('message-vide') }),
    ...(text('message-faux') && { invalid: text('message-faux') }),
  };
  return withProperties(field, {
    label: text('label') ?? field.label,
    help: text('aide'),
    ...(WITH_EXAMPLE.has(field.type) && { example: text('exemple') }),
    ...(!WITHOUT_ANSWER.has(field.type) && {
      optional: answers['obligatoire'] === true ? undefined : true,
      error: Object.keys(error).length > 0 ? error : undefined,
    }),
    ...(AUTOCOMPLETE[field.type] && !byAgents && { autocomplete: text('remplissage') }),
    ...ownProperties(field, answers),
  });
}

/** The field with other properties; those that are undefined are gone. Its kind and its id stay, so it is one of its kind still. */
export function withProperties(field: Field, properties: Readonly<Record<string, unknown>>): Field {
  const all = { ...field, ...properties, id: field.id, type: field.type };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  ) as unknown as Field;
}
