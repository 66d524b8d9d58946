// Counts a booking as it is made: for what, where, from which commune. Not whose.

import { localDay } from '@parvis/scheduling';
import type { BookingTx, WantedSlot } from '../free-slot.ts';
import { tables } from './tables.ts';

export async function countBooked(
  { tx, tenant, site, now }: BookingTx,
  { motif, venue }: Pick<WantedSlot, 'motif' | 'venue'>,
): Promise<void> {
  await tx.insert(tables.for(tx).booked).values({
    tenantId: tenant.id,
    day: localDay(site.zone, now),
    motifId: motif.id,
    venueId: venue.id,
    insee: site.authority.insee ?? '',
  });
}
