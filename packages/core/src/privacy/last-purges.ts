// What the last nights erased, from the audit log.

import { and, desc, eq, unindexed } from '@parvis/db';
import { readDetails } from '../audit/details.ts';
import type { House } from '../house.ts';
import { schema } from '../schema.ts';
import { PURGED } from './purge.ts';
import { rulesOf } from './rules.ts';

export interface PastPurge {
  /** Epoch milliseconds. */
  readonly at: number;
  /** « 12 × Le nom et les coordonnées… », a line each; empty where nothing was due. */
  readonly done: readonly string[];
}

/** Newest first. */
export async function lastPurges(house: House, tenantId: string): Promise<readonly PastPurge[]> {
  const { audit } = schema.for(house.db.read);
  const lines = await house.db.read
    .select({ at: audit.at, details: audit.details })
    .from(audit)
    .where(
      and(
        eq(audit.tenantId, tenantId),
        eq(audit.subjectKind, 'tenant'),
        eq(audit.subjectId, tenantId),
        eq(audit.action, PURGED),
      ),
    )
    // By their subject they are one a night; by their number, as many as there are lines.
    .orderBy(desc(unindexed(house.db.read.engine, audit.number)))
    .limit(7);
  const details = await readDetails(house.db.read, house.vault, tenantId, lines);
  const words = wordsOf(house);
  return lines.map(({ at }, index) => ({
    at,
    done: Object.entries(details[index]?.more ?? {}).map(
      ([what, count]) => `${words.get(what) ?? what}\u00A0: ${String(count)}`,
    ),
  }));
}

function wordsOf(house: House): ReadonlyMap<string, string> {
  return new Map([
    ['requests', 'Demandes anonymisées'],
    ['accounts', 'Comptes inutilisés effacés'],
    ['warnings', 'Usagers prévenus de l’effacement prochain de leur compte'],
    ...rulesOf(house).map(({ owner, rule }) => [`${owner}.${rule.name}`, rule.what] as const),
  ]);
}
