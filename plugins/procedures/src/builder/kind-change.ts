// A question that becomes one of another kind: what else reads it must still make sense. What can be said of the new answers as of
// the old ones is carried; what cannot must be changed first, and is named.

import type { Answers, Field, FieldType, ItemAnswer } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import { quoted } from '../workflow/actions/kind.ts';
import { placesIn } from '../workflow/fill.ts';
import { runScenario } from '../workflow/scenario.ts';
import type { Action } from '../workflow/workflow.ts';
import { type Addable, WITHOUT_ANSWER } from './addable.ts';
import { formFault } from './faults.ts';
import { placed, withPlaced, withSteps } from './field-place.ts';
import { accepts, answerAs, carried, isAlike } from './kind-carry.ts';
import {
  type Change,
  type Obstacle,
  type Rewrite,
  rewritten,
  withRules,
  withRulesInside,
} from './kind-rules.ts';
import { fieldAt, fieldsOf } from './outline.ts';
import { bareTitle } from './places.ts';
import { withProperties } from './question-boxes.ts';
import { answeredInScenarios } from './sample-answer.ts';
import { correctable, readsInside } from './uses.ts';

type Options = Extract<Field, { readonly type: 'choice' }>['options'];

export interface KindChange {
  /** The procedure then. */
  readonly definition: Definition;
  readonly kept: readonly string[];
  readonly lost: readonly string[];
  /** What must be changed before: nothing is changed while there is any. */
  readonly first: readonly Obstacle[];
  /** What is changed along, or will not go as it did. */
  readonly along: readonly string[];
}

/** What becomes of the procedure; null where the question is not there. */
export function changeKind(
  definition: Definition,
  path: string,
  kind: Addable,
  options: Options,
): KindChange | null {
  const found = placed(definition, path);
  if (!found) return null;
  const { within, step } = found;
  const { field, kept, lost } = carried(found.field, kind, options);
  const change: Change = { before: found.field, after: signable(field, definition) };
  const first: Obstacle[] = [];
  const rewrite: Rewrite = (rule, words, ...at) => {
    const as = rewritten(rule, change);
    if (as === undefined) first.push({ words, at });
    return as ?? rule;
  };
  const placedAnew = withPlaced(definition, path, change.after);
  const ruled = within ? withRulesInside(placedAnew, within.id, rewrite) : withRules(placedAnew, rewrite);
  if (!within) first.push(...unfitNames(definition, change));
  else if (!isAlike(change.before, change.after)) first.push(...totalsOver(definition, within.id, change));
  const isAsked = !within && !step;
  const corrected = isAsked ? withCorrections(ruled, change) : ruled;
  const next = withScenarios(corrected, path, change);
  const fault = first.length > 0 ? null : formFault(next);
  return {
    definition: next,
    kept,
    lost,
    first: fault === null ? first : [{ words: fault, at: [] }],
    along: first.length > 0 || fault !== null ? [] : sideEffects(definition, next),
  };
}

/** A code goes somewhere, where there is somewhere. */
function signable(field: Field, { form }: Definition): Field {
  if (field.type !== 'signature') return field;
  const email = fieldsOf(form).find(({ type }) => type === 'email');
  return withProperties(field, { email: email?.id });
}

/** The calculations that add up the answers to a question of each block. */
function totalsOver({ form }: Definition, blockId: string, { before }: Change): readonly Obstacle[] {
  return fieldsOf(form).flatMap((field) =>
    field.type === 'computed' && readsInside(field.rule, blockId, before.id)
      ? [{ words: `le calcul de ${quoted(field.label)}`, at: ['questions', field.id, 'calcul'] }]
      : [],
  );
}

const SAY_A_NAME: ReadonlySet<FieldType> = new Set(['text', 'person']);
/** What no text can take up. */
const UNSAYABLE: ReadonlySet<FieldType> = new Set(['info', 'signature', 'file']);

