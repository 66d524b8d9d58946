// The boxes of a service's sheet on the desk, filled from it and read back into it.

import {
  type Field,
  type FieldError,
  fieldSet,
  type Input,
  inputFrom,
  readFields,
  type Typed,
  toControls,
} from '@parvis/forms';
import type { ServiceSheet } from '@parvis/kit';
import { phone as phoneWords } from '@parvis/theming';
import type { ServiceChanges, SheetPart } from '../../services/catalogue.ts';
import { type OwnParts, SHEET_PARTS, type Standing } from '../../services/own-sheet.ts';

const MOST_RECIPIENTS = 10;

/** The boxes of each part. With `needed`, those that a whole sheet cannot be without. */
export function partFields(part: SheetPart, needed = false): readonly Field[] {
  const may = needed ? {} : ({ optional: true } as const);
  switch (part) {
    case 'cost':
      return [{ id: 'cout', type: 'text', label: 'Coût', subject: 'le coût', maxLength: 160, ...may }];
    case 'delay':
      return [
        { id: 'delai', type: 'text', label: 'Délai', subject: 'le délai', maxLength: 160, ...may },
        {
          id: 'jours',
          type: 'number',
          label: 'Nombre de jours, si le délai se compte',
          help: 'La page de la demande dit alors la date\u00A0: « réponse avant le… ».',
          min: 1,
          max: 730,
          unit: 'jours',
          optional: true,
        },
      ];
    case 'need':
      return [
        {
          id: 'sous-la-main',
          type: 'textarea',
          label: 'À avoir sous la main',
          help: 'Une chose par ligne.',
          maxLength: 1_500,
          optional: true,
        },
      ];
    case 'contact':
      return [
        {
          id: 'contact-nom',
          type: 'text',
          label: 'Personne ou bureau à contacter',
          subject: 'le nom de la personne ou du bureau',
          maxLength: 120,
          optional: true,
        },
        { id: 'contact-telephone', type: 'phone', label: 'Son téléphone', optional: true },
        { id: 'contact-courriel', type: 'email', label: 'Son adresse électronique', optional: true },
        {
          id: 'contact-heures',
          type: 'text',
          label: 'Ses heures',
          help: 'Par exemple\u00A0: le mardi et le jeudi, de 14 h à 17 h.',
          maxLength: 160,
          optional: true,
        },
      ];
  }
}

/** A whole sheet, as the body keeps it that shares it. */
export function sharedFields(): readonly Field[] {
  return [
    ...SHEET_PARTS.flatMap((part) => partFields(part, true)),
    {
      id: 'mon-avis',
      type: 'url',
      label: 'Lien du bouton « Je donne mon avis » de l’État',
      help: 'Si vous en avez un : https://jedonnemonavis.numerique.gouv.fr/Demarches/1234?button=5678. Il est montré après l’avis que recueille le site.',
      optional: true,
    },
  ];
}

/** What to do with a part that the body says itself, by where it stands. */
export function choiceFields(part: SheetPart, standing: Standing): readonly Field[] {
  const id = `suite-${part}`;
  if (standing === 'own') return [{ id, type: 'tick', label: 'Revenir au texte partagé', optional: true }];
  if (standing === 'shared') return [];
  return [
    {
      id,
      type: 'choice',
      label: 'Le texte partagé a changé. Que montrer sur votre site\u202F?',
      options: [
        { value: 'garder', label: 'Garder notre texte' },
        { value: 'partage', label: 'Prendre le nouveau texte partagé' },
      ],
      optional: true,
    },
  ];
}

export function ownFields(place: string): readonly Field[] {
  return [
    {
      id: 'phrase',
      type: 'textarea',
      label: 'Votre phrase',
      help: `Elle vient en tête de la fiche. Par exemple\u00A0: « ${place}, la clé de la benne est à la mairie. »`,
      maxLength: 400,
      optional: true,
    },
    {
      id: 'destinataires',
      type: 'textarea',
      label: 'Qui reçoit l’avis par courriel, à chaque demande',
      help: 'Une adresse par ligne. L’avis donne la référence, jamais les réponses. Laissez vide pour l’adresse du guichet.',
      maxLength: 1_000,
      optional: true,
    },
  ];
}

/** What stands in the boxes of a sheet, or of what a body says of it. */
export function sheetTyped(sheet: Partial<ServiceSheet>): Typed {
  const { contact } = sheet;
  return {
    cout: sheet.cost ?? '',
    delai: sheet.delay ?? '',
    jours: sheet.days === undefined ? '' : String(sheet.days),
    'sous-la-main': (sheet.need ?? []).join('\n'),
    'contact-nom': contact?.name ?? '',
    'contact-telephone': contact?.phone ? phoneWords(contact.phone).text : '',
    'contact-courriel': contact?.email ?? '',
    'contact-heures': contact?.hours ?? '',
    'mon-avis': sheet.opinion ?? '',
  };
}

