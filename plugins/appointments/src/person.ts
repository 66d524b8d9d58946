// Who comes again is received by whom they know. A person is recognised by a keyed hash of their e-mail address.

import type { PageCtx, TxCtx } from '@parvis/kit';
import { and, eq, inLaterList, keptRead, type Later, max } from '@parvis/kit/data';
import { tables } from './schema.ts';

/** The keys of someone who books: of the address they typed, of their account's address, of their account. */
export function personKeys(
  page: Pick<PageCtx, 'actor' | 'known' | 'seal'>,
  email: string | undefined,
): readonly string[] {
  const account = page.actor.kind === 'citizen' ? page.actor.id : null;
  const names = [
    ...[email, page.known.email].flatMap((one) => (one === undefined ? [] : [one.toLowerCase()])),
    ...(account === null ? [] : [`account ${account}`]),
  ];
  return [...new Set(names)].map((name) => page.seal('person', name));
}

/** Who received this person last time, among some; undefined where nobody did. */
export async function lastReceiver(
  { tx, tenant }: Pick<TxCtx, 'tx' | 'tenant'>,
  keys: readonly string[],
  among: readonly string[],
): Promise<string | undefined> {
  if (keys.length === 0 || among.length < 2) return undefined;
  const received = await receivedBy(tx, { tenantId: tenant.id, keys });
  return received
    .filter((one) => among.includes(one.resourceId))
    .toSorted((a, b) => (b.last ?? 0) - (a.last ?? 0))[0]?.resourceId;
}

/** A row for each who ever received a person: found by the person's index, which an order in SQL would pass over. */
const receivedBy = keptRead((reader, later: Later<'tenantId' | 'keys'>) => {
  const { appointment } = tables.for(reader);
  const { tenantId, resourceId, startsAt, personKey, status } = appointment;
  return reader
    .select({ resourceId, last: max(startsAt) })
    .from(appointment)
    .where(
      and(
        eq(tenantId, later('tenantId')),
        inLaterList(reader.engine, personKey, later('keys')),
        eq(status, 'booked'),
      ),
    )
    .groupBy(resourceId);
});
