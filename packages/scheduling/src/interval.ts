// Half-open intervals of epoch milliseconds: [start, end). One that ends when another starts does not touch it.

export interface Interval {
  start: number;
  end: number;
}

/** Sorted, merged, without the empty ones. The input is left as it is. */
export function merged(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const result: Interval[] = [];
  let last: Interval | undefined;
  for (const { start, end } of sorted) {
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else {
      last = { start, end };
      result.push(last);
    }
  }
  return result;
}

/** What is left of `interval` outside `cuts`, in order. `cuts` must be merged. */
export function without(interval: Interval, cuts: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let start = interval.start;
  for (let i = firstEndingAfter(cuts, start); i < cuts.length; i += 1) {
    const cut = cuts[i];
    if (cut === undefined || cut.start >= interval.end) break;
    if (cut.start > start) left.push({ start, end: cut.start });
    start = Math.max(start, cut.end);
  }
  if (start < interval.end) left.push({ start, end: interval.end });
  return left;
}

/** The index of the first of merged intervals that ends after `instant`: binary search. */
export function firstEndingAfter(intervals: readonly Interval[], instant: number): number {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((intervals[middle]?.end ?? Number.POSITIVE_INFINITY) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
