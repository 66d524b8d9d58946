// What a provider says of a citizen, beside what was known of them already.

import { type IdentityField, isIdentityField } from '@parvis/kit';
import type { CitizenFacts } from '../citizens.ts';
import { DECLARED } from '../facts.ts';

/** How to reach someone is for them to say: what they wrote stands before what a provider has on file. */
const THEIRS_TO_SAY: ReadonlySet<IdentityField> = new Set(['email', 'phone', 'address']);

/**
 * The facts after a sign-in: the provider's of today, and those of other sources that it says nothing of. What it said
 * once and says no longer goes.
 */
export function withVouched(
  known: CitizenFacts,
  provider: string,
  vouched: Readonly<Partial<Record<IdentityField, string>>>,
  at: number,
): CitizenFacts {
  const facts: { [K in IdentityField]?: CitizenFacts[K] } = {};
  for (const [field, fact] of Object.entries(known)) {
    if (isIdentityField(field) && fact.from !== provider) facts[field] = fact;
  }
  for (const [field, value] of Object.entries(vouched)) {
    if (!isIdentityField(field)) continue;
    const stands = THEIRS_TO_SAY.has(field) && facts[field]?.from === DECLARED;
    if (!stands) facts[field] = { value, from: provider, at };
  }
  return facts;
}
