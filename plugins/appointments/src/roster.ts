// Who receives where, when and for what: the part of an agenda that changes when someone edits it, not when someone books.
// Pages keep it in memory, a copy a tenant, as long as its revision does not move.

import type { Ctx, TxCtx } from '@parvis/kit';
import { eq, keptRead, type Later, plus, type Reader } from '@parvis/kit/data';
import type { Closure, Opening } from '@parvis/scheduling';
import { antsTables, type Reason } from './api/ants/tables.ts';
import { deskTables } from './desk/tables.ts';
import { prescriptionTables } from './prescription/tables.ts';
import { agendaTag, type Motif, type Resource, type StoredOpening, tables, type Venue } from './schema.ts';
import type { Access } from './workshops/tables.ts';

export interface Roster {
  readonly motifs: ReadonlyMap<string, Motif>;
  readonly venues: ReadonlyMap<string, Venue>;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly openings: readonly Opening[];
  /** Days, or hours of them, on which a venue, or all of them, are closed; public holidays are not among them. */
  readonly closures: readonly Closure[];
  /** By their slugs: all of the tenant, whether anyone receives there or not. */
  readonly named: {
    readonly motifs: ReadonlyMap<string, NamedMotif>;
    readonly venues: ReadonlyMap<string, Venue>;
  };
}

export interface NamedMotif {
  readonly motif: Motif;
  /** Who books it by themselves; everyone where there is none. */
  readonly access: Access | null;
  /** The titles that are collected there: identity cards, passports. */
  readonly titles: ReadonlySet<Reason>;
}

/** Tenants whose roster is kept, for each database of the process. */
const MOST_KEPT = 500;

/** A roster with the revision that it is of. */
export interface KeptRoster {
  readonly revision: number;
  readonly roster: Roster;
}

const keptBy = new WeakMap<Reader, Map<string, KeptRoster>>();

type KeepingCtx = Pick<Ctx, 'own' | 'tenant' | 'read'>;

/** The committed roster of a tenant: one small query when it is in memory and has not changed. */
export async function keptRoster(ctx: KeepingCtx): Promise<Roster> {
  return (await keptRevision(ctx)).roster;
}

/** The same with its revision, for a transaction that is about to begin: see `rosterIn`. */
export async function keptRevision(ctx: KeepingCtx): Promise<KeptRoster> {
  const kept = keptBy.get(ctx.read) ?? new Map<string, KeptRoster>();
  keptBy.set(ctx.read, kept);
  // Read before the roster: a change in between makes the next page read again, never keep what is old.
  const number = await revisionOf(ctx, ctx.read);
  const known = kept.get(ctx.tenant.id);
  if (known?.revision === number) return known;
  const made = { revision: number, roster: await readRoster(ctx, ctx.read) };
  kept.delete(ctx.tenant.id);
  kept.set(ctx.tenant.id, made);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return made;
}

/** The roster as a transaction sees it: the kept one where nothing has changed since, else read anew. */
export async function rosterIn(
  ctx: Pick<TxCtx, 'own' | 'tenant' | 'tx'>,
  kept: KeptRoster | undefined,
): Promise<Roster> {
  if (kept !== undefined && (await revisionOf(ctx, ctx.tx)) === kept.revision) return kept.roster;
  return readRoster(ctx, ctx.tx);
}

async function revisionOf({ tenant }: Pick<Ctx, 'tenant'>, reader: Reader): Promise<number> {
  const [row] = await storedRevision(reader, { tenantId: tenant.id });
  return row?.number ?? 0;
}

const storedRevision = keptRead((reader, later: Later<'tenantId'>) => {
  const { revision } = tables.for(reader);
  return reader
    .select({ number: revision.number })
    .from(revision)
    .where(eq(revision.tenantId, later('tenantId')));
});

/** To be called by whatever changes a motif, who may book it or its titles, a venue, a resource, an opening or a closure, in its transaction. */
export async function rosterChanged(ctx: Pick<TxCtx, 'tx' | 'tenant' | 'touch'>): Promise<void> {
  const { revision } = tables.for(ctx.tx);
  await ctx.tx
    .insert(revision)
    .values({ tenantId: ctx.tenant.id, number: 1 })
    .onConflictDoUpdate({ target: revision.tenantId, set: { number: plus(revision.number, 1) } });
  ctx.touch(agendaTag(ctx.tenant));
}

