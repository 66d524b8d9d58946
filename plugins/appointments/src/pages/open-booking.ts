// The transaction of a booking: the request, the time it takes, the appointment, and what will be written about it.

import type { PageCtx } from '@parvis/kit';
import { keepApplications } from '../api/ants/applications.ts';
import { takeSlot } from '../booking.ts';
import { type Contact, sayHome } from '../contact-form.ts';
import { planFollowUp } from '../follow-up.ts';
import { personKeys } from '../person.ts';
import { untilSettled } from '../settle.ts';
import { type ChosenSlot, holderOf } from './chosen-slot.ts';

/** The tracking code of the booked request. Null where the slot is not free. */
export async function openBooking(
  page: PageCtx,
  chosen: ChosenSlot,
  { values: person, applicationIds }: Contact,
  once: string,
): Promise<string | null> {
  const { offer, motif } = chosen;
  const { nom: name, courriel: email, telephone: phone, besoin, sms = false } = person;
  const keys = personKeys(page, email);
  const holder = holderOf(page);
  const booked = untilSettled(page.tenant, () =>
    page.write(async (ctx) => {
      const opened = await ctx.requests.open({
        service: offer.service,
        channel: 'appointment',
        title: motif.title,
        requester: { name, ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) },
        once,
      });
      if (!opened.fresh) return opened.code;
      const taken = await takeSlot(ctx, {
        ...chosen,
        requestId: opened.request.id,
        person: name,
        phone: phone ?? null,
        note: besoin ?? null,
        home: sayHome(person),
        texts: sms,
        keys,
        holder,
      });
      // Thrown, not returned: the request must not outlive the slot it was for.
      if (taken === null) throw new SlotTaken();
      await keepApplications(ctx, opened.request, applicationIds);
      await planFollowUp(ctx, taken);
      if (sms) await ctx.requests.send(opened.request.id, 'booked', { by: 'text' });
      return opened.code;
    }),
  );
  return booked.catch((error: unknown) => {
    if (error instanceof SlotTaken) return null;
    throw error;
  });
}

class SlotTaken extends Error {}
