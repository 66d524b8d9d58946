// Finds names among tens of thousands as people type them: accents, hyphens and articles forgotten, the start of
// a word, words left out, letters mistyped, or written as they sound. Built once, then read only.
import { editDistance, slipsForgiven } from './edit-distance.ts';
import { foldName, soundsOf, withoutArticle } from './fold.ts';

/** One name of a thing. A thing may have several: `row` says which one it is, a former name costs a little. */
export interface IndexedName {
  readonly name: string;
  readonly row: number;
  readonly former: boolean;
  /** People who live there: between equally good answers, the larger place first. */
  readonly population: number;
}

// The tiers stand further apart than the largest bonus for population (66) and the malus for a former name (30).
const EXACT = 1000;
const EXACT_BUT_ARTICLE = 900;
const STARTS_WITH_WORDS = 800;
const STARTS_WITH = 700;
const INSIDE = 600;
const SOUNDS_ALIKE = 590;
const WORDS_IN_ANY_ORDER = 500;
const SLIP = 80;
const SOUNDS_NEARLY = 470;
const WORD_SLIPS = 300;

export class NameIndex {
  readonly #names: readonly IndexedName[];
  // ' le favril\n la loupe\n…': a hit of ' lou' in it is a hit at the start of a word.
  readonly #haystack: string;
  readonly #starts: Int32Array;
  readonly #folded: readonly string[];
  readonly #keys: readonly string[];
  readonly #letters: Int32Array;
  #sounds: readonly string[] | undefined;

