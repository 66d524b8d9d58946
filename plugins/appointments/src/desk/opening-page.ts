// One opening: made, changed for all its days, from a day on or on one day alone, ended. What is booked is kept.

import { type Answers, type FieldError, readFields, type Typed, toControls } from '@parvis/forms';
import type { DeskCtx, TxCtx } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { Temporal } from 'temporal-polyfill';
import { errorAt } from '../error-at.ts';
import { hour, sayDay } from '../french.ts';
import { addOpening } from '../seed.ts';
import { CRUMB } from './agendas.ts';
import { endBefore, type Hours, meetingDay, splitFrom, without } from './opening-change.ts';
import {
  type OpeningChoices,
  type OpeningValues,
  openingFault,
  openingFields,
  toOpeningValues,
  toRecurrence,
} from './opening-form.ts';
import { type OpeningRow, openingRow, openingRows, removeOpening, updateOpening } from './opening-store.ts';
import { OPENINGS, openingChoices } from './openings-page.ts';

interface State {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly scope?: string | undefined;
  readonly day?: string | undefined;
  /** Why another opening is in the way. */
  readonly meets?: string;
}

export async function newOpeningPage(page: DeskCtx, resource: string | undefined): Promise<Response> {
  page.demand('appointments.manage');
  const today = localDay(page.site.zone, page.now);
  const answers = { premier: today, ...(resource !== undefined && { avec: resource }) };
  return drawPage(page, await openingChoices(page), null, {}, answers);
}

export async function openingPage(page: DeskCtx, id: string): Promise<Response> {
  page.demand('appointments.manage');
  return drawPage(page, await openingChoices(page), await openingRow(page, id), {});
}

function drawPage(
  page: DeskCtx,
  choices: OpeningChoices,
  row: OpeningRow | null,
  state: State,
  first: Answers = {},
): Response {
  const known = row && toOpeningValues(row.opening, row.motifs);
  const answers =
    known === null ? first : Object.fromEntries(Object.entries(known).filter(([, one]) => one !== undefined));
  const { errors = [], meets } = state;
  const today = localDay(page.site.zone, page.now);
  const model = {
    heading: row === null ? 'Ajouter une permanence' : 'Modifier une permanence',
    action: row === null ? `${OPENINGS}/nouvelle` : `${OPENINGS}/${row.opening.id}`,
    end: row === null ? null : `${OPENINGS}/${row.opening.id}/fin`,
    // A rule that the form cannot say is ended, or loses a day; it is not written anew.
    controls:
      row !== null && known === null
        ? []
        : toControls(openingFields(choices).fields, state.typed === undefined ? { answers } : state),
    scopes:
      row === null
        ? []
        : [
            { value: 'toutes', text: 'Toutes les fois', chosen: (state.scope ?? 'toutes') === 'toutes' },
            { value: 'suite', text: 'À partir de ce jour', chosen: state.scope === 'suite' },
            { value: 'jour', text: 'Ce jour-là seulement', chosen: state.scope === 'jour' },
          ],
    day: state.day ?? today,
    errors,
    meets: meets ?? null,
    back: OPENINGS,
  };
  const status = meets === undefined ? (errors.length > 0 ? 422 : 200) : 409;
  return page.page('desk-opening', model, {
    title: model.heading,
    breadcrumb: [CRUMB, { href: OPENINGS, text: 'Permanences' }],
    status,
  });
}

export async function saveOpening(page: DeskCtx, id: string | null): Promise<Response> {
  page.demand('appointments.manage');
  const choices = await openingChoices(page);
  const row = id === null ? null : await openingRow(page, id);
  const body = await page.body();
  const today = localDay(page.site.zone, page.now);
  const scope = body.get('portee');
  const day = dayOf(body.get('le'));
  const outcome = readFields(openingFields(choices), body, { today });
  if (!outcome.ok) return drawPage(page, choices, row, { ...outcome, scope, day: day ?? undefined });
  const { values, typed } = outcome;
  const state = { typed, scope, day: day ?? undefined };
  const wrong = (field: string, message: string): Response => {
    const error = errorAt(openingFields(choices).fields, field, message);
    return drawPage(page, choices, row, { ...state, errors: [error] });
  };
  const fault = openingFault(values);
  if (fault !== null) return wrong(fault.field, fault.text);
  const change = row === null ? { hours: hoursOf(values), apply: null } : changeOf(row, values, scope, day);
  if (typeof change === 'string') return wrong('le', change);
  const others = (await openingRows(page)).filter(
    ({ opening }) => opening.resourceId === values.avec && opening.id !== row?.opening.id,
  );
  for (const { opening } of body.get('confirmer') === '1' ? [] : others) {
    const met = meetingDay(change.hours, opening, today);
    if (met === null) continue;
    const place = choices.venues.find((one) => one.id === opening.venueId)?.commune ?? '';
    const meets = `Le ${sayDay(Temporal.PlainDate.from(met))}, une autre permanence a lieu de ${hour(opening.startTime)} à ${hour(opening.endTime)}, ${place}.`;
    return drawPage(page, choices, row, { ...state, meets });
  }
  await page.write(async (ctx) => {
    if (change.apply === null) await insert(ctx, values, change.hours);
    else await change.apply(ctx);
  });
  return page.seeOther(OPENINGS);
}

