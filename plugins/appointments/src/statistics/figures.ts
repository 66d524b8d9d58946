// From rows to figures: pure. No person is in a figure, and what is too small to hide in is put together with others.

/** Fewer than this could be someone in particular. */
export const FEW = 5;

export interface Counted {
  readonly name: string;
  readonly number: number;
}

/** « Autres »: the name of what was put together. */
export const OTHERS = 'Autres, moins de 5 chacun';

/** By a key of each row, largest first. */
export function counted<Row>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  numberOf: (row: Row) => number,
): readonly Counted[] {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(nameOf(row), (sums.get(nameOf(row)) ?? 0) + numberOf(row));
  return [...sums]
    .map(([name, number]) => ({ name, number }))
    .toSorted((a, b) => b.number - a.number || a.name.localeCompare(b.name, 'fr'));
}

/**
 * The same with the small ones together. As the whole is known, what is together must not be small itself: the next smallest
 * joins them until it is not. Null as a number says « moins de 5 »: there was nothing else to join.
 */
export function withoutFew(
  rows: readonly Counted[],
): readonly { readonly name: string; readonly number: number | null }[] {
  const kept = rows.filter(({ number }) => number >= FEW);
  let together = rows
    .filter(({ number }) => number > 0 && number < FEW)
    .reduce((sum, { number }) => sum + number, 0);
  if (together === 0) return kept;
  while (together < FEW && kept.length > 0) together += kept.pop()?.number ?? 0;
  return [...kept, { name: OTHERS, number: together < FEW ? null : together }];
}

/** The Monday of a day, both as 'YYYY-MM-DD'. */
export function mondayOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  return at.toISOString().slice(0, 10);
}

/** The middle of numbers in any order; null of none. */
export function medianOf(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/** Whole percents; null of nothing. */
export function percent(part: number, whole: number): number | null {
  return whole <= 0 ? null : Math.round((part / whole) * 100);
}
