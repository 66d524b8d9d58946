// One thing of a procedure as a person compares it: whatever it is, in a few French words.

import type { Field, Rule } from '@parvis/forms';
import { isAction, kindOf } from '../workflow/actions/kinds.ts';
import { triggerWords } from '../workflow/trigger-words.ts';
import type { Action, Trigger } from '../workflow/workflow.ts';
import { KIND_WORDS } from './in-words.ts';
import { ruleInWords } from './rule-in-words.ts';

const NOTHING = 'Rien';

export function valueInWords(property: string, value: unknown, fields: readonly Field[]): string {
  if (value === undefined || value === null || value === '') return NOTHING;
  if (property === 'when') return isRule(value) ? ruleInWords(value, fields) : NOTHING;
  if (property === 'optional') return value === true ? 'Facultatif' : 'Obligatoire';
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return value.map((one: unknown) => valueInWords('', one, fields)).join('\u202F; ') || NOTHING;
  return unitWords(value, fields);
}

function isRule(value: unknown): value is Rule {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}

/** What names it first, then all it says that a person reads. */
function unitWords(unit: object, fields: readonly Field[]): string {
  if (isAction(unit)) return actionWords(unit);
  if (isTrigger(unit)) return triggerWords(unit);
  const entries = Object.entries(unit).filter(([key]) => !HIDDEN.has(key));
  const kind = 'type' in unit && typeof unit.type === 'string' ? kindWords(unit.type) : [];
  const said = entries
    .map(([key, value]) => valueInWords(key, value, fields))
    .filter((one) => one !== NOTHING);
  return [...said, ...kind].join('\u202F; ') || NOTHING;
}

/** What it does, then what it says. */
function actionWords(action: Action): string {
  const said = Object.entries(action).flatMap(([key, value]) =>
    SAID.has(key) && typeof value === 'string' && value !== '' ? [value] : [],
  );
  return [kindOf(action).words(action, []), ...said].join('\u202F; ');
}

const SAID: ReadonlySet<string> = new Set(['subject', 'text', 'question']);

function isTrigger(value: object): value is Trigger {
  return 'kind' in value && typeof value.kind === 'string' && TRIGGERS.has(value.kind);
}

const TRIGGERS: ReadonlySet<string> = new Set<Trigger['kind']>([
  'agent',
  'citizen',
  'clock',
  'opinion',
  'paid',
]);

const HIDDEN: ReadonlySet<string> = new Set(['id', 'type', '@page', 'value', 'autocomplete', 'do']);

function kindWords(type: string): readonly string[] {
  const found = Object.entries(KIND_WORDS).find(([name]) => name === type);
  return found ? [found[1]] : [];
}
