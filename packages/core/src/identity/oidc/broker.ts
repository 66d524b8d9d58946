// The broker host: the one address that providers send people back to, for all sites. It keeps no session and shows no site:
// it takes the answer in, and sends the browser on to the site that it left from.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import { bareHtml, houseStylesheet, houseTheme } from '../../http/bare-page.ts';
import { errorPage, unknownHost } from '../../http/error-pages.ts';
import type { SiteEnv, SiteVisit } from '../../http/visit.ts';
import {
  type AwayFlow,
  type FailedFlow,
  type Flow,
  handOff,
  isAt,
  openFlow,
  type VouchedFlow,
} from './flows.ts';
import { type UsableProvider, usableProvider } from './providers.ts';
import { type Refusal, refuse } from './refusals.ts';
import { redeem } from './relying-party.ts';

export function brokerRoutes(house: House): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.onError((error, c) => errorPage(house, c, error));
  app.notFound((c) => unknownHost(house, c));
  app.get('/oidc/:provider/retour', (c) => comeBack(house, c, c.req.param('provider')));
  app.get('/oidc/:provider/au-revoir', (c) => comeBackSignedOut(house, c, c.req.param('provider')));
  return app;
}

const LONGEST_SECRET = 200;

async function comeBack(house: House, c: SiteVisit, name: string): Promise<Response> {
  const provider = usableProvider(house, name);
  const state = c.req.query('state') ?? '';
  if (!provider || state === '' || state.length > LONGEST_SECRET) return lostPage(house, c, null);
  const now = Date.now();
  const opened = await openFlow(house, 'state', state, now);
  if (opened.outcome === 'unknown') {
    // Of no tenant: there is no log to write it to but the installation's.
    house.log.warn({ provider: name, why: 'unknown-state' }, 'a sign-in through a provider was refused');
    return lostPage(house, c, null);
  }
  const { flow } = opened;
  const wrong = wrongState(opened.outcome, flow, name);
  if (wrong) {
    await refuse(house, c, flow, wrong);
    return lostPage(house, c, flow);
  }
  // `wrongState` lets no other stage through.
  const away = flow as Flow<AwayFlow>;
  const outcome = await outcomeOf(house, c, provider, away, state);
  const token = await handOff(house, flow, outcome, Date.now());
  c.header('cache-control', 'no-store');
  return c.redirect(`${house.originOf(away.payload.host)}/connexion/retour?jeton=${token}`, 303);
}

function wrongState(outcome: 'open' | 'used' | 'over', flow: Flow, name: string): Refusal | null {
  if (outcome === 'used') return 'replayed-state';
  if (flow.provider !== name) return 'other-provider';
  if (outcome === 'over' || !isAt(flow, 'away')) return 'expired-state';
  return null;
}

async function outcomeOf(
  house: House,
  c: SiteVisit,
  provider: UsableProvider,
  flow: Flow<AwayFlow>,
  state: string,
): Promise<VouchedFlow | FailedFlow> {
  const { nonce, verifier, stage: _, ...begun } = flow.payload;
  const error = c.req.query('error');
  if (error !== undefined) {
    const isTheirChoice = error === 'access_denied' || error === 'login_required';
    if (!isTheirChoice)
      house.log.error(
        { provider: provider.name, error: error.slice(0, 100) },
        'a provider answered with an error',
      );
    return { ...begun, stage: 'failed', why: isTheirChoice ? 'cancelled' : 'failed' };
  }
  try {
    const { search } = new URL(c.req.url);
    const redeemed = await redeem(provider, { state, nonce, verifier }, search, Date.now());
    if (redeemed.ok) return { ...begun, stage: 'vouched', ...redeemed.vouched };
    await refuse(house, c, flow, redeemed.reason, redeemed.error);
    return { ...begun, stage: 'failed', why: 'failed' };
  } catch (cause) {
    house.log.error({ err: cause, provider: provider.name }, 'a provider does not answer');
    return { ...begun, stage: 'failed', why: 'unreachable' };
  }
}

async function comeBackSignedOut(house: House, c: SiteVisit, name: string): Promise<Response> {
  const state = c.req.query('state') ?? '';
  const opened = await openFlow(house, 'state', state.slice(0, LONGEST_SECRET), Date.now());
  if (opened.outcome === 'open' && opened.flow.provider === name && isAt(opened.flow, 'leaving')) {
    const { payload } = opened.flow;
    return c.redirect(`${house.originOf(payload.host)}${payload.returnPath}`, 303);
  }
  return barePage(house, c, 200, {
    title: 'Vous êtes déconnecté',
    text: 'Vous pouvez fermer cette page.',
    next: [],
  });
}

/** Back too late, twice, or from nowhere: someone who pressed « Précédent » is led to where they can begin again. */
async function lostPage(house: House, c: SiteVisit, flow: Flow | null): Promise<Response> {
  const site = flow && (await house.sites.byId(flow.siteId))?.site;
  return barePage(house, c, 400, {
    title: 'Cette connexion n’est plus valable',
    text: site
      ? 'Elle a déjà servi, ou elle a duré trop longtemps. Recommencez depuis le site de votre mairie.'
      : 'Elle a duré trop longtemps, ou l’adresse est incomplète. Recommencez depuis le site de votre mairie.',
    next: site ? [{ href: `${site.origin}/connexion`, text: `Revenir sur le site ${site.name}` }] : [],
  });
}

interface BareModel {
  readonly title: string;
  readonly text: string;
  readonly next: readonly { readonly href: string; readonly text: string }[];
}

function barePage(house: House, c: SiteVisit, status: 200 | 400, model: BareModel): Response {
  const page = { ...model, status, reference: null, stylesheet: houseStylesheet(house) };
  return bareHtml(house, c, house.theming.render(houseTheme(house), 'core/bare-error', { page }), status);
}
