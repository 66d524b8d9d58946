// « Montrer cette question si… »: of a question, of a page, of a button. Lines are added and taken away without a script; a
// rule that lines cannot say is told in words, and kept.

import { type Input, toControls } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { ruleInWords } from '../pooling/rule-in-words.ts';
import { quoted } from '../workflow/actions/kind.ts';
import { FIRST_DAY } from '../workflow/scenario.ts';
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
import type { Subject, SubjectKind } from './condition-subject.ts';
import { bare, type Returned, sentAlong } from './edit.ts';
import { formFault } from './faults.ts';
import type { Said } from './meanwhile.ts';
import { navOf } from './nav.ts';
import { addressOf, type Plan, planFor, savePlan } from './plans.ts';
import { standingOf } from './standing.ts';

const EMPTY: OpenCondition = { joins: ['all'], lines: [] };

export async function conditionPage(
  page: DeskCtx,
  planId: string,
  name: string,
  kind: SubjectKind,
): Promise<Response> {
  const plan = await planFor(page, planId);
  const subject = kind.of(plan, name);
  return draw(page, plan, subject, openOf(subject) ?? EMPTY);
}

/** The lines of the rule that is there; null where there is one that lines cannot say. */
function openOf({ when, reads }: Subject): OpenCondition | null {
  if (when === undefined || when === true) return EMPTY;
  const condition = readCondition(when);
  return condition && toLines(condition, reads);
}

interface Shown extends Returned {
  /** Lines were added or taken away: nothing is saved yet. */
  readonly unsaved?: boolean;
  /** What whoever writes saw last, where nothing is saved yet. */
  readonly seenRevision?: number;
}

function draw(page: DeskCtx, plan: Plan, subject: Subject, open: OpenCondition, shown: Shown = {}): Response {
  const { errors = [], typed, refusal = null, stale = false, gone, unsaved = false } = shown;
  const { title, name, when, always, action, back, reads } = subject;
  const usable = reads.filter((field) => operatorsFor(field).length > 0);
  const groups = open.joins.map((join, group) => ({
    group,
    join,
    lines: open.lines.flatMap((line, at) => {
      if (line.group !== group) return [];
      // A line that was just added holds nothing typed yet.
      const isTyped = typed !== undefined && typed[`est-${at}`] !== undefined;
      const boxes = boxesOfLine(isTyped ? openLine(line.field, group) : line, at).map((one) =>
        isTyped ? bare(one) : one,
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
      back: gone ? addressOf(plan) : back,
      ...sentAlong(plan, shown),
      ...(shown.seenRevision !== undefined && { revision: shown.seenRevision }),
      cases: JSON.stringify(open.lines.map(({ field }, at) => [`valeur-${at}`, field.label])),
      words: when === undefined ? null : ruleInWords(when, reads),
      beyond: openOf(subject) === null,
      usable: usable.length > 0,
      groups,
      many: open.lines.length,
      errors,
      refusal,
      unsaved,
    },
    {
      title: `${title} ${name}`,
      status: stale || gone ? 409 : errors.length > 0 || refusal ? 422 : 200,
    },
  );
}

const shortened = (label: string): string => (label.length > 80 ? `${label.slice(0, 79)}…` : label);

export async function saveCondition(
  page: DeskCtx,
  planId: string,
  name: string,
  kind: SubjectKind,
): Promise<Response> {
  const { plan, seen, stale, gone, putsBack } = await standingOf(page, planId, kind.thing, name);
  const subject = kind.of(plan, name);
  const body = await page.body();
  const { condition, errors, typed } = readLines(body, subject.reads, localDay(page.site.zone, page.now));
  const about: Shown = { gone, left: lostLines(kind, seen, name, body, subject) };
  const [press = '', operand = ''] = (body.get('faire') ?? '').split(' ');
  if (press === 'ajouter' || press === 'retirer' || press === 'groupe') {
    const open = reshaped(condition, press, Number(operand), body.get(`nouvelle-${operand}`), subject);
    const seenRevision = Number(body.get('revision'));
    // Who takes a line away moves those that follow: what was typed in them is read, not shown as it was.
    const shown = press === 'retirer' ? {} : { typed };
    return draw(page, plan, subject, open, { ...about, ...shown, unsaved: true, seenRevision });
  }
  const again = about.left?.length ? about : { ...about, typed };
  if (stale || (gone && !putsBack)) return draw(page, plan, subject, condition, { ...again, stale });
  if (press !== 'toujours' && errors.length > 0)
    return draw(page, plan, subject, condition, { ...about, errors, typed });
  const rule = press === 'toujours' ? undefined : compile(fromLines(condition));
  if (press !== 'toujours' && rule === undefined)
    return draw(page, plan, subject, condition, {
      ...about,
      refusal: `Ajoutez au moins une ligne, ou choisissez «\u00A0${subject.always}\u00A0».`,
    });
  const definition = subject.apply(rule);
  const fault = formFault(definition);
  if (fault !== null) return draw(page, plan, subject, condition, { ...about, refusal: fault, typed });
  // Where somebody saved in between, the page is read again: it is late now.
  if (!(await savePlan(page, plan, body.get('revision'), { definition })))
    return saveCondition(page, planId, name, kind);
  return page.seeOther(subject.back);
}

/** Lines about questions that were there, and are not any more. */
function lostLines(
  { thing, of }: SubjectKind,
  seen: Plan,
  name: string,
  body: Input,
  { reads }: Subject,
): readonly Said[] {
  if (!thing.isIn(seen.definition, name)) return [];
  const sent = readLines(body, of(seen, name).reads, FIRST_DAY);
  return sent.condition.lines
    .filter(({ field }) => !reads.some(({ id }) => id === field.id))
    .map(({ field, value }) => ({
      label: `La ligne sur ${quoted(field.label)}`,
      text: `${value === null ? '' : `${[value].flat().join(', ')}. `}Cette question n’est plus là.`,
    }));
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
