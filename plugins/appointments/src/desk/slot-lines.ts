// The next free times as an agent reads them out on the phone, and the one that was chosen.

import { alternatives, type Slot } from '@parvis/scheduling';
import { type Agenda, horizonOf, type SearchOptions, slotsIn } from '../agenda.ts';
import { sayTime, wallClock } from '../french.ts';
import type { Motif, Venue } from '../schema.ts';
import { readSlotAddress, toSlotAddress } from '../slot-address.ts';
import { dayTitle } from './calendar-span.ts';

/** As many as one reads out before asking for another day. */
const MOST = 8;

/** At the desk nobody waits for a notice: the agent knows who is there. */
export function withoutNotice(motif: Motif): Motif {
  return { ...motif, noticeMinutes: 0 };
}

export interface LinesWanted {
  readonly motif: Motif;
  readonly now: number;
  /** From when on, epoch milliseconds. */
  readonly from: number;
  /** The place that others are nearest to; any when left out. */
  readonly near?: Venue | undefined;
  readonly options?: SearchOptions | undefined;
}

/** The free slots that suit best: a minute on the road weighs as much as an hour of waiting. In order of time. */
export function nextLines(agenda: Agenda, { motif, now, from, near, options }: LinesWanted): Slot[] {
  const span = { from: Math.max(from, now), until: horizonOf([motif], now) };
  const slots = slotsIn(agenda, withoutNotice(motif), now, span, options);
  if (near === undefined) return slots.slice(0, MOST);
  // A moment before: the slot at that very time is as welcome as any.
  return alternatives(slots, { start: from - 1, venue: near.id }, MOST, agenda.travelMinutes).toSorted(
    (a, b) => a.start - b.start,
  );
}

/** « Mardi 24 novembre à 9 h 30, Le Favril, avec Mathieu » */
export function lineOption(slot: Slot, agenda: Agenda, nameOf: (resource: string) => string) {
  const venue = agenda.venues.get(slot.venue);
  if (venue === undefined) return [];
  const local = wallClock(slot.start, venue.zone);
  const [only, ...others] = slot.resources;
  const who = only === undefined || others.length > 0 ? '' : `, avec ${nameOf(only)}`;
  return [
    {
      value: `${venue.slug}/${toSlotAddress(slot.start, venue.zone)}/${others.length > 0 ? '' : (only ?? '')}`,
      label: `${dayTitle(local)} à ${sayTime(local)}, ${venue.commune}${who}`,
    },
  ];
}

/** A time at a place, with someone or with whoever is free. */
export interface PickedTime {
  /** Slug of the venue. */
  readonly venue: string;
  /** As in the address of a slot. */
  readonly slot: string;
  readonly resource: string | undefined;
}

export function readPicked(sent: string | undefined): PickedTime | null {
  const [venue = '', slot = '', resource = ''] = (sent ?? '').split('/');
  if (venue === '' || readSlotAddress(slot) === null) return null;
  return { venue, slot, resource: resource === '' ? undefined : resource };
}

export function pickedStart({ slot }: PickedTime, zone: string): number {
  return readSlotAddress(slot)?.toZonedDateTime(zone).epochMilliseconds ?? 0;
}
