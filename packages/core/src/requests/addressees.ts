// To whose addresses a notice about a request goes.

import { and, eq, isNull, type Reader } from '@parvis/db';
import type { Addressee, CitizenRequest } from '@parvis/kit';
import type { Standing } from '../plugins/context.ts';
import { schema } from '../schema.ts';
import { recipientsOf } from '../services/sheets.ts';
import { localDay } from '../sites/opening-hours.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { holdersOf } from './colleagues-of.ts';

/** Where no agent is found, the counter of the operator; nobody where that has no address either. */
export async function addressesOf(
  reader: Reader,
  { snapshot, now }: Standing,
  request: CitizenRequest,
  to: Addressee,
): Promise<readonly string[]> {
  const counter = (authorityId: string | null): readonly string[] => {
    const address = authorityId && snapshot.authorities.get(authorityId)?.contact.email;
    return address ? [address] : [];
  };
  const agents = await agentsOf();
  return agents.length > 0 ? agents : counter(counterOf(request, to));

  async function agentsOf(): Promise<readonly string[]> {
    if (to === 'assignee') return assigneeAddress(reader, request);
    if (typeof to === 'string' || !('role' in to)) return [];
    const today = localDay(snapshot.site.zone, now);
    const at = { tenantId: snapshot.tenant.id, authorityId: request.operatorId, role: to.role, today };
    return (await holdersOf(reader, at)).map(({ email }) => email);
  }
}

/**
 * Who is told of a new request and of what its citizen writes: whom the operator names for the service, its counter unless it
 * names anyone; and whom the citizen's commune names, which reads along.
 */
export async function noticeAddresses(
  reader: Reader,
  { tenant, authorities }: SiteSnapshot,
  { serviceId, operatorId, communeId }: Pick<CitizenRequest, 'serviceId' | 'operatorId' | 'communeId'>,
): Promise<readonly string[]> {
  const bodies = communeId === null ? [operatorId] : [operatorId, communeId];
  const named =
    serviceId === null
      ? new Map<string, readonly string[]>()
      : await recipientsOf(reader, tenant.id, serviceId, bodies);
  const own: readonly string[] = named.get(operatorId) ?? [];
  const counter = authorities.get(operatorId)?.contact.email;
  const commune: readonly string[] = (communeId !== null && named.get(communeId)) || [];
  return [...new Set([...(own.length > 0 ? own : counter ? [counter] : []), ...commune])];
}

function counterOf({ operatorId, communeId }: CitizenRequest, to: Addressee): string | null {
  if (to === 'commune') return communeId;
  return typeof to === 'object' && 'authority' in to ? to.authority : operatorId;
}

/** While their account is open. */
async function assigneeAddress(
  reader: Reader,
  { id }: Pick<CitizenRequest, 'id'>,
): Promise<readonly string[]> {
  const { request, agent } = schema.for(reader);
  const rows = await reader
    .select({ email: agent.email })
    .from(request)
    .innerJoin(agent, eq(agent.id, request.assigneeId))
    .where(and(eq(request.id, id), isNull(agent.disabledAt)));
  return rows.map(({ email }) => email);
}