/** Five queries: a row for each motif of each opening, the closures, and what has a name. */
async function readRoster(ctx: Pick<Ctx, 'own'>, reader: Reader): Promise<Roster> {
  const { motif, venue, resource, opening, openingMotif } = tables.for(reader);
  const rows = await reader
    .select({ motif, venue, resource, opening })
    .from(openingMotif)
    .innerJoin(opening, eq(opening.id, openingMotif.openingId))
    .innerJoin(motif, eq(motif.id, openingMotif.motifId))
    .innerJoin(venue, eq(venue.id, opening.venueId))
    .innerJoin(resource, eq(resource.id, opening.resourceId))
    .where(ctx.own(openingMotif));
  const { closure } = deskTables.for(reader);
  const closed = await reader.select().from(closure).where(ctx.own(closure));
  const openings = new Map<string, Opening>();
  for (const row of rows) {
    const known = openings.get(row.opening.id);
    openings.set(row.opening.id, toOpening(row, [...(known?.motifs ?? []), row.motif.id]));
  }
  return {
    motifs: byId(rows.map((row) => row.motif)),
    venues: byId(rows.map((row) => row.venue)),
    resources: byId(rows.map((row) => row.resource)),
    openings: [...openings.values()],
    named: await readNamed(ctx, reader),
    closures: closed.map(({ venueId, firstDay, lastDay, startTime, endTime }) => ({
      venue: venueId ?? undefined,
      from: firstDay,
      until: lastDay,
      start: startTime ?? undefined,
      end: endTime ?? undefined,
    })),
  };
}

async function readNamed(ctx: Pick<Ctx, 'own'>, reader: Reader): Promise<Roster['named']> {
  const { motif, venue } = tables.for(reader);
  const { motifAccess } = prescriptionTables.for(reader);
  const { antsReason } = antsTables.for(reader);
  const motifs = await reader
    .select({ motif, access: motifAccess.access })
    .from(motif)
    .leftJoin(motifAccess, eq(motifAccess.motifId, motif.id))
    .where(ctx.own(motif));
  const venues = await reader.select().from(venue).where(ctx.own(venue));
  const reasons = await reader
    .select({ motifId: antsReason.motifId, reason: antsReason.reason })
    .from(antsReason)
    .where(ctx.own(antsReason));
  const titles = new Map<string, Set<Reason>>();
  for (const { motifId, reason } of reasons)
    titles.set(motifId, (titles.get(motifId) ?? new Set()).add(reason));
  return {
    motifs: new Map(
      motifs.map(({ motif: one, access }) => [
        one.slug,
        { motif: one, access, titles: titles.get(one.id) ?? new Set() },
      ]),
    ),
    venues: new Map(venues.map((one) => [one.slug, one])),
  };
}

interface OpeningRow {
  readonly opening: StoredOpening;
  readonly venue: Venue;
}

function toOpening({ opening, venue }: OpeningRow, motifs: readonly string[]): Opening {
  return {
    id: opening.id,
    resource: opening.resourceId,
    venue: opening.venueId,
    zone: venue.zone,
    motifs,
    start: opening.startTime,
    end: opening.endTime,
    from: opening.firstDay,
    until: opening.lastDay ?? undefined,
    recurrence: opening.recurrence,
  };
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

/** What citizens of a commune may use: a resource without communes serves the whole tenant. */
export function rosterFor(roster: Roster, insee: string | null): Roster {
  const serves = ({ communes }: Resource) =>
    communes.length === 0 || insee === null || communes.includes(insee);
  if ([...roster.resources.values()].every(serves)) return roster;
  const resources = new Map([...roster.resources].filter(([, resource]) => serves(resource)));
  const openings = roster.openings.filter(({ resource }) => resources.has(resource));
  const used = new Set(openings.map(({ venue }) => venue));
  const venues = new Map([...roster.venues].filter(([id]) => used.has(id)));
  return { ...roster, venues, resources, openings };
}
