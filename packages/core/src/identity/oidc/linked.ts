// Which account belongs to whom a provider vouches for. Only `sub` links them, as a keyed hash: an address never does.

import { and, eq, type Reader, type Tx } from '@parvis/db';
import type { House } from '../../house.ts';
import { schema } from '../../schema.ts';

export interface Subject {
  readonly tenantId: string;
  readonly provider: string;
  readonly subject: string;
}

export type Owner = { readonly citizenId: string } | { readonly agentId: string };

const hashed = ({ vault }: Pick<House, 'vault'>, { provider, subject }: Subject): string =>
  vault.hash('oidc-subject', `${provider}\0${subject}`);

/** The accounts that a subject is linked to: one at most. */
export async function linkedAccount(
  house: Pick<House, 'vault'>,
  reader: Reader | Tx,
  of: Subject,
): Promise<{ readonly citizenId: string | null; readonly agentId: string | null } | null> {
  const { linkedIdentity } = schema.for(reader);
  const [row] = await reader
    .select({ citizenId: linkedIdentity.citizenId, agentId: linkedIdentity.agentId })
    .from(linkedIdentity)
    .where(
      and(
        eq(linkedIdentity.tenantId, of.tenantId),
        eq(linkedIdentity.provider, of.provider),
        eq(linkedIdentity.subjectHash, hashed(house, of)),
      ),
    );
  return row ?? null;
}

/** @throws DbConstraintError where it is linked already */
export async function link(
  house: Pick<House, 'vault'>,
  tx: Tx,
  of: Subject,
  owner: Owner,
  now: number,
): Promise<void> {
  const { linkedIdentity } = schema.for(tx);
  await tx.insert(linkedIdentity).values({
    tenantId: of.tenantId,
    provider: of.provider,
    subjectHash: hashed(house, of),
    ...owner,
    linkedAt: now,
  });
}
