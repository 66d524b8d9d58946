// One agent: what they can do and why, and what an administrator changes of it.

import type { Tx } from '@parvis/db';
import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { PageError } from '@parvis/kit';
import { dropFactors } from '../../identity/agent-factors.ts';
import { withdrawInvitation } from '../../identity/agent-invitations.ts';
import { mailInvitation, mailNews } from '../../identity/agent-mailing.ts';
import {
  endRole,
  giveRole,
  hasOtherAdministrator,
  type KnownAgent,
  noteInvited,
  setDisabled,
} from '../../identity/agent-team.ts';
import { isRole, knownPermissions } from '../../identity/roles.ts';
import { authorityField, chosenAuthority, END_FIELD, ROLE_OPTIONS } from './invite.ts';
import { rightsOf } from './rights.ts';
import { stateText } from './team-page.ts';
import { changeRights, isWholly, memberOf, TEAM, type TeamVisit, yesterday } from './visit.ts';

const NEWS: Readonly<Record<string, string>> = {
  invitation: 'C’est fait. Un courriel vient de partir à cette personne.',
  role: 'Ce rôle est donné. La personne se reconnectera à sa prochaine visite.',
  'fin-role': 'Ce rôle est terminé. La personne se reconnectera à sa prochaine visite.',
  facteur: 'Ses seconds facteurs sont retirés et ses sessions fermées. Un courriel le lui dit.',
  fermeture: 'Ce compte est fermé. Ses sessions sont terminées.',
  reouverture: 'Ce compte est ouvert de nouveau.',
};

const newRole = (visit: TeamVisit) =>
  fieldSet([
    authorityField(visit),
    { id: 'role', type: 'choice', list: true, label: 'Rôle', subject: 'un rôle', options: ROLE_OPTIONS },
    END_FIELD,
  ]);

export async function memberPage(
  visit: TeamVisit,
  id: string,
  returned: { readonly typed?: Typed; readonly errors?: readonly FieldError[] } = {},
): Promise<Response> {
  const { house, c, ctx, reach, today, signed } = visit;
  const member = await memberOf(visit, id);
  const manage = ctx.actor.permissions.has('agents.manage');
  const rights = rightsOf(member, reach, today, knownPermissions(house.plugins));
  const { typed = { collectivite: rights[0]?.authority.id ?? signed.authority.id }, errors = [] } = returned;
  return ctx.page(
    'desk-team-member',
    {
      id,
      news: errors.length > 0 ? null : (NEWS[c.req.query('fait') ?? ''] ?? null),
      name: member.name,
      identity: [
        { label: 'Adresse électronique', text: member.email },
        { label: 'Compte', text: stateText(member, ctx.site.zone) },
        { label: 'Second facteur', text: member.hasFactor ? 'Oui' : 'Pas encore' },
      ],
      rights,
      isOpen: member.disabledAt === null,
      give: manage ? { controls: toControls(newRole(visit).fields, { typed, errors }), errors } : null,
      invited: manage && member.invitedAt !== null && member.disabledAt === null,
      factor: manage && isWholly(visit, member) && id !== signed.id && member.hasFactor,
      account: manage && isWholly(visit, member) && id !== signed.id && member.invitedAt === null,
    },
    { title: member.name, status: errors.length > 0 ? 422 : 200 },
  );
}

/** Gives a role, or another end to one that is held. */
export async function givesRole(visit: TeamVisit, id: string): Promise<Response> {
  const { house, c, ctx, today } = visit;
  const member = await memberOf(visit, id);
  const outcome = readFields(newRole(visit), await ctx.body(), { today });
  if (!outcome.ok) return memberPage(visit, id, outcome);
  const { role, fin } = outcome.values;
  const authority = chosenAuthority(visit, outcome.values.collectivite);
  const authorityId = authority.id;
  if (!isRole(role)) throw gone(id);
  const details = { at: authority.name, role, ...(fin && { until: fin }) };
  await changeRights(visit, id, 'role-given', details, async (tx) => {
    await giveRole(tx, { tenantId: ctx.tenant.id, agentId: id, authorityId, role, until: fin ?? null });
    if (fin !== undefined) await keepAnAdministrator(visit, tx, member, { authorityId, role });
    if (member.invitedAt === null) await mailNews(house, c, tx, id, 'roles-changed');
  });
  return ctx.seeOther(`${TEAM}/${id}?fait=role`);
}

