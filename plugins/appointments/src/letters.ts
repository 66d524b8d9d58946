// What is mailed about an appointment: its facts, and a calendar file.

import type { Authority, CitizenRequest, Ctx, MailContent } from '@parvis/kit';
import { type AppointmentDetail, placeLines } from './appointment.ts';
import { CALENDAR_TYPE, calendarFile } from './calendar-file.ts';
import { saySpan, sayWhen, wallClock } from './french.ts';
import { appointmentFacts } from './words.ts';

const NBSP = '\u00A0';

type LetterCtx = Pick<Ctx, 'url' | 'now' | 'site' | 'authorities' | 'requests'>;

/** « Votre rendez-vous du mardi 1er décembre ». */
function subject({ appointment }: AppointmentDetail): string {
  return `Votre rendez-vous du ${saySpan(wallClock(appointment.startsAt, appointment.zone))}`;
}

export function confirmationLetter(
  ctx: LetterCtx,
  request: CitizenRequest,
  detail: AppointmentDetail,
): MailContent {
  const { motif } = detail;
  return {
    subject: `${subject(detail)} est confirmé (${request.reference})`,
    title: 'Votre rendez-vous est pris',
    paragraphs: [
      `Bonjour ${request.requester.name},`,
      `Nous vous attendons ${sayWhen(detail.appointment.startsAt, detail.appointment.zone)}.`,
      ...(motif.bring.length === 0 ? [] : [`À apporter${NBSP}: ${motif.bring.join(NBSP + '; ')}.`]),
      `Un empêchement${NBSP}? Annulez depuis la page de votre rendez-vous${NBSP}: quelqu’un d’autre pourra venir.`,
    ],
    facts: appointmentFacts(detail, placeLines(detail)),
    attachments: [attachment(ctx, request, detail)],
  };
}

export function cancellationLetter(
  ctx: LetterCtx,
  request: CitizenRequest,
  detail: AppointmentDetail,
): MailContent {
  return {
    subject: `${subject(detail)} est annulé (${request.reference})`,
    title: 'Votre rendez-vous est annulé',
    paragraphs: [
      `Bonjour ${request.requester.name},`,
      `Ce rendez-vous n’aura pas lieu. Pour en prendre un autre${NBSP}: ${ctx.url(`/rendez-vous/${detail.motif.slug}`)}`,
    ],
    facts: appointmentFacts(detail, placeLines(detail)),
    attachments: [attachment(ctx, request, detail)],
  };
}

function attachment(ctx: LetterCtx, request: CitizenRequest, detail: AppointmentDetail) {
  const content = fileOf(ctx, request, detail, ctx.requests.codeOf(request.id));
  return { name: 'rendez-vous.ics', type: CALENDAR_TYPE, content };
}

/** The calendar file of a request's appointment. */
export function fileOf(
  ctx: Pick<Ctx, 'url' | 'now' | 'site' | 'authorities'>,
  request: CitizenRequest,
  detail: AppointmentDetail,
  code: string,
): string {
  const operator: Authority =
    ctx.authorities.find(({ id }) => id === request.operatorId) ?? ctx.site.authority;
  return calendarFile(detail, {
    now: ctx.now,
    link: ctx.url(`/suivi/${code}`),
    organizer: { name: operator.name, email: operator.contact.email },
    host: new URL(ctx.site.origin).hostname,
  });
}
