// Tests without code: a procedure carries scenarios (fill, press, let days pass, expect this mail and that status) that run
// when it is published, and in CI.

import { type Answers, defineForm, type Form, formatAmount, validateForm, visiblePages } from '@parvis/forms';
import type { Role } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import type { Verdict } from './actions/opinion.ts';
import { dayOf, startOf } from './clock.ts';
import { type Actor, type CaseData, type Step as CaseStep, happen, startCase, take, tick } from './engine.ts';
import { ALL_ROLES, type Expectation, owedBy, unmet, SCENARIO_ZONE as ZONE } from './expectation.ts';
import { withAmounts } from './fees.ts';
import { closedBy, firstAnswered, type Waiting, waitingAfter } from './scenario-opinions.ts';
import type { Action, Event, LetterTemplate, Workflow } from './workflow.ts';

export interface Scenario {
  /** A sentence: « Une demande complète est acceptée ». */
  readonly name: string;
  readonly answers: Answers;
  /** What things cost in it, by the ids of the fees: whoever changes a price does not change what the scenario tells. */
  readonly fees?: Readonly<Record<string, number>>;
  readonly steps: readonly ScenarioStep[];
}

export type ScenarioStep =
  /** The form stops here with this page: nothing can be sent. The only step of its scenario. */
  | { readonly stopsAt: string }
  | { readonly press: string; readonly as?: Role; readonly filled?: Answers }
  | { readonly citizen: string; readonly changes?: Answers }
  | { readonly wait: number }
  /** The body that was asked first, and has not answered yet, answers. */
  | { readonly opinion: Exclude<Verdict, 'none'>; readonly text?: string }
  /** The citizen pays what was asked for: so many euros. */
  | { readonly pays: number }
  | { readonly expect: Expectation };

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

/** Every scenario starts on a Monday at ten, so that its dates can be written down. */
export const FIRST_DAY = '2026-03-02';

export function runScenario(
  { form: declared, workflow: published, letters }: ScenarioSubject,
  scenario: Scenario,
): ScenarioResult {
  const workflow = {
    ...published,
    ...(published.fees && { fees: withAmounts(published.fees, scenario.fees ?? {}) }),
  };
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
  let waiting: readonly Waiting[] = [];
  /** In cents; null where nothing is asked for. */
  let owed: number | null = null;
  const data = (): CaseData => ({ answers, work: last.work });
  const follow = (step: CaseStep): void => {
    last = step;
    done.push(...step.actions);
    waiting = [...waiting, ...waitingAfter(step, ZONE)];
    const asked = step.actions.filter((action) => action.do === 'payment');
    if (asked.length === 0) return;
    owed = asked.reduce((sum, action) => sum + owedBy(action, workflow, data()), 0);
    if (owed === 0) event('paid', now);
  };
  const event = (name: Event, at: number): void => {
    const step = happen(workflow, last.state, data(), name, { now: at, zone: ZONE });
    if (step) follow(step);
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
      for (let isOver = false; !isOver; ) {
        const next = Math.min(...waiting.map(({ until }) => until));
        isOver = next > now;
        const moment = { now: Math.min(next, now), zone: ZONE };
        for (const one of tick(workflow, last.state, data(), moment)) follow(one);
        if (isOver) continue;
        const { noted, still } = closedBy(waiting, next);
        waiting = still;
        last = { ...last, work: { ...last.work, ...noted } };
        if (still.length === 0) event('opinion', next);
      }
    } else if ('press' in step) {
      press(step.press, { kind: 'agent', roles: step.as ? [step.as] : ALL_ROLES }, step.filled);
    } else if ('citizen' in step) {
      answers = { ...answers, ...step.changes };
      press(step.citizen, { kind: 'citizen' });
    } else if ('opinion' in step) {
      const answer = firstAnswered(waiting, step.opinion, step.text ?? '');
      if (!answer) return void fail('aucun avis n’est attendu.');
      waiting = answer.still;
      last = { ...last, work: { ...last.work, ...answer.noted } };
      if (answer.still.length === 0) event('opinion', now);
    } else if ('pays' in step) {
      if (owed !== Math.round(step.pays * 100))
        return void fail(`l’usager doit ${formatAmount((owed ?? 0) / 100)}, pas ${formatAmount(step.pays)}.`);
      owed = null;
      event('paid', now);
    } else if ('expect' in step) {
      for (const text of unmet(step.expect, { workflow, letters, last, done, now, data: data() })) fail(text);
      done = [];
    } else fail('un arrêt du formulaire est la seule étape de son scénario.');
  });
  return { name: scenario.name, failures };
}
