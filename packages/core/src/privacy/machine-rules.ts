// People who work for the bodies, and what the machine writes down to be safe and to do things later.

import { and, inArray, isNotNull, jsonText, lowered, lt } from '@parvis/db';
import type { RetentionRule } from '@parvis/kit';
import { forgetDetails, READABLE_MONTHS } from '../audit/details.ts';
import { schema } from '../schema.ts';

export const agentsRule: RetentionRule = {
  name: 'agents',
  theme: 'agents',
  tables: [
    'agent',
    'agent_role',
    'agent_passkey',
    'agent_recovery_code',
    'agent_session',
    'linked_identity',
    'inbox_filter',
  ],
  what: 'Le nom, l’adresse professionnelle, les rôles, les moyens de connexion et les recherches enregistrées',
  people: 'Les agents et les élus qui traitent les demandes',
  purpose: 'Donner à chacun les droits de sa fonction, et pas plus',
  basis: 'public-task',
  recipients: 'Les administrateurs de la collectivité',
  keep: { clock: 'own', days: 365, from: 'la fermeture du compte' },
  async purge(ctx, before) {
    const { agent, agentSession } = schema.for(ctx.tx);
    const closed = await ctx.tx
      .select({ id: agent.id })
      .from(agent)
      .where(ctx.own(agent, isNotNull(agent.disabledAt), lt(agent.disabledAt, before)))
      .limit(100);
    const sessions = await ctx.tx
      .select({ id: agentSession.idHash })
      .from(agentSession)
      .where(lt(agentSession.expiresAt, before))
      .limit(400);
    const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
    if (closed.length > 0) await ctx.tx.delete(agent).where(inArray(agent.id, ids(closed)));
    if (sessions.length > 0)
      await ctx.tx.delete(agentSession).where(inArray(agentSession.idHash, ids(sessions)));
    return closed.length + sessions.length;
  },
};

/** Lines are never taken out: their details lose their key, month by month, and the chain stays whole. */
export const auditRule: RetentionRule = {
  name: 'audit',
  theme: 'security',
  tables: ['audit', 'audit_head', 'audit_key'],
  what: 'Qui a vu ou changé quoi, quand et depuis quelle adresse du réseau',
  people: 'Les agents\u202F; les personnes dont une demande a été ouverte',
  purpose: 'Savoir qui a consulté des données personnelles, et le prouver',
  basis: 'legal-obligation',
  law: 'RGPD, art. 5, 2 et art. 32',
  recipients: 'Le délégué à la protection des données',
  keep: {
    clock: 'own',
    days: (READABLE_MONTHS / 12) * 365,
    from: 'l’accès, puis les noms deviennent illisibles',
  },
  purge(ctx, before) {
    return forgetDetails(ctx.tx, ctx.tenant.id, before);
  },
};

export const limitsRule: RetentionRule = {
  name: 'limits',
  theme: 'security',
  tables: ['rate_limit'],
  what: 'Le nombre d’essais faits depuis une adresse du réseau, sous une forme illisible',
  people: 'Les visiteurs du site',
  purpose: 'Arrêter les programmes qui essaient des mots de passe ou des codes au hasard',
  basis: 'public-task',
  law: 'RGPD, art. 32',
  recipients: 'Personne',
  keep: { clock: 'own', days: 1, from: 'le dernier essai' },
  async purge(ctx, before) {
    const { rateLimit } = schema.for(ctx.tx);
    const old = await ctx.tx
      .select({ key: rateLimit.key })
      .from(rateLimit)
      .where(lt(rateLimit.expire, before))
      .limit(500);
    if (old.length === 0) return 0;
    const keys = old.map(({ key }) => key);
    await ctx.tx.delete(rateLimit).where(inArray(rateLimit.key, keys));
    return old.length;
  },
};

/** Jobs name a request by its id; the reason why one failed may cite an address. */
export const jobsRule: RetentionRule = {
  name: 'jobs',
  theme: 'security',
  tables: ['job'],
  what: 'Les envois qui ont échoué, avec la raison',
  people: 'Les personnes à qui un courriel n’est pas parvenu',
  purpose: 'Réparer la panne et refaire l’envoi',
  basis: 'public-task',
  recipients: 'L’exploitant technique',
  keep: { clock: 'own', days: 30, from: 'le dernier échec' },
  async erase(ctx, { requests }) {
    if (requests.length === 0) return 0;
    const ids = requests.map(({ id }) => id);
    const { job } = schema.for(ctx.tx);
    const gone = await ctx.tx
      .delete(job)
      .where(inArray(jsonText(job.payload, 'requestId'), ids))
      .returning({ id: job.id });
    return gone.length;
  },
  async purge(ctx, before) {
    const { job } = schema.for(ctx.tx);
    const gone = await ctx.tx
      .delete(job)
      .where(and(isNotNull(job.failedAt), lt(job.failedAt, before)))
      .returning({ id: job.id });
    return gone.length;
  },
};

export const mailboxRule: RetentionRule = {
  name: 'mailbox',
  theme: 'security',
  tables: ['mail'],
  what: 'Les courriels d’un site de démonstration, qui ne sont pas envoyés',
  people: 'Les visiteurs d’une démonstration',
  purpose: 'Montrer ce qui serait envoyé',
  basis: 'public-task',
  recipients: 'Les visiteurs de la démonstration',
  keep: { clock: 'own', days: 30, from: 'leur écriture' },
  async erase(ctx, { emails }) {
    if (emails.length === 0) return 0;
    const { mail } = schema.for(ctx.tx);
    const gone = await ctx.tx
      .delete(mail)
      .where(inArray(lowered(mail.to), [...emails]))
      .returning({ id: mail.id });
    return gone.length;
  },
  async purge(ctx, before) {
    const { mail } = schema.for(ctx.tx);
    const old = await ctx.tx.select({ id: mail.id }).from(mail).where(lt(mail.at, before)).limit(500);
    if (old.length === 0) return 0;
    const ids = old.map(({ id }) => id);
    await ctx.tx.delete(mail).where(inArray(mail.id, ids));
    return old.length;
  },
};
