// Merging the order of a list that two sides changed.

import { sameAnswer } from '../known-facts.ts';

/**
 * The members in one order. A side that only added or removed follows the other one; `torn` where both moved things
 * differently: the local order then holds.
 */
export function mergeOrder(
  base: readonly string[],
  shared: readonly string[],
  local: readonly string[],
  members: ReadonlySet<string>,
): { readonly order: readonly string[]; readonly torn: boolean } {
  const theirs = shared.filter((id) => members.has(id));
  const ours = local.filter((id) => members.has(id));
  const both = new Set(theirs.filter((id) => ours.includes(id)));
  const agree = sameAnswer(among(theirs, both), among(ours, both));
  const stayed = new Set(base.filter((id) => both.has(id)));
  const oursStayed = sameAnswer(among(ours, stayed), among(base, stayed));
  const theirsStayed = sameAnswer(among(theirs, stayed), among(base, stayed));
  const order = agree || oursStayed ? woven(theirs, ours) : woven(ours, theirs);
  // What stands in neither list, after all.
  const rest = [...members].filter((id) => !order.includes(id));
  return { order: [...order, ...rest], torn: !agree && !oursStayed && !theirsStayed };
}

function among(list: readonly string[], ids: ReadonlySet<string>): readonly string[] {
  return list.filter((id) => ids.has(id));
}

/** The first list, with what only the second has, each after what it follows there. */
function woven(first: readonly string[], second: readonly string[]): readonly string[] {
  const order = [...first];
  for (const [index, id] of second.entries()) {
    if (order.includes(id)) continue;
    const before = second[index - 1];
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  }
  return order;
}
