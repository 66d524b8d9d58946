// Putting an agenda in place: what a starter, a demonstration or an import writes. Each returns the id of what it added.

import { CodedError, type TxCtx } from '@parvis/kit';
import { and, eq, newId } from '@parvis/kit/data';
import { daysOf, type Recurrence } from '@parvis/scheduling';
import { rosterChanged } from './roster.ts';
import { agendaTag, type Motif, tables, type Venue } from './schema.ts';
import { OFFER_EARLIER } from './wait.ts';

export type SeedTx = Pick<TxCtx, 'tx' | 'tenant' | 'touch'> & Partial<Pick<TxCtx, 'enqueue'>>;

type Optional<T, K extends keyof T> = Omit<T, K | 'id' | 'tenantId'> & Partial<Pick<T, K>>;

export type NewMotif = Optional<
  Motif,
  | 'place'
  | 'bring'
  | 'step'
  | 'bufferBefore'
  | 'bufferAfter'
  | 'noticeMinutes'
  | 'horizonDays'
  | 'cancelHours'
  | 'rescheduleHours'
>;

/** Two hours of notice, eight weeks ahead, cancelled online until four hours and moved until two days before, unless told. */
export async function addMotif(ctx: SeedTx, wanted: NewMotif): Promise<string> {
  const id = newId();
  await ctx.tx.insert(tables.for(ctx.tx).motif).values({
    place: 'on-site',
    bring: [],
    step: wanted.minutes,
    bufferBefore: 0,
    bufferAfter: 0,
    noticeMinutes: 120,
    horizonDays: 56,
    cancelHours: 4,
    rescheduleHours: 48,
    ...wanted,
    id,
    tenantId: ctx.tenant.id,
  });
  await rosterChanged(ctx);
  return id;
}

/** The motif of a slug, or null: for openings of a motif that a starter made. */
export async function motifIdOf(ctx: SeedTx, slug: string): Promise<string | null> {
  const { motif } = tables.for(ctx.tx);
  const [found] = await ctx.tx
    .select({ id: motif.id })
    .from(motif)
    .where(and(eq(motif.tenantId, ctx.tenant.id), eq(motif.slug, slug)));
  return found?.id ?? null;
}

export type NewVenue = Optional<Venue, 'zone' | 'wheelchair' | 'access'>;

/** In Europe/Paris and accessible by wheelchair, unless told. */
export async function addVenue(ctx: SeedTx, wanted: NewVenue): Promise<string> {
  const id = newId();
  const { venue } = tables.for(ctx.tx);
  const usual = { zone: 'Europe/Paris', wheelchair: true, access: null };
  await ctx.tx.insert(venue).values({ ...usual, ...wanted, id, tenantId: ctx.tenant.id });
  await rosterChanged(ctx);
  return id;
}

export interface NewAdvisor {
  readonly name: string;
  readonly authorityId: string;
  /** The agent whose agenda it is. */
  readonly agentId?: string | undefined;
  readonly kind?: 'advisor' | 'desk' | undefined;
  /** INSEE codes; the whole tenant when left out. */
  readonly communes?: readonly string[] | undefined;
}

export async function addAdvisor(ctx: SeedTx, wanted: NewAdvisor): Promise<string> {
  const id = newId();
  const { name, authorityId, agentId = null, kind = 'advisor', communes = [] } = wanted;
  const { resource } = tables.for(ctx.tx);
  await ctx.tx
    .insert(resource)
    .values({ id, tenantId: ctx.tenant.id, kind, name, agentId, authorityId, communes });
  await rosterChanged(ctx);
  return id;
}

export interface NewOpening {
  readonly resourceId: string;
  readonly venueId: string;
  readonly motifIds: readonly string[];
  readonly recurrence: Recurrence;
  /** 'HH:MM', on the clock of the venue. */
  readonly start: string;
  readonly end: string;
  /** 'YYYY-MM-DD' */
  readonly from: string;
  readonly until?: string | undefined;
}

/** @throws CodedError PARVIS_APPOINTMENTS_OPENING, or a SchedulingError, for hours that never open. */
export async function addOpening(ctx: SeedTx, wanted: NewOpening): Promise<string> {
  const { resourceId, venueId, motifIds, recurrence, start, end, from, until } = wanted;
  if (!isTime(start) || !isTime(end) || start >= end || motifIds.length === 0) {
    throw new CodedError(
      'PARVIS_APPOINTMENTS_OPENING',
      `An opening from "${start}" to "${end}" for ${motifIds.length} motifs never opens.`,
      'Give HH:MM times in order, and at least one motif.',
    );
  }
  // Reading one day of the rule refuses a day or an interval that no search could read.
  daysOf({ recurrence, from, until }, from, from);
  const { opening, openingMotif } = tables.for(ctx.tx);
  const id = newId();
  const tenantId = ctx.tenant.id;
  const hours = { recurrence, startTime: start, endTime: end, firstDay: from, lastDay: until ?? null };
  await ctx.tx.insert(opening).values({ id, tenantId, resourceId, venueId, ...hours });
  await ctx.tx.insert(openingMotif).values(motifIds.map((motifId) => ({ openingId: id, motifId, tenantId })));
  await rosterChanged(ctx);
  await ctx.enqueue?.(OFFER_EARLIER, {});
  return id;
}

export interface NewAbsence {
  readonly resourceId: string;
  /** Epoch milliseconds, half-open. */
  readonly start: number;
  readonly end: number;
}

/** Appointments that are booked already stay: cancelling them is for a person to decide. */
export async function addAbsence(ctx: SeedTx, { resourceId, start, end }: NewAbsence): Promise<string> {
  const id = newId();
  const { absence } = tables.for(ctx.tx);
  await ctx.tx
    .insert(absence)
    .values({ id, tenantId: ctx.tenant.id, resourceId, startsAt: start, endsAt: end });
  ctx.touch(agendaTag(ctx.tenant));
  return id;
}

/** Says where distances to venues start from, for the citizens of a commune. */
export async function locateCommune(
  ctx: SeedTx,
  {
    insee,
    latitude,
    longitude,
  }: { readonly insee: string; readonly latitude: number; readonly longitude: number },
): Promise<void> {
  const { commune } = tables.for(ctx.tx);
  await ctx.tx
    .insert(commune)
    .values({ tenantId: ctx.tenant.id, insee, latitude, longitude })
    .onConflictDoUpdate({ target: [commune.tenantId, commune.insee], set: { latitude, longitude } });
  ctx.touch(agendaTag(ctx.tenant));
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);
}
