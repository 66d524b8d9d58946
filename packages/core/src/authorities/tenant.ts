// The body that pools, and the public bodies that it gathers.

import { and, eq, inArray, type Tx } from '@parvis/db';
import {
  type Authority,
  type AuthorityKind,
  CodedError,
  type Contact,
  type PrivacyContacts,
  type Tenant,
} from '@parvis/kit';
import type { SecondFactorPolicy } from '../identity/second-factor-policy.ts';
import { schema } from '../schema.ts';
import { tenantTag } from '../sites/directory.ts';

export async function createTenant(
  tx: Tx,
  name: string,
  secondFactor: SecondFactorPolicy = 'required',
): Promise<Tenant> {
  const { tenant } = schema.for(tx);
  const [row] = await tx.insert(tenant).values({ name, createdAt: Date.now(), secondFactor }).returning();
  if (!row) throw new Error('the inserted tenant came back empty');
  return { id: row.id, name: row.name };
}

export interface NewAuthority {
  readonly kind: AuthorityKind;
  readonly name: string;
  readonly siren: string;
  /** INSEE code, for a commune. */
  readonly insee?: string | null;
  readonly population?: number | null;
  readonly contact: Contact;
}

/**
 * Adds bodies to a tenant, in the order given, however many, in one statement.
 *
 * @throws CodedError PARVIS_AUTHORITY_DUPLICATE
 */
export async function createAuthorities(
  tx: Tx,
  tenantId: string,
  authorities: readonly NewAuthority[],
): Promise<readonly Authority[]> {
  if (authorities.length === 0) return [];
  await refuseKnownAuthorities(tx, tenantId, authorities);
  const { authority } = schema.for(tx);
  const rows = await tx
    .insert(authority)
    .values(authorities.map((one) => ({ insee: null, population: null, ...one, tenantId })))
    .returning();
  tx.touch(tenantTag(tenantId));
  const bySiren = new Map(rows.map((row) => [row.siren, row]));
  return authorities.flatMap(({ siren }) => {
    const row = bySiren.get(siren);
    if (!row) return [];
    const { id, kind, name, insee, contact, privacy } = row;
    return [{ id, kind, name, siren, insee, contact, privacy }];
  });
}

/** Changes how people reach a body. Every site that names it shows it at once. */
export async function updateContact(
  tx: Tx,
  tenantId: string,
  authorityId: string,
  contact: Contact,
): Promise<void> {
  const { authority } = schema.for(tx);
  await tx
    .update(authority)
    .set({ contact })
    .where(and(eq(authority.id, authorityId), eq(authority.tenantId, tenantId)));
  tx.touch(tenantTag(tenantId));
}

/** Changes who answers there for personal data. Every page that names them shows it at once. */
export async function updatePrivacy(
  tx: Tx,
  tenantId: string,
  authorityId: string,
  privacy: PrivacyContacts,
): Promise<void> {
  const { authority } = schema.for(tx);
  await tx
    .update(authority)
    .set({ privacy })
    .where(and(eq(authority.id, authorityId), eq(authority.tenantId, tenantId)));
  tx.touch(tenantTag(tenantId));
}

async function refuseKnownAuthorities(
  tx: Tx,
  tenantId: string,
  authorities: readonly NewAuthority[],
): Promise<void> {
  const { authority } = schema.for(tx);
  const sirens = authorities.map(({ siren }) => siren);
  const known = await tx
    .select({ siren: authority.siren })
    .from(authority)
    .where(and(eq(authority.tenantId, tenantId), inArray(authority.siren, sirens)));
  const twice = known[0]?.siren ?? firstRepeated(sirens);
  if (twice === undefined) return;
  throw new CodedError(
    'PARVIS_AUTHORITY_DUPLICATE',
    `The tenant already has a body with the SIREN ${twice}.`,
    'Each body is once in its tenant: use the one that is there.',
  );
}

/** The first value that comes again in a list. */
export function firstRepeated(values: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return values.find((value) => seen.size === seen.add(value).size);
}
