// A question more: its words and its kind, on a page, in a block, or on a step where agents fill it in. The rest is set on its
// own page.

import type { Answers, Field } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { freshId } from '../pooling/fresh-id.ts';
import { optionsOf } from '../pooling/proposed-answers.ts';
import type { Definition } from '../schema.ts';
import { type Ground, kindOffers, kindsFor, startOf, WITHOUT_ANSWER } from './addable.ts';
import { linesIn, textIn } from './answers-in.ts';
import { chosen, lines, shortText, yesNo } from './boxes.ts';
import { drawEdit, type Returned, saveEdit } from './edit.ts';
import { stepPath, withAsked } from './field-place.ts';
import { addField, fieldsOf } from './outline.ts';
import { addressOf, type Plan, planFor } from './plans.ts';
import { answeredInScenarios } from './sample-answer.ts';
import { gone } from './standing.ts';
import { PLACE } from './things.ts';
import { correctable } from './uses.ts';

const ONE_OF_A_LIST = { in: [{ var: 'nature' }, ['choice', 'choices']] };
const ASKED = { '!': [{ in: [{ var: 'nature' }, ['info', 'computed']] }] };
const CALCULATED = { '===': [{ var: 'nature' }, 'computed'] };

function newBoxes(ground: Ground): readonly Field[] {
  const label = ground === 'step' ? 'Ce que l’agent remplit' : 'La question';
  return [
    shortText('label', label, undefined, { help: 'En mots de tous les jours.', maxLength: 200 }),
    chosen('nature', ground === 'step' ? 'Ce que c’est' : 'Ce qu’elle demande', '', kindOffers(ground)),
    { ...lines('options', 'Réponses proposées', [], 'Une par ligne.'), when: ONE_OF_A_LIST },
    ...(kindsFor(ground).includes('computed')
      ? [
          {
            ...shortText('unite', 'Unité de la valeur calculée', undefined, {
              optional: true,
              help: 'Par exemple €, m² ou jours. Le calcul se dit à la page suivante.',
              maxLength: 20,
            }),
            when: CALCULATED,
          },
        ]
      : []),
    {
      ...yesNo(
        'obligatoire',
        ground === 'step'
          ? 'Faut-il le remplir pour continuer\u202F?'
          : 'Faut-il y répondre pour envoyer la demande\u202F?',
        true,
      ),
      when: ASKED,
    },
  ];
}

interface Place {
  readonly ground: Ground;
  readonly title: string;
  readonly back: string;
  /** After the address of the plan. */
  readonly at: readonly string[];
}

/** `lieu` is a page, `lieu enfants` the block « enfants » on it, `:refuser` a step. */
function placeOf(plan: Plan, name: string): Place {
  const { definition } = plan;
  const step = stepPath(name)?.[1];
  if (step !== undefined) {
    const found = definition.workflow.transitions.find(({ id }) => id === step);
    if (!found) throw gone(plan, 'Cette étape');
    return {
      ground: 'step',
      title: `Sur le bouton «\u00A0${found.label}\u00A0»`,
      back: `${addressOf(plan, 'etapes', step)}#remplit`,
      at: ['etapes', step, 'question'],
    };
  }
  const [pageId = '', block] = name.split(' ');
  const one = definition.form.pages.find(({ id }) => id === pageId);
  if (!one) throw gone(plan, 'Cette page');
  const at = ['pages', pageId, 'question'];
  if (block === undefined)
    return {
      ground: 'page',
      title: `Page «\u00A0${one.title}\u00A0»`,
      back: addressOf(plan, 'pages', pageId),
      at,
    };
  const field = one.fields.find(({ id }) => id === block);
  if (field?.type !== 'repeat') throw gone(plan, 'Ce bloc');
  return {
    ground: 'block',
    title: `Bloc «\u00A0${field.label}\u00A0»`,
    back: addressOf(plan, 'questions', block),
    at: ['pages', pageId, `question?bloc=${block}`],
  };
}

export async function newQuestionPage(page: DeskCtx, planId: string, name: string): Promise<Response> {
  return drawNew(page, await planFor(page, planId), name);
}

function drawNew(page: DeskCtx, plan: Plan, name: string, returned: Returned = {}): Response {
  const { ground, title, back, at } = placeOf(plan, name);
  return drawEdit(
    page,
    plan,
    {
      title: ground === 'step' ? 'Ajouter une case à remplir' : 'Ajouter une question',
      lead:
        ground === 'step'
          ? `${title}. L’agent la remplit avant d’appuyer\u202F; les courriels, les lettres et les conditions peuvent la reprendre.`
          : `${title}. Demandez seulement ce sans quoi la demande ne peut pas être traitée (RGPD, art. 5).`,
      action: addressOf(plan, ...at),
      back: { href: back, text: 'Revenir' },
      sections: [{ fields: newBoxes(ground) }],
      part: ground === 'step' ? 'chemin' : '',
      submit: ground === 'step' ? 'Ajouter la case' : 'Ajouter la question',
    },
    returned,
  );
}

export async function addQuestion(page: DeskCtx, planId: string, name: string): Promise<Response> {
  let added: readonly string[] = [];
  return saveEdit(page, planId, {
    thing: PLACE,
    name,
    at: addressParts(name),
    fields: (plan, place) => newBoxes(placeOf(plan, place).ground),
    apply: ({ definition }, place, answers) => {
      const field = newField(definition, answers, place);
      const step = stepPath(place)?.[1];
      if (step !== undefined) {
        added = [`${step}:${field.id}`];
        return { definition: withAsked(definition, step, field) };
      }
      const [pageId = '', block] = place.split(' ');
      const wider = { ...definition, form: addField(definition.form, pageId, field, block) };
      if (block !== undefined) {
        added = [`${block}.${field.id}`];
        return { definition: wider };
      }
      added = field.type === 'computed' ? [field.id, 'calcul'] : [field.id];
      return { definition: answeredInScenarios(correctable(wider, field), field) };
    },
    draw: (plan, place, returned) => drawNew(page, plan, place, returned),
    next: (plan) => addressOf(plan, 'questions', ...added),
  });
}

/** Where the page of a new question is sent, whether its place is there or not. */
function addressParts(name: string): readonly string[] {
  const step = stepPath(name)?.[1];
  if (step !== undefined) return ['etapes', step, 'question'];
  const [pageId = '', block] = name.split(' ');
  return ['pages', pageId, block === undefined ? 'question' : `question?bloc=${block}`];
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

function newField(definition: Definition, answers: Answers, place: string): Field {
  const [, block] = place.split(' ');
  const siblings = fieldsOf(definition.form).find(({ id }) => id === block);
  const taken =
    siblings?.type === 'repeat' ? new Set(siblings.fields.map(({ id }) => id)) : takenIn(definition);
  const label = textIn(answers, 'label');
  const ground: Ground = stepPath(place) ? 'step' : block === undefined ? 'page' : 'block';
  const kind = kindsFor(ground).find((one) => one === textIn(answers, 'nature')) ?? 'text';
  const unit = textIn(answers, 'unite');
  const email = kind === 'signature' && fieldsOf(definition.form).find(({ type }) => type === 'email');
  return {
    id: freshId(label, taken),
    label,
    ...(answers['obligatoire'] !== true && !WITHOUT_ANSWER.has(kind) && { optional: true }),
    ...startOf(kind, optionsOf([], linesIn(answers, 'options').join('\n'))),
    ...(kind === 'computed' && unit && { unit }),
    ...(email && { email: email.id }),
  };
}
