// To whose addresses a notice about a request goes.

import { and, eq, isNull, type Reader } from '@parvis/db';
import type { Addressee, CitizenRequest } from '@parvis/kit';
import type { Standing } from '../plugins/context.ts';
import { schema } from '../schema.ts';
import { localDay } from '../sites/opening-hours.ts';
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
