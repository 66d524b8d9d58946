// The workshops that an agent runs: those of the body they work for. Nothing else is found under an address of the desk.

import { type DeskCtx, PageError } from '@parvis/kit';
import { asc, eq, inArray } from '@parvis/kit/data';
import type { Resource, Venue } from '../../schema.ts';
import { leadersOf, type PlannedSession } from '../programme.ts';
import { tables, type Workshop } from '../tables.ts';

export const HOME = '/agent/appointments/ateliers';
export const SESSIONS = '/agent/appointments/ateliers/seances';
export const CRUMB = { href: HOME, text: 'Ateliers' };
export const WORKSHOPS = 'appointments.workshops';

/** @throws PageError 403, 404 */
export async function workshopAt(page: DeskCtx, id: string): Promise<Workshop> {
  page.demand(WORKSHOPS);
  const { workshop } = tables.for(page.read);
  const [found] = await page.read
    .select()
    .from(workshop)
    .where(page.own(workshop, eq(workshop.id, id), eq(workshop.authorityId, page.actor.authority.id)));
  if (found !== undefined) return found;
  throw notFound();
}

export interface OwnSession extends PlannedSession {
  readonly workshop: Workshop;
}

/** @throws PageError 403, 404 */
export async function sessionAt(page: DeskCtx, id: string): Promise<OwnSession> {
  page.demand(WORKSHOPS);
  const { workshop, session, venue } = tables.for(page.read);
  const [found] = await page.read
    .select({ workshop, session, venue })
    .from(session)
    .innerJoin(workshop, eq(workshop.id, session.workshopId))
    .innerJoin(venue, eq(venue.id, session.venueId))
    .where(page.own(session, eq(session.id, id), eq(workshop.authorityId, page.actor.authority.id)));
  if (found === undefined) throw notFound();
  const leaders = await leadersOf(page, page.read, [id]);
  return { ...found, leaders: leaders.get(id) ?? [] };
}

function notFound(): PageError {
  return new PageError(
    404,
    'Cet atelier est introuvable',
    'Il est peut-être tenu par une autre collectivité.',
    [{ href: HOME, text: 'Voir les ateliers' }],
  );
}

/** All sessions of some workshops, past and called off too, in order of time. Two queries. */
export async function sessionsOf(
  page: DeskCtx,
  workshopIds: readonly string[],
): Promise<readonly PlannedSession[]> {
  if (workshopIds.length === 0) return [];
  const { session, venue } = tables.for(page.read);
  const rows = await page.read
    .select({ session, venue })
    .from(session)
    .innerJoin(venue, eq(venue.id, session.venueId))
    .where(page.own(session, inArray(session.workshopId, [...workshopIds])))
    .orderBy(asc(session.startsAt), asc(session.id));
  const leaders = await leadersOf(
    page,
    page.read,
    rows.map((row) => row.session.id),
  );
  return rows.map((row) => ({ ...row, leaders: leaders.get(row.session.id) ?? [] }));
}

/** Who may lead, and where: the people of the body, the places of the whole tenant. */
export async function choicesOf(
  page: DeskCtx,
): Promise<{ readonly resources: readonly Resource[]; readonly venues: readonly Venue[] }> {
  const { resource, venue } = tables.for(page.read);
  const resources = await page.read
    .select()
    .from(resource)
    .where(page.own(resource, eq(resource.authorityId, page.actor.authority.id)))
    .orderBy(asc(resource.name), asc(resource.id));
  const venues = await page.read
    .select()
    .from(venue)
    .where(page.own(venue))
    .orderBy(asc(venue.commune), asc(venue.name), asc(venue.id));
  return { resources, venues };
}
