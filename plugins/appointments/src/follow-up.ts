// What is planned when an appointment is booked or moved: its end, and a reminder two days before. Each plan names the
// SEQUENCE that it is for, and is void once the appointment has another.

import type { TxCtx } from '@parvis/kit';
import { eq, type Reader } from '@parvis/kit/data';
import { type Appointment, tables } from './schema.ts';

const HOUR = 3_600_000;
const REMINDED = 48 * HOUR;
/** Whoever booked less than this before the reminder still remembers. */
const REMEMBERS = 6 * HOUR;

export async function planFollowUp(
  ctx: Pick<TxCtx, 'enqueue' | 'requests' | 'now'>,
  { requestId, startsAt, endsAt, sequence, texts }: Appointment,
): Promise<void> {
  await ctx.enqueue('ended', { requestId, sequence }, { at: endsAt });
  const at = startsAt - REMINDED;
  if (at < ctx.now + REMEMBERS) return;
  await ctx.requests.send(requestId, 'reminder', { at, about: { sequence } });
  if (texts) await ctx.requests.send(requestId, 'reminder', { by: 'text', at, about: { sequence } });
}

/** The SEQUENCE that a plan is for; null for anything else. */
export function sequenceIn(plan: unknown): number | null {
  if (typeof plan !== 'object' || plan === null || !('sequence' in plan)) return null;
  return typeof plan.sequence === 'number' ? plan.sequence : null;
}

/** Whether the appointment of a request is still the one that a plan was made for. */
export async function stillPlanned(
  ctx: Pick<TxCtx, 'own'>,
  reader: Reader,
  requestId: string,
  plan: unknown,
): Promise<boolean> {
  const { appointment } = tables.for(reader);
  const [found] = await reader
    .select({ sequence: appointment.sequence, status: appointment.status })
    .from(appointment)
    .where(ctx.own(appointment, eq(appointment.requestId, requestId)));
  return found?.status === 'booked' && found.sequence === sequenceIn(plan);
}
