// The step after the first proof: the second factor is asked for, or chosen by an agent who must have one.

import type { Tx } from '@parvis/db';
import { type FieldError, fieldSet, toControls } from '@parvis/forms';
import type { PageCtx } from '@parvis/kit';
import { Hono } from 'hono';
import type { House } from '../house.ts';
import type { SiteEnv, SiteVisit } from '../http/visit.ts';
import { agentById } from '../identity/agent-accounts.ts';
import { auditAgent } from '../identity/agent-audit.ts';
import { agentByPasskey, beginAuthentication, passkeysOf, rpIdOf } from '../identity/agent-passkeys.ts';
import { type FactorOutcome, proveByCode, proveFactor } from '../identity/agent-second-factor.ts';
import { type AgentStep, currentStep } from '../identity/agent-steps.ts';
import { setTotp } from '../identity/agent-totp.ts';
import { PAGE_AFTER } from '../identity/agents.ts';
import {
  applicationForm,
  passkeyForm,
  type ReturnedForm,
  readApplication,
  readPasskey,
} from './new-factor.ts';

const SLOW_DOWN = 'Trop d’essais. Attendez un quart d’heure, puis reconnectez-vous.';
const WRONG =
  'Ce code n’est pas le bon, ou il a déjà servi. Attendez que l’application en affiche un autre, puis réessayez.';
const WRONG_KEY = 'Cette clé d’accès n’a pas pu être vérifiée. Réessayez, ou utilisez un code.';

export function factorRoutes(house: House, page: (c: SiteVisit) => PageCtx): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  /** A page of the step; without one, back to the door. */
  const atStep =
    (work: (c: SiteVisit, ctx: PageCtx, step: AgentStep) => Promise<Response>) => async (c: SiteVisit) => {
      const step = await currentStep(house, c);
      return step ? work(c, page(c), step) : c.redirect('/agent/connexion', 303);
    };

  app.get(
    '/',
    atStep((c, ctx, step) => stepPage(house, c, ctx, step)),
  );
  app.post(
    '/',
    atStep(async (c, ctx, step) => {
      if (!step.agent.hasFactor) return stepPage(house, c, ctx, step);
      const typed = ((await ctx.body()).get('code') ?? '').slice(0, 60).trim();
      return settle(house, c, ctx, step, await proveByCode(house, c, step, typed), WRONG);
    }),
  );
  app.post(
    '/cle-d-acces',
    atStep(async (c, ctx, step) => {
      const input = await ctx.body();
      const given = { token: input.get('ceremonie') ?? '', answer: input.get('reponse') ?? '' };
      const prove = async () => (await agentByPasskey(house, c, step.agent.id, given)) !== null;
      return settle(house, c, ctx, step, await proveFactor(house, c, step.agent.id, prove), WRONG_KEY);
    }),
  );
  // Only a first factor is chosen here: whoever has one proves it.
  app.post(
    '/application',
    atStep(async (c, ctx, step) => {
      if (step.agent.hasFactor) return askPage(house, c, ctx, step);
      const read = readApplication(house, c, step.agent.id, await ctx.body());
      if (!read.ok) return enrolPage(house, c, ctx, step, { application: read });
      return enrol(house, c, ctx, step, 'application', async (tx) => {
        await setTotp(tx, house.vault, step.agent.id, read.value);
        return true;
      });
    }),
  );
  app.post(
    '/nouvelle-cle',
    atStep(async (c, ctx, step) => {
      if (step.agent.hasFactor) return askPage(house, c, ctx, step);
      const read = await readPasskey(house, c, step.agent, await ctx.body());
      if (!read.ok) return enrolPage(house, c, ctx, step, { passkey: read });
      return enrol(house, c, ctx, step, 'passkey', read.value.save);
    }),
  );
  return app;
}

function stepPage(house: House, c: SiteVisit, ctx: PageCtx, step: AgentStep): Promise<Response> {
  return step.agent.hasFactor ? askPage(house, c, ctx, step) : enrolPage(house, c, ctx, step);
}

