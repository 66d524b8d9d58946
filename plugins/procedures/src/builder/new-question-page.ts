// A question more: its words and its kind, on a page or in a block. The rest is set on its own page.

import type { Answers, Field } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { freshId } from '../pooling/fresh-id.ts';
import { KIND_WORDS } from '../pooling/in-words.ts';
import { optionsOf } from '../pooling/proposed-answers.ts';
import type { Definition } from '../schema.ts';
import { chosen, lines, shortText, yesNo } from './boxes.ts';
import { drawEdit, gone, linesIn, type Returned, saveEdit, textIn } from './edit.ts';
import { addField, fieldsOf } from './outline.ts';
import { addressOf, type Plan, planFor } from './plans.ts';
import { answeredInScenarios } from './sample-answer.ts';
import { correctable } from './uses.ts';

/** Kinds that can be added, in the order in which they are wanted. */
const ADDABLE = [
  'text',
  'textarea',
  'yes-no',
  'choice',
  'choices',
  'tick',
  'date',
  'period',
  'time',
  'number',
  'amount',
  'person',
  'email',
  'phone',
  'address',
  'commune',
  'file',
  'repeat',
  'info',
  'point',
  'iban',
  'plate',
  'siret',
  'siren',
  'rna',
  'url',
  'signature',
] as const satisfies readonly Field['type'][];
type Addable = (typeof ADDABLE)[number];

/** What a block cannot hold. */
const OUTSIDE_ONLY: ReadonlySet<Field['type']> = new Set(['repeat', 'signature', 'computed']);

function newBoxes(inBlock: boolean): readonly Field[] {
  return [
    shortText('label', 'La question', undefined, { help: 'En mots de tous les jours.', maxLength: 200 }),
    chosen(
      'nature',
      'Ce qu’elle demande',
      '',
      ADDABLE.filter((one) => !inBlock || !OUTSIDE_ONLY.has(one)).map((one) => [one, KIND_WORDS[one]]),
    ),
    {
      ...lines('options', 'Réponses proposées', [], 'Une par ligne.'),
      when: { in: [{ var: 'nature' }, ['choice', 'choices']] },
    },
    yesNo('obligatoire', 'Faut-il y répondre pour envoyer la demande\u202F?', true),
  ];
}

/** `place` is a page, or a block on one (`lieu.enfants` is the block « enfants »). */
interface Place {
  readonly pageId: string;
  readonly title: string;
  readonly block?: string;
  readonly action: string;
  readonly back: string;
}

function placeOf(plan: Plan, pageId: string, block: string | undefined): Place {
  const one = plan.definition.form.pages.find(({ id }) => id === pageId);
  if (!one) throw gone(plan, 'Cette page');
  if (block === undefined)
    return {
      pageId,
      title: one.title,
      action: addressOf(plan, 'pages', pageId, 'question'),
      back: addressOf(plan, 'pages', pageId),
    };
  const field = one.fields.find(({ id }) => id === block);
  if (field?.type !== 'repeat') throw gone(plan, 'Ce bloc');
  return {
    pageId,
    title: field.label,
    block,
    action: `${addressOf(plan, 'pages', pageId, 'question')}?bloc=${block}`,
    back: addressOf(plan, 'questions', block),
  };
}

export async function newQuestionPage(
  page: DeskCtx,
  planId: string,
  pageId: string,
  block: string | undefined,
): Promise<Response> {
  const plan = await planFor(page, planId);
  return drawNew(page, plan, placeOf(plan, pageId, block));
}

function drawNew(page: DeskCtx, plan: Plan, place: Place, returned: Returned = {}): Response {
  return drawEdit(
    page,
    plan,
    {
      title: 'Ajouter une question',
      lead: `${place.title}. Demandez seulement ce sans quoi la demande ne peut pas être traitée (RGPD, art. 5).`,
      action: place.action,
      back: { href: place.back, text: 'Revenir' },
      sections: [{ fields: newBoxes(place.block !== undefined) }],
      submit: 'Ajouter la question',
    },
    returned,
  );
}

export async function addQuestion(
  page: DeskCtx,
  planId: string,
  pageId: string,
  block: string | undefined,
): Promise<Response> {
  const plan = await planFor(page, planId);
  const place = placeOf(plan, pageId, block);
  let path = '';
  return saveEdit(page, plan, {
    fields: newBoxes(block !== undefined),
    apply: (answers) => {
      const { definition } = plan;
      const field = newField(definition, answers, place);
      path = block === undefined ? field.id : `${block}.${field.id}`;
      const form = addField(definition.form, place.pageId, field, block);
      const wider = { ...definition, form };
      if (block === undefined) return { definition: answeredInScenarios(correctable(wider, field), field) };
      return { definition: wider };
    },
    again: (fresh, returned) => drawNew(page, fresh, place, returned),
    next: () => addressOf(plan, 'questions', path),
  });
}

/** Ids that no version will mean anything else by. */
function takenIn({ form, workflow }: Definition): ReadonlySet<string> {
  return new Set([
    ...fieldsOf(form).map(({ id }) => id),
    ...workflow.transitions.flatMap(({ asks = [], actions = [] }) => [
      ...asks.map(({ id }) => id),
      ...actions.flatMap((action) => (action.do === 'set' ? [action.field] : [])),
    ]),
  ]);
}

function newField(definition: Definition, answers: Answers, { block }: Place): Field {
  const siblings = fieldsOf(definition.form).find(({ id }) => id === block);
  const taken =
    siblings?.type === 'repeat' ? new Set(siblings.fields.map(({ id }) => id)) : takenIn(definition);
  const label = textIn(answers, 'label');
  const nature = ADDABLE.find((one) => one === textIn(answers, 'nature')) ?? 'text';
  const common = {
    id: freshId(label, taken),
    label,
    ...(answers['obligatoire'] !== true && { optional: true }),
  };
  return { ...common, ...ofKind(nature, answers, definition) };
}

type Kindly = Field extends infer F
  ? F extends Field
    ? Omit<F, 'id' | 'label' | 'optional'>
    : never
  : never;

function ofKind(nature: Addable, answers: Answers, { form }: Definition): Kindly {
  switch (nature) {
    case 'text':
      return { type: nature, maxLength: 200 };
    case 'textarea':
      return { type: nature, maxLength: 2_000 };
    case 'choice':
    case 'choices':
      return { type: nature, options: optionsOf([], linesIn(answers, 'options').join('\n')) };
    case 'file':
      return { type: nature, help: 'PDF ou photo, 10\u00A0Mo au plus.', maxBytes: 10_000_000 };
    case 'repeat':
      return {
        type: nature,
        one: 'Personne',
        fields: [{ id: 'nom', type: 'text', label: 'Nom', maxLength: 200 }],
      };
    case 'signature': {
      const email = fieldsOf(form).find(({ type }) => type === 'email');
      return { type: nature, ...(email && { email: email.id }) };
    }
    default:
      return { type: nature };
  }
}
