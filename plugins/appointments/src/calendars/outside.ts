// The outside calendars of agents: tied to an agenda, read every quarter of an hour by a job, and kept as the time they take.

import type { Ctx, DeskCtx, TxCtx } from '@parvis/kit';
import { eq, lt } from '@parvis/kit/data';
import type { Interval } from '@parvis/scheduling';
import { agendaTag, type Resource } from '../schema.ts';
import { OFFER_EARLIER } from '../wait.ts';
import type { OutsideAddress } from './outside-address.ts';
import { OutsideFailure, readOutside } from './read-outside.ts';
import { type Outside, type OutsideProblem, tables } from './tables.ts';

export const READ_OUTSIDE = 'outside';

const MINUTE = 60_000;
const DAY = 86_400_000;
const EVERY = 15 * MINUTE;
/** A change of the calendar is seen at once, but the time that passes brings new days into the span: read whole each day. */
const WHOLE_EVERY = DAY;
/** As far as any motif may be booked, and then some. */
const AHEAD = 400 * DAY;
const VAULT = 'outside-calendar';
const AT_ONCE = 500;

/** Ties an outside calendar to an agenda, in place of the one before, and plans to read it at once. */
export async function tieOutside(
  ctx: TxCtx,
  { id: resourceId }: Pick<Resource, 'id'>,
  address: OutsideAddress,
): Promise<void> {
  await removeOutside(ctx, resourceId);
  const { outside } = tables.for(ctx.tx);
  await ctx.tx.insert(outside).values({
    resourceId,
    tenantId: ctx.tenant.id,
    kind: address.kind,
    secret: ctx.lock(VAULT, JSON.stringify(address)),
    host: new URL(address.url).host,
    addedAt: ctx.now,
    dueAt: ctx.now,
  });
  await ctx.enqueue(READ_OUTSIDE, { resourceId, at: ctx.now });
  await ctx.record('outside-tied', { kind: 'agenda', id: resourceId });
}

/** Everything of it goes: address, password and the time that it took. */
export async function untieOutside(ctx: TxCtx, { id: resourceId }: Pick<Resource, 'id'>): Promise<void> {
  if (!(await removeOutside(ctx, resourceId))) return;
  ctx.touch(agendaTag(ctx.tenant));
  await ctx.enqueue(OFFER_EARLIER, {});
  await ctx.record('outside-untied', { kind: 'agenda', id: resourceId });
}

async function removeOutside(ctx: TxCtx, resourceId: string): Promise<boolean> {
  const { outside } = tables.for(ctx.tx);
  const removed = await ctx.tx
    .delete(outside)
    .where(ctx.own(outside, eq(outside.resourceId, resourceId)))
    .returning({ resourceId: outside.resourceId });
  return removed.length > 0;
}

/** The job: reads one calendar, keeps what it takes, and plans the next time. A failure of the other server is kept, not thrown. */
export async function readOutsideJob(ctx: Ctx, payload: unknown): Promise<void> {
  const { resourceId, at } = payload as { readonly resourceId: string; readonly at: number };
  const { outside } = tables.for(ctx.read);
  const [found] = await ctx.read
    .select()
    .from(outside)
    .where(ctx.own(outside, eq(outside.resourceId, resourceId)));
  // Of two plans, the one that was made last counts.
  if (found === undefined || found.dueAt !== at) return;
  const outcome = await outcomeOf(ctx, found);
  await ctx.write((tx) => keepOutcome(tx, found, outcome));
}

interface Outcome {
  readonly problem: OutsideProblem | null;
  /** Undefined where nothing changed, or nothing could be read: what was read last still counts. */
  readonly busy?: readonly Interval[];
  readonly mark?: string | null;
}

async function outcomeOf(ctx: Ctx, found: Outside): Promise<Outcome> {
  const address = addressIn(ctx, found);
  if (address === null) return { problem: 'locked' };
  const span = { from: ctx.now - DAY, until: ctx.now + AHEAD };
  const isFresh = found.readAt !== null && ctx.now - found.readAt < WHOLE_EVERY;
  const { busyTimes, NotACalendar } = await import('./busy-times.ts');
  try {
    const reading = await readOutside(address, span, isFresh ? found.mark : null);
    if (reading === null) return { problem: null };
    const { files, mark } = reading;
    return { problem: null, busy: busyTimes(files, { ...span, zone: ctx.site.zone }), mark };
  } catch (error) {
    if (error instanceof OutsideFailure) return { problem: error.problem };
    if (error instanceof NotACalendar) return { problem: 'not-a-calendar' };
    throw error;
  }
}

