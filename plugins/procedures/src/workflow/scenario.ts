// Tests without code: a procedure carries scenarios (fill, press, let days pass, expect this mail and that status) that run
// when it is published, and in CI.

import { type Answers, defineForm, type Form, validateForm, visiblePages } from '@parvis/forms';
import type { Role } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import { dayOf, silenceDay, startOf } from './clock.ts';
import {
  type Actor,
  type CaseData,
  type Step as CaseStep,
  offered,
  startCase,
  take,
  tick,
} from './engine.ts';
import { fill } from './fill.ts';
import type { Action, LetterTemplate, Workflow } from './workflow.ts';

export interface Scenario {
  /** A sentence: « Une demande complète est acceptée ». */
  readonly name: string;
  readonly answers: Answers;
  readonly steps: readonly ScenarioStep[];
}

export type ScenarioStep =
  /** The form stops here with this page: nothing can be sent. The only step of its scenario. */
  | { readonly stopsAt: string }
  | { readonly press: string; readonly as?: Role; readonly filled?: Answers }
  | { readonly citizen: string; readonly changes?: Answers }
  | { readonly wait: number }
  | { readonly expect: Expectation };

export interface Expectation {
  readonly status?: string;
  /** Among what was done since the last expectation. */
  readonly mail?: { readonly to: 'citizen' | 'operator' | 'commune'; readonly contains?: string };
  readonly letter?: string;
  readonly nothingSent?: true;
  /** Transitions that an agent is offered, whatever the order. */
  readonly offers?: readonly string[];
  /** 'YYYY-MM-DD' counted from the scenario's first day, 2 March 2026. */
  readonly silenceOn?: string;
}

export interface ScenarioSubject {
  readonly form: Form;
  readonly workflow: Workflow;
  readonly letters: readonly LetterTemplate[];
}

export interface ScenarioResult {
  readonly name: string;
  /** Empty where everything went as expected; else sentences in French, with the number of the step. */
  readonly failures: readonly string[];
}

const ZONE = 'Europe/Paris';
/** Every scenario starts on a Monday at ten, so that its dates can be written down. */
export const FIRST_DAY = '2026-03-02';
const ALL_ROLES: readonly Role[] = [
  'administrator',
  'secretary',
  'case-worker',
  'advisor',
  'editor',
  'data-protection-officer',
];

export function runScenario(
  { form: declared, workflow, letters }: ScenarioSubject,
  scenario: Scenario,
): ScenarioResult {
  const form = defineForm(declared);
  const failures: string[] = [];
  const [first] = scenario.steps;
  if (first && 'stopsAt' in first) {
    const stop = visiblePages(form, scenario.answers).find((page) => page.stop);
    if (stop?.id !== first.stopsAt)
      failures.push(`Étape 1\u00A0: la démarche ne s’arrête pas à «\u00A0${first.stopsAt}\u00A0».`);
    return { name: scenario.name, failures };
  }
  const errors = validateForm(form, scenario.answers, { today: FIRST_DAY });
  if (errors.length > 0)
    return {
      name: scenario.name,
      failures: errors.map(({ fieldId, message }) => `Réponse «\u00A0${fieldId}\u00A0»\u00A0: ${message}`),
    };

  let now = Temporal.PlainDateTime.from(`${FIRST_DAY}T10:00`).toZonedDateTime(ZONE).epochMilliseconds;
  let answers = scenario.answers;
  let last: CaseStep = startCase(workflow, { now, zone: ZONE });
  let done: Action[] = [];
  const data = (): CaseData => ({ answers, work: last.work });
  const follow = (step: CaseStep): void => {
    last = step;
    done.push(...step.actions);
  };
  scenario.steps.forEach((step, index) => {
    const fail = (text: string) => failures.push(`Étape ${index + 1}\u00A0: ${text}`);
    const press = (transition: string, actor: Actor, filled: Answers = {}) => {
      const taken = take(workflow, last.state, data(), {
        transition,
        actor,
        filled,
        moment: { now, zone: ZONE },
      });
      if (taken) follow(taken);
      else
        fail(`«\u00A0${transition}\u00A0» n’est pas proposé dans l’état «\u00A0${last.status.label}\u00A0».`);
    };
    if ('wait' in step) {
      const day = dayOf(now, ZONE).add({ days: step.wait });
      now = startOf(day, ZONE) + 12 * 3_600_000;
      for (const one of tick(workflow, last.state, data(), { now, zone: ZONE })) follow(one);
    } else if ('press' in step) {
      press(step.press, { kind: 'agent', roles: step.as ? [step.as] : ALL_ROLES }, step.filled);
    } else if ('citizen' in step) {
      answers = { ...answers, ...step.changes };
      press(step.citizen, { kind: 'citizen' });
    } else if ('expect' in step) {
      for (const text of unmet(step.expect, { workflow, letters, last, done, now, data: data() })) fail(text);
      done = [];
    } else fail('un arrêt du formulaire est la seule étape de son scénario.');
  });
  return { name: scenario.name, failures };
}

interface Standing {
  readonly workflow: Workflow;
  readonly letters: readonly LetterTemplate[];
  readonly last: CaseStep;
  readonly done: readonly Action[];
  readonly now: number;
  readonly data: CaseData;
}

function unmet(
  expected: Expectation,
  { workflow, letters, last, done, now, data }: Standing,
): readonly string[] {
  const failures: string[] = [];
  const { status, mail, letter, nothingSent, offers, silenceOn } = expected;
  if (status !== undefined && last.status.id !== status)
    failures.push(`l’état est «\u00A0${last.status.id}\u00A0», pas «\u00A0${status}\u00A0».`);
  if (mail && !done.some((action) => isThatMail(action, mail, data)))
    failures.push(
      `aucun courriel de ce genre n’est parti à ${mail.to}${mail.contains ? ` avec «\u00A0${mail.contains}\u00A0»` : ''}.`,
    );
  if (
    letter !== undefined &&
    !(
      done.some((action) => action.do === 'letter' && action.letter === letter) &&
      letters.some(({ id }) => id === letter)
    )
  )
    failures.push(`la lettre «\u00A0${letter}\u00A0» n’est pas partie.`);
  if (nothingSent && done.some(({ do: what }) => what === 'mail' || what === 'letter'))
    failures.push('quelque chose est parti.');
  if (offers) {
    const given = offered(workflow, last.state, data, { kind: 'agent', roles: ALL_ROLES }).map(
      ({ id }) => id,
    );
    if ([...given].sort().join() !== [...offers].sort().join())
      failures.push(`sont proposés\u00A0: ${given.join(', ') || 'rien'}.`);
  }
  if (silenceOn !== undefined) {
    const day = silenceDay(workflow, last.state, now, ZONE)?.toString() ?? 'jamais';
    if (day !== silenceOn) failures.push(`le silence parle le ${day}, pas le ${silenceOn}.`);
  }
  return failures;
}

function isThatMail(
  action: Action,
  { to, contains }: NonNullable<Expectation['mail']>,
  { answers, work }: CaseData,
): boolean {
  if (action.do !== 'mail' || action.to !== to) return false;
  if (contains === undefined) return true;
  const values = Object.fromEntries(
    Object.entries({ ...answers, ...work }).flatMap(([id, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[id, String(value)] as const] : [],
    ),
  );
  return [action.subject, action.text].some((text) => fill(text, values).includes(contains));
}
