// What is mailed about a place at a workshop.

import type { CitizenRequest, Ctx, MailContent } from '@parvis/kit';
import { calendarTypeOf } from '../calendar-file.ts';
import { sayWhen } from '../french.ts';
import { localAccess } from '../words.ts';
import { enrolmentFile } from './calendar.ts';
import { type EnrolledSession, type EnrolmentDetail, nextOf, plannedOf } from './enrolment.ts';
import { sayNames, sayPeople, sayRank, saySession, saySessionShortly, sessionPlace } from './says.ts';

const NBSP = '\u00A0';

export type LetterCtx = Pick<Ctx, 'url' | 'now' | 'site' | 'authorities' | 'requests'>;

export function confirmationLetter(
  ctx: LetterCtx,
  request: CitizenRequest,
  detail: EnrolmentDetail,
  title = 'Votre place est réservée',
): MailContent {
  const several = detail.enrolment.people > 1;
  return {
    subject: `${title}${NBSP}: ${detail.workshop.title} (${request.reference})`,
    title,
    paragraphs: [
      `Bonjour ${request.requester.name},`,
      several ? `Nous gardons ${detail.enrolment.people}${NBSP}places à votre nom.` : 'Nous vous attendons.',
      ...whatToBring(detail),
      `Un empêchement${NBSP}? Annulez depuis votre page de suivi${NBSP}: quelqu’un d’autre pourra venir.`,
    ],
    facts: factsOf(detail),
    attachments: [attachment(ctx, request, detail)],
  };
}

/** Of someone who waits: their place in line, and what happens next. */
export function waitingLetter(request: CitizenRequest, detail: EnrolmentDetail, rank: number): MailContent {
  return {
    subject: `Vous êtes sur la liste d’attente${NBSP}: ${detail.workshop.title} (${request.reference})`,
    title: 'Vous êtes sur la liste d’attente',
    paragraphs: [
      `Bonjour ${request.requester.name},`,
      `L’atelier est complet. Vous êtes ${sayRank(rank)} sur la liste d’attente.`,
      'Quand une place se libère, nous la gardons pour la première personne de la liste et nous lui écrivons. Vous aurez quelques heures pour répondre.',
      'Ne venez pas sans notre confirmation.',
    ],
    facts: factsOf(detail),
  };
}

/** To the first on the list: a place is held for them. */
export function placeLetter(ctx: LetterCtx, request: CitizenRequest, detail: EnrolmentDetail): MailContent {
  return {
    subject: `Une place vous est gardée${NBSP}: ${detail.workshop.title} (${request.reference})`,
    title: 'Une place s’est libérée',
    paragraphs: [
      `Bonjour ${request.requester.name},`,
      `Nous vous la gardons jusqu’au ${heldUntil(ctx, detail)}.`,
      `Pour la prendre, ou la laisser à quelqu’un d’autre${NBSP}: ${placeLink(ctx, request)}`,
      'Sans réponse, elle ira à la personne suivante.',
    ],
    facts: factsOf(detail),
  };
}

export function reminderLetter(
  request: CitizenRequest,
  detail: EnrolmentDetail,
  one: EnrolledSession,
): MailContent {
  return {
    subject: `Rappel${NBSP}: ${detail.workshop.title}, ${saySessionShortly(one.session)} (${request.reference})`,
    title: 'Votre atelier est dans deux jours',
    paragraphs: [
      `Bonjour ${request.requester.name},`,
      `Nous vous attendons ${saySession(one.session)}.`,
      ...whatToBring(detail),
      `Vous ne pourrez pas venir${NBSP}? Dites-le maintenant, depuis votre page de suivi${NBSP}: d’autres attendent une place.`,
    ],
    facts: factsOf({ ...detail, sessions: [one] }),
  };
}

/** Of a place that was given back, or an atelier that will not take place: why, and where else to go. */
export function cancellationLetter(
  ctx: LetterCtx,
  request: CitizenRequest,
  detail: EnrolmentDetail,
  others: readonly string[],
): MailContent {
  const off = detail.sessions.find(({ session }) => session.status === 'cancelled');
  const title = off === undefined ? 'Votre inscription est annulée' : 'L’atelier n’aura pas lieu';
  return {
    subject: `${title}${NBSP}: ${detail.workshop.title} (${request.reference})`,
    title,
    paragraphs: [
      `Bonjour ${request.requester.name},`,
      off === undefined ? 'Nous ne vous attendons plus à cet atelier.' : sentence(off.session.reason),
      ...(others.length > 0 ? [`Autres dates${NBSP}: ${others.join(`${NBSP}; `)}.`] : []),
      `Pour vous inscrire à un atelier${NBSP}: ${ctx.url(others.length > 0 ? `/ateliers/${detail.workshop.slug}` : '/ateliers')}`,
    ],
    facts: factsOf(detail),
    attachments: [attachment(ctx, request, detail)],
  };
}

