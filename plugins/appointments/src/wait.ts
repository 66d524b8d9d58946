// Who would rather come earlier: joining the list, leaving it, and what is held for someone on it.

import type { Ctx, TxCtx } from '@parvis/kit';
import { and, eq, gt } from '@parvis/kit/data';
import type { AppointmentDetail } from './appointment.ts';
import { dropHolds } from './hold.ts';
import { tables, type Venue, type Wait } from './schema.ts';

/** The job that offers free time to whoever waits. Whatever frees time enqueues it. */
export const OFFER_EARLIER = 'offer-earlier';

/** Nobody waits for an appointment that is sooner than this anyway. */
const SOON = 7 * 86_400_000;

/** Under which the list holds a slot for someone. */
export function waitHolder(requestId: string): string {
  return `wait ${requestId}`;
}

export async function waitOf(ctx: Pick<Ctx, 'read' | 'own'>, requestId: string): Promise<Wait | null> {
  const { wait } = tables.for(ctx.read);
  const [found] = await ctx.read
    .select()
    .from(wait)
    .where(ctx.own(wait, eq(wait.requestId, requestId)));
  return found ?? null;
}

/** Whether the citizen may wait for an earlier time than that of their appointment, or waits already. */
export async function mayWait(
  ctx: Pick<Ctx, 'read' | 'own' | 'now'>,
  { appointment }: AppointmentDetail,
): Promise<boolean> {
  if (appointment.status !== 'booked') return false;
  if (appointment.startsAt - ctx.now > SOON) return true;
  return appointment.startsAt > ctx.now && (await waitOf(ctx, appointment.requestId)) !== null;
}

/** Joins the list, or changes where; whoever is on it keeps their rank. */
export async function startWaiting(
  ctx: Pick<TxCtx, 'tx' | 'tenant' | 'now'>,
  requestId: string,
  venueId: string | null,
): Promise<void> {
  const { wait } = tables.for(ctx.tx);
  await ctx.tx
    .insert(wait)
    .values({ requestId, tenantId: ctx.tenant.id, venueId, since: ctx.now, notices: 0 })
    .onConflictDoUpdate({ target: wait.requestId, set: { venueId } });
}

export async function stopWaiting(
  ctx: Pick<TxCtx, 'tx' | 'tenant' | 'site' | 'own' | 'now' | 'touch'>,
  requestId: string,
): Promise<void> {
  const { wait } = tables.for(ctx.tx);
  await dropHolds(ctx, waitHolder(requestId));
  await ctx.tx.delete(wait).where(ctx.own(wait, eq(wait.requestId, requestId)));
}

export interface HeldForWait {
  readonly start: number;
  readonly until: number;
  readonly venue: Venue;
}

/** What is held for someone on the list at this moment. */
export async function heldFor(
  ctx: Pick<Ctx, 'read' | 'own' | 'now'>,
  requestId: string,
): Promise<HeldForWait | null> {
  const { wait, occupancy, venue } = tables.for(ctx.read);
  const [found] = await ctx.read
    .select({ start: wait.heldStart, until: occupancy.expiresAt, venue })
    .from(wait)
    .innerJoin(occupancy, eq(occupancy.id, wait.heldId))
    .innerJoin(venue, eq(venue.id, occupancy.venueId))
    .where(
      ctx.own(
        wait,
        and(eq(wait.requestId, requestId), eq(occupancy.kind, 'hold'), gt(occupancy.expiresAt, ctx.now)),
      ),
    );
  if (found === undefined || found.start === null || found.until === null) return null;
  return { start: found.start, until: found.until, venue: found.venue };
}
