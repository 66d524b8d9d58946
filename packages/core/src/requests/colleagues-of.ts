// Who works on a request at its operator, by the role they hold there on this day.

import { and, asc, count, eq, gte, inArray, isNull, or, type Reader, unindexed } from '@parvis/db';
import type { Role } from '@parvis/kit';
import { schema } from '../schema.ts';
import { OPEN_STATUSES } from './status.ts';

interface RoleAt {
  readonly tenantId: string;
  readonly authorityId: string;
  readonly role: Role;
  /** 'YYYY-MM-DD': a role may have a last day. */
  readonly today: string;
}

/** Agents with an open account, by name. */
export async function holdersOf(
  reader: Reader,
  { tenantId, authorityId, role, today }: RoleAt,
): Promise<readonly { readonly id: string; readonly email: string }[]> {
  const { agent, agentRole } = schema.for(reader);
  return reader
    .select({ id: agent.id, email: agent.email })
    .from(agentRole)
    .innerJoin(agent, eq(agent.id, agentRole.agentId))
    .where(
      and(
        eq(agentRole.tenantId, tenantId),
        eq(agentRole.authorityId, authorityId),
        eq(agentRole.role, role),
        or(isNull(agentRole.until), gte(agentRole.until, today)),
        isNull(agent.disabledAt),
      ),
    )
    .orderBy(asc(agent.name), asc(agent.id));
}

/** Of those who hold a role, whoever takes care of the fewest open requests; the first by name of several. */
export async function leastBusy(reader: Reader, at: RoleAt): Promise<string | null> {
  const holders = await holdersOf(reader, at);
  if (holders.length === 0) return null;
  const { request } = schema.for(reader);
  const loads = await reader
    .select({ id: request.assigneeId, load: count() })
    .from(request)
    .where(
      and(
        eq(unindexed(reader.engine, request.tenantId), at.tenantId),
        inArray(
          request.assigneeId,
          holders.map(({ id }) => id),
        ),
        inArray(request.status, [...OPEN_STATUSES]),
      ),
    )
    .groupBy(request.assigneeId);
  const loadOf = new Map(loads.map(({ id, load }) => [id, load]));
  const byLoad = holders.toSorted((a, b) => (loadOf.get(a.id) ?? 0) - (loadOf.get(b.id) ?? 0));
  return byLoad[0]?.id ?? null;
}