function hoursOf(values: OpeningValues): Hours {
  return {
    recurrence: toRecurrence(values),
    firstDay: values.premier,
    lastDay: values.rythme === 'une-fois' ? values.premier : (values.dernier ?? null),
    startTime: values.debut,
    endTime: values.fin,
  };
}

async function insert(ctx: TxCtx, values: OpeningValues, hours: Hours): Promise<void> {
  const id = await addOpening(ctx, {
    resourceId: values.avec,
    venueId: values.lieu,
    motifIds: values.motifs,
    recurrence: hours.recurrence,
    start: hours.startTime,
    end: hours.endTime,
    from: hours.firstDay,
    ...(hours.lastDay !== null && { until: hours.lastDay }),
  });
  await ctx.record('opening', { kind: 'opening', id });
}

interface Change {
  /** Of the opening as it is from then on. */
  readonly hours: Hours;
  readonly apply: (ctx: TxCtx) => Promise<void>;
}

/** What a change does; a sentence where the day does not go with it. */
function changeOf(
  { opening }: OpeningRow,
  values: OpeningValues,
  scope: string | undefined,
  day: string | null,
): Change | string {
  const wanted = hoursOf(values);
  if (scope !== 'suite' && scope !== 'jour') {
    const except = opening.recurrence.except;
    const hours = except === undefined ? wanted : { ...wanted, recurrence: { ...wanted.recurrence, except } };
    const fixed = { resourceId: values.avec, venueId: values.lieu, ...hours };
    return { hours, apply: (ctx) => updateOpening(ctx, opening.id, fixed, values.motifs) };
  }
  if (day === null) return 'Donnez le jour du changement.';
  if (scope === 'jour') {
    const left = without(opening, day);
    if (left === null) return 'La permanence n’a pas lieu ce jour-là.';
    const hours: Hours = { ...wanted, recurrence: { freq: 'once' }, firstDay: day, lastDay: day };
    return {
      hours,
      async apply(ctx) {
        await updateOpening(ctx, opening.id, { recurrence: left.recurrence });
        await insert(ctx, values, hours);
      },
    };
  }
  const split = splitFrom(opening, day);
  if (split === null) return 'La permanence est finie ce jour-là.';
  const { before, from } = split;
  const hours: Hours = { ...wanted, firstDay: from };
  return {
    hours,
    async apply(ctx) {
      if (before === null) await removeOpening(ctx, opening.id);
      else await updateOpening(ctx, opening.id, { lastDay: before.lastDay });
      await insert(ctx, values, hours);
    },
  };
}

/** Ends an opening from a day on, or takes one day out of it. */
export async function endOpening(page: DeskCtx, id: string): Promise<Response> {
  page.demand('appointments.manage');
  const row = await openingRow(page, id);
  const body = await page.body();
  const day = dayOf(body.get('le'));
  const only = body.get('portee') === 'jour';
  const left = day === null ? null : only ? without(row.opening, day) : endBefore(row.opening, day);
  if (day === null || (only && left === null)) {
    const message = day === null ? 'Donnez le jour.' : 'La permanence n’a pas lieu ce jour-là.';
    const error = { fieldId: 'fin-le', code: 'invalid', message, anchor: 'fin-le' } as const;
    return drawPage(page, await openingChoices(page), row, { errors: [error] });
  }
  await page.write(async (ctx) => {
    if (left === null) await removeOpening(ctx, id);
    else await updateOpening(ctx, id, { recurrence: left.recurrence, lastDay: left.lastDay });
  });
  return page.seeOther(OPENINGS);
}

/** A day as the browser sends it; null for anything else. */
function dayOf(text: string | undefined): string | null {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text).toString();
  } catch {
    return null;
  }
}
