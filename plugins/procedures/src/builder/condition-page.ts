// « Montrer cette question si… »: of a question, of a page, of a button. Lines are added and taken away without a script; a
// rule that lines cannot say is told in words, and kept.

import { type FieldError, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { ruleInWords } from '../pooling/rule-in-words.ts';
import { chosen } from './boxes.ts';
import { operatorsFor } from './condition.ts';
import {
  boxesOfLine,
  fromLines,
  type OpenCondition,
  openLine,
  readLines,
  toLines,
} from './condition-lines.ts';
import { compile, readCondition } from './condition-rule.ts';
import type { Subject } from './condition-subject.ts';
import { bare } from './edit.ts';
import { formFault } from './faults.ts';
import { navOf } from './nav.ts';
import { type Plan, planFor, savePlan } from './plans.ts';

const EMPTY: OpenCondition = { joins: ['all'], lines: [] };

type SubjectOf = (plan: Plan, name: string) => Subject;

export async function conditionPage(
  page: DeskCtx,
  planId: string,
  name: string,
  subjectOf: SubjectOf,
): Promise<Response> {
  const plan = await planFor(page, planId);
  const subject = subjectOf(plan, name);
  return draw(page, plan, subject, openOf(subject) ?? EMPTY);
}

/** The lines of the rule that is there; null where there is one that lines cannot say. */
function openOf({ when, reads }: Subject): OpenCondition | null {
  if (when === undefined || when === true) return EMPTY;
  const condition = readCondition(when);
  return condition && toLines(condition, reads);
}

interface Shown {
  readonly errors?: readonly FieldError[];
  readonly typed?: Typed;
  readonly refusal?: string | null;
  readonly stale?: boolean;
  /** Lines were added or taken away: nothing is saved yet. */
  readonly unsaved?: boolean;
}

function draw(
  page: DeskCtx,
  plan: Plan,
  subject: Subject,
  open: OpenCondition,
  { errors = [], typed, refusal = null, stale = false, unsaved = false }: Shown = {},
): Response {
  const { title, name, when, always, action, back, reads } = subject;
  const usable = reads.filter((field) => operatorsFor(field).length > 0);
  const groups = open.joins.map((join, group) => ({
    group,
    join,
    lines: open.lines.flatMap((line, at) => {
      if (line.group !== group) return [];
      const boxes = boxesOfLine(typed ? openLine(line.field, group) : line, at).map((one) =>
        typed ? bare(one) : one,
      );
      return [
        {
          at,
          field: line.field.id,
          label: line.field.label,
          controls: toControls(boxes, { errors, ...(typed && { typed }) }),
        },
      ];
    }),
    add: toControls([
      {
        ...chosen(
          `nouvelle-${group}`,
          group === 0 ? 'Question' : 'Question du groupe',
          '',
          usable.map((field) => [field.id, shortened(field.label)]),
        ),
        optional: true,
      },
    ]),
  }));
  return page.page(
    'desk-builder-condition',
    {
      nav: navOf(plan),
      title,
      name,
      always,
      action,
      back,
      revision: plan.revision,
      words: when === undefined ? null : ruleInWords(when, reads),
      beyond: openOf(subject) === null,
      usable: usable.length > 0,
      groups,
      many: open.lines.length,
      errors,
      refusal,
      unsaved,
      stale: stale ? { by: plan.changedBy, at: plan.changedAt } : null,
    },
    {
      title: `${title} ${name}`,
      status: stale ? 409 : errors.length > 0 || refusal ? 422 : 200,
    },
  );
}

const shortened = (label: string): string => (label.length > 80 ? `${label.slice(0, 79)}…` : label);

export async function saveCondition(
  page: DeskCtx,
  planId: string,
  name: string,
  subjectOf: SubjectOf,
): Promise<Response> {
  const plan = await planFor(page, planId);
  const subject = subjectOf(plan, name);
  const body = await page.body();
  const { condition, errors, typed } = readLines(body, subject.reads, localDay(page.site.zone, page.now));
  const [press = '', operand = ''] = (body.get('faire') ?? '').split(' ');
  if (press === 'ajouter' || press === 'retirer' || press === 'groupe')
    return draw(
      page,
      plan,
      subject,
      reshaped(condition, press, Number(operand), body.get(`nouvelle-${operand}`), subject),
      {
        unsaved: true,
      },
    );
  const stale = Number(body.get('revision')) !== plan.revision;
  if (stale) return draw(page, plan, subject, condition, { typed, stale });
  if (press !== 'toujours' && errors.length > 0)
    return draw(page, plan, subject, condition, { errors, typed });
  const rule = press === 'toujours' ? undefined : compile(fromLines(condition));
  if (press !== 'toujours' && rule === undefined)
    return draw(page, plan, subject, condition, {
      refusal: `Ajoutez au moins une ligne, ou choisissez «\u00A0${subject.always}\u00A0».`,
    });
  const definition = subject.apply(rule);
  const fault = formFault(definition);
  if (fault !== null) return draw(page, plan, subject, condition, { refusal: fault, typed });
  if (!(await savePlan(page, plan, body.get('revision'), { definition }))) {
    const fresh = await planFor(page, planId);
    return draw(page, fresh, subjectOf(fresh, name), condition, { typed, stale: true });
  }
  return page.seeOther(subject.back);
}

/** With a line or a group more or less. */
function reshaped(
  open: OpenCondition,
  press: 'ajouter' | 'retirer' | 'groupe',
  operand: number,
  fieldId: string | undefined,
  { reads }: Subject,
): OpenCondition {
  if (press === 'groupe') return { ...open, joins: [...open.joins, open.joins[0] === 'all' ? 'any' : 'all'] };
  if (press === 'retirer') return { ...open, lines: open.lines.filter((_, at) => at !== operand) };
  const field = reads.find(({ id }) => id === fieldId);
  if (!field) return open;
  return { ...open, lines: [...open.lines, openLine(field, operand)] };
}
