// The nightly purge of one tenant: what is due is erased in small transactions, so that it may stop anywhere and go on the
// next time; then a line of the audit log says what was done.

import { inArray, type Tx } from '@parvis/db';
import type { House } from '../house.ts';
import { type Standing, txContextFor } from '../plugins/context.ts';
import { schema } from '../schema.ts';
import { accountsToWarn, type DueRequest, dueAccounts, dueRequests, stillDue } from './due.ts';
import { emailsOf, erasePerson, REQUESTS_AT_ONCE } from './erase.ts';
import { ACCOUNT_DAYS, DAY, rulesOf, WARNING_DAYS } from './rules.ts';

/** How many of each, by what it is: `requests`, `accounts`, `warnings`, or `<owner>.<rule>`. */
export type Purged = Readonly<Record<string, number>>;

/** The action of the line that tells of it. */
export const PURGED = 'privacy.purged';

/** Milliseconds after which it stops: well before the lease of its job ends. What is left is for the next night. */
const LONGEST = 3 * 60_000;

/** Erases what is due on the day of `standing.now`. */
export async function purgeTenant(house: House, standing: Standing): Promise<Purged> {
  const started = performance.now();
  const purged: Record<string, number> = {};
  /** Repeats a step until it finds nothing, or the night is over. */
  const untilDone = async (what: string, step: (tx: Tx) => Promise<number>): Promise<void> => {
    while (performance.now() - started < LONGEST) {
      const done = await house.db.write(step);
      if (done === 0) return;
      purged[what] = (purged[what] ?? 0) + done;
    }
  };
  const { now, snapshot } = standing;
  const tenantId = snapshot.tenant.id;

  // Looked for outside of the transactions, which hold what they read: what is due is few among what is not.
  let from: DueRequest | undefined;
  while (performance.now() - started < LONGEST) {
    const due = await dueRequests(house.db.read, tenantId, now, { limit: REQUESTS_AT_ONCE, from });
    from = due.at(-1);
    if (!from) break;
    const ids = due.map(({ id }) => id);
    const erased = await house.db.write(async (tx) => {
      const requests = await stillDue(tx, tenantId, now, ids);
      if (requests.length > 0)
        await erasePerson(house, standing, tx, { citizenId: null, requests, emails: [] });
      return requests.length;
    });
    if (erased > 0) purged['requests'] = (purged['requests'] ?? 0) + erased;
  }
  await untilDone('warnings', (tx) => warn(house, standing, tx));
  await untilDone('accounts', async (tx) => {
    const [account] = await dueAccounts(tx, tenantId, now, 1);
    if (!account) return 0;
    await erasePerson(house, standing, tx, {
      citizenId: account.id,
      requests: [],
      emails: emailsOf(account, []),
    });
    return 1;
  });
  for (const { owner, rule } of rulesOf(house)) {
    const { keep, purge } = rule;
    if (keep.clock !== 'own' || !purge) continue;
    const before = now - keep.days * DAY;
    await untilDone(`${owner}.${rule.name}`, (tx) => purge(txContextFor(house, standing, owner, tx), before));
  }
  await house.audit.record([
    {
      tenantId,
      siteId: null,
      actor: { kind: 'system' },
      action: PURGED,
      subject: { kind: 'tenant', id: tenantId, details: purged },
      at: now,
    },
  ]);
  return purged;
}

/** Tells the owners of sleeping accounts that these will be erased, and when. */
async function warn(house: House, { snapshot, now }: Standing, tx: Tx): Promise<number> {
  const ids = await accountsToWarn(tx, snapshot.tenant.id, now, 200);
  if (ids.length === 0) return 0;
  const { citizen } = schema.for(tx);
  await tx
    .update(citizen)
    .set({ warnedAt: now })
    .where(inArray(citizen.id, [...ids]));
  await house.jobs.enqueueAll(
    tx,
    ids.map((citizenId) => ({
      owner: 'core',
      name: 'account-warning',
      siteId: snapshot.site.id,
      payload: { citizenId },
      dueAt: now,
    })),
  );
  return ids.length;
}

/** The day from which an account is erased, given when it was last used and when its owner was told. */
export function erasureOf({
  seenAt,
  warnedAt,
}: {
  readonly seenAt: number;
  readonly warnedAt: number;
}): number {
  return Math.max(seenAt + ACCOUNT_DAYS * DAY, warnedAt + WARNING_DAYS * DAY);
}
