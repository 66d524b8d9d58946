// Coming in by a mailed link: an invitation that opens an account, or a forgotten password that is chosen anew.

import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type PageCtx, PageError } from '@parvis/kit';
import { Hono } from 'hono';
import type { House } from '../house.ts';
import { addressOf, type SiteEnv, type SiteVisit } from '../http/visit.ts';
import { auditAgent } from '../identity/agent-audit.ts';
import { type AgentLink, agentOfLink, setPasswordByLink } from '../identity/agent-invitations.ts';
import { mailNews, mailReset } from '../identity/agent-mailing.ts';
import { PAGE_AFTER } from '../identity/agents.ts';
import { foldedEmail } from '../identity/citizens.ts';
import { waitText } from '../identity/limits.ts';
import { providerButtons } from '../identity/oidc/index.ts';
import { hashPassword } from '../identity/password.ts';
import { localDay } from '../sites/opening-hours.ts';
import { newPasswordControls, readNewPassword } from './new-password.ts';

const FORGOTTEN = fieldSet([
  { id: 'courriel', type: 'email', label: 'Adresse électronique professionnelle', autocomplete: 'username' },
]);

const WORDS: Readonly<
  Record<AgentLink, { readonly title: string; readonly lead: string; readonly button: string }>
> = {
  'agent-invitation': {
    title: 'Ouvrez votre compte d’agent',
    lead: 'Choisissez le mot de passe avec lequel vous vous connecterez.',
    button: 'Ouvrir mon compte',
  },
  'agent-reset': {
    title: 'Choisissez un nouveau mot de passe',
    lead: 'Il remplace l’ancien. Toutes vos sessions seront fermées.',
    button: 'Changer mon mot de passe',
  },
};

export function passwordRoutes(house: House, page: (c: SiteVisit) => PageCtx): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get('/mot-de-passe-oublie', (c) => forgottenPage(page(c)));
  app.post('/mot-de-passe-oublie', (c) => askForLink(house, c, page(c)));
  app.get('/mot-de-passe-oublie/envoye', (c) => sentPage(page(c)));
  app.get('/invitation/:token', (c) => linkPage(house, c, page(c), 'agent-invitation', c.req.param('token')));
  app.post('/invitation/:token', (c) => useLink(house, c, page(c), 'agent-invitation', c.req.param('token')));
  app.get('/nouveau-mot-de-passe/:token', (c) =>
    linkPage(house, c, page(c), 'agent-reset', c.req.param('token')),
  );
  app.post('/nouveau-mot-de-passe/:token', (c) =>
    useLink(house, c, page(c), 'agent-reset', c.req.param('token')),
  );
  return app;
}

function forgottenPage(
  ctx: PageCtx,
  returned: { readonly typed?: Typed; readonly errors?: readonly FieldError[] } = {},
): Response {
  const { errors = [] } = returned;
  return ctx.page(
    'desk-sign-in-forgotten',
    { controls: toControls(FORGOTTEN.fields, returned), errors },
    { title: 'Mot de passe oublié', status: errors.length > 0 ? 422 : 200 },
  );
}

/** The answer is the same whether the address has an account or not, and so is the work done for it. */
async function askForLink(house: House, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const outcome = readFields(FORGOTTEN, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return forgottenPage(ctx, outcome);
  const email = foldedEmail(outcome.values.courriel);
  const waits = [
    await house.limits.take('mail-address', addressOf(house, c)),
    await house.limits.take('mail-recipient', `agent\0${ctx.tenant.id}\0${email}`),
  ];
  const wait = Math.max(...waits);
  if (wait > 0) {
    const message = `Plusieurs courriels sont déjà partis. Regardez aussi les indésirables, ou attendez ${waitText(wait)}.`;
    const anchor = toControls(FORGOTTEN.fields)[0]?.id ?? '';
    const errors = [{ fieldId: 'courriel', code: 'invalid', message, anchor }] as const;
    return forgottenPage(ctx, { typed: { courriel: email }, errors });
  }
  await house.db.write((tx) => mailReset(house, c, tx, email));
  return ctx.seeOther('/agent/mot-de-passe-oublie/envoye');
}

function sentPage(ctx: PageCtx): Response {
  return ctx.page('desk-sign-in-sent', {}, { title: 'Regardez votre courriel' });
}

async function linkPage(
  house: House,
  c: SiteVisit,
  ctx: PageCtx,
  purpose: AgentLink,
  token: string,
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const { agent } = await linkOf(house, c, purpose, token);
  return ctx.page(
    'desk-sign-in-password',
    {
      ...WORDS[purpose],
      name: agent.name,
      email: agent.email,
      controls: newPasswordControls(errors),
      errors,
      // Who is invited may come in by a provider and choose no password.
      providers:
        purpose === 'agent-invitation'
          ? providerButtons(house, 'agent', '/agent').map((one) => ({
              ...one,
              href: `${one.href}&invitation=${encodeURIComponent(token)}`,
            }))
          : [],
    },
    { title: WORDS[purpose].title, status: errors.length > 0 ? 422 : 200 },
  );
}

/** Opening the page does not use the link: mail programs open it too. */
async function useLink(
  house: House,
  c: SiteVisit,
  ctx: PageCtx,
  purpose: AgentLink,
  token: string,
): Promise<Response> {
  const link = await linkOf(house, c, purpose, token);
  const read = readNewPassword(await ctx.body(), link.agent);
  if (!read.ok) return linkPage(house, c, ctx, purpose, token, read.errors);
  const passwordHash = await hashPassword(read.password);
  const { id } = link.agent;
  const set = await house.db.write(async (tx) => {
    if (!(await setPasswordByLink(tx, link, passwordHash, ctx.now))) return false;
    await house.agents.sessions.endAll(tx, id);
    const isNew = purpose === 'agent-invitation';
    await auditAgent(house, c, tx, isNew ? 'invitation-accepted' : 'password-reset', id);
    if (!isNew) await mailNews(house, c, tx, id, 'password-changed');
    return true;
  });
  if (!set) throw linkOver();
  const entry = await house.agents.signInAgent(c, id, { by: 'password', secondFactorSeen: false });
  return ctx.seeOther(PAGE_AFTER[entry]);
}

async function linkOf(house: House, c: SiteVisit, purpose: AgentLink, token: string) {
  const { tenant } = c.get('snapshot');
  const found = await agentOfLink(house.db.read, house.vault, purpose, {
    tenantId: tenant.id,
    token,
    now: c.get('now'),
  });
  if (found) return found;
  await house.limits.take('code-address', addressOf(house, c));
  throw linkOver();
}

function linkOver(): PageError {
  return new PageError(
    404,
    'Ce lien ne sert plus',
    'Il a déjà servi, il est trop ancien, ou un plus récent vous a été envoyé. Demandez-en un autre à votre administrateur, ou par «\u00A0Mot de passe oublié\u00A0».',
    [
      { href: '/agent/connexion', text: 'Se connecter' },
      { href: '/agent/mot-de-passe-oublie', text: 'Mot de passe oublié' },
    ],
  );
}
