// An appointment that an agent books for someone, in one transaction: the request, the time, who took it down.

import type { DeskCtx, Service, TxCtx } from '@parvis/kit';
import { readAgendaAt } from '../agenda.ts';
import { keepApplications } from '../api/ants/applications.ts';
import { insertBooking, type Wish } from '../booking.ts';
import { planFollowUp } from '../follow-up.ts';
import { findFreeSlot, receivers } from '../free-slot.ts';
import { personKeys } from '../person.ts';
import type { Appointment } from '../schema.ts';
import { untilSettled } from '../settle.ts';
import { conflictsAt } from './conflict.ts';
import { type PickedTime, pickedStart, withoutNotice } from './slot-lines.ts';
import { type INTAKES, tables } from './tables.ts';

export interface TakenDown extends Omit<Wish, 'requestId' | 'keys' | 'slot'> {
  readonly service: Service;
  readonly email: string | undefined;
  readonly picked: PickedTime;
  /** Whatever the openings say. */
  readonly forced: boolean;
  readonly intake: (typeof INTAKES)[number];
  readonly once: string;
  /** True length, for as many people as come. */
  readonly minutes: number;
  /** Pre-application numbers, in the order of the people, '' for one without. */
  readonly applicationIds: readonly string[];
}

/** The id of the request. Null where the time is not free: nothing is written then. */
export async function takeDown(page: DeskCtx, wish: TakenDown): Promise<string | null> {
  const booked = untilSettled(page.tenant, () => page.write((ctx) => inTransaction(page, ctx, wish)));
  return booked.catch((error: unknown) => {
    if (error instanceof NotFree) return null;
    throw error;
  });
}

async function inTransaction(page: DeskCtx, ctx: TxCtx, wish: TakenDown): Promise<string> {
  const { service, motif, person: name, email, phone, once, intake, forced } = wish;
  const { request, fresh } = await ctx.requests.open({
    service,
    channel: 'appointment',
    title: motif.title,
    requester: { name, ...(email !== undefined && { email }), ...(phone !== null && { phone }) },
    once,
  });
  if (!fresh) return request.id;
  const whole = { ...wish, slot: wish.picked.slot, requestId: request.id, keys: personKeys(page, email) };
  const taken = forced ? await force(page, ctx, wish, whole) : await takeOffered(ctx, wish, whole);
  // Thrown, not returned: the request must not outlive the time it was for.
  if (taken === null) throw new NotFree();
  await keepApplications(ctx, request, wish.applicationIds);
  const { attendance } = tables.for(ctx.tx);
  await ctx.tx.insert(attendance).values({
    requestId: request.id,
    tenantId: ctx.tenant.id,
    intake,
    takenBy: page.actor.name,
    outside: forced,
    presence: 'unknown',
  });
  await ctx.requests.note(
    request.id,
    intake === 'phone' ? 'Rendez-vous pris au téléphone.' : 'Rendez-vous pris au guichet.',
  );
  await ctx.requests.remark(
    request.id,
    `Rendez-vous saisi par ${page.actor.name}, ${intake === 'phone' ? 'au téléphone' : 'au guichet'}${forced ? ', hors plage' : ''}.`,
  );
  await ctx.record('booked', { kind: 'request', id: request.id, citizenId: request.citizenId });
  await planFollowUp(ctx, taken);
  if (taken.texts) await ctx.requests.send(request.id, 'booked', { by: 'text' });
  return request.id;
}

class NotFree extends Error {}

async function takeOffered(
  ctx: TxCtx,
  { motif, picked: { resource } }: TakenDown,
  whole: Wish,
): Promise<Appointment | null> {
  const wanted = { ...whole, motif: withoutNotice(motif) };
  const slot = await findFreeSlot(
    ctx,
    wanted,
    resource === undefined ? {} : { wishes: { resources: [resource] } },
  );
  if (slot === null) return null;
  const [first] = await receivers(ctx, slot, undefined);
  return first === undefined ? null : insertBooking(ctx, whole, slot, first);
}

/** Outside the openings: nothing may be in the way but rules, and the guard of the database has the last word. */
async function force(
  page: DeskCtx,
  ctx: TxCtx,
  { motif, picked, venue, minutes }: TakenDown,
  whole: Wish,
): Promise<Appointment | null> {
  const { resource } = picked;
  if (resource === undefined) return null;
  const start = pickedStart(picked, venue.zone);
  const end = start + minutes * 60_000;
  const site = { ...ctx.site, authority: { ...ctx.site.authority, insee: null } };
  const agenda = await readAgendaAt({ ...ctx, site }, { start, motif, minutes });
  const wanted = { resource, venue: venue.id, start, end, motif };
  const conflicts = conflictsAt(agenda, wanted, { now: page.now, nameOf: () => '' });
  if (conflicts.some(({ kind }) => kind === 'taken')) return null;
  return insertBooking(ctx, whole, { start, end }, resource);
}
