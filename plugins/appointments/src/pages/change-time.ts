// Moving one's appointment: the transaction, and what follows from it.

import type { CitizenRequest, PageCtx, TxCtx } from '@parvis/kit';
import { applicationsMoved } from '../api/ants/applications.ts';
import { moveAppointment } from '../booking.ts';
import { planFollowUp } from '../follow-up.ts';
import type { WantedSlot } from '../free-slot.ts';
import { sayWhen } from '../french.ts';
import type { Appointment, Venue } from '../schema.ts';
import { untilSettled } from '../settle.ts';
import { OFFER_EARLIER } from '../wait.ts';
import type { OwnAppointment } from './own-appointment.ts';

export interface TimeChange {
  /** Whose hold is on the new slot. */
  readonly holder?: string | undefined;
  /** More to do in the same transaction. */
  readonly besides?: ((ctx: TxCtx) => Promise<void>) | undefined;
}

/** False where the slot is not free, or the appointment was changed meanwhile: nothing is changed then. */
export async function changeTime(
  page: PageCtx,
  { detail, request }: OwnAppointment,
  wanted: WantedSlot,
  { holder, besides }: TimeChange = {},
): Promise<boolean> {
  const moved = await untilSettled(page.tenant, () =>
    page.write(async (ctx) => {
      const changed = await moveAppointment(ctx, detail.appointment, wanted, holder);
      if (changed === null) return false;
      await besides?.(ctx);
      await tellMoved(ctx, request, changed, wanted.venue);
      return true;
    }),
  );
  return moved ?? false;
}

/** What follows a move, whoever made it: the line of the timeline, the messages, the reminder, whoever waits. */
export async function tellMoved(
  ctx: TxCtx,
  request: CitizenRequest,
  changed: Appointment,
  venue: Venue,
  reason?: string,
): Promise<void> {
  await applicationsMoved(ctx, request.id);
  const when = sayWhen(changed.startsAt, changed.zone);
  await ctx.requests.note(request.id, `Rendez-vous déplacé au ${when}, ${venue.commune}.`);
  await ctx.record('moved', { kind: 'request', id: request.id, citizenId: request.citizenId });
  const about = { sequence: changed.sequence, ...(reason !== undefined && { reason }) };
  await ctx.requests.send(request.id, 'moved', { about });
  if (changed.texts) await ctx.requests.send(request.id, 'moved', { by: 'text', about });
  await planFollowUp(ctx, changed);
  await ctx.enqueue(OFFER_EARLIER, {});
}
