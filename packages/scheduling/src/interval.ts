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

/** Gives what is left of an interval outside `cuts`, in order. `cuts` must be merged. */
export function eachLeft(
  { start, end }: Interval,
  cuts: readonly Interval[],
  use: (start: number, end: number) => void,
): void {
  let from = start;
  let index = firstEndingAfter(cuts, from);
  for (let cut = cuts[index]; cut !== undefined && cut.start < end; cut = cuts[index]) {
    if (cut.start > from) use(from, cut.start);
    from = cut.end;
    index += 1;
  }
  if (from < end) use(from, end);
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
