// A slot in an address: its wall time at the venue, as `2026-12-01-0930`. Only a search gives it an instant, so that an
// address made by hand opens nothing that is not offered.

import type { Slot } from '@parvis/scheduling';
import { Temporal } from 'temporal-polyfill';
import { wallClock } from './french.ts';

const PATTERN = /^(\d{4}-\d{2}-\d{2})-(\d{2})(\d{2})$/;

export function toSlotAddress(start: number, zone: string): string {
  const local = wallClock(start, zone);
  return `${local.toPlainDate().toString()}-${twoDigits(local.hour)}${twoDigits(local.minute)}`;
}

/** The wall time of a slot's address, or null for anything else. */
export function readSlotAddress(address: string): Temporal.PlainDateTime | null {
  const [, day, hour, minute] = PATTERN.exec(address) ?? [];
  if (day === undefined) return null;
  try {
    return Temporal.PlainDateTime.from(`${day}T${hour}:${minute}`);
  } catch {
    return null;
  }
}

/** The slot with this address among those found. */
export function slotAt(
  slots: readonly Slot[],
  venue: string,
  zone: string,
  address: string,
): Slot | undefined {
  return slots.find((slot) => slot.venue === venue && toSlotAddress(slot.start, zone) === address);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
