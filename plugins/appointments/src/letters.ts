// What is mailed about an appointment: its facts, and a calendar file.

import type { Authority, CitizenRequest, Ctx, MailContent } from '@parvis/kit';
import { type AppointmentDetail, placeLines } from './appointment.ts';
import { calendarFile, calendarTypeOf } from './calendar-file.ts';
import { sayShortly, saySpan, sayWhen, wallClock } from './french.ts';
import { appointmentFacts } from './words.ts';

const NBSP = '\u00A0';

type LetterCtx = Pick<Ctx, 'url' | 'now' | 'site' | 'authorities' | 'requests'>;

/** « Votre rendez-vous du mardi 1er décembre ». */
function subject({ appointment }: AppointmentDetail): string {
  return `Votre rendez-vous du ${saySpan(wallClock(appointment.startsAt, appointment.zone))}`;
}

/** Of one that was booked, or moved since. */
export function confirmationLetter(
  ctx: LetterCtx,
  request: CitizenRequest,
  detail: AppointmentDetail,
): MailContent {
  const moved = detail.appointment.sequence > 0;
  return {
    subject: `${subject(detail)} est confirmé (${request.reference})`,
    title: moved ? 'Votre rendez-vous est déplacé' : 'Votre rendez-vous est pris',
    paragraphs: [
      `Bonjour ${request.requester.name},`,
      `${moved ? 'Votre rendez-vous a changé. ' : ''}Nous vous attendons ${when(detail)}.`,
      ...whatToBring(detail),
      `Un empêchement${NBSP}? Déplacez ou annulez depuis la page de votre rendez-vous${NBSP}: quelqu’un d’autre pourra venir.`,
    ],
    facts: appointmentFacts(detail, placeLines(detail)),
    attachments: [attachment(ctx, request, detail)],
  };
}

export function reminderLetter(request: CitizenRequest, detail: AppointmentDetail): MailContent {
  return {
    subject: `Rappel${NBSP}: ${subject(detail).replace('Votre', 'votre')} (${request.reference})`,
    title: 'Votre rendez-vous est dans deux jours',
    paragraphs: [
      `Bonjour ${request.requester.name},`,
      `Nous vous attendons ${when(detail)}.`,
      ...whatToBring(detail),
      `Vous ne pourrez pas venir${NBSP}? Dites-le maintenant, depuis la page de votre rendez-vous${NBSP}: d’autres attendent une place.`,
    ],
    facts: appointmentFacts(detail, placeLines(detail)),
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

/** To someone who waits: an earlier time is held for them. */
export function earlierLetter(
  ctx: LetterCtx,
  request: CitizenRequest,
  detail: AppointmentDetail,
  offer: EarlierOffer,
): MailContent {
  return {
    subject: `Un rendez-vous plus tôt est libre (${request.reference})`,
    title: 'Vous pouvez venir plus tôt',
    paragraphs: [
      `Bonjour ${request.requester.name},`,
      `Vous avez demandé à venir plus tôt. Un créneau vient de se libérer${NBSP}: ${offer.when}.`,
      `Nous vous le gardons jusqu’à ${offer.until}. Pour le prendre${NBSP}: ${earlierLink(ctx, request)}`,
      `Si vous ne faites rien, votre rendez-vous du ${when(detail)} est inchangé.`,
    ],
    facts: [
      { label: 'Votre rendez-vous', value: when(detail) },
      { label: 'Le créneau proposé', value: offer.when },
    ],
  };
}

export interface EarlierOffer {
  /** « mardi 1er décembre 2026 à 9 h, à La Loupe » */
  readonly when: string;
  /** « 14 h 10 » */
  readonly until: string;
}

/** In a text message: what is booked, or recalled. */
export function shortMessage(
  ctx: LetterCtx,
  request: CitizenRequest,
  detail: AppointmentDetail,
  start: string,
): string {
  const { motif, venue, appointment } = detail;
  const where = motif.place === 'on-site' ? `${venue.name}, ${venue.commune}` : placeLines(detail)[0];
  const link = ctx.url(`/suivi/${ctx.requests.codeOf(request.id)}`);
  return plain(
    `${start} : ${sayShortly(appointment.startsAt, appointment.zone)}, ${where}. Changer ou annuler : ${link}`,
  );
}

export function earlierMessage(
  ctx: LetterCtx,
  request: CitizenRequest,
  { when, until }: EarlierOffer,
): string {
  return plain(
    `Un rendez-vous plus tôt est libre : ${when}. Gardé pour vous jusqu'à ${until} : ${earlierLink(ctx, request)}`,
  );
}

function earlierLink(ctx: LetterCtx, request: CitizenRequest): string {
  return ctx.url(`/rendez-vous/${ctx.requests.codeOf(request.id)}/plus-tot`);
}

/** Signs outside GSM 03.38 would halve the length of a text message. */
function plain(text: string): string {
  return text.replaceAll(/[\u00A0\u202F]/g, ' ').replaceAll('’', "'");
}

function when({ appointment }: AppointmentDetail): string {
  return sayWhen(appointment.startsAt, appointment.zone);
}

function whatToBring({ motif }: AppointmentDetail): string[] {
  return motif.bring.length === 0 ? [] : [`À apporter${NBSP}: ${motif.bring.join(NBSP + '; ')}.`];
}

function attachment(ctx: LetterCtx, request: CitizenRequest, detail: AppointmentDetail) {
  const code = ctx.requests.codeOf(request.id);
  const content = fileOf(ctx, request, detail, { code, sent: true });
  return { name: 'rendez-vous.ics', type: calendarTypeOf(content), content };
}

/** The calendar file of a request's appointment, to be taken from its page or `sent` by mail. */
export function fileOf(
  ctx: Pick<Ctx, 'url' | 'now' | 'site' | 'authorities'>,
  request: CitizenRequest,
  detail: AppointmentDetail,
  { code, sent }: { readonly code: string; readonly sent: boolean },
): string {
  const operator: Authority =
    ctx.authorities.find(({ id }) => id === request.operatorId) ?? ctx.site.authority;
  const { name, email } = request.requester;
  return calendarFile(detail, {
    now: ctx.now,
    link: ctx.url(`/suivi/${code}`),
    organizer: { name: operator.name, email: operator.contact.email },
    attendee: sent && email !== undefined ? { name, email } : undefined,
    host: new URL(ctx.site.origin).hostname,
  });
}
