// Who operates a service for which commune, since when: what differs from the level that the service names.

import { and, eq, inArray, type Tx } from '@parvis/db';
import { CodedError } from '@parvis/kit';
import { schema } from '../schema.ts';
import { tenantTag } from '../sites/directory.ts';

export interface NewResponsibility {
  readonly serviceId: string;
  readonly communeId: string;
  readonly operatorId: string;
  /** `YYYY-MM-DD`: the first day it holds, in the zone of the commune's site. It holds until another begins. */
  readonly since: string;
}

/**
 * Hands services over, in one statement. A day in the future is when it begins; requests made before stay with
 * whom they were made to.
 *
 * @throws CodedError PARVIS_RESPONSIBILITY_DUPLICATE, PARVIS_RESPONSIBILITY_FOREIGN
 */
export async function assignResponsibilities(
  tx: Tx,
  tenantId: string,
  responsibilities: readonly NewResponsibility[],
): Promise<void> {
  if (responsibilities.length === 0) return;
  await refuseForeign(tx, tenantId, responsibilities);
  await refuseRepeated(tx, responsibilities);
  const { responsibility } = schema.for(tx);
  await tx.insert(responsibility).values(responsibilities.map((one) => ({ ...one, tenantId })));
  tx.touch(tenantTag(tenantId));
}

/** The tenant is the border: its services, its communes and its operators only. */
async function refuseForeign(
  tx: Tx,
  tenantId: string,
  responsibilities: readonly NewResponsibility[],
): Promise<void> {
  const { authority, service } = schema.for(tx);
  const bodies = new Set(responsibilities.flatMap(({ communeId, operatorId }) => [communeId, operatorId]));
  const services = new Set(responsibilities.map(({ serviceId }) => serviceId));
  const ownBodies = await tx.$count(
    authority,
    and(eq(authority.tenantId, tenantId), inArray(authority.id, [...bodies])),
  );
  const ownServices = await tx.$count(
    service,
    and(eq(service.tenantId, tenantId), inArray(service.id, [...services])),
  );
  if (ownBodies === bodies.size && ownServices === services.size) return;
  throw new CodedError(
    'PARVIS_RESPONSIBILITY_FOREIGN',
    'A responsibility names a service, a commune or an operator that is not of the tenant.',
    'Add the body to the tenant first: requests never leave it.',
  );
}

async function refuseRepeated(tx: Tx, responsibilities: readonly NewResponsibility[]): Promise<void> {
  const { responsibility: t } = schema.for(tx);
  const key = (one: Omit<NewResponsibility, 'operatorId'>) =>
    `${one.serviceId} ${one.communeId} ${one.since}`;
  const known = await tx
    .select({ serviceId: t.serviceId, communeId: t.communeId, since: t.since })
    .from(t)
    .where(inArray(t.serviceId, [...new Set(responsibilities.map(({ serviceId }) => serviceId))]));
  const seen = new Set(known.map(key));
  const twice = responsibilities.find((one) => seen.size === seen.add(key(one)).size);
  if (twice === undefined) return;
  throw new CodedError(
    'PARVIS_RESPONSIBILITY_DUPLICATE',
    `A service already passes to a body for the same commune on ${twice.since}.`,
    'Choose another day, or change the responsibility that is there.',
  );
}
