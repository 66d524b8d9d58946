// A citizen whom a provider vouches for: into the account that is linked to them, or into a new one. An address never opens an
// account: where one has theirs, they are asked first.

import { DbConstraintError, eq, type Tx } from '@parvis/db';
import type { VouchedCitizen } from '@parvis/kit';
import { schema } from '../../schema.ts';
import { citizenEntry } from '../citizen-audit.ts';
import { type CitizenAccount, citizenByEmail, citizenName, createCitizen } from '../citizens.ts';
import { askFirst } from './flows.ts';
import { type Arrival, isOver, keepPending, otherAccount, subjectOf } from './hand-off.ts';
import { link, linkedAccount } from './linked.ts';
import { lockedHint } from './sign-out.ts';
import { withVouched } from './vouched-facts.ts';

export async function arriveCitizen(arrival: Arrival): Promise<Response> {
  const { house, c, flow } = arrival;
  const linked = (await linkedAccount(house, house.db.read, subjectOf(arrival)))?.citizenId;
  const linking = accountBeingLinked(arrival);
  if (linked && linking && linked !== linking) throw await otherAccount(arrival);
  if (linked) return enter(arrival, () => Promise.resolve(linked));
  if (!linking && !(await accountWithTheirAddress(arrival))) return enterNewAccount(arrival);
  keepPending(house, c, await askFirst(house, flow, c.get('now')));
  return c.redirect('/connexion/rattachement', 303);
}

/** They were signed in when they left, and still are: they are linking. */
export function accountBeingLinked({ c, flow }: Arrival): string | null {
  const signed = c.get('citizen');
  return signed && signed.id === flow.payload.accountId ? signed.id : null;
}

/** The account that has the address which the provider has on file. It is no proof that they are one person. */
export async function accountWithTheirAddress(arrival: Arrival): Promise<CitizenAccount | null> {
  const { house, ctx } = arrival;
  const { email } = personOf(arrival).facts;
  return email ? citizenByEmail(house.db.read, ctx.tenant.id, email) : null;
}

/** A new account has no address of its own: what a provider has on file was proven to the provider, not to the mairie. */
export function enterNewAccount(arrival: Arrival): Promise<Response> {
  const { c, ctx } = arrival;
  return enter(arrival, (tx) => createCitizen(tx, { tenantId: ctx.tenant.id, now: c.get('now') }), 'link');
}

/** Links the person to an account that was proven to be theirs, and lets them in. */
export function enterLinked(arrival: Arrival, citizenId: string): Promise<Response> {
  return enter(arrival, () => Promise.resolve(citizenId), 'link');
}

async function enter(
  arrival: Arrival,
  account: (tx: Tx) => Promise<string>,
  andLink?: 'link',
): Promise<Response> {
  const { house, c, ctx, provider, flow } = arrival;
  const citizenId = await house.db
    .write(async (tx) => {
      const id = await account(tx);
      if (andLink) await link(house, tx, subjectOf(arrival), { citizenId: id }, c.get('now'));
      const name = await refreshFacts(arrival, tx, id);
      if (andLink) {
        const details = { provider: provider.name };
        const actor = { kind: 'citizen', id, name } as const;
        await house.audit.append(tx, [citizenEntry(house, c, actor, 'citizen.linked', { id, details })]);
      }
      return id;
    })
    .catch((error: unknown) => {
      // The same person came in by two windows at once: the other one made the account.
      if (error instanceof DbConstraintError && error.kind === 'unique') throw isOver();
      throw error;
    });
  await house.citizens.signIn(c, citizenId, {
    by: provider.name,
    logoutHint: lockedHint(house, flow.payload.idToken),
  });
  return ctx.seeOther(flow.payload.returnPath);
}

/** What the provider says today replaces what it said before. Returns the person's name. */
async function refreshFacts(arrival: Arrival, tx: Tx, citizenId: string): Promise<string | null> {
  const { c, provider } = arrival;
  const { citizen } = schema.for(tx);
  const [row] = await tx
    .select({ identity: citizen.identity })
    .from(citizen)
    .where(eq(citizen.id, citizenId));
  if (!row) throw isOver();
  const identity = withVouched(row.identity, provider.name, personOf(arrival).facts, c.get('now'));
  await tx.update(citizen).set({ identity }).where(eq(citizen.id, citizenId));
  return citizenName(identity);
}

function personOf({ flow }: Arrival): VouchedCitizen {
  const { person } = flow.payload;
  if (person.kind !== 'citizen') throw isOver();
  return person;
}
