// What can be set of a question of each kind.

import type { Answers, Field, FieldType } from '@parvis/forms';
import { optionsOf } from '../pooling/proposed-answers.ts';
import { linesIn, listIn, numberIn, textIn } from './answers-in.ts';
import { chosen, lines, numberBox, several, shortText, yesNo } from './boxes.ts';
import { dayBoxes, limitIn } from './day-limit-boxes.ts';
import { ACCEPTED, sortsOf } from './file-sorts.ts';

/** The boxes of its kind. `addresses`: where a code may be sent. */
export function ownBoxes(field: Field, addresses: readonly Field[]): readonly Field[] {
  switch (field.type) {
    case 'text':
    case 'textarea':
      return [
        numberBox('plus-court', 'Caractères au moins', field.minLength, { min: 1, max: 10_000 }),
        numberBox('plus-long', 'Caractères au plus', field.maxLength, { min: 1, max: 10_000 }),
      ];
    case 'number':
      return [
        ...range(field),
        numberBox('decimales', 'Chiffres après la virgule', field.decimals, { min: 0, max: 6 }),
        shortText('unite', 'Unité', field.unit, { optional: true, maxLength: 20 }),
      ];
    case 'amount':
      return range(field);
    case 'computed':
      return [
        numberBox('decimales', 'Chiffres après la virgule', field.decimals, { min: 0, max: 6 }),
        shortText('unite', 'Unité', field.unit, { optional: true, maxLength: 20 }),
      ];
    case 'date':
      return [
        ...dayBoxes('tot', 'Pas avant', field.earliest),
        ...dayBoxes('tard', 'Pas après', field.latest),
      ];
    case 'period':
      return [
        ...dayBoxes('tot', 'Pas avant', field.earliest),
        ...dayBoxes('tard', 'Pas après', field.latest),
        numberBox('jours-max', 'Jours au plus', field.maxDays, { min: 1, max: 3_660 }),
      ];
    case 'choice':
    case 'choices':
      return [
        lines(
          'options',
          'Réponses proposées',
          field.options.map(({ label }) => label),
          'Une par ligne. Renommez une réponse sur sa ligne\u202F; ajoutez les nouvelles à la fin.',
        ),
        shortText('autre', 'Réponse libre', field.other, {
          optional: true,
          help: 'Par exemple «\u00A0Autre\u00A0»\u00A0: la personne peut alors écrire sa réponse. Laissez vide pour s’en tenir à la liste.',
        }),
        ...(field.type === 'choice'
          ? [yesNo('liste', 'La montrer en liste déroulante\u202F?', field.list === true)]
          : [numberBox('maximum', 'Réponses au plus', field.max, { min: 1, max: 100 })]),
      ];
    case 'commune':
      return [yesNo('connue', 'Seulement une commune que le site connaît\u202F?', field.known === true)];
    case 'person':
      return [several('precisions', 'Demander aussi', field.ask ?? [], PERSON, true)];
    case 'file':
      return [
        several(
          'sortes',
          'Fichiers acceptés',
          sortsOf(field.accept),
          ACCEPTED.map(({ sort, label }) => [sort, label]),
        ),
        numberBox('taille', 'Taille de chaque fichier, en Mo au plus', toMegabytes(field.maxBytes), {
          min: 1,
          max: 25,
        }),
        numberBox('combien', 'Fichiers au plus', field.maxFiles, { min: 1, max: 20 }),
      ];
    case 'repeat':
      return [
        shortText('un', 'Le nom d’un bloc', field.one, {
          help: 'Par exemple «\u00A0Enfant\u00A0».',
          maxLength: 60,
        }),
        numberBox('mini', 'Blocs au moins', field.min, { min: 0, max: 20 }),
        numberBox('maxi', 'Blocs au plus', field.max, { min: 1, max: 20 }),
      ];
    case 'signature': {
      const of = (type: FieldType) =>
        addresses.filter((one) => one.type === type).map((one) => [one.id, one.label] as const);
      return [
        chosen('par-courriel', 'Code par courriel, à', field.email ?? '', [['', 'Non'], ...of('email')]),
        chosen('par-texto', 'Code par texto, au', field.phone ?? '', [['', 'Non'], ...of('phone')]),
      ];
    }
    case 'info':
      return [yesNo('attention', 'Est-ce un avertissement\u202F?', field.tone === 'warning')];
    default:
      return [];
  }
}

const PERSON = [
  ['usual-name', 'Le nom d’usage'],
  ['birth-date', 'La date de naissance'],
  ['birth-place', 'Le lieu de naissance'],
] as const;

function range({ min, max }: { readonly min?: number; readonly max?: number }): readonly Field[] {
  return [
    numberBox('mini', 'Au moins', min, { decimals: 2 }),
    numberBox('maxi', 'Au plus', max, { decimals: 2 }),
  ];
}

const toMegabytes = (bytes: number | undefined) =>
  bytes === undefined ? undefined : Math.max(1, Math.round(bytes / 1_000_000));

/** The properties of its kind with what was typed; undefined for those that are gone. */
export function ownProperties(field: Field, answers: Answers): Readonly<Record<string, unknown>> {
  const text = (id: string) => textIn(answers, id) || undefined;
  const number = (id: string) => numberIn(answers, id);
  const ticked = (id: string) => (answers[id] === true ? true : undefined);
  switch (field.type) {
    case 'text':
    case 'textarea':
      return { minLength: number('plus-court'), maxLength: number('plus-long') };
    case 'number':
      return { min: number('mini'), max: number('maxi'), decimals: number('decimales'), unit: text('unite') };
    case 'amount':
      return { min: number('mini'), max: number('maxi') };
    case 'computed':
      return { decimals: number('decimales'), unit: text('unite') };
    case 'date':
      return { earliest: limitIn(answers, 'tot'), latest: limitIn(answers, 'tard') };
    case 'period':
      return {
        earliest: limitIn(answers, 'tot'),
        latest: limitIn(answers, 'tard'),
        maxDays: number('jours-max'),
      };
    case 'choice':
      return {
        options: optionsOf(field.options, linesIn(answers, 'options').join('\n')),
        other: text('autre'),
        list: ticked('liste'),
      };
    case 'choices':
      return {
        options: optionsOf(field.options, linesIn(answers, 'options').join('\n')),
        other: text('autre'),
        max: number('maximum'),
      };
    case 'commune':
      return { known: ticked('connue') };
    case 'person': {
      const asked = listIn(answers, 'precisions');
      return { ask: asked.length > 0 ? asked : undefined };
    }
    case 'file':
      return fileProperties(field, answers);
    case 'repeat':
      return { one: text('un') ?? field.one, min: number('mini'), max: number('maxi') };
    case 'signature':
      return { email: text('par-courriel'), phone: text('par-texto') };
    case 'info':
      return { tone: ticked('attention') && 'warning' };
    default:
      return {};
  }
}

function fileProperties(field: Extract<Field, { readonly type: 'file' }>, answers: Answers) {
  const sorts = listIn(answers, 'sortes');
  const same = sorts.join() === sortsOf(field.accept).join();
  const accept = ACCEPTED.filter(({ sort }) => sorts.includes(sort)).flatMap(({ accept: some }) => some);
  const megabytes = numberIn(answers, 'taille');
  return {
    accept: same ? field.accept : accept,
    maxBytes:
      megabytes === toMegabytes(field.maxBytes)
        ? field.maxBytes
        : megabytes === undefined
          ? undefined
          : megabytes * 1_000_000,
    maxFiles: numberIn(answers, 'combien'),
  };
}
