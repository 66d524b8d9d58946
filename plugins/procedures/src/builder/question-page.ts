// One question: added by its words and its kind, then set as one likes, with what a person sees of it underneath.

import { type Answers, type Field, fieldSet, readFields } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { freshId } from '../pooling/fresh-id.ts';
import { KIND_WORDS } from '../pooling/in-words.ts';
import { optionsOf, stillProposed } from '../pooling/proposed-answers.ts';
import { ruleInWords } from '../pooling/rule-in-words.ts';
import type { Definition } from '../schema.ts';
import { chosen, lines, shortText, yesNo } from './boxes.ts';
import { drawEdit, gone, linesIn, type Returned, saveEdit, textIn } from './edit.ts';
import { shownAlone } from './look.ts';
import { addField, fieldAt, fieldsOf, withField } from './outline.ts';
import { addressOf, type Plan, planFor } from './plans.ts';
import { questionBoxes, questionWith } from './question-boxes.ts';
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

interface Shown extends Returned {
  /** What was typed, as a question: seen before it is saved. */
  readonly seen?: Field;
}

export async function questionPage(page: DeskCtx, planId: string, path: string): Promise<Response> {
  return draw(page, await planFor(page, planId), path);
}

function draw(page: DeskCtx, plan: Plan, path: string, shown: Shown = {}): Response {
  const found = fieldAt(plan.definition.form, path);
  if (!found) throw gone(plan, 'Cette question');
  const { field, within, page: on } = found;
  const [outer = ''] = path.split('.');
  const siblings = within?.type === 'repeat' ? within.fields : fieldsOf(plan.definition.form);
  return drawEdit(
    page,
    plan,
    {
      title: field.label,
      lead: `${KIND_WORDS[field.type]}, ${within ? `dans «\u00A0${within.label}\u00A0»` : `page «\u00A0${on.title}\u00A0»`}.`,
      action: addressOf(plan, 'questions', path),
      back: within
        ? { href: addressOf(plan, 'questions', outer), text: `Revenir à «\u00A0${within.label}\u00A0»` }
        : { href: `${addressOf(plan)}#question-${field.id}`, text: 'Revenir au formulaire' },
      sections: [{ fields: questionBoxes(field, fieldsOf(plan.definition.form)) }],
      submit: 'Enregistrer la question',
      view: 'desk-builder-question',
      more: {
        order: addressOf(plan, 'ordre'),
        path,
        condition: addressOf(plan, 'questions', path, 'condition'),
        when: field.when === undefined ? null : ruleInWords(field.when, siblings),
        rule: field.type === 'computed' ? 'Le calcul est gardé tel quel.' : null,
        inside:
          field.type === 'repeat'
            ? {
                add: `${addressOf(plan, 'pages', on.id, 'question')}?bloc=${field.id}`,
                questions: field.fields.map((one) => ({
                  path: `${field.id}.${one.id}`,
                  label: one.label,
                  kind: KIND_WORDS[one.type],
                  href: addressOf(plan, 'questions', `${field.id}.${one.id}`),
                })),
              }
            : null,
        look: shownAlone([shown.seen ?? field]),
        seen: shown.seen !== undefined,
      },
    },
    shown,
  );
}

export async function saveQuestion(page: DeskCtx, planId: string, path: string): Promise<Response> {
  const plan = await planFor(page, planId);
  const found = fieldAt(plan.definition.form, path);
  if (!found) throw gone(plan, 'Cette question');
  const { field } = found;
  const fields = questionBoxes(field, fieldsOf(plan.definition.form));
  const body = await page.body();
  if (body.get('faire') === 'voir') {
    const outcome = readFields(fieldSet(fields), body, { today: localDay(page.site.zone, page.now) });
    if (!outcome.ok) return draw(page, plan, path, outcome);
    return draw(page, plan, path, { typed: outcome.typed, seen: questionWith(field, outcome.answers) });
  }
  return saveEdit(page, plan, {
    fields,
    apply: (answers) => {
      const changed = questionWith(field, answers);
      const { definition } = plan;
      const form = withField(definition.form, path, changed);
      const scenarios = definition.scenarios.map((one) => ({
        ...one,
        answers: stillProposed(form, one.answers),
      }));
      const wider = { ...definition, form, scenarios };
      return { definition: path.includes('.') ? wider : answeredInScenarios(wider, changed) };
    },
    again: (fresh, returned) => draw(page, fresh, path, returned),
    next: path.includes('.')
      ? addressOf(plan, 'questions', path.split('.')[0] ?? '')
      : `${addressOf(plan)}#question-${path}`,
  });
}