function addressIn({ unlock }: Pick<Ctx, 'unlock'>, { secret }: Outside): OutsideAddress | null {
  const plain = unlock(VAULT, secret);
  return plain === null ? null : (JSON.parse(plain) as OutsideAddress);
}

async function keepOutcome(ctx: TxCtx, found: Outside, { problem, busy, mark }: Outcome): Promise<void> {
  const { outside, external } = tables.for(ctx.tx);
  const { resourceId } = found;
  const dueAt = ctx.now + EVERY;
  const read = busy !== undefined && { readAt: ctx.now, mark: mark ?? null };
  const [still] = await ctx.tx
    .update(outside)
    .set({ dueAt, problem, ...read })
    .where(ctx.own(outside, eq(outside.resourceId, resourceId), eq(outside.dueAt, found.dueAt)))
    .returning({ resourceId: outside.resourceId });
  // Untied, or tied to another one meanwhile.
  if (still === undefined) return;
  await ctx.enqueue(READ_OUTSIDE, { resourceId, at: dueAt }, { at: dueAt });
  if (busy === undefined) return;
  await ctx.tx.delete(external).where(ctx.own(external, eq(external.resourceId, resourceId)));
  const rows = busy.map(({ start, end }) => ({
    tenantId: ctx.tenant.id,
    resourceId,
    startsAt: start,
    endsAt: end,
  }));
  for (let index = 0; index < rows.length; index += AT_ONCE)
    await ctx.tx.insert(external).values(rows.slice(index, index + AT_ONCE));
  ctx.touch(agendaTag(ctx.tenant));
}

/** Each night: a plan that was lost, because a job failed for days, is made again. One query, and one for each that was lost. */
export async function reviveOutside(ctx: TxCtx): Promise<void> {
  const { outside } = tables.for(ctx.tx);
  const lost = await ctx.tx
    .update(outside)
    .set({ dueAt: ctx.now })
    .where(ctx.own(outside, lt(outside.dueAt, ctx.now - DAY)))
    .returning({ resourceId: outside.resourceId });
  for (const { resourceId } of lost) await ctx.enqueue(READ_OUTSIDE, { resourceId, at: ctx.now });
}

const PROBLEMS: Readonly<Record<OutsideProblem, string>> = {
  address: 'Cette adresse ne peut pas être lue. Donnez une autre adresse.',
  refused:
    'L’agenda extérieur refuse l’identifiant ou le mot de passe. Faites un nouveau mot de passe d’application, puis reliez l’agenda de nouveau.',
  missing: 'Il n’y a pas d’agenda à cette adresse. Copiez-la de nouveau depuis votre agenda.',
  silent: 'L’agenda extérieur ne répond pas. Nous essayons encore tous les quarts d’heure.',
  'too-big':
    'L’agenda extérieur est trop gros (plus de 5\u00A0Mo). Reliez un agenda qui ne contient que les années récentes.',
  'not-a-calendar':
    'Ce qui se trouve à cette adresse n’est pas un agenda. Copiez l’adresse d’un agenda CalDAV ou d’un fichier .ics.',
  locked: 'Le mot de passe ne peut plus être lu sur ce serveur. Reliez l’agenda de nouveau.',
};

export function sayOutsideProblem(problem: OutsideProblem): string {
  return PROBLEMS[problem];
}

/** What ties the agendas of an agent's page, by resource. One query each. */
export async function tiesOf(page: Pick<DeskCtx, 'read' | 'own'>) {
  const { feed, outside, videoRoom } = tables.for(page.read);
  const [feeds, outsides, rooms] = await Promise.all([
    page.read.select().from(feed).where(page.own(feed)),
    page.read.select().from(outside).where(page.own(outside)),
    page.read.select().from(videoRoom).where(page.own(videoRoom)),
  ]);
  return { feeds: byResource(feeds), outsides: byResource(outsides), rooms: byResource(rooms) };
}

function byResource<Row extends { readonly resourceId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.resourceId, row]));
}