export function ownTyped({ sentence, recipients = [] }: ServiceChanges): Typed {
  return { phrase: sentence ?? '', destinataires: recipients.join('\n') };
}

export interface ReadSheet {
  readonly parts: OwnParts;
  readonly sentence: string;
  readonly recipients: readonly string[];
  /** The State's button, of a shared sheet. */
  readonly opinion: string | null;
  /** What was answered to `choiceFields`. */
  readonly back: ReadonlySet<SheetPart>;
  readonly kept: ReadonlySet<SheetPart>;
}

type Read =
  | { readonly ok: true; readonly sheet: ReadSheet; readonly typed: Typed }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly typed: Typed };

/** Reads what was typed. A part whose first box is empty is left out. */
export function readSheet(fields: readonly Field[], body: Input, today: string): Read {
  const outcome = readFields(fieldSet(fields), body, { today });
  const errors = outcome.ok ? [] : [...outcome.errors];
  const answers: Readonly<Record<string, unknown>> = outcome.ok ? outcome.answers : {};
  const text = (id: string): string => {
    const value = answers[id];
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
  };
  const recipients = linesOf(body.get('destinataires') ?? '');
  if (!errors.some(({ fieldId }) => fieldId === 'destinataires') && !areAddresses(recipients))
    errors.push(errorAt(fields, 'destinataires', RECIPIENTS_WRONG));
  const named = text('contact-nom');
  if (outcome.ok && !named && ['telephone', 'courriel', 'heures'].some((one) => text(`contact-${one}`)))
    errors.push(
      errorAt(fields, 'contact-nom', 'Dites aussi qui contacter\u00A0: une personne ou un bureau.'),
    );
  const opinion = opinionButton(text('mon-avis'));
  if (text('mon-avis') && !opinion) errors.push(errorAt(fields, 'mon-avis', OPINION_WRONG));
  if (errors.length > 0) return { ok: false, errors, typed: outcome.typed };
  const days = answers['jours'];
  const need = linesOf(text('sous-la-main'));
  const chosen = (what: unknown) => SHEET_PARTS.filter((part) => answers[`suite-${part}`] === what);
  return {
    ok: true,
    typed: outcome.typed,
    sheet: {
      parts: {
        ...(text('cout') && { cost: { cost: text('cout') } }),
        ...(text('delai') && {
          delay: { delay: text('delai'), ...(typeof days === 'number' && { days }) },
        }),
        ...(need.length > 0 && { need: { need } }),
        ...(named && {
          contact: {
            contact: {
              name: named,
              ...(text('contact-telephone') && { phone: text('contact-telephone') }),
              ...(text('contact-courriel') && { email: text('contact-courriel') }),
              ...(text('contact-heures') && { hours: text('contact-heures') }),
            },
          },
        }),
      },
      sentence: text('phrase'),
      recipients,
      opinion,
      back: new Set([...chosen(true), ...chosen('partage')]),
      kept: new Set(chosen('garder')),
    },
  };
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);

const ADDRESS = fieldSet([{ id: 'adresse', type: 'email', label: 'Adresse' }]);
const RECIPIENTS_WRONG = `Écrivez une adresse électronique par ligne, ${MOST_RECIPIENTS} au plus, comme accueil@mairie.fr.`;

function areAddresses(lines: readonly string[]): boolean {
  return (
    lines.length <= MOST_RECIPIENTS &&
    lines.every((line) => readFields(ADDRESS, inputFrom([['adresse', line]]), { today: '2000-01-01' }).ok)
  );
}

const OPINION_WRONG =
  'Copiez le lien que donne l’espace « Je donne mon avis » : il commence par https://jedonnemonavis.numerique.gouv.fr/Demarches/.';

/** The parameters of the button's link: of this form of it, and of the one before. */
const OPINION_PARAMETERS = ['button', 'view-mode', 'nd_mode', 'nd_source', 'key'];

/** The link of a button of « Je donne mon avis », with what it is documented to carry and nothing else; null for any other. */
export function opinionButton(typed: string): string | null {
  if (!URL.canParse(typed)) return null;
  const { protocol, host, pathname, searchParams } = new URL(typed);
  const at = /^\/Demarches\/(?:avis\/)?\d+$/.test(pathname);
  if (protocol !== 'https:' || host !== 'jedonnemonavis.numerique.gouv.fr' || !at) return null;
  const kept = new URLSearchParams([...searchParams].filter(([name]) => OPINION_PARAMETERS.includes(name)));
  return `https://${host}${pathname}${kept.size > 0 ? `?${kept.toString()}` : ''}`;
}

function errorAt(fields: readonly Field[], fieldId: string, message: string): FieldError {
  const anchor = toControls(fields).find(({ name }) => name === fieldId)?.id ?? '';
  return { fieldId, code: 'invalid', message, anchor };
}
