// The search of a site: a few dozen services found by citizens' own words, with accents, plurals and slips forgiven. Built
// once a site, held in memory, well under a millisecond a query.

import { foldText } from '@parvis/db';
import { editDistance } from '@parvis/territory/edit-distance';

export interface SearchEntry {
  readonly id: string;
  readonly title: string;
  /** Other words for it, as people say them: « papiers », « canapé ». */
  readonly keywords: readonly string[];
  readonly text?: string;
}

export interface ServiceSearch {
  /** Best first. */
  search(query: string): readonly { readonly id: string; readonly score: number }[];
}

const STOP_WORDS = new Set(
  'a au aux avec ce ces comment dans de des du elle en et est faire faut il je j la le les l leur ma mes mon ne nous on ou par pas pour qu que quel quelle qui sa ses si son sur ta un une vos votre vous d c m n s t y ai avoir besoin veux voudrais'.split(
    ' ',
  ),
);

const WEIGHTS = { title: 6, keyword: 5, text: 1 } as const;

/** Words of a text, folded, without stop words, brought back to a stem that forgives plurals and feminines. */
function stemsOf(text: string): readonly string[] {
  const found = foldText(text).match(/[a-z0-9]+/g) ?? [];
  return found.filter((word) => !STOP_WORDS.has(word)).map(stem);
}

function stem(word: string): string {
  if (word.length <= 3) return word;
  return word
    .replace(/(aux|eaux)$/, (end) => (end === 'eaux' ? 'eau' : 'al'))
    .replace(/(ees|ee|es|e|s|x)$/, '');
}

export function createServiceSearch(entries: readonly SearchEntry[]): ServiceSearch {
  // stem → entry → weight, the best of its places.
  const index = new Map<string, Map<string, number>>();
  const add = (id: string, text: string, weight: number): void => {
    for (const word of stemsOf(text)) {
      const places = index.get(word) ?? new Map<string, number>();
      places.set(id, Math.max(places.get(id) ?? 0, weight));
      index.set(word, places);
    }
  };
  for (const { id, title, keywords, text = '' } of entries) {
    add(id, title, WEIGHTS.title);
    for (const keyword of keywords) add(id, keyword, WEIGHTS.keyword);
    add(id, text, WEIGHTS.text);
  }
  const order = new Map(entries.map(({ id }, at) => [id, at]));

  return {
    search(query) {
      const wanted = [...new Set(stemsOf(query.slice(0, 200)))].slice(0, 12);
      const scores = new Map<string, { score: number; words: number }>();
      for (const word of wanted) {
        for (const [id, score] of matchesOf(index, word)) {
          const known = scores.get(id) ?? { score: 0, words: 0 };
          scores.set(id, { score: known.score + score, words: known.words + 1 });
        }
      }
      // An entry that answers more of the words comes first, whatever the weight of one.
      const found = [...scores].map(([id, { score, words }]) => ({ id, score: score * words }));
      const best = Math.max(0, ...found.map(({ score }) => score));
      // Beside a good answer, a word met by chance in a summary is noise.
      return found
        .filter(({ score }) => score >= best / 5)
        .sort((a, b) => b.score - a.score || (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
    },
  };
}

/** Entries that hold a word, the start of one, or one that differs by a slip of the fingers. */
function matchesOf(
  index: ReadonlyMap<string, ReadonlyMap<string, number>>,
  word: string,
): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const [known, places] of index) {
    const closeness = closenessOf(word, known);
    if (closeness === 0) continue;
    for (const [id, weight] of places) best.set(id, Math.max(best.get(id) ?? 0, weight * closeness));
  }
  return best;
}

function closenessOf(word: string, known: string): number {
  if (word === known) return 1;
  const short = Math.min(word.length, known.length);
  if (word.length >= 4 && known.startsWith(word)) return 0.8;
  // « déchetterie » is kin to « déchets », but « passeport » is none to « passe »: only a longer stem tells.
  if (known.length >= 5 && word.startsWith(known)) return 0.6;
  const slips = short >= 8 ? 2 : short >= 4 ? 1 : 0;
  if (slips === 0 || Math.abs(word.length - known.length) > slips) return 0;
  return editDistance(word, known, slips) <= slips ? 0.6 : 0;
}
