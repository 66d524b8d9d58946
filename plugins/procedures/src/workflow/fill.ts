// Texts with places to fill: `{{reference}}`. Plain text in, plain text out: views escape it.

const PLACE = /\{\{\s*([\w-]+)\s*\}\}/g;

/** Names that every text may use, besides the ids of fields. */
export const COMMON_PLACES = ['reference', 'demandeur', 'demarche', 'service', 'date-limite'] as const;

/** A place without a value is left out. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACE, (_, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : ''));
}

/** The names that a text uses. */
export function placesIn(text: string): readonly string[] {
  return [...text.matchAll(PLACE)].map(([, name = '']) => name);
}
