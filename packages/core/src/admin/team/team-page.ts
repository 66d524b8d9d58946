// « Équipe »: who works for a body, with which roles.

import { date as sayDate } from '@parvis/theming';
import { type TeamMember, teamOf } from '../../identity/agent-team.ts';
import { isHeldOn, isRole, ROLES } from '../../identity/roles.ts';
import { TEAM, type TeamVisit } from './visit.ts';

export async function teamPage(visit: TeamVisit): Promise<Response> {
  const { house, c, ctx, reach, signed } = visit;
  const wanted = c.req.query('collectivite');
  const authority = reach.find(({ id }) => id === wanted) ?? signed.authority;
  const members = await teamOf(house.db.read, ctx.tenant.id, authority.id);
  ctx.looked(
    'agent',
    members.map(({ id }) => id),
  );
  return ctx.page(
    'desk-team',
    {
      authority: { id: authority.id, name: authority.name },
      authorities: reach.map(({ id, name }) => ({ id, name })),
      invite: ctx.actor.permissions.has('agents.manage')
        ? `${TEAM}/inviter?collectivite=${authority.id}`
        : null,
      news: c.req.query('fait') === 'retrait' ? 'L’invitation est retirée. Son lien ne sert plus.' : null,
      rows: members.map((member) => [
        { href: `${TEAM}/${member.id}`, text: member.name },
        member.email,
        rolesText(member, visit.today),
        stateText(member, ctx.site.zone),
      ]),
    },
    { title: 'Équipe' },
  );
}

function rolesText({ roles }: TeamMember, today: string): string {
  const held = roles.filter((role) => isHeldOn(role, today));
  return held.length === 0 ? 'Plus aucun' : held.map(({ role }) => roleName(role)).join(', ');
}

export function roleName(role: string): string {
  return isRole(role) ? ROLES[role] : role;
}

export function stateText(
  { disabledAt, invitedAt }: Pick<TeamMember, 'disabledAt' | 'invitedAt'>,
  zone: string,
): string {
  if (disabledAt !== null) return `Compte fermé le ${sayDate(disabledAt, 'day', zone)}`;
  if (invitedAt !== null) return `Invité le ${sayDate(invitedAt, 'day', zone)}, pas encore venu`;
  return 'Compte ouvert';
}
