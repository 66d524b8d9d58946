// The closures that touch some days, as agents read them.

import type { DeskCtx } from '@parvis/kit';
import { and, asc, eq, gte, lte } from '@parvis/kit/data';
import type { Temporal } from 'temporal-polyfill';
import type { ClosedHours } from './closure-words.ts';
import { tables } from './tables.ts';

export interface ClosedDays extends ClosedHours {
  readonly from: string;
  readonly until: string;
  /** « Mairie, Le Favril », « tous les lieux » */
  readonly where: string;
  readonly reason: string | null;
}

export async function closedDays(
  page: DeskCtx,
  days: readonly Temporal.PlainDate[],
): Promise<readonly ClosedDays[]> {
  const first = days[0]?.toString() ?? '';
  const last = days.at(-1)?.toString() ?? '';
  const { closure, venue } = tables.for(page.read);
  const rows = await page.read
    .select({ closure, venue })
    .from(closure)
    .leftJoin(venue, eq(venue.id, closure.venueId))
    .where(page.own(closure, and(gte(closure.lastDay, first), lte(closure.firstDay, last))))
    .orderBy(asc(closure.firstDay), asc(closure.id));
  return rows.map((row) => ({
    from: row.closure.firstDay,
    until: row.closure.lastDay,
    start: row.closure.startTime,
    end: row.closure.endTime,
    where: row.venue === null ? 'tous les lieux' : `${row.venue.name}, ${row.venue.commune}`,
    reason: row.closure.reason,
  }));
}
