// What the broker host hands over to a site: taken over once, on the very site and in the very browser that the sign-in began
// with; and kept by that browser while a page asks something first.

import { type PageCtx, PageError } from '@parvis/kit';
import type { House } from '../../house.ts';
import { getHostCookie, knownVisitor, type SiteVisit, setHostCookie } from '../../http/visit.ts';
import { type Flow, isAt, openFlow, peekFlow, type VouchedFlow, visitorHash } from './flows.ts';
import type { Subject } from './linked.ts';
import { type UsableProvider, usableProvider } from './providers.ts';
import { type Refusal, refuse } from './refusals.ts';

/** Someone back on the site, with what they need to be let in. */
export interface Arrival {
  readonly house: House;
  readonly c: SiteVisit;
  readonly ctx: PageCtx;
  readonly provider: UsableProvider;
  readonly flow: Flow<VouchedFlow>;
}

/** Holds the secret of a flow that a page asks something about. */
const COOKIE = 'rattachement';

const LONGEST_SECRET = 200;

/** Uses a hand-off up. One of another site, another browser or another day opens nothing, and is written down. */
export async function takeOver(house: House, c: SiteVisit, token = ''): Promise<Flow> {
  const opened = await openFlow(house, 'handoff', token.slice(0, LONGEST_SECRET), c.get('now'));
  if (opened.outcome === 'unknown') {
    const { tenant, site } = c.get('snapshot');
    await refuse(house, c, { tenantId: tenant.id, siteId: site.id, provider: null }, 'unknown-handoff');
    throw isOver();
  }
  const { flow } = opened;
  const why = wrongHandoff(opened.outcome, house, c, flow);
  if (why) {
    await refuse(house, c, flow, why);
    throw isOver();
  }
  return flow;
}

function wrongHandoff(
  outcome: 'open' | 'used' | 'over',
  house: House,
  c: SiteVisit,
  flow: Flow,
): Refusal | null {
  if (outcome === 'used') return 'replayed-handoff';
  if (!isOfThisSite(c, flow)) return 'other-site';
  if (!isOfThisBrowser(house, c, flow)) return 'other-browser';
  return outcome === 'over' ? 'expired-handoff' : null;
}

function isOfThisSite(c: SiteVisit, flow: Flow): boolean {
  const { tenant, site } = c.get('snapshot');
  return flow.tenantId === tenant.id && flow.siteId === site.id;
}

function isOfThisBrowser(house: House, c: SiteVisit, flow: Flow): boolean {
  const visitor = knownVisitor(house, c);
  return visitor !== null && visitorHash(house, visitor) === flow.visitorHash;
}

/** The browser keeps the secret while a page asks something first. */
export function keepPending(house: House, c: SiteVisit, secret: string): void {
  setHostCookie(house, c, COOKIE, secret, 10 * 60);
}

function forgetPending(house: House, c: SiteVisit): void {
  setHostCookie(house, c, COOKIE, '', 0);
}

/** Who waits for an answer on this browser of this site; null where nobody does. Looking uses nothing up. */
export async function pendingArrival(house: House, c: SiteVisit, ctx: PageCtx): Promise<Arrival | null> {
  const secret = getHostCookie(house, c, COOKIE)?.slice(0, LONGEST_SECRET);
  const flow = secret ? await peekFlow(house, secret, c.get('now')) : null;
  const provider = flow && usableProvider(house, flow.provider);
  if (!provider || !isAt(flow, 'vouched')) return null;
  if (!isOfThisSite(c, flow) || !isOfThisBrowser(house, c, flow)) return null;
  return { house, c, ctx, provider, flow };
}

/** Uses it up, once: of two clicks, the second finds nothing. */
export async function takePending({ house, c }: Arrival): Promise<void> {
  await takeOver(house, c, getHostCookie(house, c, COOKIE));
  forgetPending(house, c);
}

export function isOver(): PageError {
  return new PageError(
    410,
    'Cette connexion n’est plus valable',
    'Elle a déjà servi, elle a duré trop longtemps, ou elle a commencé dans un autre navigateur. Recommencez ici.',
    [
      { href: '/connexion', text: 'Se connecter' },
      { href: '/demarches', text: 'Continuer sans compte' },
    ],
  );
}

export function subjectOf({ ctx, provider, flow }: Arrival): Subject {
  return { tenantId: ctx.tenant.id, provider: provider.name, subject: flow.payload.person.subject };
}

export async function otherAccount({ house, c, provider, flow }: Arrival): Promise<PageError> {
  await refuse(house, c, flow, 'other-account');
  const isAgent = provider.signs === 'agent';
  return new PageError(
    409,
    'Cette identité est déjà rattachée à un autre compte',
    `Un autre compte s’ouvre déjà avec cette identité ${provider.label}. Déconnectez-vous d’abord, puis entrez avec elle pour le retrouver.`,
    [
      isAgent
        ? { href: '/agent/compte', text: 'Revenir à mon compte' }
        : { href: '/mon-espace/securite', text: 'Revenir à la sécurité de mon espace' },
    ],
  );
}