  constructor(names: readonly IndexedName[]) {
    this.#names = names;
    this.#folded =
      names.length === 0 ? [] : foldName(names.map((entry) => entry.name).join('\n')).split('\n');
    this.#keys = this.#folded.map(withoutArticle);
    this.#letters = Int32Array.from(this.#keys, lettersOf);
    this.#haystack = this.#folded.map((name) => ` ${name}\n`).join('');
    this.#starts = new Int32Array(this.#folded.length);
    let start = 0;
    this.#folded.forEach((name, entry) => {
      this.#starts[entry] = start;
      start += name.length + 2;
    });
  }

  /** The rows of the best names, best first, each row once; `accepts` restricts the search to some rows. */
  find(text: string, limit: number, accepts: (row: number) => boolean = () => true): number[] {
    const query = foldName(text.slice(0, 120));
    if (query === '' || limit <= 0) return [];
    const scores = new Map<number, number>();
    const offer = (entry: number, score: number) => {
      const name = this.#names[entry];
      if (name === undefined) return;
      const total = score + Math.log10(name.population + 1) * 9 - (name.former ? 30 : 0);
      if (total > (scores.get(name.row) ?? 0)) scores.set(name.row, total);
    };
    const isWanted = (entry: number) => {
      const row = this.#names[entry]?.row;
      return row !== undefined && accepts(row);
    };
    const best = this.#offerAsTyped(query, isWanted, offer);
    if (best < STARTS_WITH_WORDS) this.#offerMistyped(query, isWanted, offer);
    if (scores.size === 0) this.#offerMistypedWords(query, isWanted, offer);
    return [...scores]
      .sort(([rowA, a], [rowB, b]) => b - a || rowA - rowB)
      .slice(0, limit)
      .map(([row]) => row);
  }

  #offerAsTyped(query: string, isWanted: (entry: number) => boolean, offer: Offer): number {
    const key = withoutArticle(query);
    const words = key.split(' ');
    const rarest = words.reduce((a, b) => (b.length > a.length ? b : a));
    let best = 0;
    for (const entry of this.#entriesWithWordStart(rarest)) {
      if (!isWanted(entry)) continue;
      const score = scoreAsTyped(query, key, words, this.#folded[entry] ?? '', this.#keys[entry] ?? '');
      if (score === 0) continue;
      offer(entry, score);
      if (score > best) best = score;
    }
    return best;
  }

  *#entriesWithWordStart(word: string): Generator<number> {
    let at = this.#haystack.indexOf(` ${word}`);
    while (at !== -1) {
      const entry = this.#entryAt(at);
      yield entry;
      const next = this.#starts[entry + 1];
      at = next === undefined ? -1 : this.#haystack.indexOf(` ${word}`, next);
    }
  }

  #entryAt(position: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #offerMistyped(query: string, isWanted: (entry: number) => boolean, offer: Offer): void {
    const key = withoutArticle(query);
    const max = slipsForgiven(key.length);
    if (max === 0) return;
    const article = query.slice(0, query.length - key.length);
    const letters = lettersOf(key);
    const sound = soundsOf(key);
    this.#sounds ??= soundsOf(this.#keys.join('\n')).split('\n');
    for (let entry = 0; entry < this.#keys.length; entry++) {
      const other = this.#keys[entry] ?? '';
      const otherSound = this.#sounds[entry] ?? '';
      const sameSound = otherSound === sound;
      // Each slip changes at most two of the letters that a name has or has not.
      const mayBeNear =
        Math.abs(other.length - key.length) <= max && bits((this.#letters[entry] ?? 0) ^ letters) <= 2 * max;
      if ((!sameSound && !mayBeNear) || !isWanted(entry)) continue;
      const sameArticle = article !== '' && (this.#folded[entry] ?? '').startsWith(article) ? 30 : 0;
      const slips = mayBeNear ? editDistance(key, other, max) : max + 1;
      if (sameSound) offer(entry, SOUNDS_ALIKE + sameArticle - Math.min(slips, 4));
      else if (slips <= max) {
        const near = slips > 1 && sound.length > 4 && editDistance(sound, otherSound, 1) <= 1;
        const score = EXACT - 440 + SLIP - SLIP * slips;
        offer(entry, (near ? Math.max(score, SOUNDS_NEARLY) : score) + sameArticle);
      }
    }
  }

  #offerMistypedWords(query: string, isWanted: (entry: number) => boolean, offer: Offer): void {
    const words = withoutArticle(query).split(' ');
    const letters = lettersOf(query);
    const forgiven = words.reduce((sum, word) => sum + slipsForgiven(word.length), 0);
    if (forgiven === 0) return;
    for (let entry = 0; entry < this.#folded.length; entry++) {
      if (bits(letters & ~(this.#letters[entry] ?? 0)) > forgiven || !isWanted(entry)) continue;
      const slips = slipsInWords(words, (this.#folded[entry] ?? '').split(' '));
      if (slips !== null) offer(entry, WORD_SLIPS - 40 * slips);
    }
  }
}

type Offer = (entry: number, score: number) => void;

function scoreAsTyped(
  query: string,
  key: string,
  words: readonly string[],
  name: string,
  nameKey: string,
): number {
  if (name === query) return EXACT;
  if (nameKey === key) return EXACT_BUT_ARTICLE;
  if (name.startsWith(`${query} `) || nameKey.startsWith(`${key} `)) return STARTS_WITH_WORDS;
  if (name.startsWith(query)) return STARTS_WITH + 10;
  if (nameKey.startsWith(key)) return STARTS_WITH;
  if (` ${name}`.includes(` ${key}`)) return INSIDE;
  const ofName = name.split(' ');
  return words.every((word) => ofName.some((other) => other.startsWith(word))) ? WORDS_IN_ANY_ORDER : 0;
}

function slipsInWords(words: readonly string[], ofName: readonly string[]): number | null {
  let sum = 0;
  for (const word of words) {
    const max = Math.min(slipsForgiven(word.length), 2);
    let best = max + 1;
    for (const other of ofName) {
      const start = other.length > word.length ? other.slice(0, word.length) : other;
      best = Math.min(best, editDistance(word, other, max), start === word ? 0 : max + 1);
    }
    if (best > max) return null;
    sum += best;
  }
  return sum;
}

/** The set of letters in a text, as 26 bits. */
function lettersOf(text: string): number {
  let set = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i) - 97;
    if (letter >= 0 && letter < 26) set |= 1 << letter;
  }
  return set;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}
