// What is counted over some days, for the agents of a body: the EPCI sees its whole territory, a commune its own citizens and
// its own people. A query each, whatever the number of appointments.

import type { DeskCtx } from '@parvis/kit';
import { and, count, eq, gte, lt, lte } from '@parvis/kit/data';
import { daysInterval, openHours } from '@parvis/scheduling';
import { readAgenda } from '../agenda.ts';
import { tables as deskTables } from '../desk/tables.ts';
import { keptRoster } from '../roster.ts';
import { tables } from './tables.ts';

export interface Period {
  /** 'YYYY-MM-DD', both included. */
  readonly from: string;
  readonly to: string;
}

export type Figures = Awaited<ReturnType<typeof readFigures>>;

export async function readFigures(page: DeskCtx, period: Period) {
  const [roster, booked, unmet, delays, visits, open] = await Promise.all([
    keptRoster(page),
    bookedRows(page, period),
    unmetRows(page, period),
    delayRows(page, period),
    visitRows(page, period),
    openTime(page, period),
  ]);
  return { roster, booked, unmet, delays, visits, open };
}

/** The commune whose citizens are counted; null for all of the territory. */
function communeOf({ actor }: DeskCtx): string | null {
  return actor.authority.insee;
}

function bookedRows(page: DeskCtx, { from, to }: Period) {
  const { booked, motif, venue } = tables.for(page.read);
  const insee = communeOf(page);
  return page.read
    .select({
      day: booked.day,
      motif: motif.title,
      venue: venue.name,
      commune: venue.commune,
      insee: booked.insee,
      number: count(),
    })
    .from(booked)
    .innerJoin(motif, eq(motif.id, booked.motifId))
    .innerJoin(venue, eq(venue.id, booked.venueId))
    .where(
      page.own(
        booked,
        and(gte(booked.day, from), lte(booked.day, to)),
        insee === null ? undefined : eq(booked.insee, insee),
      ),
    )
    .groupBy(booked.day, motif.id, motif.title, venue.id, venue.name, venue.commune, booked.insee);
}

function unmetRows(page: DeskCtx, { from, to }: Period) {
  const { unmet, motif } = tables.for(page.read);
  const insee = communeOf(page);
  return page.read
    .select({
      day: unmet.day,
      motif: motif.title,
      insee: unmet.insee,
      reason: unmet.reason,
      number: unmet.number,
    })
    .from(unmet)
    .innerJoin(motif, eq(motif.id, unmet.motifId))
    .where(
      page.own(
        unmet,
        and(gte(unmet.day, from), lte(unmet.day, to)),
        insee === null ? undefined : eq(unmet.insee, insee),
      ),
    );
}

function delayRows(page: DeskCtx, { from, to }: Period) {
  const { delay, motif } = tables.for(page.read);
  const insee = communeOf(page);
  return page.read
    .select({ day: delay.day, motif: motif.title, insee: delay.insee, hours: delay.hours })
    .from(delay)
    .innerJoin(motif, eq(motif.id, delay.motifId))
    .where(
      page.own(
        delay,
        and(gte(delay.day, from), lte(delay.day, to)),
        insee === null ? undefined : eq(delay.insee, insee),
      ),
    );
}

/** The appointments of the body's own people that took place, or should have, with what was said of who came. */
function visitRows(page: DeskCtx, period: Period) {
  const { appointment, motif, venue, resource, attendance } = deskTables.for(page.read);
  const { start, end } = spanOf(page, period);
  return page.read
    .select({
      motif: motif.title,
      venue: venue.name,
      commune: venue.commune,
      venueId: venue.id,
      resource: resource.name,
      resourceId: resource.id,
      startsAt: appointment.startsAt,
      endsAt: appointment.endsAt,
      presence: attendance.presence,
    })
    .from(appointment)
    .innerJoin(motif, eq(motif.id, appointment.motifId))
    .innerJoin(venue, eq(venue.id, appointment.venueId))
    .innerJoin(resource, eq(resource.id, appointment.resourceId))
    .leftJoin(
      attendance,
      and(eq(attendance.requestId, appointment.requestId), eq(attendance.tenantId, appointment.tenantId)),
    )
    .where(
      page.own(
        appointment,
        eq(appointment.status, 'booked'),
        and(gte(appointment.startsAt, start), lt(appointment.startsAt, end)),
        eq(resource.authorityId, page.actor.authority.id),
      ),
    );
}

/** How long the body's own people were there to receive: their openings, less absences, closures and holidays. */
async function openTime(page: DeskCtx, period: Period) {
  const span = spanOf(page, period);
  const whole = { ...page, site: { ...page.site, authority: { ...page.site.authority, insee: null } } };
  const agenda = await readAgenda(whole, { from: span.start, until: span.end });
  const own = new Set(
    [...agenda.resources.values()].flatMap(({ id, authorityId }) =>
      authorityId === page.actor.authority.id ? [id] : [],
    ),
  );
  const openings = agenda.openings.filter(({ resource }) => own.has(resource));
  return openHours({ openings, absences: agenda.absences, closures: agenda.closures }, span).flatMap(
    ({ opening, start, end }) => {
      const venue = agenda.venues.get(opening.venue);
      const resource = agenda.resources.get(opening.resource);
      if (venue === undefined || resource === undefined) return [];
      const { name, commune, id: venueId } = venue;
      const minutes = Math.round((end - start) / 60_000);
      return [{ resource: resource.name, resourceId: resource.id, venue: name, commune, venueId, minutes }];
    },
  );
}

/** Until this moment: what is ahead is neither open nor booked yet. */
function spanOf(page: DeskCtx, { from, to }: Period) {
  const { start, end } = daysInterval(page.site.zone, from, to);
  return { start, end: Math.max(start, Math.min(end, page.now)) };
}
