// A place at a workshop on a request's page, in a citizen's own space, on the home page and on a service's page.

import { formatPhone } from '@parvis/forms';
import type { CitizenRequest, Ctx, Html, Service, ShowOptions, SlotBlock, Way } from '@parvis/kit';
import { and, eq, gte, keptRead, type Later, lt } from '@parvis/kit/data';
import { mapOf } from '../appointment.ts';
import { sayTime, wallClock } from '../french.ts';
import { localAccess, whenAndWhere } from '../words.ts';
import { type EnrolmentDetail, enrolmentOf, enrolmentsOf, nextOf, rankOf } from './enrolment.ts';
import { heldUntil } from './letters.ts';
import { hasWorkshops, programmeOf, workshopsTag } from './programme.ts';
import { PRESENCE_WORDS, sayNames, sayPeople, sayRank, saySession, sessionPlace } from './says.ts';
import { tables } from './tables.ts';

/** The block of a request's page; null where the request is no place at a workshop. */
export async function showWorkshop(
  ctx: Ctx,
  request: CitizenRequest,
  viewer: 'citizen' | 'agent',
  { code }: ShowOptions,
): Promise<Html | null> {
  const detail = await enrolmentOf(ctx, ctx.read, request.id);
  if (detail === null) return null;
  const { enrolment, workshop, sessions } = detail;
  const own = viewer === 'citizen' && code !== undefined;
  const ahead = nextOf(detail, ctx.now) !== undefined;
  const waits = enrolment.status === 'waiting' || enrolment.status === 'offered';
  const places = new Map(sessions.map(({ venue }) => [venue.id, venue]));
  const leaders = [...new Set(sessions.flatMap((one) => one.leaders))];
  const link = own && ahead && enrolment.status !== 'cancelled' ? `/ateliers/place/${code}` : null;
  return ctx.view('workshop-block', {
    title: workshop.title,
    status: enrolment.status,
    rank: waits && ahead ? sayRank(await rankOf(ctx, ctx.read, detail)) : null,
    held: enrolment.status === 'offered' ? heldUntil(ctx, detail) : null,
    sessions: sessions.map((one) => ({
      when: saySession(one.session),
      off: one.session.status === 'cancelled' ? (one.session.reason ?? '') : null,
      presence: viewer === 'agent' && one.presence !== 'unknown' ? PRESENCE_WORDS[one.presence] : null,
    })),
    places: [...places.values()].map((venue) => ({
      lines: [...sessionPlace(venue, workshop), ...(workshop.place === 'on-site' ? localAccess(venue) : [])],
      map: workshop.place === 'on-site' ? mapOf(venue) : null,
    })),
    link: enrolment.status === 'booked' ? workshop.link : null,
    leaders: leaders.length === 0 ? null : sayNames(leaders),
    bring: enrolment.status === 'cancelled' ? [] : workshop.bring,
    people: enrolment.people > 1 ? sayPeople(enrolment.people) : null,
    companions: enrolment.companions,
    note: enrolment.note,
    phone: viewer === 'agent' && enrolment.phone !== null ? formatPhone(enrolment.phone) : null,
    calendar: own && enrolment.status === 'booked' ? `/ateliers/place/${code}/calendrier.ics` : null,
    change: link,
    again: viewer === 'citizen' && link === null ? '/ateliers' : null,
  });
}

/** In a citizen's own space: the places at workshops to come, soonest first. */
export async function nextWorkshops(ctx: Ctx): Promise<SlotBlock | null> {
  const requests = (await ctx.requests.mine()).filter(({ channel }) => channel === 'appointment');
  const found = await enrolmentsOf(
    ctx,
    ctx.read,
    requests.map(({ id }) => id),
  );
  const coming = found.flatMap((detail) => {
    const next = nextOf(detail, ctx.now);
    return next === undefined || detail.enrolment.status === 'cancelled' ? [] : [{ detail, next }];
  });
  if (coming.length === 0) return null;
  return {
    html: ctx.view('workshop-next', {
      workshops: coming.map(({ detail: { enrolment, workshop }, next }) => ({
        href: `/mon-espace/demandes/${enrolment.requestId}`,
        title: workshop.title,
        when: saySession(next.session),
        place: sessionPlace(next.venue, workshop).join(', '),
        status: standing({ enrolment }),
      })),
    }),
    tags: [workshopsTag(ctx.tenant)],
  };
}

function standing({ enrolment: { status } }: Pick<EnrolmentDetail, 'enrolment'>): string | null {
  if (status === 'waiting') return 'Liste d’attente';
  return status === 'offered' ? 'Une place vous est gardée\u00A0: répondez' : null;
}

const sessionsBetween = keptRead((reader, later: Later<'tenantId' | 'from' | 'until'>) => {
  const { session } = tables.for(reader);
  const { id, tenantId, startsAt, status } = session;
  return reader
    .select({ id })
    .from(session)
    .where(
      and(
        and(eq(tenantId, later('tenantId')), eq(status, 'planned')),
        and(gte(startsAt, later('from')), lt(startsAt, later('until'))),
      ),
    )
    .limit(1);
});

/** On the home page: the workshops of this day, in a line each; nothing on other days. */
export async function workshopsToday(ctx: Ctx): Promise<SlotBlock | null> {
  if (!ctx.services.some(hasWorkshops)) return null;
  const midnight = wallClock(ctx.now, ctx.site.zone).startOfDay().add({ days: 1 }).epochMilliseconds;
  // Most days have none: the programme is read on the others only.
  const span = { tenantId: ctx.tenant.id, from: ctx.now, until: midnight };
  if ((await sessionsBetween(ctx.read, span)).length === 0) return null;
  const today = (await programmeOf(ctx)).flatMap(({ workshop, sessions }) =>
    sessions.filter(({ session }) => session.startsAt < midnight).map((one) => ({ ...one, workshop })),
  );
  const tags = [workshopsTag(ctx.tenant)];
  if (today.length === 0) return null;
  return {
    html: ctx.view('workshop-today', {
      workshops: today.map(({ workshop, session, venue }) => ({
        href: `/ateliers/${workshop.slug}`,
        title: workshop.title,
        at: sayTime(wallClock(session.startsAt, session.zone)),
        where: sessionPlace(venue, workshop)[0] ?? '',
      })),
    }),
    tags,
    until: Math.min(midnight, ...today.map(({ session }) => session.startsAt)),
  };
}

/** The way into a service through its workshops; null where none is to come. */
export async function workshopWay(ctx: Ctx, service: Service): Promise<Way | null> {
  const offered = (await programmeOf(ctx)).filter((one) => one.service.id === service.id);
  const [soonest] = offered;
  const [first] = soonest?.sessions ?? [];
  if (soonest === undefined || first === undefined) return null;
  return {
    title: 'En atelier, à plusieurs',
    text: `Prochain atelier\u00A0: ${soonest.workshop.title}, ${whenAndWhere(first.session.startsAt, first.venue)}.`,
    href: '/ateliers',
    details: first.leaders.length > 0 ? [`Avec ${sayNames(first.leaders)}`] : [],
  };
}
