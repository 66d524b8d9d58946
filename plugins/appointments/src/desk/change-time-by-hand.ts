// Moving an appointment for the service: the transaction, and what the citizen is told.

import type { DeskCtx, TxCtx } from '@parvis/kit';
import { readAgendaAt } from '../agenda.ts';
import { moveTo } from '../booking.ts';
import { findFreeSlot, receivers } from '../free-slot.ts';
import { tellMoved } from '../pages/change-time.ts';
import type { Appointment, Venue } from '../schema.ts';
import { untilSettled } from '../settle.ts';
import { resourcesOf } from './agendas.ts';
import type { BookingRow } from './bookings.ts';
import { conflictsAt } from './conflict.ts';
import { type PickedTime, pickedStart, withoutNotice } from './slot-lines.ts';

export interface ChangeWanted {
  readonly venue: Venue;
  readonly picked: PickedTime;
  readonly forced: boolean;
  /** SEQUENCE of the appointment on the screen. */
  readonly sequence: number;
  readonly reason: string | undefined;
}

/** The appointment as it is afterwards. Null where the time is not free, or it was changed meanwhile: nothing is changed then. */
export async function changeTimeByHand(
  page: DeskCtx,
  row: BookingRow,
  wanted: ChangeWanted,
): Promise<Appointment | null> {
  const { appointment } = row;
  if (wanted.sequence !== appointment.sequence) return null;
  const request = await page.requests.byId(appointment.requestId);
  if (request === null) return null;
  const own = new Set((await resourcesOf(page)).map(({ id }) => id));
  return untilSettled(page.tenant, () =>
    page.write(async (ctx) => {
      const changed = await placed(ctx, row, wanted, own);
      if (changed === null) return null;
      await tellMoved(ctx, request, changed, wanted.venue, wanted.reason);
      return changed;
    }),
  );
}

async function placed(
  ctx: TxCtx,
  { appointment, motif }: BookingRow,
  { venue, picked, forced }: ChangeWanted,
  own: ReadonlySet<string>,
): Promise<Appointment | null> {
  const ignored = [appointment.occupancyId];
  const minutes = Math.round((appointment.endsAt - appointment.startsAt) / 60_000);
  const site = { ...ctx.site, authority: { ...ctx.site.authority, insee: null } };
  const whole = { ...ctx, site };
  const wanted = { motif: withoutNotice(motif), venue, slot: picked.slot };
  if (forced) {
    const resource = picked.resource ?? appointment.resourceId;
    if (!own.has(resource)) return null;
    const start = pickedStart(picked, venue.zone);
    const end = start + minutes * 60_000;
    const agenda = await readAgendaAt(whole, { start, motif, minutes });
    const asked = { resource, venue: venue.id, start, end, motif, ignored };
    const conflicts = conflictsAt(agenda, asked, { now: ctx.now, nameOf: () => '' });
    if (conflicts.some(({ kind }) => kind === 'taken')) return null;
    return moveTo(ctx, appointment, { ...wanted, motif }, { start, end }, resource);
  }
  const resources = picked.resource === undefined ? [...own] : [picked.resource].filter((id) => own.has(id));
  if (resources.length === 0) return null;
  const slot = await findFreeSlot(whole, wanted, { ignored, minutes, wishes: { resources } });
  if (slot === null) return null;
  const known = slot.resources.includes(appointment.resourceId) ? appointment.resourceId : undefined;
  const [first] = known === undefined ? await receivers(ctx, slot, undefined) : [known];
  return first === undefined ? null : moveTo(ctx, appointment, { ...wanted, motif }, slot, first);
}
