// The communes that a form knows by name: those of the tenant, each with its code and its postal codes.

import type { KnownCommune } from '@parvis/forms';
import type { Ctx } from '@parvis/kit';
import { openTerritory } from '@parvis/territory';

const MOST_KEPT = 1_000;
const kept = new Map<string, readonly KnownCommune[]>();

export function communesOf({ authorities }: Pick<Ctx, 'authorities'>): readonly KnownCommune[] {
  const codes = authorities.flatMap(({ kind, insee }) => (kind === 'commune' && insee ? insee : []));
  const key = codes.join();
  const known = kept.get(key);
  if (known) return known;
  const territory = openTerritory();
  const made = codes
    .flatMap((insee) => territory.communeByInsee(insee) ?? [])
    .map(({ insee, name, postalCodes }) => ({ insee, name, postalCodes }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'));
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, made);
  return made;
}
