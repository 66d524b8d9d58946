// How the plugin delivers a service: the way in on the service's page, the block on a request's page, the receipt.

import { formatPhone } from '@parvis/forms';
import type { Channel, CitizenRequest, Ctx, Service, ServiceChannel, ShowOptions, Way } from '@parvis/kit';
import { firstSlot, horizonOf, readAgenda } from './agenda.ts';
import { applicationsOf } from './api/ants/applications.ts';
import { appointmentOf, cancelUntil, mapLink, moveUntil, placeLines } from './appointment.ts';
import { sayLength, sayWhen } from './french.ts';
import { cancellationLetter, confirmationLetter } from './letters.ts';
import { messages } from './messages.ts';
import { motifSlugOf, motifSlugsOfService, offersOf } from './offers.ts';
import { mayWait } from './wait.ts';
import { callUs, contactOf, localAccess, whenAndWhere } from './words.ts';

const NBSP = '\u00A0';

export const channel: Channel = {
  offer,
  start(app) {
    app.get('/', (c) => {
      const { page } = c.var;
      const [slug] = page.service === null ? [] : motifSlugsOfService(page.service);
      return page.seeOther(slug === undefined ? '/rendez-vous' : `/rendez-vous/${slug}`);
    });
  },
  show,
  async receipt(ctx, request) {
    const detail = await appointmentOf(ctx, ctx.read, request.id);
    if (detail === null) throw new Error(`the request ${request.reference} has no appointment`);
    // Jobs run late: whoever cancelled at once must not read that they are expected.
    const write = detail.appointment.status === 'booked' ? confirmationLetter : cancellationLetter;
    return write(ctx, request, detail);
  },
  messages,
};

async function offer(ctx: Ctx, service: Service, settings: ServiceChannel): Promise<Way | null> {
  const slug = motifSlugOf(settings);
  const offers = slug === undefined ? [] : await offersOf(ctx, [slug]);
  const found = offers.find((one) => one.motif.slug === slug);
  if (found === undefined) return null;
  const { motif } = found;
  const span = { from: ctx.now, until: horizonOf([motif], ctx.now) };
  const agenda = await readAgenda(ctx, span);
  const first = firstSlot(agenda, motif, ctx.now);
  const venue = first === null ? undefined : agenda.venues.get(first.venue);
  return {
    title: 'Sur rendez-vous',
    text:
      first === null || venue === undefined
        ? `Aucun rendez-vous n’est libre en ce moment. ${callUs(service.operator.contact)}.`
        : `Premier rendez-vous libre${NBSP}: ${whenAndWhere(first.start, venue)}.`,
    href: `/rendez-vous/${motif.slug}`,
    details: [`${sayLength(motif.minutes)} avec ${motif.receivedBy}`],
  };
}

async function show(ctx: Ctx, request: CitizenRequest, viewer: 'citizen' | 'agent', { code }: ShowOptions) {
  const detail = await appointmentOf(ctx, ctx.read, request.id);
  if (detail === null) return null;
  const { appointment, motif, venue, resource } = detail;
  const booked = appointment.status === 'booked';
  const ahead = booked && ctx.now < appointment.startsAt;
  const mayCancel = ahead && viewer === 'citizen' && code !== undefined;
  const inTime = ctx.now <= cancelUntil(detail);
  const map = ahead ? mapLink(detail) : null;
  return ctx.view('appointment', {
    title: motif.title,
    cancelled: !booked,
    when: sayWhen(appointment.startsAt, appointment.zone),
    length: sayLength(Math.round((appointment.endsAt - appointment.startsAt) / 60_000)),
    place: placeLines(detail),
    access: motif.place === 'on-site' ? localAccess(venue) : [],
    map,
    advisor: resource.name,
    bring: booked ? motif.bring : [],
    applications: await applicationsOf(ctx, request.id),
    note: appointment.note,
    noteLabel: viewer === 'agent' ? 'Demandé par la personne' : 'Ce que vous souhaitez faire',
    phone: viewer === 'agent' && appointment.phone !== null ? formatPhone(appointment.phone) : null,
    calendar: ahead && code !== undefined ? `/rendez-vous/${code}/calendrier.ics` : null,
    move: mayCancel && ctx.now <= moveUntil(detail) ? `/rendez-vous/${code}/deplacement` : null,
    earlier: mayCancel && (await mayWait(ctx, detail)) ? `/rendez-vous/${code}/plus-tot` : null,
    cancel: mayCancel && inTime ? `/rendez-vous/${code}/annulation` : null,
    tooLate:
      mayCancel && !inTime
        ? `Pour déplacer ou annuler, il est trop tard en ligne. ${callUs(contactOf(ctx, request.operatorId))}.`
        : null,
    again: viewer === 'citizen' && !ahead ? `/rendez-vous/${motif.slug}` : null,
  });
}
