// Reading what another program wrote: every value is looked at before it is taken for something.

import { CodedError } from '@parvis/kit';

export type Unknown = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function recordsIn(value: unknown): readonly Unknown[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function textIn(record: Unknown, key: string): string {
  const value = record[key];
  return typeof value === 'string' ? value.trim() : '';
}

export function numberIn(record: Unknown, key: string): number | undefined {
  const value = record[key];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** @throws CodedError PARVIS_PROCEDURE_FILE */
export function parsedJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(`${what} is no JSON.`);
  }
}

export function unreadable(sentence: string): CodedError {
  return new CodedError(
    'PARVIS_PROCEDURE_FILE',
    sentence,
    'Give a file that `parvis procedure export` wrote, a .wcs export of a Publik form, or the .zip export of an Open Forms form.',
  );
}

/** Text without the marks of HTML. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<(?:br|\/p|\/li|\/h\d)\s*\/?>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', '\u00A0')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}
