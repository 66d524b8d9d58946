// Reading records that came from outside: only what they own, never what objects inherit.

/** The entry of that name, unless it is inherited. */
export function ownEntry<V>(record: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Whether a value of unknown origin is a plain record. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entry of that name of a value of unknown origin, if it is a record that owns one. */
export function entryIn(value: unknown, key: string): unknown {
  return isRecord(value) ? ownEntry(value, key) : undefined;
}

/** A text or a number as a text; nothing for what has no plain form. */
export function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
