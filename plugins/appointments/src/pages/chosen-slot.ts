// The slot that an address names, with its offer and its place.

import type { Input } from '@parvis/forms';
import { type PageCtx, PageError } from '@parvis/kit';
import { newId } from '@parvis/kit/data';
import type { Temporal } from 'temporal-polyfill';
import { asksApplication } from '../api/ants/applications.ts';
import type { WantedSlot } from '../free-slot.ts';
import { type Offer, offerAt } from '../offers.ts';
import { readPeople } from '../people.ts';
import { keptRevision, keptRoster } from '../roster.ts';
import type { Venue } from '../schema.ts';
import { readSlotAddress } from '../slot-address.ts';

/** The names in the address `/rendez-vous/<motif>/<venue>/<slot>`. */
export interface SlotNames {
  readonly motif: string;
  readonly venue: string;
  readonly slot: string;
  /** As written in the address. */
  readonly people?: string | undefined;
}

/** A slot as an address names it: it may not be free, nor even exist. */
export interface ChosenSlot extends WantedSlot {
  readonly offer: Offer;
  /** On the clock of the venue. */
  readonly at: Temporal.PlainDateTime;
  readonly minutes: number;
  /** How many come, each for a length of the motif. */
  readonly people: number;
  /** How many pre-application numbers are asked for: one a person, or none where the motif collects no titles. */
  readonly applications: number;
}

export async function chosenSlot(page: PageCtx, names: SlotNames): Promise<ChosenSlot> {
  const kept = await keptRevision(page);
  const offer = offerAt(page, kept.roster, names.motif);
  const at = readSlotAddress(names.slot);
  const venue = kept.roster.named.venues.get(names.venue);
  if (venue !== undefined && at !== null) {
    const { motif } = offer;
    const asks = asksApplication(kept.roster, motif);
    const people = asks ? (readPeople(names.people) ?? 1) : 1;
    const length = { people, minutes: people * motif.minutes, applications: asks ? people : 0 };
    return { offer, motif, venue, slot: names.slot, at, kept, ...length };
  }
  throw new PageError(404, 'Ce créneau n’existe pas', 'L’adresse est peut-être incomplète.', [
    { href: `/rendez-vous/${offer.motif.slug}`, text: 'Choisir un créneau' },
  ]);
}

export async function venueAt(page: PageCtx, slug: string): Promise<Venue | null> {
  return (await keptRoster(page)).named.venues.get(slug) ?? null;
}

/** Under which a browser holds slots. */
export function holderOf(page: PageCtx): string {
  return page.visitor('hold');
}

/** The same form, by its token, sent twice by the same browser is one booking. */
export function onceOf(page: PageCtx, body: Input): { readonly key: string; readonly token: string } {
  const sent = body.get('once') ?? '';
  const token = /^[0-9a-f-]{36}$/.test(sent) ? sent : newId();
  return { key: `appointment:${page.visitor('booking')}:${token}`, token };
}
