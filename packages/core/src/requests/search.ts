// The words by which agents find a request again.

import { type SearchSpec, searchWords } from '@parvis/db';

export const REQUEST_SEARCH: SearchSpec = {
  name: 'request_words',
  table: 'request',
  words: 'search_text',
  at: 'opened_at',
  fixed: ['operator_id', 'commune_id', 'service_id'],
  moving: ['status', 'assignee_id', 'step'],
};

/** A reference as one word, so that it is found with hyphens or without; then what else is known, each word once. */
export function requestWords(reference: string, ...texts: readonly string[]): string {
  const words = [reference, ...texts].flatMap(searchWords);
  return [...new Set([referenceWord(reference), ...words])].join(' ');
}

function referenceWord(reference: string): string {
  return reference.replaceAll('-', '').toLowerCase();
}

/** Most words of one search: beyond, what is typed is a text. */
const MOST_WORDS = 8;

/** What an agent typed, as starts of words: « 26-KXTM-97 » is one, « saint-denis dup » are three. */
export function typedWords(typed: string): readonly string[] {
  return typed
    .split(/\s+/u)
    .flatMap((part) =>
      /^\d{2}-[\da-z]{1,4}(-[\da-z]{0,4})?$/i.test(part) ? [referenceWord(part)] : searchWords(part),
    )
    .slice(0, MOST_WORDS);
}