/** In a text message: what is booked, changed or recalled. */
export function shortMessage(
  ctx: LetterCtx,
  request: CitizenRequest,
  detail: EnrolmentDetail,
  start: string,
  one = nextOf(detail, ctx.now),
): string {
  const where = one === undefined ? '' : sessionPlace(one.venue, detail.workshop)[0];
  const when = one === undefined ? '' : `${saySessionShortly(one.session)}, ${where}. `;
  return plain(
    `${start} : ${detail.workshop.title}. ${when}Annuler : ${ctx.url(`/suivi/${ctx.requests.codeOf(request.id)}`)}`,
  );
}

export function placeMessage(ctx: LetterCtx, request: CitizenRequest, detail: EnrolmentDetail): string {
  return plain(
    `Une place s'est libérée : ${detail.workshop.title}. Gardée pour vous jusqu'au ${heldUntil(ctx, detail)} : ${placeLink(ctx, request)}`,
  );
}

/** « mardi 1er décembre 2026 à 20 h » */
export function heldUntil({ site }: Pick<Ctx, 'site'>, { enrolment }: EnrolmentDetail): string {
  return sayWhen(enrolment.offeredUntil ?? 0, site.zone);
}

function placeLink(ctx: LetterCtx, request: CitizenRequest): string {
  return ctx.url(`/ateliers/place/${ctx.requests.codeOf(request.id)}`);
}

function factsOf(detail: EnrolmentDetail) {
  const { workshop, enrolment } = detail;
  const sessions = plannedOf(detail).length > 0 ? plannedOf(detail) : detail.sessions;
  const places = new Map(sessions.map(({ venue }) => [venue.id, venue]));
  const leaders = [...new Set(sessions.flatMap((one) => one.leaders))];
  const [only] = places.values();
  return [
    { label: 'Atelier', value: workshop.title },
    ...sessions.map(({ session, venue }, index) => ({
      label: sessions.length === 1 ? 'Quand' : `Séance ${index + 1}`,
      value: `${saySession(session)}${places.size > 1 && workshop.place === 'on-site' ? `, ${venue.commune}` : ''}`,
    })),
    ...(places.size === 1 && only !== undefined
      ? [
          { label: 'Où', value: sessionPlace(only, workshop).join(', ') },
          ...(workshop.place === 'on-site' ? [{ label: 'Accès', value: localAccess(only).join('. ') }] : []),
        ]
      : []),
    ...(workshop.place === 'video' && workshop.link !== null && enrolment.status === 'booked'
      ? [{ label: 'Pour se connecter', value: workshop.link }]
      : []),
    ...(leaders.length > 0 ? [{ label: 'Avec', value: sayNames(leaders) }] : []),
    ...(enrolment.people > 1 ? [{ label: 'Places', value: sayPeople(enrolment.people) }] : []),
  ];
}

function whatToBring({ workshop }: EnrolmentDetail): string[] {
  return workshop.bring.length === 0 ? [] : [`À apporter${NBSP}: ${workshop.bring.join(`${NBSP}; `)}.`];
}

function sentence(text: string | null): string {
  const said = text?.trim() ?? '';
  if (said === '') return 'Nous devons annuler cette séance.';
  return /[.!?]$/.test(said) ? said : `${said}.`;
}

function attachment(ctx: LetterCtx, request: CitizenRequest, detail: EnrolmentDetail) {
  const content = fileOf(ctx, request, detail, { sent: true });
  return { name: 'atelier.ics', type: calendarTypeOf(content), content };
}

/** The calendar file of a request's places, to be taken from its page or `sent` by mail. */
export function fileOf(
  ctx: LetterCtx,
  request: CitizenRequest,
  detail: EnrolmentDetail,
  { sent }: { readonly sent: boolean },
): string {
  const operator = ctx.authorities.find(({ id }) => id === request.operatorId) ?? ctx.site.authority;
  const { name, email } = request.requester;
  return enrolmentFile(detail, {
    now: ctx.now,
    link: ctx.url(`/suivi/${ctx.requests.codeOf(request.id)}`),
    organizer: { name: operator.name, email: operator.contact.email },
    attendee: sent && email !== undefined ? { name, email } : undefined,
    host: new URL(ctx.site.origin).hostname,
  });
}

/** Signs outside GSM 03.38 would halve the length of a text message. */
function plain(text: string): string {
  return text.replaceAll(/[\u00A0\u202F]/g, ' ').replaceAll('’', "'");
}
