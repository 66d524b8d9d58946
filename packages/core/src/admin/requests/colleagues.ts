// Who may take care of a request: the agents who may answer at the authority, on this day.

import { and, asc, eq, gte, inArray, isNull, or } from '@parvis/db';
import type { DeskCtx } from '@parvis/kit';
import type { House } from '../../house.ts';
import { knownPermissions } from '../../identity/roles.ts';
import { schema } from '../../schema.ts';
import { localDay } from '../../sites/opening-hours.ts';

export interface Colleague {
  readonly id: string;
  readonly name: string;
}

export async function colleagues(
  house: House,
  ctx: DeskCtx,
  authorityId: string = ctx.actor.authority.id,
): Promise<readonly Colleague[]> {
  const { agent, agentRole } = schema.for(ctx.read);
  const roles = knownPermissions(house.plugins).get('requests.answer')?.roles ?? [];
  const today = localDay(ctx.site.zone, ctx.now);
  const here = ctx.read
    .select({ id: agentRole.agentId })
    .from(agentRole)
    .where(
      ctx.own(
        agentRole,
        eq(agentRole.authorityId, authorityId),
        inArray(agentRole.role, [...roles]),
        or(isNull(agentRole.until), gte(agentRole.until, today)),
      ),
    );
  return ctx.read
    .select({ id: agent.id, name: agent.name })
    .from(agent)
    .where(and(ctx.own(agent, isNull(agent.disabledAt)), inArray(agent.id, here)))
    .orderBy(asc(agent.name), asc(agent.id));
}
