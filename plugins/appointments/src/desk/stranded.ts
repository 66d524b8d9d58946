// Appointments that were booked before an opening, an absence or a closure changed: they are kept, and shown to be moved.

import { formatPhone } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { readAgenda } from '../agenda.ts';
import { sayWhen } from '../french.ts';
import type { Resource } from '../schema.ts';
import { HOME, wholeTenant } from './agendas.ts';
import { bookingRows } from './bookings.ts';
import { conflictsAt } from './conflict.ts';

/** Half a year: as far as anybody books. */
const AHEAD = 183 * 86_400_000;

/** Those ahead that no opening receives any more, with why. What an agent forced is not among them. */
export async function strandedOf(page: DeskCtx, resources: readonly Resource[]) {
  const span = { from: page.now, until: page.now + AHEAD };
  const rows = await bookingRows(page, resources, span);
  if (rows.length === 0) return [];
  const agenda = await readAgenda(wholeTenant(page), span);
  return rows.flatMap(({ appointment, motif, venue, resource, attendance }) => {
    const wanted = {
      resource: appointment.resourceId,
      venue: appointment.venueId,
      start: appointment.startsAt,
      end: appointment.endsAt,
      motif: { ...motif, bufferBefore: 0, bufferAfter: 0 },
    };
    const known = { ...agenda, venues: new Map([...agenda.venues, [venue.id, venue]]) };
    const found = conflictsAt(known, wanted, { now: page.now, nameOf: () => resource.name });
    const why = found.find(({ kind }) => kind === 'rule');
    if (why === undefined || attendance?.outside === true || appointment.startsAt <= page.now) return [];
    page.looked('request', [appointment.requestId]);
    return [
      {
        person: appointment.person,
        when: sayWhen(appointment.startsAt, appointment.zone),
        phone: appointment.phone === null ? null : formatPhone(appointment.phone),
        why: why.text,
        href: `/agent/demandes/${appointment.requestId}`,
        move: `${HOME}/${appointment.requestId}/deplacement`,
        cancel: `${HOME}/${appointment.requestId}/annulation`,
      },
    ];
  });
}
