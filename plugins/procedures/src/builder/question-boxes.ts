// What can be set of a question, whatever its kind: as boxes to fill, with what is there, and the question with what was typed.

import type { Answers, DayLimit, Field, FieldType } from '@parvis/forms';
import { optionsOf } from '../pooling/proposed-answers.ts';
import { chosen, lines, longText, numberBox, several, shortText, yesNo } from './boxes.ts';
import { linesIn, listIn, numberIn, textIn } from './edit.ts';
import { ACCEPTED, sortsOf } from './file-sorts.ts';

/** Kinds of which nobody can have given a wrong answer, only none. */
const NEVER_WRONG: ReadonlySet<FieldType> = new Set([
  'yes-no',
  'tick',
  'choice',
  'choices',
  'repeat',
  'point',
]);
const WITHOUT_ANSWER: ReadonlySet<FieldType> = new Set(['info', 'computed', 'hidden']);
const WITH_EXAMPLE: ReadonlySet<FieldType> = new Set([
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
const AUTOCOMPLETE: Readonly<Partial<Record<FieldType, readonly (readonly [string, string])[]>>> = {
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

/** The boxes of a question, in the order in which one thinks of them. `emails` and `phones`: where a code may be sent. */
export function questionBoxes(field: Field, addresses: readonly Field[]): readonly Field[] {
  const answered = !WITHOUT_ANSWER.has(field.type);
  const tokens = AUTOCOMPLETE[field.type];
  return [
    LONG_LABEL.has(field.type)
      ? longText('label', field.type === 'info' ? 'Le titre' : 'Le texte', field.label, { maxLength: 1_000 })
      : shortText('label', 'La question', field.label, {
          maxLength: 200,
          help: 'En mots de tous les jours.',
        }),
    longText('aide', field.type === 'info' ? 'Le texte' : 'Aide', field.help, {
      optional: true,
      help: field.type === 'info' ? undefined : 'Où trouver la réponse, et à quoi elle sert.',
    }),
    ...(WITH_EXAMPLE.has(field.type)
      ? [shortText('exemple', 'Exemple de réponse', field.example, { optional: true })]
      : []),
    ...(answered
      ? [yesNo('obligatoire', 'Faut-il y répondre pour envoyer la demande\u202F?', field.optional !== true)]
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

function ownBoxes(field: Field, addresses: readonly Field[]): readonly Field[] {
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

function dayBoxes(id: string, label: string, limit: DayLimit | undefined): readonly Field[] {
  const [how, many, day] = limitParts(limit);
  return [
    chosen(id, label, how, [
      ['', 'Sans limite'],
      ['today', 'Le jour de la demande'],
      ['days', 'Un nombre de jours après la demande'],
      ['years', 'Un nombre d’années après la demande'],
      ['day', 'Un jour fixe'],
    ]),
    {
      ...numberBox(`${id}-nombre`, `${label}\u00A0: combien`, many, { min: -40_000, max: 40_000 }),
      optional: false,
      help: 'Un nombre négatif compte avant la demande\u00A0: -18 ans.',
      when: { in: [{ var: id }, ['days', 'years']] },
    },
    {
      id: `${id}-jour`,
      type: 'date',
      label: `${label}\u00A0: quel jour`,
      when: { '===': [{ var: id }, 'day'] },
      ...(day !== undefined && { default: day }),
    },
  ];
}

function limitParts(limit: DayLimit | undefined): readonly [string, number | undefined, string | undefined] {
  if (limit === undefined) return ['', undefined, undefined];
  if (limit === 'today') return ['today', undefined, undefined];
  if (typeof limit === 'string') return ['day', undefined, limit];
  return 'days' in limit ? ['days', limit.days, undefined] : ['years', limit.years, undefined];
}

function limitIn(answers: Answers, id: string): DayLimit | undefined {
  const many = numberIn(answers, `${id}-nombre`) ?? 0;
  switch (textIn(answers, id)) {
    case 'today':
      return 'today';
    case 'days':
      return { days: many };
    case 'years':
      return { years: many };
    case 'day':
      return textIn(answers, `${id}-jour`);
    default:
      return undefined;
  }
}

/** The question with what was typed. What no box sets is untouched. */
export function questionWith(field: Field, answers: Answers): Field {
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
    ...(AUTOCOMPLETE[field.type] && { autocomplete: text('remplissage') }),
    ...ownProperties(field, answers),
  });
}

function ownProperties(field: Field, answers: Answers): Readonly<Record<string, unknown>> {
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

/** The field with other properties; those that are undefined are gone. Its kind and its id stay, so it is one of its kind still. */
export function withProperties(field: Field, properties: Readonly<Record<string, unknown>>): Field {
  const all = { ...field, ...properties, id: field.id, type: field.type };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  ) as unknown as Field;
}
