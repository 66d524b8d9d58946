// What is written to a citizen after the receipt, from what is true when it leaves.

import type { Channel, ChannelMessage, CitizenRequest, Ctx } from '@parvis/kit';
import { refusalMessage } from './api/ants/refusals.ts';
import { type AppointmentDetail, appointmentOf } from './appointment.ts';
import { revokedMessage, withReason } from './desk/service-letters.ts';
import { sequenceIn } from './follow-up.ts';
import { sayTime, wallClock } from './french.ts';
import {
  confirmationLetter,
  earlierLetter,
  earlierMessage,
  reminderLetter,
  shortMessage,
} from './letters.ts';
import { heldFor } from './wait.ts';
import { whenAndWhere } from './words.ts';

type Writer = (
  ctx: Ctx,
  request: CitizenRequest,
  detail: AppointmentDetail,
  about: unknown,
) => ChannelMessage | null | Promise<ChannelMessage | null>;

/** About an appointment that is still to come; about `about.sequence` of it, where that is said. */
function ahead(write: Writer) {
  return async (ctx: Ctx, request: CitizenRequest, about: unknown): Promise<ChannelMessage | null> => {
    const detail = await appointmentOf(ctx, ctx.read, request.id);
    if (detail === null) return null;
    const { status, startsAt, sequence } = detail.appointment;
    if (status !== 'booked' || startsAt <= ctx.now) return null;
    if ((sequenceIn(about) ?? sequence) !== sequence) return null;
    return write(ctx, request, detail, about);
  };
}

export const messages: NonNullable<Channel['messages']> = {
  booked: ahead((ctx, request, detail) => ({
    mail: confirmationLetter(ctx, request, detail),
    text: shortMessage(ctx, request, detail, 'Rendez-vous pris'),
  })),
  moved: ahead((ctx, request, detail, about) => ({
    mail: withReason(confirmationLetter(ctx, request, detail), about),
    text: shortMessage(ctx, request, detail, 'Rendez-vous déplacé'),
  })),
  revoked: revokedMessage,
  reminder: ahead((ctx, request, detail) => ({
    mail: reminderLetter(request, detail),
    text: shortMessage(ctx, request, detail, 'Rappel de votre rendez-vous'),
  })),
  application: ahead(refusalMessage),
  earlier: ahead(async (ctx, request, detail) => {
    const held = await heldFor(ctx, request.id);
    if (held === null) return null;
    const offer = {
      when: whenAndWhere(held.start, held.venue),
      until: sayTime(wallClock(held.until, ctx.site.zone)),
    };
    return {
      mail: earlierLetter(ctx, request, detail, offer),
      text: earlierMessage(ctx, request, offer),
    };
  }),
};
