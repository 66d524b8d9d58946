// What an agent can do and why: for each body, each permission with the roles that give it and until when, and what is denied.

import type { Authority, Permission } from '@parvis/kit';
import type { KnownAgent, TeamRole } from '../../identity/agent-team.ts';
import { isHeldOn, permissionsAt } from '../../identity/roles.ts';
import { roleName } from './team-page.ts';

export interface RightsAt {
  readonly authority: { readonly id: string; readonly name: string };
  readonly roles: readonly (TeamRole & { readonly name: string; readonly held: boolean })[];
  readonly can: readonly {
    readonly text: string;
    readonly why: readonly { readonly role: string; readonly until: string | null }[];
  }[];
  readonly cannot: readonly string[];
}

export function rightsOf(
  agent: KnownAgent,
  reach: readonly Authority[],
  today: string,
  known: ReadonlyMap<string, Permission>,
): readonly RightsAt[] {
  return reach.flatMap((authority) => {
    const roles = agent.teamRoles.filter(({ authorityId }) => authorityId === authority.id);
    if (roles.length === 0) return [];
    // A closed account holds its roles still, and can do nothing.
    const held = permissionsAt(authority.id, agent.disabledAt === null ? roles : [], today, known);
    return [
      {
        authority: { id: authority.id, name: authority.name },
        roles: roles.map((role) => ({ ...role, name: roleName(role.role), held: isHeldOn(role, today) })),
        can: [...held].map(([permission, why]) => ({
          text: known.get(permission)?.text ?? permission,
          why: why.map(({ role, until }) => ({ role: roleName(role), until })),
        })),
        cannot: [...known].filter(([permission]) => !held.has(permission)).map(([, { text }]) => text),
      },
    ];
  });
}
