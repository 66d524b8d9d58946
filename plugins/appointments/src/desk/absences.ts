// Days on which an advisor receives nobody. Appointments that were booked before stay: the page says which, for a person
// to call.

import { type FieldError, fieldSet, formatPhone, readFields, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { and, asc, eq, gt, gte, lt } from '@parvis/kit/data';
import { daysInterval, localDay } from '@parvis/scheduling';
import { sayDay, sayWhen, wallClock } from '../french.ts';
import { agendaTag, type Resource, tables } from '../schema.ts';
import { addAbsence } from '../seed.ts';
import { OFFER_EARLIER } from '../wait.ts';

const ADDRESS = '/agent/appointments/absences';

interface FormState {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

export async function absencesPage(page: DeskCtx, state: FormState = {}): Promise<Response> {
  page.demand('appointments.manage');
  const resources = await resourcesOf(page);
  const { absence, resource } = tables.for(page.read);
  const rows = await page.read
    .select({ absence, name: resource.name })
    .from(absence)
    .innerJoin(resource, eq(resource.id, absence.resourceId))
    .where(page.own(absence, gt(absence.endsAt, page.now), eq(resource.authorityId, page.actor.authority.id)))
    .orderBy(asc(absence.startsAt), asc(absence.id));
  const { errors = [] } = state;
  const model = {
    absences: rows.map(({ absence: { id, startsAt, endsAt }, name }) => ({
      name,
      text: `Du ${sayDay(wallClock(startsAt, page.site.zone))} au ${sayDay(wallClock(endsAt - 1, page.site.zone))}`,
      remove: `${ADDRESS}/${id}/suppression`,
    })),
    controls: resources.length === 0 ? [] : toControls(fieldsFor(resources).fields, state),
    action: ADDRESS,
    errors,
    back: '/agent/appointments',
  };
  const breadcrumb = [{ href: '/agent/appointments', text: 'Rendez-vous' }];
  return page.page('desk-absences', model, {
    title: 'Absences',
    breadcrumb,
    status: errors.length > 0 ? 422 : 200,
  });
}

export async function saveAbsence(page: DeskCtx): Promise<Response> {
  page.demand('appointments.manage');
  const resources = await resourcesOf(page);
  const today = localDay(page.site.zone, page.now);
  const outcome = readFields(fieldsFor(resources), await page.body(), { today });
  if (!outcome.ok) return absencesPage(page, outcome);
  const { qui: resourceId, debut, fin } = outcome.values;
  if (fin < debut) {
    const [control] = toControls(fieldsFor(resources).fields).filter(({ name }) => name === 'fin');
    const message = 'Le dernier jour est avant le premier. Vérifiez les deux dates.';
    const error: FieldError = { fieldId: 'fin', code: 'too-early', message, anchor: control?.id ?? '' };
    return absencesPage(page, { typed: outcome.typed, errors: [error] });
  }
  const span = daysInterval(page.site.zone, debut, fin);
  await page.write((ctx) => addAbsence(ctx, { resourceId, ...span }));
  const met = await appointmentsIn(page, resourceId, span);
  if (met.length === 0) return page.seeOther(ADDRESS);
  return page.page(
    'desk-absence-met',
    { appointments: met, back: ADDRESS },
    { title: 'Rendez-vous à déplacer', breadcrumb: [{ href: ADDRESS, text: 'Absences' }] },
  );
}

export async function removeAbsence(page: DeskCtx, id: string): Promise<Response> {
  page.demand('appointments.manage');
  const resources = await resourcesOf(page);
  await page.write(async (ctx) => {
    const { absence } = tables.for(ctx.tx);
    const removed = await ctx.tx
      .delete(absence)
      .where(ctx.own(absence, eq(absence.id, id)))
      .returning({ resourceId: absence.resourceId });
    // Another authority's absence: the refusal undoes the deletion.
    if (removed.some(({ resourceId }) => !resources.some((one) => one.id === resourceId))) {
      throw new PageError(404, 'Cette absence est introuvable', 'Elle a peut-être déjà été supprimée.');
    }
    ctx.touch(agendaTag(ctx.tenant));
    await ctx.enqueue(OFFER_EARLIER, {});
  });
  return page.seeOther(ADDRESS);
}

function fieldsFor(resources: readonly Resource[]) {
  const options = resources.map(({ id, name }) => ({ value: id, label: name }));
  return fieldSet([
    { id: 'qui', type: 'choice', label: 'Qui sera absent', options },
    { id: 'debut', type: 'date', label: 'Premier jour', earliest: 'today' },
    { id: 'fin', type: 'date', label: 'Dernier jour', help: 'Compris dans l’absence.', earliest: 'today' },
  ]);
}

function resourcesOf(page: DeskCtx): Promise<Resource[]> {
  const { resource } = tables.for(page.read);
  return page.read
    .select()
    .from(resource)
    .where(page.own(resource, eq(resource.authorityId, page.actor.authority.id)))
    .orderBy(asc(resource.name), asc(resource.id));
}

/** What was booked in the days of a new absence. */
async function appointmentsIn(
  page: DeskCtx,
  resourceId: string,
  { start, end }: { readonly start: number; readonly end: number },
) {
  const { appointment } = tables.for(page.read);
  const { startsAt } = appointment;
  const rows = await page.read
    .select()
    .from(appointment)
    .where(
      page.own(
        appointment,
        and(eq(appointment.resourceId, resourceId), eq(appointment.status, 'booked')),
        and(gte(startsAt, start), lt(startsAt, end)),
      ),
    )
    .orderBy(asc(startsAt));
  page.looked(
    'request',
    rows.map(({ requestId }) => requestId),
  );
  return rows.map((row) => ({
    when: sayWhen(row.startsAt, row.zone),
    person: row.person,
    phone: row.phone === null ? null : formatPhone(row.phone),
    href: `/agent/demandes/${row.requestId}`,
  }));
}
