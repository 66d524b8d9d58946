// A question that a body adds of its own: what it must know to add one, and the procedure with it.

import { type Answer, type Field, fieldSet } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import { FIRST_DAY } from '../workflow/scenario.ts';
import { freshId } from './fresh-id.ts';
import { KIND_WORDS } from './in-words.ts';

/** Kinds that need nothing more than a label, or a list of answers. */
const SIMPLE = [
  'text',
  'textarea',
  'number',
  'amount',
  'date',
  'yes-no',
  'tick',
  'choice',
  'choices',
  'email',
  'phone',
  'address',
  'commune',
  'iban',
  'plate',
  'siret',
  'file',
] as const;
type Simple = (typeof SIMPLE)[number];

export function questionFields({ form }: Pick<Definition, 'form'>) {
  return fieldSet([
    {
      id: 'page',
      type: 'choice',
      list: true,
      label: 'Sur quelle page',
      options: form.pages.filter(({ stop }) => !stop).map(({ id, title }) => ({ value: id, label: title })),
    },
    { id: 'label', type: 'text', label: 'La question', maxLength: 200, help: 'En mots de tous les jours.' },
    {
      id: 'nature',
      type: 'choice',
      list: true,
      label: 'Ce qu’elle demande',
      options: SIMPLE.map((value) => ({ value, label: KIND_WORDS[value] })),
    },
    {
      id: 'options',
      type: 'textarea',
      label: 'Réponses proposées',
      help: 'Une par ligne.',
      maxLength: 2_000,
      when: { in: [{ var: 'nature' }, ['choice', 'choices']] },
    },
    {
      id: 'aide',
      type: 'textarea',
      label: 'Aide',
      help: 'Où trouver la réponse, et à quoi elle sert.',
      maxLength: 500,
      optional: true,
    },
    { id: 'obligatoire', type: 'yes-no', label: 'Faut-il y répondre pour envoyer la demande\u202F?' },
  ]);
}

/** The procedure with that question at the end of its page. Its id is one that no version will mean anything else by. */
export function withQuestion(
  definition: Definition,
  values: Readonly<Record<string, unknown>>,
  /** Starts the ids of what this body adds. */
  prefix: string,
): Definition {
  const text = (id: string): string => {
    const value = values[id];
    return typeof value === 'string' ? value.trim() : '';
  };
  const taken = new Set([
    ...definition.form.pages.flatMap(({ fields }) => fields.map(({ id }) => id)),
    ...definition.workflow.transitions.flatMap(({ asks = [] }) => asks.map(({ id }) => id)),
  ]);
  const field = questionOf(
    text,
    freshId(`${prefix} ${text('label')}`, taken),
    values['obligatoire'] === true,
  );
  const pages = definition.form.pages.map((page) =>
    page.id === values['page'] ? { ...page, fields: [...page.fields, field] } : page,
  );
  const answer = field.optional ? undefined : sampleAnswer(field);
  return {
    ...definition,
    form: { pages },
    // Scenarios fill it in too, or every one of them would stop at it.
    scenarios: definition.scenarios.map((one) =>
      answer === undefined || one.steps.some((step) => 'stopsAt' in step)
        ? one
        : { ...one, answers: { ...one.answers, [field.id]: answer } },
    ),
  };
}

function questionOf(text: (id: string) => string, id: string, required: boolean): Field {
  const help = text('aide');
  const common = { id, label: text('label'), ...(help && { help }), ...(!required && { optional: true }) };
  const nature = SIMPLE.find((one) => one === text('nature')) ?? 'text';
  switch (nature) {
    case 'choice':
    case 'choices':
      return { ...common, type: nature, options: optionsIn(text('options')) };
    case 'text':
    case 'textarea':
      return { ...common, type: nature, maxLength: nature === 'text' ? 200 : 2_000 };
    default:
      return { ...common, type: nature };
  }
}

function optionsIn(text: string) {
  const taken = new Set<string>();
  const labels = text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);
  return [...new Set(labels)].map((label) => {
    const value = freshId(label, taken);
    taken.add(value);
    return { value, label };
  });
}

const SAMPLES: Readonly<Record<Exclude<Simple, 'choice' | 'choices'>, Answer>> = {
  text: 'Exemple',
  textarea: 'Exemple',
  number: 1,
  amount: 10,
  date: FIRST_DAY,
  'yes-no': true,
  tick: true,
  email: 'claire@exemple.fr',
  phone: '+33261910148',
  address: { line: '3 rue du Lavoir', postalCode: '28190', commune: 'Le Favril' },
  commune: { name: 'Le Favril' },
  iban: 'FR7630006000011234567890189',
  plate: 'AB-123-CD',
  siret: '73282932000074',
  file: [{ id: 'exemple', name: 'exemple.pdf', type: 'application/pdf', size: 1_000 }],
};

function sampleAnswer(field: Field): Answer | undefined {
  if (field.type === 'choice') return field.options[0]?.value;
  if (field.type === 'choices') return field.options.slice(0, 1).map(({ value }) => value);
  const simple = SIMPLE.find((one) => one === field.type);
  return simple && simple !== 'choice' && simple !== 'choices' ? SAMPLES[simple] : undefined;
}

/** The procedure without a question that a body had added. */
export function withoutQuestion(definition: Definition, id: string): Definition {
  return {
    ...definition,
    form: {
      pages: definition.form.pages.map((page) => ({
        ...page,
        fields: page.fields.filter((field) => field.id !== id),
      })),
    },
    scenarios: definition.scenarios.map((one) => ({
      ...one,
      answers: Object.fromEntries(Object.entries(one.answers).filter(([key]) => key !== id)),
    })),
  };
}
