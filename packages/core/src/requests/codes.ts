// References and tracking codes: letters and digits that nobody confuses on the phone, and no vowel, so that no word
// appears by chance.

import { createHmac, randomInt } from 'node:crypto';

/** Without vowels, and without 0 O, 1 I L, 2 Z, 5 S, 8 B, 6 G, U V. */
export const CODE_ALPHABET = 'CDFHJKMNPQRTWX3479';

const CODE_LENGTH = 12;

/** « 26-KXTM-97WD »: the year, then eight random symbols. Said aloud and written on letters: not a secret. */
export function newReference(year: number): string {
  const symbols = Array.from({ length: 8 }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
  return `${String(year % 100).padStart(2, '0')}-${inFours(symbols)}`;
}

/**
 * The tracking code of a request: 12 symbols, 50 bits, such as « KXTM-97WD-CHPQ ». It is derived from the id under the
 * installation's secret, so that mails can say it again and a stolen database holds none.
 */
export function trackingCode(secret: string, requestId: string): string {
  const digest = createHmac('sha256', secret).update(`tracking\0${requestId}`).digest();
  let number = BigInt(`0x${digest.subarray(0, 16).toString('hex')}`);
  const base = BigInt(CODE_ALPHABET.length);
  let symbols = '';
  for (let place = 0; place < CODE_LENGTH; place++) {
    symbols += CODE_ALPHABET[Number(number % base)];
    number /= base;
  }
  return inFours(symbols);
}

/** The code as it is looked up, whatever the spaces, hyphens and case it was typed with; null when it cannot be one. */
export function normalisedCode(typed: string): string | null {
  if (typed.length > 60) return null;
  const symbols = typed.toUpperCase().replace(/[\s\p{Pd}._]/gu, '');
  if (symbols.length !== CODE_LENGTH) return null;
  return Array.from(symbols).every((symbol) => CODE_ALPHABET.includes(symbol)) ? inFours(symbols) : null;
}

function inFours(symbols: string): string {
  return symbols.replace(/(.{4})(?=.)/g, '$1-');
}
