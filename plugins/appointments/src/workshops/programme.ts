// What is on: the workshops of a tenant with their sessions to come, as one site offers them.

import type { Authority, Ctx, Service } from '@parvis/kit';
import { and, asc, eq, gt, inArray, or, type Reader, type SQL } from '@parvis/kit/data';
import type { Venue } from '../schema.ts';
import { type Session, tables, type Workshop } from './tables.ts';

export interface PlannedSession {
  readonly session: Session;
  readonly venue: Venue;
  /** Names of those who lead it. */
  readonly leaders: readonly string[];
}

export interface PlannedWorkshop {
  readonly workshop: Workshop;
  /** To come, in order of time. */
  readonly sessions: readonly PlannedSession[];
  /** A series of which a session has begun: nobody joins it any more. */
  readonly begun: boolean;
}

/** A workshop that a site offers. */
export interface OfferedWorkshop extends PlannedWorkshop {
  /** Under which its requests are opened, at the body that runs it. */
  readonly service: Service;
  readonly authority: Authority;
}

/** What every page that shows the programme hangs on. */
export function workshopsTag(tenant: { readonly id: string }): string {
  return `appointments:workshops:${tenant.id}`;
}

type OfferCtx = Pick<Ctx, 'own' | 'now' | 'site' | 'authorities' | 'services'>;

/** Whether a service is also given in workshops: the setting of its `appointment` channel. */
export function hasWorkshops({ channels }: Service): boolean {
  return channels.some(({ kind, workshops }) => kind === 'appointment' && workshops === true);
}

/** What the citizens of the site may sign up for, the soonest first. Two queries. */
export async function programmeOf(
  ctx: OfferCtx & Pick<Ctx, 'read'>,
  slug?: string,
): Promise<readonly OfferedWorkshop[]> {
  const { workshop } = tables.for(ctx.read);
  const published = and(
    eq(workshop.status, 'published'),
    slug === undefined ? undefined : eq(workshop.slug, slug),
  );
  const planned = await plannedWhere(ctx, ctx.read, published);
  return planned.flatMap((one) => offeredHere(ctx, one) ?? []);
}

/** The workshop as the site offers it; null where its body, its service or the commune says otherwise. */
function offeredHere(
  ctx: Pick<Ctx, 'site' | 'authorities' | 'services'>,
  planned: PlannedWorkshop,
): OfferedWorkshop | null {
  const { communes } = planned.workshop;
  const { insee } = ctx.site.authority;
  if (communes.length > 0 && insee !== null && !communes.includes(insee)) return null;
  const served = serviceOf(ctx, planned.workshop);
  return served === null ? null : { ...planned, ...served };
}

/** The service of a workshop with the body that runs it as its operator. */
export function serviceOf(
  { authorities, services }: Pick<Ctx, 'authorities' | 'services'>,
  { authorityId, service: slug }: Workshop,
): { readonly service: Service; readonly authority: Authority } | null {
  const authority = authorities.find(({ id }) => id === authorityId);
  const service = services.find((one) => one.slug === slug) ?? services.find(hasWorkshops);
  if (authority === undefined || service === undefined) return null;
  return { authority, service: { ...service, operator: authority } };
}

/** How far back a series may have begun, in milliseconds. */
const LONGEST_SERIES = 200 * 86_400_000;

/** Workshops with a session that has not begun, and all such sessions of theirs. */
async function plannedWhere(
  ctx: Pick<Ctx, 'own' | 'now'>,
  reader: Reader,
  condition: SQL | undefined,
): Promise<readonly PlannedWorkshop[]> {
  const { workshop, session, venue } = tables.for(reader);
  const rows = await reader
    .select({ workshop, session, venue })
    .from(session)
    .innerJoin(workshop, eq(workshop.id, session.workshopId))
    .innerJoin(venue, eq(venue.id, session.venueId))
    .where(
      ctx.own(
        session,
        eq(session.status, 'planned'),
        or(
          gt(session.startsAt, ctx.now),
          and(eq(workshop.signUp, 'series'), gt(session.startsAt, ctx.now - LONGEST_SERIES)),
        ),
        condition,
      ),
    )
    .orderBy(asc(session.startsAt), asc(session.id));
  const leaders = await leadersOf(
    ctx,
    reader,
    rows.map((row) => row.session.id),
  );
  const found = new Map<string, { workshop: Workshop; sessions: PlannedSession[]; begun: boolean }>();
  for (const { workshop: about, session: own, venue: there } of rows) {
    const known = found.get(about.id) ?? { workshop: about, sessions: [], begun: false };
    found.set(about.id, known);
    if (own.startsAt > ctx.now)
      known.sessions.push({ session: own, venue: there, leaders: leaders.get(own.id) ?? [] });
    else known.begun = true;
  }
  return [...found.values()]
    .filter(({ sessions }) => sessions.length > 0)
    .toSorted((a, b) => startOf(a) - startOf(b));
}

function startOf({ sessions }: PlannedWorkshop): number {
  return sessions[0]?.session.startsAt ?? 0;
}

/** The names of those who lead some sessions. */
export async function leadersOf(
  ctx: Pick<Ctx, 'own'>,
  reader: Reader,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (sessionIds.length === 0) return new Map();
  const { leader, resource } = tables.for(reader);
  const rows = await reader
    .select({ sessionId: leader.sessionId, name: resource.name })
    .from(leader)
    .innerJoin(resource, eq(resource.id, leader.resourceId))
    .where(ctx.own(leader, inArray(leader.sessionId, [...sessionIds])))
    .orderBy(asc(resource.name), asc(resource.id));
  const names = new Map<string, string[]>();
  for (const { sessionId, name } of rows) names.set(sessionId, [...(names.get(sessionId) ?? []), name]);
  return names;
}

/** Places that are free at what one signs up for: a session, or every session of the series. */
export function freeAt(sessions: readonly PlannedSession[]): number {
  return Math.min(...sessions.map(({ session }) => session.capacity - session.taken));
}

/** What one signs up for: each session by itself, or the series as one while none of it has begun. */
export function signUpsOf({
  workshop,
  sessions,
  begun,
}: PlannedWorkshop): readonly (readonly PlannedSession[])[] {
  if (workshop.signUp === 'session') return sessions.map((one) => [one]);
  return begun || sessions.length === 0 ? [] : [sessions];
}
