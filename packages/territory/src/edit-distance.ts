/**
 * The number of typing slips between two words (a letter missing, added, replaced, or two neighbours swapped),
 * or `max + 1` as soon as it is known to exceed `max`. This is the optimal string alignment distance.
 */
export function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let twoBack: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let slips = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        slips = Math.min(slips, (twoBack[j - 2] ?? 0) + 1);
      }
      row.push(slips);
      if (slips < smallest) smallest = slips;
    }
    // A swap reaches two rows back, so one row above `max` is not yet a proof: both must be.
    if (smallest > max && Math.min(...previous) > max) return max + 1;
    twoBack = previous;
    previous = row;
  }
  return Math.min(previous[b.length] ?? 0, max + 1);
}

/** How many slips we forgive in a word or name of this length. */
export function slipsForgiven(length: number): number {
  if (length < 4) return 0;
  if (length < 6) return 1;
  return length < 12 ? 2 : 3;
}
