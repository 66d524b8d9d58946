// « Le résultat est… »: how a calculated value follows from answers. What lines cannot say is told in words and kept, until
// somebody chooses to replace it.

import { type Field, type Json, summarise, toControls } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { calculationInWords } from '../pooling/calculation-in-words.ts';
import type { Definition } from '../schema.ts';
import { chosen } from './boxes.ts';
import { fitting, offersOf } from './calculation.ts';
import {
  boxesOfTerm,
  fromOpen,
  OPERATION_WORDS,
  type OpenCalculation,
  readCalculationLines,
  toOpen,
  withLine,
} from './calculation-lines.ts';
import { compileCalculation, readCalculation } from './calculation-rule.ts';
import { bare, type Returned, sentAlong } from './edit.ts';
import { formFault } from './faults.ts';
import { placed, withPlaced } from './field-place.ts';
import { navOf } from './nav.ts';
import { fieldsOf } from './outline.ts';
import { addressOf, type Plan, planFor, savePlan } from './plans.ts';
import { withProperties } from './question-boxes.ts';
import { gone as notThere, standingOf } from './standing.ts';
import { QUESTION, type Thing } from './things.ts';
import { usesOf } from './uses.ts';

type Computed = Extract<Field, { readonly type: 'computed' }>;

/** A calculated value: a question that became something else is one no more. */
const CALCULATED: Thing = {
  ...QUESTION,
  what: 'Cette valeur calculée',
  isIn: (definition, path) => placed(definition, path)?.field.type === 'computed',
};

interface Shown extends Returned {
  readonly unsaved?: boolean;
  readonly seenRevision?: number;
  /** They chose to replace a calculation that lines cannot say. */
  readonly replaces?: boolean;
}

const EMPTY: OpenCalculation = { operation: 'sum', lines: [] };

export async function calculationPage(page: DeskCtx, planId: string, id: string): Promise<Response> {
  const plan = await planFor(page, planId);
  const field = computedAt(plan, id);
  return draw(page, plan, field, openOf(plan, field) ?? EMPTY);
}

function computedAt(plan: Plan, id: string): Computed {
  const field = placed(plan.definition, id)?.field;
  if (field?.type === 'computed') return field;
  throw notThere(plan, CALCULATED.what);
}

/** The questions that it may read: of earlier pages, and of its own. */
function readable({ definition: { form } }: Plan, { id }: Field): readonly Field[] {
  const rank = form.pages.findIndex(({ fields }) => fields.some((one) => one.id === id));
  return form.pages.slice(0, rank + 1).flatMap(({ fields }) => fields.filter((one) => one.id !== id));
}

/** The lines of the calculation that is there; null for one that lines cannot say. */
function openOf(plan: Plan, field: Computed): OpenCalculation | null {
  const fields = readable(plan, field);
  const read = readCalculation(field.rule);
  const fits = read && fitting(read, fields);
  return fits && toOpen(fits, fields);
}

function draw(
  page: DeskCtx,
  plan: Plan,
  field: Computed,
  open: OpenCalculation,
  shown: Shown = {},
): Response {
  const { errors = [], typed, refusal = null, stale = false, gone, unsaved = false } = shown;
  const { definition } = plan;
  const fields = readable(plan, field);
  const isBeyond = openOf(plan, field) === null;
  const tried = unsaved ? compileCalculation(fromOpen(open)) : field.rule;
  return page.page(
    'desk-builder-calculation',
    {
      nav: navOf(plan),
      name: field.label,
      action: addressOf(plan, 'questions', field.id, 'calcul'),
      back: gone ? addressOf(plan) : addressOf(plan, 'questions', field.id),
      ...sentAlong(plan, shown),
      ...(shown.seenRevision !== undefined && { revision: shown.seenRevision }),
      cases: JSON.stringify(open.lines.map((line) => [`n-${line.at}`, line.label])),
      errors,
      refusal,
      unsaved,
      words: field.rule === null ? null : calculationInWords(field.rule, fieldsOf(definition.form)),
      tried: unsaved && tried !== null ? calculationInWords(tried, fieldsOf(definition.form)) : null,
      raw: isBeyond ? JSON.stringify(field.rule, null, 2) : null,
      replaces: shown.replaces ?? false,
      unit: field.unit ?? null,
      operations: OPERATION_WORDS.map(([value, text]) => ({
        value,
        text,
        isChosen: value === open.operation,
      })),
      lines: open.lines.map((line, rank) => ({
        at: line.at,
        key: line.key,
        label: line.label,
        first: rank === 0,
        controls: toControls(
          boxesOfTerm(line, fields).map((one) => (typed && Object.hasOwn(typed, one.id) ? bare(one) : one)),
          { errors, ...(typed && { typed }) },
        ),
      })),
      add: toControls([
        {
          ...chosen(
            'nouvelle',
            'Ce qui entre dans le calcul',
            '',
            offersOf(fields).map(({ key, label }) => [
              key,
              label.length > 90 ? `${label.slice(0, 89)}…` : label,
            ]),
          ),
          optional: true,
        },
      ]),
      results: tried === null ? [] : resultsOf(definition, field, tried),
      uses: usesOf(definition, field.id),
    },
    {
      title: `Le calcul de «\u00A0${field.label}\u00A0»`,
      status: stale || gone ? 409 : errors.length > 0 || refusal ? 422 : 200,
    },
  );
}

