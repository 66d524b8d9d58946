// An agent whom a provider vouches for. The provider says for which body they work: it must be one of the tenant's where they
// hold a role on this day. Their account is found by the link only, which they make once: signed in already, or by an invitation.

import { DbConstraintError, type Tx } from '@parvis/db';
import { PageError, type VouchedAgent } from '@parvis/kit';
import { addressOf } from '../../http/visit.ts';
import { localDay } from '../../sites/opening-hours.ts';
import { type AgentRecord, agentById } from '../agent-accounts.ts';
import { PAGE_AFTER } from '../agents.ts';
import { oneTimeByToken, useOneTime } from '../one-time.ts';
import { authoritiesHeld } from '../roles.ts';
import { askFirst } from './flows.ts';
import { type Arrival, isOver, keepPending, otherAccount, subjectOf } from './hand-off.ts';
import { link, linkedAccount } from './linked.ts';
import { refuse } from './refusals.ts';
import { lockedHint } from './sign-out.ts';

export async function arriveAgent(arrival: Arrival): Promise<Response> {
  const { house, c, flow } = arrival;
  const linked = (await linkedAccount(house, house.db.read, subjectOf(arrival)))?.agentId;
  const linking = await agentBeingLinked(arrival);
  if (linked && linking && linked !== linking) throw await otherAccount(arrival);
  if (linked) return enterAgent(arrival, linked);
  if (linking) {
    await workingForTheirBody(arrival, linking);
    keepPending(house, c, await askFirst(house, flow, c.get('now')));
    return c.redirect('/connexion/rattachement', 303);
  }
  const invitation = await invitationOf(arrival);
  if (invitation) return enterAgent(arrival, invitation.agentId, { invitationId: invitation.id });
  await refuse(house, c, flow, 'unlinked-agent');
  throw unlinked(arrival);
}

/** They were signed in when they left, and still are: they are linking. */
export async function agentBeingLinked({ house, c, flow }: Arrival): Promise<string | null> {
  const signed = await house.agents.agentOf(c);
  return signed && signed.id === flow.payload.accountId ? signed.id : null;
}

interface FirstLink {
  readonly invitationId?: string;
  /** They are signed in, with whatever second factor is asked here. */
  readonly signedIn?: boolean;
}

export async function enterAgent(
  arrival: Arrival,
  agentId: string,
  firstLink?: FirstLink,
): Promise<Response> {
  const { house, c, ctx, provider, flow } = arrival;
  const agent = await workingForTheirBody(arrival, agentId);
  if (firstLink) {
    await house.db
      .write((tx) => linkAgent(arrival, tx, agent, firstLink))
      .catch((error: unknown) => {
        if (error instanceof DbConstraintError && error.kind === 'unique') throw isOver();
        throw error;
      });
  }
  const entry = await house.agents.signInAgent(c, agentId, {
    by: provider.name,
    secondFactorSeen: firstLink?.signedIn === true || personOf(arrival).secondFactor,
    logoutHint: lockedHint(house, flow.payload.idToken),
  });
  return ctx.seeOther(entry === 'in' ? flow.payload.returnPath : PAGE_AFTER[entry]);
}

async function linkAgent(
  arrival: Arrival,
  tx: Tx,
  agent: AgentRecord,
  { invitationId }: FirstLink,
): Promise<void> {
  const { house, c, ctx, provider } = arrival;
  const now = c.get('now');
  if (invitationId && !(await useOneTime(tx, invitationId, now))) throw isOver();
  await link(house, tx, subjectOf(arrival), { agentId: agent.id }, now);
  await house.audit.append(tx, [
    {
      tenantId: ctx.tenant.id,
      siteId: ctx.site.id,
      actor: { kind: 'system' },
      action: 'agent.linked',
      subject: { kind: 'agent', id: agent.id, details: { provider: provider.name, name: agent.name } },
      at: now,
      address: addressOf(house, c),
    },
  ]);
}

/** The agent, who holds a role on this day at the body that the provider names. The first nine digits of a SIRET are the SIREN. */
async function workingForTheirBody(arrival: Arrival, agentId: string): Promise<AgentRecord> {
  const { house, c, ctx, flow, provider } = arrival;
  const siren = personOf(arrival).siret.slice(0, 9);
  const agent = await agentById(house.db.read, ctx.tenant.id, agentId);
  if (!agent || agent.disabledAt !== null) throw unlinked(arrival);
  const { authorities } = c.get('snapshot');
  const held = authoritiesHeld(agent.roles, localDay(ctx.site.zone, c.get('now')));
  if (held.some((id) => authorities.get(id)?.siren === siren)) return agent;
  await refuse(house, c, flow, 'other-body');
  throw new PageError(
    403,
    'Votre organisme n’est pas le bon',
    `${provider.label} indique que vous travaillez pour l’organisme au numéro SIREN ${siren}. Votre compte n’a pas de rôle dans cet organisme. Choisissez l’autre organisme dans ${provider.label}, ou demandez à votre administrateur de vérifier vos droits.`,
    [{ href: '/agent/connexion', text: 'Se connecter autrement' }],
  );
}

async function invitationOf({
  house,
  c,
  ctx,
  flow,
}: Arrival): Promise<{ readonly id: string; readonly agentId: string } | null> {
  const token = flow.payload.invitation;
  if (token === undefined) return null;
  const found = await oneTimeByToken(house.db.read, house.vault, {
    purpose: 'agent-invitation',
    tenantId: ctx.tenant.id,
    token,
    now: c.get('now'),
  });
  return found?.agentId ? { id: found.id, agentId: found.agentId } : null;
}

function personOf({ flow }: Pick<Arrival, 'flow'>): VouchedAgent {
  const { person } = flow.payload;
  if (person.kind !== 'agent') throw isOver();
  return person;
}

function unlinked({ provider }: Arrival): PageError {
  return new PageError(
    403,
    `${provider.label} n’est pas encore rattaché à votre compte`,
    `Connectez-vous une première fois avec votre mot de passe, puis rattachez ${provider.label} à la page « Mon compte ». Vous n’avez pas de compte\u202F? Demandez une invitation à l’administrateur de votre collectivité.`,
    [{ href: '/agent/connexion', text: 'Se connecter avec un mot de passe' }],
  );
}