/** Whoever names the question, and cannot name it as it becomes. */
function unfitNames(
  { form, requester, workflow, letters }: Definition,
  { before, after }: Change,
): readonly Obstacle[] {
  const { id } = before;
  const isUnfit =
    (requester.name.includes(id) && !SAY_A_NAME.has(after.type)) ||
    (requester.email === id && after.type !== 'email') ||
    (requester.phone === id && after.type !== 'phone');
  const unsaid = (texts: readonly string[]) =>
    UNSAYABLE.has(after.type) && texts.flatMap(placesIn).includes(id);
  const noOneCorrects = WITHOUT_ANSWER.has(after.type) || after.type === 'signature';
  return [
    ...(isUnfit
      ? [
          {
            words: `${quoted('Qui demande')}\u00A0: elle dit le nom de la personne, ou comment lui répondre`,
            at: ['demandeur'],
          },
        ]
      : []),
    ...fieldsOf(form).flatMap((field) =>
      field.type === 'signature' &&
      ((field.email === id && after.type !== 'email') || (field.phone === id && after.type !== 'phone'))
        ? [{ words: `la signature ${quoted(field.label)}`, at: ['questions', field.id] }]
        : [],
    ),
    ...letters
      .filter(({ title, paragraphs }) => unsaid([title, ...paragraphs]))
      .map((letter) => ({
        words: `la lettre ${quoted(bareTitle(letter.title))}`,
        at: ['lettres', letter.id],
      })),
    ...workflow.transitions
      .filter(({ actions = [] }) =>
        actions.some(
          (action) =>
            unsaid(textsIn(action)) ||
            (action.do === 'correction' && noOneCorrects && action.fields.join() === id),
        ),
      )
      .map((step) => ({ words: `ce que fait le bouton ${quoted(step.label)}`, at: ['etapes', step.id] })),
  ];
}

const textsIn = (action: Action): readonly string[] =>
  Object.values(action).filter((value): value is string => typeof value === 'string');

/** An answer can be corrected; what nobody answers cannot. */
function withCorrections(definition: Definition, { before, after }: Change): Definition {
  const bare = withSteps(definition, (step) =>
    step.actions
      ? {
          ...step,
          actions: step.actions.map((action) =>
            action.do === 'correction' && action.fields.length > 1 && !isCorrectable(after)
              ? { ...action, fields: action.fields.filter((one) => one !== after.id) }
              : action,
          ),
        }
      : step,
  );
  return isCorrectable(before) ? bare : correctable(bare, after);
}

const isCorrectable = ({ type }: Field): boolean => !WITHOUT_ANSWER.has(type) && type !== 'signature';

/** The scenarios answer the new question as they answered the old one, or with an example. */
function withScenarios(definition: Definition, path: string, change: Change): Definition {
  const { id } = change.before;
  const [outer = ''] = path.split('.');
  const inBlock = path.includes('.');
  const as = (answers: Answers): Answers => {
    if (!inBlock) return withAnswer(answers, id, change);
    const blocks = answers[outer];
    if (typeof blocks !== 'object' || !('items' in blocks)) return answers;
    const items = blocks.items.map(
      (item) => withAnswer(item, id, change) as Readonly<Record<string, ItemAnswer>>,
    );
    return { ...answers, [outer]: { ...blocks, items } };
  };
  const scenarios = definition.scenarios.map((one) => ({
    ...one,
    answers: as(one.answers),
    steps: one.steps.map((step) => {
      if ('citizen' in step && step.changes) return { ...step, changes: as(step.changes) };
      return 'press' in step && step.filled ? { ...step, filled: withAnswer(step.filled, id, change) } : step;
    }),
  }));
  const wider = { ...definition, scenarios };
  const asked = path.includes(':') ? undefined : fieldAt(definition.form, outer)?.field;
  return asked ? answeredInScenarios(wider, asked) : wider;
}

function withAnswer(answers: Answers, id: string, { before, after }: Change): Answers {
  const { [id]: given, ...others } = answers;
  if (given === undefined) return answers;
  const as = WITHOUT_ANSWER.has(after.type) ? undefined : answerAs(before, after, given);
  return as !== undefined && accepts(after, as) ? { ...others, [id]: as } : others;
}

/** What is told of scenarios and of corrections. */
function sideEffects(before: Definition, after: Definition): readonly string[] {
  const changed = after.scenarios.filter(
    ({ answers }, at) => JSON.stringify(answers) !== JSON.stringify(before.scenarios[at]?.answers),
  );
  const broken = after.scenarios.flatMap((scenario, at) => {
    const was = before.scenarios[at];
    const [failure] = runScenario(after, scenario).failures;
    if (failure === undefined || !was || runScenario(before, was).failures.length > 0) return [];
    return [`Le scénario ${quoted(scenario.name)} ne se passera plus comme prévu\u00A0: ${failure}`];
  });
  const isOne = changed.length === 1;
  return [
    ...(changed.length > 0
      ? [
          isOne
            ? 'Un scénario y répond autrement\u00A0: sa réponse d’essai est adaptée, ou remplacée par un exemple.'
            : `${changed.length} scénarios y répondent autrement\u00A0: leur réponse d’essai est adaptée, ou remplacée par un exemple.`,
        ]
      : []),
    ...broken,
  ];
}