export async function endsRole(visit: TeamVisit, id: string): Promise<Response> {
  const { house, c, ctx, reach, today } = visit;
  const member = await memberOf(visit, id);
  const roleId = (await ctx.body()).get('role') ?? '';
  const role = member.teamRoles.find((one) => one.id === roleId);
  const authority = reach.find((one) => one.id === role?.authorityId);
  if (!role || !authority) throw gone(id);
  await changeRights(visit, id, 'role-ended', { at: authority.name, role: role.role }, async (tx) => {
    await endRole(tx, id, roleId, yesterday(today));
    await keepAnAdministrator(visit, tx, member, role);
    if (member.invitedAt === null) await mailNews(house, c, tx, id, 'roles-changed');
  });
  return ctx.seeOther(`${TEAM}/${id}?fait=fin-role`);
}

/** Thrown in the transaction, it undoes the change: of two administrators who leave at once, one stays. */
async function keepAnAdministrator(
  { signed }: TeamVisit,
  tx: Tx,
  member: KnownAgent,
  { authorityId, role }: { readonly authorityId: string; readonly role: string },
): Promise<void> {
  if (role !== 'administrator' || member.id !== signed.id) return;
  if (await hasOtherAdministrator(tx, authorityId, member.id)) return;
  throw new PageError(
    409,
    'Vous êtes le seul administrateur',
    'Donnez d’abord ce rôle, sans date de fin, à une autre personne qui a ouvert son compte.',
    [{ href: `${TEAM}/${member.id}`, text: 'Revenir à votre page' }],
  );
}

export async function sendsInvitation(visit: TeamVisit, id: string): Promise<Response> {
  const { house, c, ctx } = visit;
  const member = await whollyMember(visit, id);
  if (member.invitedAt === null || member.disabledAt !== null) throw gone(id);
  await changeRights(visit, id, 'invited-again', { email: member.email }, async (tx) => {
    await noteInvited(tx, id, ctx.now);
    await mailInvitation(house, c, tx, id, member.teamRoles[0]?.authorityId ?? '');
  });
  return ctx.seeOther(`${TEAM}/${id}?fait=invitation`);
}

export async function withdraws(visit: TeamVisit, id: string): Promise<Response> {
  const { ctx } = visit;
  const member = await whollyMember(visit, id);
  await changeRights(visit, id, 'invitation-withdrawn', { email: member.email }, async (tx) => {
    if (!(await withdrawInvitation(tx, ctx.tenant.id, id))) throw gone(id);
  });
  return ctx.seeOther(`${TEAM}?fait=retrait`);
}

/** For someone who lost every second factor: the next sign-in makes a new one where the tenant requires it. */
export async function resetsFactor(visit: TeamVisit, id: string): Promise<Response> {
  const { house, c, ctx, signed } = visit;
  const member = await whollyMember(visit, id);
  // One’s own are taken away one by one, each with a proof, from one’s own account.
  if (id === signed.id || !member.hasFactor) throw gone(id);
  await changeRights(visit, id, 'factor-reset', {}, async (tx) => {
    await dropFactors(house, tx, id);
    await mailNews(house, c, tx, id, 'factor-reset');
  });
  return ctx.seeOther(`${TEAM}/${id}?fait=facteur`);
}

/** Closes the account: whoever is signed in with it is out at their next page. */
export async function closes(visit: TeamVisit, id: string): Promise<Response> {
  const { ctx, signed } = visit;
  const member = await whollyMember(visit, id);
  if (id === signed.id || member.disabledAt !== null) throw gone(id);
  await changeRights(visit, id, 'closed', {}, (tx) => setDisabled(tx, id, ctx.now));
  return ctx.seeOther(`${TEAM}/${id}?fait=fermeture`);
}

export async function reopens(visit: TeamVisit, id: string): Promise<Response> {
  const { house, c, ctx } = visit;
  const member = await whollyMember(visit, id);
  if (member.disabledAt === null) throw gone(id);
  await changeRights(visit, id, 'reopened', {}, async (tx) => {
    await setDisabled(tx, id, null);
    await mailNews(house, c, tx, id, 'roles-changed');
  });
  return ctx.seeOther(`${TEAM}/${id}?fait=reouverture`);
}

async function whollyMember(visit: TeamVisit, id: string): Promise<KnownAgent> {
  const member = await memberOf(visit, id);
  if (isWholly(visit, member)) return member;
  throw new PageError(
    403,
    'Cette personne travaille aussi ailleurs',
    'Mettez fin à ses rôles dans votre collectivité. Son compte, lui, se ferme depuis l’intercommunalité.',
    [{ href: `${TEAM}/${id}`, text: 'Revenir à sa page' }],
  );
}

function gone(id: string): PageError {
  return new PageError(
    409,
    'Cela a changé entre-temps',
    'Rien n’a été fait. Relisez la page, puis recommencez.',
    [{ href: `${TEAM}/${id}`, text: 'Relire la page' }],
  );
}
