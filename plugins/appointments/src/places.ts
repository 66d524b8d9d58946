// The venues of a motif, nearest first from the commune of the site.

import type { Ctx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { nearestFirst, type Position } from '@parvis/scheduling';
import type { Agenda } from './agenda.ts';
import { type Motif, tables, type Venue } from './schema.ts';

export interface Place {
  readonly venue: Venue;
  /** Null where nobody said where the commune is, and in the commune itself. */
  readonly km: number | null;
}

/** The venues where someone receives for the motif. */
export function venuesFor({ openings, venues }: Pick<Agenda, 'openings' | 'venues'>, motif: Motif): Venue[] {
  const ids = new Set(openings.filter(({ motifs }) => motifs.includes(motif.id)).map(({ venue }) => venue));
  return [...venues.values()].filter(({ id }) => ids.has(id));
}

/** Nearest first. Without a position to start from: those of the commune, then by name. */
export function orderPlaces(venues: readonly Venue[], insee: string | null, from: Position | null): Place[] {
  const byName = venues.toSorted((a, b) => a.commune.localeCompare(b.commune, 'fr'));
  const start = from ?? byName.find((venue) => venue.insee === insee) ?? null;
  if (start === null) return byName.map((venue) => ({ venue, km: null }));
  const places = nearestFirst(byName, start).map(({ place, km }) => ({
    venue: place,
    km: place.insee === insee ? null : km,
  }));
  // At home first, even where the middle of a large commune is nearer to its neighbour's venue.
  return [...places.filter(({ km }) => km === null), ...places.filter(({ km }) => km !== null)];
}

/** Where the citizens of the site's commune are, as the tenant placed it. */
export async function positionOf(ctx: Pick<Ctx, 'read' | 'own' | 'site'>): Promise<Position | null> {
  const { insee } = ctx.site.authority;
  if (insee === null) return null;
  const { commune } = tables.for(ctx.read);
  const [found] = await ctx.read
    .select({ latitude: commune.latitude, longitude: commune.longitude })
    .from(commune)
    .where(ctx.own(commune, eq(commune.insee, insee)));
  return found ?? null;
}
