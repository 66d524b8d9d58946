// When someone receives nobody: days or hours, once or again and again. Appointments that were booked before stay, and are
// shown to be moved.

import { type FieldError, readFields, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { asc, eq, gt, inArray, newId } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { errorAt } from '../error-at.ts';
import { saySpan, sayTime, wallClock } from '../french.ts';
import { agendaTag } from '../schema.ts';
import { OFFER_EARLIER } from '../wait.ts';
import { absenceFault, absenceFields, absenceSpans } from './absence-form.ts';
import { CRUMB, HOME, resourcesOf } from './agendas.ts';
import { strandedOf } from './stranded.ts';
import { tables } from './tables.ts';

const ADDRESS = `${HOME}/absences`;

interface FormState {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

export async function absencesPage(page: DeskCtx, state: FormState = {}): Promise<Response> {
  page.demand('appointments.manage');
  const resources = await resourcesOf(page);
  const { absence, absenceNote, resource } = tables.for(page.read);
  const rows = await page.read
    .select({ absence, note: absenceNote, name: resource.name })
    .from(absence)
    .innerJoin(resource, eq(resource.id, absence.resourceId))
    .leftJoin(absenceNote, eq(absenceNote.absenceId, absence.id))
    .where(page.own(absence, gt(absence.endsAt, page.now), eq(resource.authorityId, page.actor.authority.id)))
    .orderBy(asc(absence.startsAt), asc(absence.id));
  const { errors = [] } = state;
  const model = {
    absences: rows.map(({ absence: { id, startsAt, endsAt }, note, name }) => ({
      name,
      text: saySpanOf(startsAt, endsAt, page.site.zone),
      reason: note?.reason ?? null,
      again: note?.seriesId != null,
      remove: `${ADDRESS}/${id}/suppression`,
    })),
    stranded: await strandedOf(page, resources),
    controls: resources.length === 0 ? [] : toControls(absenceFields(resources).fields, state),
    action: ADDRESS,
    errors,
  };
  return page.page('desk-absences', model, {
    title: 'Absences',
    breadcrumb: [CRUMB],
    status: errors.length > 0 ? 422 : 200,
  });
}

/** « Du lundi 2 au mardi 3 », « Le lundi 2 de 14 h à 15 h 30 » */
function saySpanOf(start: number, end: number, zone: string): string {
  const [from, until] = [wallClock(start, zone), wallClock(end, zone)];
  const last = wallClock(end - 1, zone);
  const whole = isMidnight(from) && isMidnight(until);
  const oneDay = from.toPlainDate().equals(last.toPlainDate());
  const year = `\u00A0${last.year}`;
  if (whole) return oneDay ? `Le ${saySpan(from)}${year}` : `Du ${saySpan(from)} au ${saySpan(last)}${year}`;
  return oneDay
    ? `Le ${saySpan(from)}${year} de ${sayTime(from)} à ${isMidnight(until) ? 'minuit' : sayTime(until)}`
    : `Du ${saySpan(from)} à ${sayTime(from)} au ${saySpan(last)}${year} à ${isMidnight(until) ? 'minuit' : sayTime(until)}`;
}

function isMidnight({ hour, minute }: { readonly hour: number; readonly minute: number }): boolean {
  return hour === 0 && minute === 0;
}

export async function saveAbsence(page: DeskCtx): Promise<Response> {
  page.demand('appointments.manage');
  const resources = await resourcesOf(page);
  const today = localDay(page.site.zone, page.now);
  const fields = absenceFields(resources);
  const outcome = readFields(fields, await page.body(), { today });
  if (!outcome.ok) return absencesPage(page, outcome);
  const { values, typed } = outcome;
  const fault = absenceFault(values);
  if (fault !== null) {
    const error = errorAt(fields.fields, fault.field, fault.text);
    return absencesPage(page, { typed, errors: [error] });
  }
  const spans = absenceSpans(values, page.site.zone).map((span) => ({ ...span, id: newId() }));
  await page.write(async (ctx) => {
    const { absence, absenceNote } = tables.for(ctx.tx);
    const tenantId = ctx.tenant.id;
    await ctx.tx.insert(absence).values(
      spans.map(({ id, start, end }) => ({
        id,
        tenantId,
        resourceId: values.qui,
        startsAt: start,
        endsAt: end,
      })),
    );
    const seriesId = spans.length > 1 ? newId() : null;
    const reason = values.raison ?? null;
    if (seriesId !== null || reason !== null)
      await ctx.tx
        .insert(absenceNote)
        .values(spans.map(({ id }) => ({ absenceId: id, tenantId, seriesId, reason })));
    await ctx.record('absence', { kind: 'absence', id: spans[0]?.id ?? null });
    ctx.touch(agendaTag(ctx.tenant));
  });
  return page.seeOther(ADDRESS);
}

/** Removes an absence, or with `serie` all the days that come again with it. */
export async function removeAbsence(page: DeskCtx, id: string): Promise<Response> {
  page.demand('appointments.manage');
  const resources = await resourcesOf(page);
  const whole = (await page.body()).get('serie') === '1';
  await page.write(async (ctx) => {
    const { absence, absenceNote } = tables.for(ctx.tx);
    const [note] = whole
      ? await ctx.tx
          .select()
          .from(absenceNote)
          .where(ctx.own(absenceNote, eq(absenceNote.absenceId, id)))
      : [];
    const series = note?.seriesId ?? null;
    const ids =
      series === null
        ? [id]
        : (
            await ctx.tx
              .select()
              .from(absenceNote)
              .where(ctx.own(absenceNote, eq(absenceNote.seriesId, series)))
          ).map(({ absenceId }) => absenceId);
    const removed = await ctx.tx
      .delete(absence)
      .where(ctx.own(absence, inArray(absence.id, ids)))
      .returning({ resourceId: absence.resourceId });
    // Another authority's absence: the refusal undoes the deletion.
    if (removed.some(({ resourceId }) => !resources.some((one) => one.id === resourceId))) {
      throw new PageError(404, 'Cette absence est introuvable', 'Elle a peut-être déjà été supprimée.');
    }
    if (removed.length === 0) return;
    await ctx.record('absence', { kind: 'absence', id });
    ctx.touch(agendaTag(ctx.tenant));
    await ctx.enqueue(OFFER_EARLIER, {});
  });
  return page.seeOther(ADDRESS);
}
