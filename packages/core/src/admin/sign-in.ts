// The agents' door: everything of it that is reached without a session.

import { type FieldError, fieldSet, type Typed, toControls } from '@parvis/forms';
import type { PageCtx } from '@parvis/kit';
import { Hono } from 'hono';
import type { House } from '../house.ts';
import { pageContext } from '../http/page-context.ts';
import { addressOf, type SiteEnv, type SiteVisit } from '../http/visit.ts';
import { agentByPasskey, beginAuthentication } from '../identity/agent-passkeys.ts';
import { PAGE_AFTER } from '../identity/agents.ts';
import { providerButtons } from '../identity/oidc/index.ts';
import { factorRoutes } from './sign-in-factor.ts';
import { passwordRoutes } from './sign-in-password.ts';

const CREDENTIALS = fieldSet([
  { id: 'courriel', type: 'email', label: 'Adresse électronique professionnelle', autocomplete: 'username' },
  { id: 'mot-de-passe', type: 'password', label: 'Mot de passe', autocomplete: 'current-password' },
]);

const REFUSED = 'Adresse ou mot de passe incorrect. Vérifiez les deux, puis réessayez.';
const SLOW_DOWN =
  'Trop d’essais. Attendez un quart d’heure, ou demandez à votre administrateur un nouveau mot de passe.';
const NO_PASSKEY = 'Cette clé d’accès n’ouvre aucun compte ici. Essayez avec votre mot de passe.';

export function doorRoutes(house: House): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  const page = (c: SiteVisit): PageCtx => pageContext(house, c, { owner: 'core' });

  app.get('/connexion', async (c) =>
    (await house.agents.agentOf(c)) ? c.redirect('/agent', 303) : signInPage(house, page(c)),
  );
  app.post('/connexion', (c) => signIn(house, c, page(c)));
  app.get('/connexion/cle-d-acces', (c) => passkeyPage(house, c, page(c)));
  app.post('/connexion/cle-d-acces', (c) => signInByPasskey(house, c, page(c)));
  app.route('/connexion/second-facteur', factorRoutes(house, page));
  app.route('/', passwordRoutes(house, page));
  return app;
}

function signInPage(house: House, ctx: PageCtx, email = '', problem?: string): Response {
  const typed: Typed = { courriel: email };
  const errors: readonly FieldError[] = problem
    ? [
        {
          fieldId: 'courriel',
          code: 'invalid',
          message: problem,
          anchor: toControls(CREDENTIALS.fields)[0]?.id ?? '',
        },
      ]
    : [];
  return ctx.page(
    'desk-sign-in',
    {
      action: '/agent/connexion',
      controls: toControls(CREDENTIALS.fields, { typed, errors }),
      errors,
      providers: providerButtons(house, 'agent', '/agent'),
    },
    { title: 'Espace des agents', breadcrumb: [], status: problem ? 422 : 200 },
  );
}

async function signIn(house: House, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const input = await ctx.body();
  const email = (input.get('courriel') ?? '').slice(0, 254);
  // As it was typed: a password is never trimmed.
  const password = (input.get('mot-de-passe') ?? '').slice(0, 1_000);
  const entry = await house.agents.signIn(c, email, password);
  if (entry === 'slow-down') return signInPage(house, ctx, email, SLOW_DOWN);
  if (entry === 'refused') return signInPage(house, ctx, email, REFUSED);
  return ctx.seeOther(PAGE_AFTER[entry]);
}

async function passkeyPage(house: House, c: SiteVisit, ctx: PageCtx, problem?: string): Promise<Response> {
  if ((await house.limits.take('form-address', addressOf(house, c))) > 0)
    return signInPage(house, ctx, '', SLOW_DOWN);
  return ctx.page(
    'desk-sign-in-passkey',
    {
      problem: problem ?? null,
      passkeyScript: house.theming.passkeyScript.href,
      ceremony: await beginAuthentication(house, c, null),
    },
    { title: 'Se connecter avec une clé d’accès', status: problem ? 422 : 200 },
  );
}

/** A key whose device checked its owner is two factors in one: what one has, and what one knows or is. */
async function signInByPasskey(house: House, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const address = addressOf(house, c);
  if ((await house.limits.take('sign-in-address', address)) > 0) return signInPage(house, ctx, '', SLOW_DOWN);
  const input = await ctx.body();
  const given = { token: input.get('ceremonie') ?? '', answer: input.get('reponse') ?? '' };
  const agentId = await agentByPasskey(house, c, null, given);
  if (agentId === null) return passkeyPage(house, c, ctx, NO_PASSKEY);
  await house.limits.giveBack('sign-in-address', address);
  const entry = await house.agents.signInAgent(c, agentId, { by: 'passkey', secondFactorSeen: true });
  return entry === 'refused' ? passkeyPage(house, c, ctx, NO_PASSKEY) : ctx.seeOther(PAGE_AFTER[entry]);
}