async function settle(
  house: House,
  c: SiteVisit,
  ctx: PageCtx,
  step: AgentStep,
  outcome: FactorOutcome,
  wrong: string,
): Promise<Response> {
  if (outcome === 'slow-down') return askPage(house, c, ctx, step, SLOW_DOWN);
  if (outcome === 'wrong') return askPage(house, c, ctx, step, wrong);
  return ctx.seeOther(PAGE_AFTER[await house.agents.signInAfterStep(c, step)]);
}

async function askPage(
  house: House,
  c: SiteVisit,
  ctx: PageCtx,
  step: AgentStep,
  problem?: string,
): Promise<Response> {
  const { agent } = step;
  const passkeys = await passkeysOf(house.db.read, agent.id);
  const here = passkeys.filter(({ rpId }) => rpId === rpIdOf(c));
  const { fields } = codeFields(agent.totpSecret !== null);
  const errors: readonly FieldError[] = problem
    ? [{ fieldId: 'code', code: 'invalid', message: problem, anchor: toControls(fields)[0]?.id ?? '' }]
    : [];
  return ctx.page(
    'desk-sign-in-factor',
    {
      controls: toControls(fields, { errors }),
      errors,
      name: agent.name,
      ceremony: here.length > 0 ? await beginAuthentication(house, c, agent.id) : null,
      passkeyScript: house.theming.passkeyScript.href,
      elsewhere: here.length > 0 ? [] : [...new Set(passkeys.map(({ rpId }) => rpId))],
    },
    { title: 'Confirmez que c’est bien vous', status: problem ? 422 : 200 },
  );
}

/** Nothing else is asked of who has no application: a recovery code is then the only one there is. */
function codeFields(application: boolean) {
  return fieldSet([
    {
      id: 'code',
      type: 'text',
      label: application ? 'Code à six chiffres de votre application' : 'Un de vos codes de secours',
      ...(application && { help: 'Sans votre téléphone, écrivez ici un de vos codes de secours.' }),
      autocomplete: 'one-time-code',
      maxLength: 60,
    },
  ]);
}

/** What came back of the two forms. */
interface ReturnedForms {
  readonly application?: ReturnedForm & { readonly locked?: string };
  readonly passkey?: ReturnedForm;
}

async function enrolPage(
  house: House,
  c: SiteVisit,
  ctx: PageCtx,
  step: AgentStep,
  returned: ReturnedForms = {},
): Promise<Response> {
  const application = applicationForm(house, c, step.agent, returned.application);
  const passkey = await passkeyForm(house, c, step.agent, returned.passkey);
  const errors = [...application.errors, ...passkey.errors];
  return ctx.page(
    'desk-sign-in-enrol',
    {
      application,
      applicationAction: '/agent/connexion/second-facteur/application',
      passkey,
      passkeyAction: '/agent/connexion/second-facteur/nouvelle-cle',
      passkeyScript: house.theming.passkeyScript.href,
      errors,
    },
    { title: 'Ajoutez un second facteur', status: errors.length > 0 ? 422 : 200 },
  );
}

async function enrol(
  house: House,
  c: SiteVisit,
  ctx: PageCtx,
  step: AgentStep,
  factor: 'application' | 'passkey',
  save: (tx: Tx) => Promise<boolean>,
): Promise<Response> {
  const entry = await house.agents.signInAfterStep(c, step, async (tx) => {
    // As it is now: another step of the same agent may have added one meanwhile.
    const agent = await agentById(tx, step.agent.tenantId, step.agent.id);
    if (!agent || agent.hasFactor || !(await save(tx))) return false;
    await auditAgent(house, c, tx, 'factor-added', agent.id, { factor, by: agent.name });
    return true;
  });
  return ctx.seeOther(entry === 'in' ? '/agent/compte/codes-de-secours' : PAGE_AFTER[entry]);
}
