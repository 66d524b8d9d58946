// Inviting someone: an account with its first roles, and a mail with a link that opens it.

import {
  type ChoiceField,
  type FieldError,
  fieldSet,
  type HiddenField,
  readFields,
  type Typed,
  toControls,
} from '@parvis/forms';
import { type Authority, PageError } from '@parvis/kit';
import { addRoles, agentByEmail } from '../../identity/agent-accounts.ts';
import { auditAgent } from '../../identity/agent-audit.ts';
import { inviteAgent } from '../../identity/agent-invitations.ts';
import { mailInvitation, mailNews } from '../../identity/agent-mailing.ts';
import { giveRole } from '../../identity/agent-team.ts';
import { isRole, ROLES } from '../../identity/roles.ts';
import { TEAM, type TeamVisit } from './visit.ts';

const CLOSED =
  'Le compte qui a cette adresse est fermé. Ouvrez-le de nouveau depuis sa page, ou demandez-le à l’intercommunalité.';

export const ROLE_OPTIONS = Object.entries(ROLES).map(([value, label]) => ({ value, label }));

/** Chosen from the intercommunality; anywhere else there is but one. */
export function authorityField({ reach, signed }: TeamVisit): ChoiceField | HiddenField {
  const common = { id: 'collectivite', label: 'Collectivité', subject: 'une collectivité' };
  if (reach.length === 1) return { ...common, type: 'hidden', default: signed.authority.id };
  const options = reach.map(({ id, name }) => ({ value: id, label: name }));
  return { ...common, type: 'choice', list: true, options };
}

/** @throws PageError 403 for a body that is not within reach */
export function chosenAuthority({ reach }: TeamVisit, id: string | undefined): Authority {
  const found = reach.find((one) => one.id === id);
  if (found) return found;
  throw new PageError(403, 'Vous n’avez pas ce droit', 'Choisissez une de vos collectivités.', [
    { href: TEAM, text: 'Revenir à l’équipe' },
  ]);
}

export const END_FIELD = {
  id: 'fin',
  type: 'date',
  label: 'Dernier jour',
  help: 'Pour un remplacement ou une mission. Sans date, jusqu’à nouvel ordre.',
  optional: true,
  earliest: 'today',
} as const;

const invitation = (visit: TeamVisit) =>
  fieldSet([
    { id: 'nom', type: 'text', label: 'Prénom et nom', subject: 'un nom', maxLength: 120 },
    { id: 'courriel', type: 'email', label: 'Adresse électronique professionnelle' },
    authorityField(visit),
    { id: 'roles', type: 'choices', label: 'Rôles', subject: 'au moins un rôle', options: ROLE_OPTIONS },
    END_FIELD,
  ]);

export function invitePage(
  visit: TeamVisit,
  returned: { readonly typed?: Typed; readonly errors?: readonly FieldError[] } = {},
): Response {
  const { c, ctx, reach, signed } = visit;
  const wanted = reach.find(({ id }) => id === c.req.query('collectivite')) ?? signed.authority;
  const { typed = { collectivite: wanted.id }, errors = [] } = returned;
  return ctx.page(
    'desk-team-invite',
    { controls: toControls(invitation(visit).fields, { typed, errors }), errors },
    { title: 'Inviter un agent', status: errors.length > 0 ? 422 : 200 },
  );
}

export async function invite(visit: TeamVisit): Promise<Response> {
  const { house, c, ctx, today } = visit;
  const fields = invitation(visit);
  const input = await ctx.body();
  const outcome = readFields(fields, input, { today });
  if (!outcome.ok) return invitePage(visit, outcome);
  const { nom: name, courriel: email, fin } = outcome.values;
  const authority = chosenAuthority(visit, outcome.values.collectivite);
  const authorityId = authority.id;
  const roles = outcome.values.roles.filter(isRole);
  const tenantId = ctx.tenant.id;
  const agentId = await house.db.write(async (tx) => {
    const known = await agentByEmail(tx, tenantId, email);
    if (known?.disabledAt) return null;
    const details = { at: authority.name, roles, ...(fin && { until: fin }) };
    if (!known) {
      const id = await inviteAgent(tx, { tenantId, email, name, roles: [], now: ctx.now });
      const given = roles.map((role) => ({ authorityId, role, ...(fin && { until: fin }) }));
      await addRoles(tx, { tenantId, agentId: id, roles: given });
      await mailInvitation(house, c, tx, id, authorityId);
      await auditAgent(house, c, tx, 'invited', id, { email, ...details });
      return id;
    }
    // Someone of the tenant already: they keep their account, and work here too.
    for (const role of roles) {
      await giveRole(tx, { tenantId, agentId: known.id, authorityId, role, until: fin ?? null });
    }
    if (known.invitedAt !== null) await mailInvitation(house, c, tx, known.id, authorityId);
    else await mailNews(house, c, tx, known.id, 'roles-changed');
    await house.agents.sessions.endAll(tx, known.id, c.get('agent')?.handle);
    await auditAgent(house, c, tx, 'role-given', known.id, details);
    return known.id;
  });
  if (agentId !== null) return ctx.seeOther(`${TEAM}/${agentId}?fait=invitation`);
  const anchor = toControls(fields.fields)[1]?.id ?? '';
  const errors: readonly FieldError[] = [{ fieldId: 'courriel', code: 'invalid', message: CLOSED, anchor }];
  const typed = { nom: name, courriel: email, collectivite: authorityId, roles };
  return invitePage(visit, { typed, errors });
}
