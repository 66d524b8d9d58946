// The page of a motif: how many people come where each takes a length of their own, then its places, then the times of the
// chosen one. Where nobody has to come, there is no place to choose.

import type { PageCtx } from '@parvis/kit';
import { asksApplication } from '../api/ants/applications.ts';
import { offerAt } from '../offers.ts';
import { keptRoster } from '../roster.ts';
import { peopleChoicePage } from './people-choice.ts';
import { placeChoicePage } from './place-choice.ts';
import { type AskedTime, timeChoicePage } from './time-choice.ts';

export async function motifPage(page: PageCtx, slug: string, typed: AskedTime): Promise<Response> {
  const roster = await keptRoster(page);
  const offer = offerAt(page, roster, slug);
  const asks = asksApplication(roster, offer.motif);
  if (asks && typed.wishes.people === null) return peopleChoicePage(page, offer, typed);
  const asked = asks ? typed : { ...typed, wishes: { ...typed.wishes, people: null } };
  return asked.place === undefined && offer.motif.place === 'on-site'
    ? placeChoicePage(page, offer, asked.wishes)
    : timeChoicePage(page, offer, asked);
}
