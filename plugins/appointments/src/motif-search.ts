// Reasons found by a person's own words: every word of theirs begins a word of the reason, its service or its keywords.

import { foldText } from '@parvis/kit/data';
import type { Offer } from './offers.ts';

/** Words that say nothing of what someone needs. */
const EMPTY = new Set(
  'a au aux avec dans de des du en et faire j je l la le les ma mes mon ou par pas pour prendre qu que qui rdv rendez sans se sur un une vous'.split(
    ' ',
  ),
);

/** The offers that answer some of the words, those that answer most first; all of them without words. */
export function findMotifs<O extends Offer>(offers: readonly O[], typed: string): readonly O[] {
  const wanted = wordsOf(typed).filter((word) => !EMPTY.has(word));
  if (wanted.length === 0) return offers;
  return offers
    .map((offer) => {
      const { motif, service } = offer;
      const known = wordsOf(
        [
          motif.title,
          motif.summary,
          service.title,
          service.official,
          service.summary,
          ...service.keywords,
        ].join(' '),
      );
      const hits = wanted.filter((word) => known.some((one) => one.startsWith(stem(word))));
      return { offer, hits: hits.length };
    })
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits)
    .map(({ offer }) => offer);
}

function wordsOf(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Plurals are found by their singular, and the other way round. */
function stem(word: string): string {
  return word.length > 3 ? word.replace(/[sx]$/, '') : word;
}
