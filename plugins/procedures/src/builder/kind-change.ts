// A question that becomes one of another kind: what else reads it must still make sense. What can be said of the new answers as of
// the old ones is carried; what cannot must be changed first, and is named.

import type { Answers, Field, FieldType, ItemAnswer, Json, Rule } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import { quoted } from '../workflow/actions/kind.ts';
import { placesIn } from '../workflow/fill.ts';
import { runScenario } from '../workflow/scenario.ts';
import type { Action, Transition } from '../workflow/workflow.ts';
import { type Addable, WITHOUT_ANSWER } from './addable.ts';
import { type Line, operatorsFor } from './condition.ts';
import { readLine, ruleOf } from './condition-rule.ts';
import { formFault } from './faults.ts';
import { placed, withPlaced, withSteps } from './field-place.ts';
import { accepts, answerAs, carried, isAlike } from './kind-carry.ts';
import { fieldAt, fieldsOf, withField } from './outline.ts';
import { bareTitle } from './places.ts';
import { withProperties } from './question-boxes.ts';
import { answeredInScenarios } from './sample-answer.ts';
import { correctable, isVariable, reads, readsInside } from './uses.ts';

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

export interface Obstacle {
  /** « le calcul de « Prix » » */
  readonly words: string;
  /** Where it is changed, after the address of the plan; empty where no one page does it. */
  readonly at: readonly string[];
}

/** The two questions of one id. */
interface Change {
  readonly before: Field;
  readonly after: Field;
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

/** The rule about the new question, naming in words and address what is to be changed first where it can say nothing of it. */
type Rewrite = (rule: Json, words: string, ...at: readonly string[]) => Json;

function withRules(definition: Definition, rewrite: Rewrite): Definition {
  const { form } = definition;
  const pages = form.pages.map((page) => ({
    ...page,
    ...whenOf(
      page.when,
      rewrite,
      `la condition de la page ${quoted(page.title)}`,
      'pages',
      page.id,
      'condition',
    ),
    fields: page.fields.map((field) => withFieldRules(field, rewrite)),
  }));
  return withSteps({ ...definition, form: { pages } }, (step) => withStepRules(step, rewrite));
}

function withRulesInside(definition: Definition, blockId: string, rewrite: Rewrite): Definition {
  const block = fieldAt(definition.form, blockId)?.field;
  if (block?.type !== 'repeat') return definition;
  const fields = block.fields.map((field) => withFieldRules(field, rewrite, `${blockId}.${field.id}`));
  const form = withField(definition.form, blockId, { ...block, fields });
  return { ...definition, form };
}

function withFieldRules(field: Field, rewrite: Rewrite, path = field.id): Field {
  const { when, label } = field;
  const at = ['questions', path];
  const said = {
    ...(when !== undefined && {
      when: rewrite(when, `la condition de ${quoted(label)}`, ...at, 'condition'),
    }),
    ...(field.type === 'computed' && {
      rule: rewrite(field.rule, `le calcul de ${quoted(label)}`, ...at, 'calcul'),
    }),
  };
  return Object.keys(said).length > 0 ? withProperties(field, said) : field;
}

function withStepRules(step: Transition, rewrite: Rewrite): Transition {
  const { id, label, when, actions } = step;
  const at = ['etapes', id];
  return {
    ...step,
    ...whenOf(when, rewrite, `la condition du bouton ${quoted(label)}`, ...at, 'condition'),
    ...(actions && {
      actions: actions.map((action) =>
        withActionRules(action, (rule) => rewrite(rule, `ce que fait le bouton ${quoted(label)}`, ...at)),
      ),
    }),
  };
}

function withActionRules(action: Action, rewrite: (rule: Json) => Json): Action {
  if (action.do === 'payment' && typeof action.amount === 'object')
    return { ...action, amount: asRule(rewrite(action.amount), action.amount) };
  if (action.do === 'set' && typeof action.value === 'object')
    return { ...action, value: asRule(rewrite(action.value), action.value) };
  return action;
}

function whenOf(
  when: Rule | undefined,
  rewrite: Rewrite,
  words: string,
  ...at: readonly string[]
): { readonly when?: Rule } {
  return when === undefined ? {} : { when: asRule(rewrite(when, words, ...at), when) };
}

function asRule(value: Json, before: Rule): Rule {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !isList(value))
    ? value
    : before;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The same said of the new answers; undefined where that makes no sense. */
function rewritten(rule: Json, change: Change): Json | undefined {
  const { before, after } = change;
  if (!reads(rule, before.id)) return rule;
  if (isList(rule)) return all(rule.map((one) => rewritten(one, change)));
  const line = readLine(rule);
  if (line?.field === before.id) return lineAbout(line, change);
  if (typeof rule !== 'object' || rule === null) return rule;
  const [entry] = Object.entries(rule);
  if (!entry) return rule;
  const [operator, operand = null] = entry;
  if (operator === 'var') return isVariable(operand, before.id) && !isAlike(before, after) ? undefined : rule;
  const inner = rewritten(operand, change);
  return inner === undefined ? undefined : { [operator]: inner };
}

function all(rules: readonly (Json | undefined)[]): readonly Json[] | undefined {
  return rules.every((one) => one !== undefined) ? rules : undefined;
}

/** « contient » of several answers is « est » of one. */
function lineAbout(line: Line, { before, after }: Change): Json | undefined {
  const { is, value } = line;
  const operators = operatorsFor(after);
  const says = (one: Line): Json | undefined => (operators.includes(one.is) ? ruleOf(one) : undefined);
  if (is === 'filled' || is === 'empty') return says(line);
  if (isAlike(before, after)) return fits(after, value) ? says(line) : undefined;
  if (typeof value === 'boolean' && after.type === 'choice')
    return fits(after, value ? 'oui' : 'non') ? says({ ...line, value: value ? 'oui' : 'non' }) : undefined;
  if (!fits(after, value)) return undefined;
  if (before.type === 'choices' && after.type === 'choice')
    return says({ ...line, is: is === 'contains' ? 'is' : 'is-not' });
  if (before.type !== 'choice' || after.type !== 'choices') return undefined;
  if (is !== 'among') return says({ ...line, is: is === 'is' ? 'contains' : 'contains-not' });
  const each = [value].flat().map((one) => says({ ...line, is: 'contains', value: String(one) }));
  const some = all(each);
  return some && (some.length > 1 ? { or: some } : some[0]);
}

/** Whether the new question can have such an answer. */
function fits(after: Field, value: Line['value']): boolean {
  if (!('options' in after) || after.other !== undefined) return true;
  const values = new Set(after.options.map((one) => one.value));
  return [value].flat().every((one) => values.has(String(one)));
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
