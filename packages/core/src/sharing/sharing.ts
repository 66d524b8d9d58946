// Sharing a request with a body of its tenant, and ending it: what the contract's RequestWriter does, with the audit log's line.

import type { Tx } from '@parvis/db';
import type { RequestWriter, TxCtx } from '@parvis/kit';
import { requestById } from '../requests/ledger.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { addShare, endShare } from './share.ts';

interface Sharing {
  readonly snapshot: SiteSnapshot;
  readonly now: number;
  /** By its whole name: `request.shared`. */
  readonly record: TxCtx['record'];
}

export async function shareRequest(
  tx: Tx,
  { snapshot, now, record }: Sharing,
  id: string,
  authorityId: string,
  { why, until }: Parameters<RequestWriter['share']>[2],
): Promise<void> {
  const tenantId = snapshot.tenant.id;
  const request = await requestById(tx, tenantId, id);
  if (!request || !snapshot.authorities.has(authorityId))
    throw new TypeError('a request was shared with a body that is not of its tenant');
  await addShare(tx, { requestId: id, authorityId, tenantId, why, since: now, until: until ?? null });
  await record('request.shared', {
    kind: 'request',
    id,
    citizenId: request.citizenId,
    details: { with: authorityId, why },
  });
}

export async function unshareRequest(
  tx: Tx,
  { snapshot, record }: Sharing,
  id: string,
  authorityId: string,
): Promise<void> {
  const tenantId = snapshot.tenant.id;
  const ended = await endShare(tx, { requestId: id, authorityId, tenantId });
  if (!ended) return;
  const request = await requestById(tx, tenantId, id);
  await record('request.unshared', {
    kind: 'request',
    id,
    citizenId: request?.citizenId ?? null,
    details: { with: authorityId },
  });
}
