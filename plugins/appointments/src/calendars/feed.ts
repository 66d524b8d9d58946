// An agent's agenda as a file that their own calendar program reads again and again, by a secret address, without a session.

import { createHash, randomBytes } from 'node:crypto';
import type { Ctx, DeskCtx, PageCtx, TxCtx } from '@parvis/kit';
import { and, asc, eq, gt, lt } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { placeLines, sayKind } from '../appointment.ts';
import { PRODUCT } from '../calendar-file.ts';
import type { Resource } from '../schema.ts';
import { type Feed, tables } from './tables.ts';
import { timeZoneComponent } from './time-zone.ts';
import { type ContentLine, calendarText, textLine, timeLine, utcText } from './write-calendar.ts';

const DAY = 86_400_000;
const BEHIND = 7 * DAY;
const AHEAD = 90 * DAY;
/** More than anyone can receive in that time. */
const MOST_EVENTS = 2_000;
const TOKEN_BYTES = 32;

/** Makes the feed of an agenda, in place of the one before. The token is in no database: it is shown once. */
export async function makeFeed(
  ctx: TxCtx,
  { id: resourceId }: Pick<Resource, 'id'>,
  { names, madeBy, token }: { readonly names: boolean; readonly madeBy: string; readonly token: string },
): Promise<void> {
  const { feed } = tables.for(ctx.tx);
  await ctx.tx.delete(feed).where(ctx.own(feed, eq(feed.resourceId, resourceId)));
  const tokenHash = hashOf(ctx, token);
  await ctx.tx
    .insert(feed)
    .values({ resourceId, tenantId: ctx.tenant.id, tokenHash, names, madeAt: ctx.now, madeBy });
  await ctx.record('feed-made', { kind: 'agenda', id: resourceId, details: { names } });
}

export async function endFeed(ctx: TxCtx, { id: resourceId }: Pick<Resource, 'id'>): Promise<void> {
  const { feed } = tables.for(ctx.tx);
  const ended = await ctx.tx
    .delete(feed)
    .where(ctx.own(feed, eq(feed.resourceId, resourceId)))
    .returning({ resourceId: feed.resourceId });
  if (ended.length > 0) await ctx.record('feed-ended', { kind: 'agenda', id: resourceId });
}

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

function hashOf({ seal }: Pick<Ctx, 'seal'>, token: string): string {
  return seal('feed', token);
}

export function feedAddress(page: Pick<DeskCtx, 'url'>, token: string): string {
  return page.url(`/agenda-prive/${token}.ics`);
}

/** What answers the secret address: the same for one that never was, and for one that ended. */
export async function feedResponse(
  page: PageCtx,
  typed: string,
  known: string | undefined,
): Promise<Response> {
  const wait = await page.tries.code();
  if (wait !== null) return plain(429, `Trop d’essais. Attendez ${wait}.`);
  const found = await feedOf(page, typed.replace(/\.ics$/, ''));
  if (found === null) return plain(404, 'Cet agenda n’existe pas, ou plus.');
  await page.tries.codeWasRight();
  await noteReading(page, found.feed);
  const file = await feedText(page, found);
  const etag = `"${createHash('sha256').update(file).digest('base64url')}"`;
  const headers = { etag, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' };
  if (known?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) === true)
    return new Response(null, { status: 304, headers });
  return new Response(file, {
    headers: {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="agenda.ics"',
    },
  });
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}

interface FoundFeed {
  readonly feed: Feed;
  readonly resource: Resource;
}

async function feedOf(page: PageCtx, token: string): Promise<FoundFeed | null> {
  const { feed, resource } = tables.for(page.read);
  const [found] = await page.read
    .select({ feed, resource })
    .from(feed)
    .innerJoin(resource, eq(resource.id, feed.resourceId))
    .where(page.own(feed, eq(feed.tokenHash, hashOf(page, token))));
  return found ?? null;
}

/** Once a day: that it is read, so that the agent sees whether it still is, and the log says so where it names people. */
async function noteReading(page: PageCtx, { resourceId, readDay, names }: Feed): Promise<void> {
  const today = localDay(page.site.zone, page.now);
  if (readDay === today) return;
  await page.write(async (ctx) => {
    const { feed } = tables.for(ctx.tx);
    await ctx.tx
      .update(feed)
      .set({ readDay: today })
      .where(ctx.own(feed, eq(feed.resourceId, resourceId)));
    if (names) await ctx.record('feed-read', { kind: 'agenda', id: resourceId });
  });
}

/** One query, over a bounded time. Nothing in it changes while the agenda does not, so that it is sent once. */
async function feedText(page: PageCtx, { feed, resource }: FoundFeed): Promise<string> {
  const rows = await eventsOf(page, resource);
  // By the first event of each, which comes last into the map.
  const zones = new Map(rows.toReversed().map((row) => [row.appointment.zone, row.appointment.startsAt]));
  const name = `Rendez-vous, ${resource.name}`;
  return calendarText([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    PRODUCT,
    textLine('X-WR-CALNAME', name),
    textLine('NAME', name),
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...[...zones].map(([zone, first]) => timeZoneComponent(zone, first)),
    ...rows.flatMap((row) => eventLines(page, row, feed)),
    'END:VCALENDAR',
  ]);
}

type Row = Awaited<ReturnType<typeof eventsOf>>[number];

function eventsOf(page: PageCtx, { id }: Resource) {
  const { appointment, motif, venue } = tables.for(page.read);
  return page.read
    .select({ appointment, motif, venue })
    .from(appointment)
    .innerJoin(motif, eq(motif.id, appointment.motifId))
    .innerJoin(venue, eq(venue.id, appointment.venueId))
    .where(
      page.own(
        appointment,
        and(eq(appointment.resourceId, id), eq(appointment.status, 'booked')),
        gt(appointment.endsAt, page.now - BEHIND),
        lt(appointment.startsAt, page.now + AHEAD),
      ),
    )
    .orderBy(asc(appointment.startsAt), asc(appointment.id))
    .limit(MOST_EVENTS);
}

/** Without names: that someone comes, when, and to which place the agent must go. */
function eventLines(page: PageCtx, row: Row, { names, madeAt }: Feed): readonly (ContentLine | string)[] {
  const { appointment, motif, venue } = row;
  const { id, zone, sequence, startsAt, endsAt, requestId } = appointment;
  const where = motif.place === 'on-site' ? `${venue.name}, ${venue.commune}` : sayKind(motif.place);
  return [
    'BEGIN:VEVENT',
    textLine('UID', `${id}@${new URL(page.url('/')).hostname}`),
    { name: 'DTSTAMP', value: utcText(madeAt) },
    { name: 'SEQUENCE', value: String(sequence) },
    timeLine('DTSTART', startsAt, zone),
    timeLine('DTEND', endsAt, zone),
    textLine('SUMMARY', names ? `${appointment.person}, ${motif.title}` : 'Rendez-vous'),
    textLine('LOCATION', names ? placeLines(row).join(', ') : where),
    { name: 'URL', value: page.url(`/agent/demandes/${requestId}`) },
    'STATUS:CONFIRMED',
    'END:VEVENT',
  ];
}
