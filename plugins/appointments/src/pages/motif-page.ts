// The page of a motif: its places first, then the times of the chosen one. Where nobody has to come, there is no place to
// choose.

import type { PageCtx } from '@parvis/kit';
import { offerAt } from '../offers.ts';
import { placeChoicePage } from './place-choice.ts';
import { type AskedTime, timeChoicePage } from './time-choice.ts';

export async function motifPage(page: PageCtx, slug: string, asked: AskedTime): Promise<Response> {
  const offer = await offerAt(page, slug);
  return asked.place === undefined && offer.motif.place === 'on-site'
    ? placeChoicePage(page, offer, asked.wishes)
    : timeChoicePage(page, offer, asked);
}
