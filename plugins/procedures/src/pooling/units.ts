// What of a procedure is not its form, taken apart into what can change by itself: units by their stable ids, with their
// properties, and the order of those that have one.

import { type Answers, sameAnswer } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import type { Fee } from '../workflow/fees.ts';
import type { Scenario } from '../workflow/scenario.ts';
import type { LetterTemplate, Status, Transition, Workflow } from '../workflow/workflow.ts';

export type Properties = Readonly<Record<string, unknown>>;

export const PARTS = ['requester', 'silence', 'status', 'transition', 'fee', 'letter', 'scenario'] as const;
export type Part = (typeof PARTS)[number];

export interface Units {
  readonly by: ReadonlyMap<string, Properties>;
  readonly order: readonly string[];
}

/** Parts whose properties mean something only together: who changes one changes the whole. */
export const WHOLE: ReadonlySet<Part> = new Set(['silence']);

const ONLY = '-';
/** The answers of a scenario stand beside its other properties, so that a question more is a property more. */
const ANSWER = 'answer:';

export function unitsOf(definition: Definition): Readonly<Record<Part, Units>> {
  const { requester, workflow, letters, scenarios } = definition;
  return {
    requester: one({ ...requester }),
    silence: one({ ...workflow.silence }),
    status: byKey(workflow.statuses, ({ id }) => id),
    transition: byKey(workflow.transitions, ({ id }) => id),
    fee: byKey(workflow.fees ?? [], ({ id }) => id),
    letter: byKey(letters, ({ id }) => id),
    scenario: byKey(scenarios.map(flat), ({ name }) => name),
  };
}

/** The rest of a definition again. What the units say came from one, so it is one. */
export function fromUnits(units: Readonly<Record<Part, Units>>): Omit<Definition, 'form'> {
  const listed = (part: Part): unknown => units[part].order.map((id) => units[part].by.get(id));
  return {
    requester: units.requester.by.get(ONLY) as unknown as Definition['requester'],
    workflow: {
      statuses: listed('status') as readonly Status[],
      transitions: listed('transition') as readonly Transition[],
      silence: units.silence.by.get(ONLY) as unknown as Workflow['silence'],
      ...(units.fee.order.length > 0 && { fees: listed('fee') as readonly Fee[] }),
    },
    letters: listed('letter') as readonly LetterTemplate[],
    scenarios: units.scenario.order.map((id) => deep(units.scenario.by.get(id) ?? {})),
  };
}

/** The names of what differs between two units. */
export function changedProperties(was: Properties, is: Properties): readonly string[] {
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names].filter((name) => !sameAnswer(was[name], is[name]));
}

function one(unit: Properties): Units {
  return { by: new Map([[ONLY, unit]]), order: [ONLY] };
}

function byKey<T extends object>(list: readonly T[], key: (one: T) => string): Units {
  return {
    by: new Map(list.map((unit) => [key(unit), Object.fromEntries(Object.entries(unit))])),
    order: list.map(key),
  };
}

function flat({ name, steps, answers, fees }: Scenario): Omit<Scenario, 'answers'> {
  const own = Object.entries(answers).map(([id, answer]) => [`${ANSWER}${id}`, answer] as const);
  return { name, steps, ...(fees && { fees }), ...Object.fromEntries(own) };
}

function deep({ name, steps, fees, ...rest }: Properties): Scenario {
  const answers = Object.entries(rest).map(([key, answer]) => [key.slice(ANSWER.length), answer] as const);
  return {
    name: String(name),
    steps: steps as Scenario['steps'],
    ...(fees !== undefined && { fees: fees as NonNullable<Scenario['fees']> }),
    answers: Object.fromEntries(answers) as Answers,
  };
}
