// The rules about a question that becomes one of another kind: the same said of the new answers as of the old ones.

import type { Field, Json, Rule } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import { quoted } from '../workflow/actions/kind.ts';
import type { Action, Transition } from '../workflow/workflow.ts';
import { type Line, operatorsFor } from './condition.ts';
import { readLine, ruleOf } from './condition-rule.ts';
import { withSteps } from './field-place.ts';
import { isAlike } from './kind-carry.ts';
import { fieldAt, withField } from './outline.ts';
import { withProperties } from './question-boxes.ts';
import { isVariable, reads } from './uses.ts';

export interface Obstacle {
  /** « le calcul de « Prix » » */
  readonly words: string;
  /** Where it is changed, after the address of the plan; empty where no one page does it. */
  readonly at: readonly string[];
}

/** The two questions of one id. */
export interface Change {
  readonly before: Field;
  readonly after: Field;
}

/** The rule about the new question, naming in words and address what is to be changed first where it can say nothing of it. */
export type Rewrite = (rule: Json, words: string, ...at: readonly string[]) => Json;

export function withRules(definition: Definition, rewrite: Rewrite): Definition {
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

export function withRulesInside(definition: Definition, blockId: string, rewrite: Rewrite): Definition {
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
export function rewritten(rule: Json, change: Change): Json | undefined {
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
