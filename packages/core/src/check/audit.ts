// The audit log of each tenant: whole, and going on from the place that was kept elsewhere.

import type { Check } from '@parvis/kit';
import { type Anchor, sayAnchor } from '../audit/chain.ts';
import { chainedTenants } from '../audit/check-chain.ts';
import { type Fault, verifyAudit } from '../audit/verify.ts';
import type { House } from '../house.ts';
import { schema } from '../schema.ts';

const FAULTS: Readonly<Record<Fault, string>> = {
  changed: 'was changed, or was not written by this installation',
  missing: 'is missing',
  inserted: 'was put in',
  truncated: 'and all after it were cut off',
  head: 'is not the end that the log remembers',
  anchor: 'is not the line that the anchor was taken from',
};

export async function checkAudit(
  { db, config }: House,
  anchors: ReadonlyMap<string, Anchor>,
): Promise<readonly Check[]> {
  const { tenant } = schema.for(db.read);
  const rows = await db.read.select({ id: tenant.id, name: tenant.name }).from(tenant);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const ids = new Set([...(await chainedTenants(db.read)), ...anchors.keys()]);
  const checks: Check[] = [];
  for (const id of ids) {
    const { ok, lines, firstBroken, head } = await verifyAudit(db.read, config.secret, id, anchors.get(id));
    const name = `audit ${names.get(id) ?? id}`;
    const text = firstBroken
      ? `Line ${firstBroken.number} ${FAULTS[firstBroken.fault]}; ${lines} lines before it hold.`
      : head
        ? `${lines} lines are whole. Anchor: ${id}=${sayAnchor(head)}`
        : 'Nothing was written yet.';
    checks.push({ name, ok, text });
  }
  return checks;
}
