// Erasing what is kept about someone: every rule erases its own part, in one transaction.

import { inArray, ofTenant, type Reader, type Tx } from '@parvis/db';
import type { PersonData, PersonRequest } from '@parvis/kit';
import type { House } from '../house.ts';
import { foldedEmail } from '../identity/citizens.ts';
import { type Standing, txContextFor } from '../plugins/context.ts';
import { OPEN_STATUSES } from '../requests/status.ts';
import { schema } from '../schema.ts';
import { rulesOf } from './rules.ts';

/** Requests that one transaction erases, and one question of an export is about. */
export const REQUESTS_AT_ONCE = 50;

/** Erases these requests and this account, through every rule. Requests that were open are called off first. */
export async function erasePerson(
  house: House,
  standing: Standing,
  tx: Tx,
  person: PersonData,
): Promise<void> {
  const core = txContextFor(house, standing, 'core', tx);
  for (const id of await openAmong(tx, standing.snapshot.tenant.id, person.requests)) {
    // What hangs on it learns of it the ordinary way: an appointment gives its time back.
    await core.requests.move(id, OPEN_STATUSES, 'cancelled', 'La demande est annulée.');
  }
  for (const { owner, rule } of rulesOf(house))
    await rule.erase?.(txContextFor(house, standing, owner, tx), person);
}

async function openAmong(
  reader: Reader,
  tenantId: string,
  requests: readonly PersonRequest[],
): Promise<readonly string[]> {
  if (requests.length === 0) return [];
  const { request } = schema.for(reader);
  const rows = await reader
    .select({ id: request.id })
    .from(request)
    .where(
      ofTenant(
        request.tenantId,
        tenantId,
        inArray(
          request.id,
          requests.map(({ id }) => id),
        ),
        inArray(request.status, [...OPEN_STATUSES]),
      ),
    );
  return rows.map(({ id }) => id);
}

/** The addresses that someone gave: of their account, and on these requests. */
export function emailsOf(
  account: { readonly email: string | null } | null,
  requests: readonly { readonly requester: { readonly email?: string } }[],
): readonly string[] {
  const given = [account?.email, ...requests.map(({ requester }) => requester.email)];
  return [...new Set(given.flatMap((email) => (email ? [foldedEmail(email)] : [])))];
}
