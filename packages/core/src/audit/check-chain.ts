// Looking whether a chain is whole, every night and when asked; what was found is a line of the chain itself, which nobody
// without the secret can write.

import { and, desc, eq, type Reader, unindexed } from '@parvis/db';
import type { Actor } from '@parvis/kit';
import type { House } from '../house.ts';
import { schema } from '../schema.ts';
import { sayAnchor } from './chain.ts';
import { readDetails } from './details.ts';
import { type AuditVerdict, verifyAudit } from './verify.ts';

const SUBJECT = { kind: 'audit', id: 'chain' } as const;

/** For whom a chain is looked at: the machine, or an agent on a site. */
export interface Checking {
  readonly actor: Actor;
  readonly siteId: string | null;
  readonly address?: string;
}

const NIGHTLY: Checking = { actor: { kind: 'system' }, siteId: null };

export async function checkChain(
  house: House,
  tenantId: string,
  who: Checking = NIGHTLY,
): Promise<AuditVerdict> {
  const verdict = await verifyAudit(house.db.read, house.config.secret, tenantId);
  const { ok, lines, firstBroken, head } = verdict;
  // The process's own log, which installations send elsewhere, keeps an anchor of every night.
  if (ok) house.log.info({ tenantId, anchor: head && sayAnchor(head) }, 'the audit log is whole');
  else house.log.error({ tenantId, ...firstBroken }, 'the audit log is broken');
  const details = { ok, lines, ...(firstBroken && { number: firstBroken.number, fault: firstBroken.fault }) };
  await house.audit.record([
    { ...who, tenantId, action: 'audit.checked', subject: { ...SUBJECT, details }, at: Date.now() },
  ]);
  return verdict;
}

/** Every chain of the installation, one after the other. */
export async function checkChains(house: House): Promise<void> {
  for (const tenantId of await chainedTenants(house.db.read)) await checkChain(house, tenantId);
}

/** Tenants that have a chain, or should: those whose head is there, and all others. */
export async function chainedTenants(reader: Reader): Promise<readonly string[]> {
  const { auditHead, tenant } = schema.for(reader);
  const heads = await reader.select({ id: auditHead.tenantId }).from(auditHead);
  const tenants = await reader.select({ id: tenant.id }).from(tenant);
  return [...new Set([...tenants, ...heads].map(({ id }) => id))].sort();
}

export interface LastCheck {
  readonly at: number;
  readonly ok: boolean;
  readonly lines: number;
  /** The first line that does not hold. */
  readonly number?: number;
}

/** What the last look found; null before the first. */
export async function lastCheck(house: House, tenantId: string): Promise<LastCheck | null> {
  const { audit } = schema.for(house.db.read);
  const rows = await house.db.read
    .select({ at: audit.at, details: audit.details })
    .from(audit)
    .where(
      and(
        eq(audit.tenantId, tenantId),
        eq(audit.subjectKind, SUBJECT.kind),
        eq(audit.subjectId, SUBJECT.id),
        eq(audit.action, 'audit.checked'),
      ),
    )
    // By their subject they are one a night; by their number, as many as there are lines.
    .orderBy(desc(unindexed(house.db.read.engine, audit.number)))
    .limit(1);
  const [details] = await readDetails(house.db.read, house.vault, tenantId, rows);
  const [row] = rows;
  if (!row || !details?.more) return null;
  const { ok, lines, number } = details.more;
  return {
    at: row.at,
    ok: ok === true,
    lines: typeof lines === 'number' ? lines : 0,
    ...(typeof number === 'number' && { number }),
  };
}