const MOST_RESULTS = 6;

/** What comes out of it with the answers of scenarios. */
function resultsOf(definition: Definition, field: Computed, rule: Json) {
  const { form } = withPlaced(definition, field.id, withProperties(field, { rule }));
  if (formFault({ ...definition, form }) !== null) return [];
  return definition.scenarios
    .filter(({ steps }) => !steps.some((step) => 'stopsAt' in step))
    .slice(0, MOST_RESULTS)
    .map(({ name, answers }) => {
      const rows = summarise(form, answers).flatMap((one) => one.rows);
      const row = rows.find(({ fieldId }) => fieldId === field.id);
      return { label: name, text: row ? [row.text].flat().join(', ') : 'Pas montrée' };
    });
}

export async function saveCalculation(page: DeskCtx, planId: string, id: string): Promise<Response> {
  const { plan, seen, stale, gone, putsBack } = await standingOf(page, planId, CALCULATED, id);
  const field = computedAt(plan, id);
  const fields = readable(plan, field);
  const body = await page.body();
  const { open, errors, typed, lost } = readCalculationLines(
    body,
    fields,
    localDay(page.site.zone, page.now),
  );
  const isBeyond = openOf(plan, field) === null;
  const replaces = body.get('remplacer') === 'oui';
  const about: Shown = { gone, typed, replaces, left: lostLines(seen, field, lost) };
  const [press = '', operand = ''] = (body.get('faire') ?? '').split(' ');
  if (RESHAPING.has(press)) {
    const shape = reshaped(open, press, Number(operand), body.get('nouvelle'), fields);
    return draw(page, plan, field, shape, {
      ...about,
      unsaved: true,
      seenRevision: Number(body.get('revision')),
    });
  }
  if (stale || (gone && !putsBack)) return draw(page, plan, field, open, { ...about, stale });
  if (errors.length > 0) return draw(page, plan, field, open, { ...about, errors });
  if (open.lines.length === 0)
    return draw(page, plan, field, open, { ...about, refusal: 'Ajoutez au moins une ligne au calcul.' });
  if (isBeyond && !replaces)
    return draw(page, plan, field, open, {
      ...about,
      refusal:
        'Le calcul d’aujourd’hui dit plus que ce que des lignes peuvent dire. Cochez «\u00A0Remplacer ce calcul par mes lignes\u00A0» si c’est bien ce que vous voulez.',
    });
  const rule = compileCalculation(fromOpen(open));
  const definition = withPlaced(plan.definition, id, withProperties(field, { rule }));
  const fault = formFault(definition);
  if (fault !== null) return draw(page, plan, field, open, { ...about, refusal: fault });
  // Where somebody saved in between, the page is read again: it is late now.
  if (!(await savePlan(page, plan, body.get('revision'), { definition })))
    return saveCalculation(page, planId, id);
  return page.seeOther(addressOf(plan, 'questions', id));
}

const RESHAPING: ReadonlySet<string> = new Set(['ajouter', 'retirer', 'monter', 'voir']);

function reshaped(
  open: OpenCalculation,
  press: string,
  at: number,
  key: string | undefined,
  fields: readonly Field[],
): OpenCalculation {
  if (press === 'ajouter') return withLine(open, key, fields);
  if (press === 'retirer') return { ...open, lines: open.lines.filter((line) => line.at !== at) };
  if (press !== 'monter') return open;
  const rank = open.lines.findIndex((line) => line.at === at);
  const [line, before] = [open.lines[rank], open.lines[rank - 1]];
  if (!line || !before) return open;
  return { ...open, lines: open.lines.with(rank - 1, line).with(rank, before) };
}

function lostLines(seen: Plan, field: Computed, lost: readonly string[]) {
  const offers = new Map(offersOf(readable(seen, field)).map(({ key, label }) => [key, label]));
  return lost.map((key) => ({
    label: `La ligne «\u00A0${offers.get(key) ?? key}\u00A0»`,
    text: 'Cette question n’est plus là, ou ne donne plus de nombre.',
  }));
}
