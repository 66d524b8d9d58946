// How ANTS calls: its key, its form of errors, and what it asks in a query.

import { type Endpoint, PageError } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import { MOST_PEOPLE } from '../../people.ts';
import { REASONS, type Reason } from './tables.ts';

/** What its endpoints have in common. */
export const FOR_ANTS: Pick<Endpoint, 'key' | 'problem'> = {
  key: { header: 'X-HUB-RDV-AUTH-TOKEN', value: () => process.env['PARVIS_ANTS_TOKEN'] },
  problem: (code, message) => ({ error: { code, message } }),
};

/** In ANTS' own words. */
export function invalid(parameter: string): PageError {
  return new PageError(400, 'Bad request', `Invalid ${parameter} param`);
}

export interface SlotSearch {
  readonly points: readonly string[];
  /** 'YYYY-MM-DD', both included. */
  readonly from: string;
  readonly to: string;
  readonly reason: Reason;
  /** How many people bring an application. */
  readonly documents: number;
}

/** @throws PageError 400 that names the first parameter that cannot be understood. */
export function readSlotSearch(query: URLSearchParams): SlotSearch {
  const from = dayOf(query, 'start_date');
  const to = dayOf(query, 'end_date');
  if (to < from) throw invalid('end_date');
  const reason = REASONS.find((one) => one === query.get('reason'));
  if (reason === undefined) throw invalid('reason');
  const documents = Number(query.get('documents_number') ?? '1');
  if (!Number.isInteger(documents) || documents < 1 || documents > MOST_PEOPLE)
    throw invalid('documents_number');
  return { points: query.getAll('meeting_point_ids'), from, to, reason, documents };
}

function dayOf(query: URLSearchParams, name: string): string {
  const day = query.get(name) ?? '';
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(day)) return Temporal.PlainDate.from(day).toString();
  } catch {
    // Such as the 30th of February.
  }
  throw invalid(name);
}
