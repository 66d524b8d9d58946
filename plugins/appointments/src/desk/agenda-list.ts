// The advisor's list: who comes in the next two weeks, to read on screen or to print.

import { formatPhone } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { asc, eq, gte, lt } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { sayDay, sayTime, wallClock } from '../french.ts';
import { tables } from '../schema.ts';

const DAYS = 14;

type Row = Awaited<ReturnType<typeof appointmentRows>>[number];

/** `all`: everyone's at the authority; else the agent's own where they have an agenda. */
export async function agendaListPage(page: DeskCtx, { all }: { readonly all: boolean }): Promise<Response> {
  page.demand('appointments.read');
  const { zone } = page.site;
  const today = wallClock(page.now, zone).startOfDay();
  const rows = await appointmentRows(
    page,
    today.epochMilliseconds,
    today.add({ days: DAYS }).epochMilliseconds,
  );
  const own = rows.filter(({ resource }) => resource.agentId === page.actor.id);
  const hasAgenda = own.length > 0;
  const shown = hasAgenda && !all ? own : rows;
  page.looked(
    'request',
    shown.map(({ appointment }) => appointment.requestId),
  );
  const days = new Map<string, Row[]>();
  for (const row of shown) {
    const day = localDay(row.appointment.zone, row.appointment.startsAt);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  const model = {
    authority: page.actor.authority.name,
    days: [...days.values()].map((rowsOfDay) => ({
      title: titleOf(rowsOfDay),
      rows: rowsOfDay.map(rowModel),
    })),
    choice: hasAgenda ? { all, own: '/agent/appointments', everyone: '/agent/appointments?tous=1' } : null,
    absences: page.actor.permissions.has('appointments.manage') ? '/agent/appointments/absences' : null,
  };
  return page.page('desk-agenda', model, { title: 'Rendez-vous' });
}

/** Booked appointments of the resources of the agent's authority, in order. */
function appointmentRows(page: DeskCtx, from: number, until: number) {
  const { appointment, motif, venue, resource } = tables.for(page.read);
  return page.read
    .select({ appointment, motif, venue, resource })
    .from(appointment)
    .innerJoin(motif, eq(motif.id, appointment.motifId))
    .innerJoin(venue, eq(venue.id, appointment.venueId))
    .innerJoin(resource, eq(resource.id, appointment.resourceId))
    .where(
      page.own(
        appointment,
        eq(appointment.status, 'booked'),
        gte(appointment.startsAt, from),
        lt(appointment.startsAt, until),
        eq(resource.authorityId, page.actor.authority.id),
      ),
    )
    .orderBy(asc(appointment.startsAt), asc(appointment.id));
}

/** « Mardi 1er décembre 2026 » */
function titleOf(rows: readonly Row[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const day = sayDay(wallClock(first.appointment.startsAt, first.appointment.zone));
  return day.charAt(0).toUpperCase() + day.slice(1);
}

function rowModel({ appointment, motif, venue, resource }: Row) {
  const { startsAt, endsAt, zone, person, phone, note, requestId } = appointment;
  return {
    time: sayTime(wallClock(startsAt, zone)),
    end: sayTime(wallClock(endsAt, zone)),
    person,
    phone: phone === null ? null : formatPhone(phone),
    note,
    motif: motif.title,
    place: `${venue.name}, ${venue.commune}`,
    advisor: resource.name,
    href: `/agent/demandes/${requestId}`,
  };
}
