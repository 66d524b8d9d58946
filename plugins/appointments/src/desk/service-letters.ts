// What a citizen reads when the service itself moved or cancelled their appointment: why, and what is free instead.

import type { ChannelMessage, CitizenRequest, Ctx, MailContent } from '@parvis/kit';
import { alternatives } from '@parvis/scheduling';
import { horizonOf, readAgenda, slotsIn } from '../agenda.ts';
import { type AppointmentDetail, appointmentOf, placeLines } from '../appointment.ts';
import { sayShortly, sayWhen } from '../french.ts';
import { cancellationLetter } from '../letters.ts';
import { appointmentFacts, callUs, contactOf, whenAndWhere } from '../words.ts';

const NBSP = '\u00A0';
/** Enough to choose from in a mail. */
const OFFERED = 3;

function reasonIn(about: unknown): string | null {
  if (typeof about !== 'object' || about === null || !('reason' in about)) return null;
  return typeof about.reason === 'string' && about.reason !== '' ? about.reason : null;
}

/** A letter with the reason that an agent gave, after its greeting. */
export function withReason(letter: MailContent, about: unknown): MailContent {
  const reason = reasonIn(about);
  if (reason === null) return letter;
  const [greeting = '', ...others] = letter.paragraphs;
  return { ...letter, paragraphs: [greeting, reason, ...others] };
}

/** The service cannot receive: an excuse, the reason, the nearest free times. */
export async function revokedMessage(
  ctx: Ctx,
  request: CitizenRequest,
  about: unknown,
): Promise<ChannelMessage | null> {
  const detail = await appointmentOf(ctx, ctx.read, request.id);
  if (detail === null || detail.appointment.status !== 'cancelled') return null;
  const { motif, appointment } = detail;
  const free = await nearestFree(ctx, detail);
  const link = ctx.url(`/rendez-vous/${motif.slug}`);
  const when = sayWhen(appointment.startsAt, appointment.zone);
  const help = `${callUs(contactOf(ctx, request.operatorId))} si vous préférez que nous cherchions avec vous.`;
  const letter = cancellationLetter(ctx, request, detail);
  return {
    mail: {
      ...letter,
      paragraphs: [
        `Bonjour ${request.requester.name},`,
        `Nous ne pourrons pas vous recevoir ${when}, et nous vous prions de nous en excuser.`,
        ...(reasonIn(about) === null ? [] : [reasonIn(about) ?? '']),
        ...(free.length > 0 ? [`Sont libres en ce moment${NBSP}: ${free.join(`${NBSP}; `)}.`] : []),
        `Pour prendre un autre rendez-vous${NBSP}: ${link}`,
        help,
      ],
      facts: appointmentFacts(detail, placeLines(detail)),
    },
    text: `Votre rendez-vous du ${sayShortly(appointment.startsAt, appointment.zone)} est annulé par le service. Pour en prendre un autre : ${link}`
      .replaceAll(/[\u00A0\u202F]/g, ' ')
      .replaceAll('’', "'"),
  };
}

async function nearestFree(ctx: Ctx, { motif, venue, appointment }: AppointmentDetail): Promise<string[]> {
  const span = { from: ctx.now, until: horizonOf([motif], ctx.now) };
  const agenda = await readAgenda(ctx, span);
  const lost = { start: appointment.startsAt, venue: venue.id };
  return alternatives(slotsIn(agenda, motif, ctx.now, span), lost, OFFERED, agenda.travelMinutes)
    .toSorted((a, b) => a.start - b.start)
    .flatMap((slot) => {
      const where = agenda.venues.get(slot.venue);
      return where === undefined ? [] : [whenAndWhere(slot.start, where)];
    });
}
