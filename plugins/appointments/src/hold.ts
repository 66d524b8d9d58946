// Keeping a slot for someone who is typing, in the same table as bookings: the guard of the database protects it, and it
// ends by itself.

import {
  and,
  count,
  eq,
  gt,
  inArray,
  isNotNull,
  keptWrite,
  type Later,
  lt,
  lte,
  newId,
  or,
} from '@parvis/kit/data';
import type { Slot } from '@parvis/scheduling';
import { type BookingTx, findFreeSlot, receivers, toOccupancy, type WantedSlot } from './free-slot.ts';
import { agendaTag, tables } from './schema.ts';

const MINUTE = 60_000;
/** Around the day of a slot. */
const AROUND = 36 * 60 * MINUTE;
/** Twice the two minutes that a booking takes, and then some. */
const HOLD_MINUTES = 10;
/** Slots held at once of one resource around a day: whoever opens pages by the hundred keeps no more from the others. */
const MOST_HELD = 6;

export interface Held {
  readonly id: string;
  readonly resourceId: string;
  readonly start: number;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** What became of a wish to hold a slot. `free`: it can be booked, but nobody keeps it meanwhile. */
export type HoldOutcome = { readonly is: 'held'; readonly held: Held } | { readonly is: 'free' | 'taken' };

/**
 * Holds a slot for a holder, in place of what they held before. The guard may refuse it, with a DbConstraintError of kind
 * `overlap`: the caller tries again.
 */
export async function holdSlot(
  ctx: BookingTx,
  wanted: WantedSlot,
  { holder, until }: { readonly holder: string; readonly until: number },
): Promise<HoldOutcome> {
  await dropHolds(ctx, holder);
  const slot = await findFreeSlot(ctx, wanted);
  if (slot === null) return { is: 'taken' };
  const held = await heldAround(ctx, slot);
  const order = await receivers(ctx, slot, undefined);
  const resourceId = order.find((one) => (held.get(one) ?? 0) < MOST_HELD);
  if (resourceId === undefined) return { is: 'free' };
  const id = newId();
  const { occupancy } = tables.for(ctx.tx);
  await ctx.tx.insert(occupancy).values({
    ...toOccupancy(ctx, wanted, slot, resourceId),
    id,
    kind: 'hold',
    expiresAt: until,
    holder,
  });
  ctx.touch(agendaTag(ctx.tenant));
  return { is: 'held', held: { id, resourceId, start: slot.start, until } };
}

/** How many slots are held of each resource within a day and a half of the slot: that day, the one before, the one after. */
async function heldAround(ctx: BookingTx, { start, resources }: Slot): Promise<ReadonlyMap<string, number>> {
  const { occupancy } = tables.for(ctx.tx);
  const { resourceId, startsAt } = occupancy;
  const rows = await ctx.tx
    .select({ resourceId, number: count() })
    .from(occupancy)
    .where(
      ctx.own(
        occupancy,
        and(inArray(resourceId, resources), eq(occupancy.kind, 'hold')),
        and(gt(startsAt, start - AROUND), lt(startsAt, start + AROUND), gt(occupancy.expiresAt, ctx.now)),
      ),
    )
    .groupBy(resourceId);
  return new Map(rows.map((row) => [row.resourceId, row.number]));
}

/** When a hold that begins now ends. */
export function holdEnd(now: number): number {
  return now + HOLD_MINUTES * MINUTE;
}

/** Ends the holds of a holder, and those that have ended by themselves. Returns what the holder held. */
export async function dropHolds(ctx: BookingTx, holder: string | undefined): Promise<readonly string[]> {
  const dropped = await dropThose(ctx.tx, {
    tenantId: ctx.tenant.id,
    now: ctx.now,
    holder: holder ?? NOBODY,
  });
  if (dropped.length > 0) ctx.touch(agendaTag(ctx.tenant));
  return dropped.filter((one) => one.holder === holder).map(({ resourceId }) => resourceId);
}

const NOBODY = '';

const dropThose = keptWrite((tx, later: Later<'tenantId' | 'now' | 'holder'>) => {
  const { occupancy } = tables.for(tx);
  const { tenantId, kind, expiresAt, resourceId, holder } = occupancy;
  const ended = and(isNotNull(expiresAt), lte(expiresAt, later('now')));
  return tx
    .delete(occupancy)
    .where(and(eq(tenantId, later('tenantId')), eq(kind, 'hold'), or(ended, eq(holder, later('holder')))))
    .returning({ resourceId, holder });
});
