// What is written to someone about a workshop: the receipt, and what comes after it, from what is true when it leaves.

import type { Channel, ChannelMessage, CitizenRequest, Ctx, MailContent } from '@parvis/kit';
import { type EnrolmentDetail, enrolmentOf, nextOf, rankOf } from './enrolment.ts';
import { plannedSession } from './follow-up.ts';
import {
  cancellationLetter,
  confirmationLetter,
  placeLetter,
  placeMessage,
  reminderLetter,
  shortMessage,
  waitingLetter,
} from './letters.ts';
import { freeAt, programmeOf, signUpsOf } from './programme.ts';
import { saySessionShortly } from './says.ts';

const MOST_OTHERS = 3;

/** The letter for the state that the enrolment is in; null where the request has none. */
export async function workshopReceipt(ctx: Ctx, request: CitizenRequest): Promise<MailContent | null> {
  const detail = await enrolmentOf(ctx, ctx.read, request.id);
  if (detail === null) return null;
  switch (detail.enrolment.status) {
    case 'booked':
      return confirmationLetter(ctx, request, detail);
    case 'cancelled':
      return cancellationLetter(ctx, request, detail, await otherDates(ctx, detail));
    case 'waiting':
    case 'offered':
      return waitingLetter(request, detail, await rankOf(ctx, ctx.read, detail));
  }
}

/** The next sessions of the same workshop with a place left. */
async function otherDates(ctx: Ctx, { workshop, enrolment }: EnrolmentDetail): Promise<readonly string[]> {
  const [offered] = await programmeOf(ctx, workshop.slug);
  if (offered === undefined) return [];
  return signUpsOf(offered)
    .filter((sessions) => freeAt(sessions) >= enrolment.people)
    .slice(0, MOST_OTHERS)
    .flatMap(([first]) => (first === undefined ? [] : [saySessionShortly(first.session)]));
}

type Writer = (
  ctx: Ctx,
  request: CitizenRequest,
  detail: EnrolmentDetail,
  about: unknown,
) => ChannelMessage | null;

/** About a place that someone has, or is offered, at sessions to come. */
function ahead(status: 'booked' | 'offered', write: Writer) {
  return async (ctx: Ctx, request: CitizenRequest, about: unknown): Promise<ChannelMessage | null> => {
    const detail = await enrolmentOf(ctx, ctx.read, request.id);
    if (detail === null || detail.enrolment.status !== status) return null;
    return nextOf(detail, ctx.now) === undefined ? null : write(ctx, request, detail, about);
  };
}

export const workshopMessages: NonNullable<Channel['messages']> = {
  'workshop-booked': ahead('booked', (ctx, request, detail) => ({
    mail: confirmationLetter(ctx, request, detail),
    text: shortMessage(ctx, request, detail, 'Place réservée'),
  })),
  'workshop-changed': ahead('booked', (ctx, request, detail) => ({
    mail: confirmationLetter(ctx, request, detail, 'Votre atelier a changé'),
    text: shortMessage(ctx, request, detail, 'Atelier modifié'),
  })),
  'workshop-reminder': ahead('booked', (ctx, request, detail, about) => {
    const one = plannedSession(detail, about);
    if (one === null || one.session.startsAt <= ctx.now) return null;
    return {
      mail: reminderLetter(request, detail, one),
      text: shortMessage(ctx, request, detail, 'Rappel', one),
    };
  }),
  'workshop-place': ahead('offered', (ctx, request, detail) => ({
    mail: placeLetter(ctx, request, detail),
    text: placeMessage(ctx, request, detail),
  })),
};
