// What an agent reads out once an appointment is taken down: when, where, what to bring, and the code that opens its page.

import { formatPhone } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { applicationsOf, asksApplication } from '../api/ants/applications.ts';
import { appointmentOf, placeLines } from '../appointment.ts';
import { sayLength, sayWhen, wallClock } from '../french.ts';
import { sayPeople } from '../people.ts';
import { keptRoster } from '../roster.ts';
import { HOME, notHere } from './agendas.ts';
import { calendarAddress } from './calendar-span.ts';
import { tables } from './tables.ts';

const HOUR = 3_600_000;

export async function bookedPage(page: DeskCtx, requestId: string): Promise<Response> {
  page.demand('appointments.book');
  const found = await page.requestFor(requestId);
  const detail = found && (await appointmentOf(page, page.read, requestId));
  const table = tables.for(page.read).attendance;
  const [taken] = await page.read
    .select()
    .from(table)
    .where(page.own(table, eq(table.requestId, requestId)));
  if (!found || !detail || !taken?.intake) throw notHere('Ce rendez-vous');
  const { request, mayAct } = found;
  const { appointment, motif, resource } = detail;
  // The code lets whoever has it move and cancel: it is for those who answer, and for whoever is on the phone at this moment.
  const justTaken = taken.takenBy === page.actor.name && page.now - request.openedAt < HOUR;
  const day = wallClock(appointment.startsAt, appointment.zone).toPlainDate();
  const numbers = await applicationsOf(page, requestId);
  const minutes = Math.round((appointment.endsAt - appointment.startsAt) / 60_000);
  const people = asksApplication(await keptRoster(page), motif) ? Math.round(minutes / motif.minutes) : null;
  const own = resource.authorityId === page.actor.authority.id;
  const model = {
    facts: [
      { label: 'Pour', text: appointment.person },
      ...(people === null ? [] : [{ label: 'Nombre', text: sayPeople(people) }]),
      { label: 'Quand', text: sayWhen(appointment.startsAt, appointment.zone) },
      { label: 'Durée', text: sayLength(minutes) },
      { label: 'Où', text: placeLines(detail) },
      { label: 'Avec', text: resource.name },
      { label: 'Motif', text: motif.title },
      ...(motif.bring.length > 0 ? [{ label: 'À apporter', text: motif.bring }] : []),
      ...(numbers.length > 0 ? [{ label: 'Pré-demande', text: numbers }] : []),
      ...(appointment.phone === null ? [] : [{ label: 'Téléphone', text: formatPhone(appointment.phone) }]),
      { label: 'Référence', text: request.reference },
      ...(mayAct || justTaken ? [{ label: 'Code de suivi', text: page.requests.codeOf(requestId) }] : []),
    ],
    mailed: request.requester.email ?? null,
    calendar: own ? calendarAddress('day', day, resource.id) : HOME,
    request: `/agent/demandes/${requestId}`,
    another: `${HOME}/nouveau?${new URLSearchParams({ motif: motif.slug }).toString()}`,
    track: page.url('/suivi'),
  };
  return page.page('desk-booked', model, {
    title: 'Rendez-vous pris',
    breadcrumb: [{ href: HOME, text: 'Rendez-vous' }],
  });
}
