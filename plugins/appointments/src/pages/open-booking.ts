// The transaction of a booking: the request, the time it takes, the appointment.

import type { Input } from '@parvis/forms';
import type { PageCtx } from '@parvis/kit';
import { DbConstraintError, newId } from '@parvis/kit/data';
import type { Temporal } from 'temporal-polyfill';
import { takeSlot } from '../booking.ts';
import type { ContactValues } from '../contact-form.ts';
import type { Offer } from '../offers.ts';
import type { Venue } from '../schema.ts';

/** How often a booking that met another one is tried again, each time with one free advisor less. */
const ATTEMPTS = 5;

/** A slot as an address names it: it may not be free, nor even exist. */
export interface ChosenSlot {
  readonly offer: Offer;
  readonly venue: Venue;
  readonly slot: string;
  /** On the clock of the venue. */
  readonly at: Temporal.PlainDateTime;
}

/** The same form, by its token, sent twice by the same browser is one booking. */
export function onceOf(page: PageCtx, body: Input): { readonly key: string; readonly token: string } {
  const sent = body.get('once') ?? '';
  const token = /^[0-9a-f-]{36}$/.test(sent) ? sent : newId();
  return { key: `appointment:${page.visitor('booking')}:${token}`, token };
}

/** The tracking code of the booked request. Null where the slot is not free. */
export async function openBooking(
  page: PageCtx,
  chosen: ChosenSlot,
  person: ContactValues,
  once: string,
): Promise<string | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      return await page.write(async (ctx) => {
        const { service, motif } = chosen.offer;
        const { nom: name, courriel: email, telephone: phone } = person;
        const opened = await ctx.requests.open({
          service,
          channel: 'appointment',
          title: motif.title,
          requester: { name, ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) },
          once,
        });
        if (!opened.fresh) return opened.code;
        const wish = { motif, venue: chosen.venue, slot: chosen.slot, requestId: opened.request.id };
        const details = { person: name, phone: phone ?? null, note: person.besoin ?? null };
        // Thrown, not returned: the request must not outlive the slot it was for.
        const taken = await takeSlot(ctx, { ...wish, ...details });
        if (taken === null) throw new SlotTaken();
        await ctx.enqueue('ended', { requestId: opened.request.id }, { at: taken.endsAt });
        return opened.code;
      });
    } catch (error) {
      if (error instanceof SlotTaken) return null;
      if (!(error instanceof DbConstraintError && error.kind === 'overlap')) throw error;
    }
  }
  return null;
}

class SlotTaken extends Error {}
