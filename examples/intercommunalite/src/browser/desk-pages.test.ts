// Every page that the host answers, read from its table of routes: valid, clean for axe, never scrolled sideways on a telephone.
// A new page is in at once: what stands for its parameters is what the tests of trust say (`trust/parameters.ts`,
// `trust/seed.ts`). A route that opens no page there fails, and says what to add.

import type { Route } from '@parvis/core';
import type { TestHost } from '@parvis/testing';
import { startHost } from '@parvis/testing';
import {
  axeViolations,
  describeInBrowser,
  htmlErrors,
  inWindow,
  overflows,
  type Page,
  WIDTHS,
} from '@parvis/testing/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import installation from '../../parvis.config.ts';
import { addressesOf, unresolved } from '../trust/parameters.ts';
import { openPlaces, type Place } from '../trust/places.ts';
import { BROKER_HOST } from '../trust/scene.ts';
import { seed } from '../trust/seed.ts';
import { sessionFor } from '../trust/seeding.ts';
import { SentinelBook } from '../trust/sentinels.ts';

/** Who looks: nobody in particular, a citizen in their space, an agent with every role at a commune, and at the EPCI. */
type Who = 'guest' | 'citizen' | 'commune' | 'epci';

/** Routes that open no page by themselves, each with where it is looked at instead. */
const NO_PAGE: readonly (readonly [path: RegExp, why: string])[] = [
  [/^\/_(composants|courrier)/, 'on a host that lists the sites: pages.test.ts'],
  [/^\/adresses$/, 'for the script of a form'],
  [/^\/envois\//, 'for the script that sends files'],
  [/^\/connexion\/(code|courriel|mot-de-passe|au-revoir)$/, 'a step of signing in: citizens.test.ts'],
  [/^\/connexion\/(franceconnect|proconnect|rattachement|retour)$/, 'by a provider: providers.test.ts'],
  [/^\/demarches\/:service\/commencer(\/|$)/, 'along a form, for its own browser: journeys.test.ts'],
  [/^\/completer\//, 'while something is asked of the citizen: bad-input.test.ts'],
  [/^\/reprendre/, 'along a form that was set aside'],
  [/^\/mon-espace\/demandes$/, 'leads to the space'],
  [/^\/mon-espace\/securite\/adresse(\/demande)?$/, 'while a code is awaited: fiches.test.ts'],
  [/^\/ateliers\/:workshop\/inscription$/, 'while there is a place: workshops.test.ts'],
  [/^\/mon-espace\/securite\/mot-de-passe$/, 'after a fresh sign-in: citizens.test.ts'],
  [/\/fichiers\/:fichier$/, 'a file of a message'],
  [/^\/paiement\/:cle\/(depart|retour)$/, 'leads to the payment service, and back'],
  [/^\/rendez-vous\/(:code\/plus-tot|:motif\/:venue\/:slot)$/, 'while a slot is free: booking.test.ts'],
  [/^\/agent\/connexion\/second-facteur$/, 'a step of signing in: agents.test.ts'],
  [/^\/agent\/compte\/application\/retrait$/, 'with an application only: agents.test.ts'],
  [/^\/agent\/paiement-en-ligne\/fermeture$/, 'while it is open: payment.test.ts'],
  [/^\/agent\/paiements\/(:id\/(guichet|verification))$/, 'while something is to be paid: payment.test.ts'],
  [/^\/agent\/appointments\/:request\/pris$/, 'after a booking for someone: calendar.test.ts'],
  [/^\/agent\/procedures\/demandes\/:request\/avis$/, 'while an opinion is asked'],
];

/** Pages that say something else to the body that pools: looked at as both. */
const BOTH = [/^\/agent\/fiches/, /^\/agent\/procedures\/modeles\/:slug$/, /^\/agent\/equipe$/];

interface Found {
  readonly route: Route;
  readonly path: string;
  readonly who: Who;
}

describeInBrowser('every page of the table of routes', (browser) => {
  let host: TestHost;
  let place: Place;
  let port: number;
  const sessions = new Map<Who, { readonly name: string; readonly value: string }>();

  beforeAll(async () => {
    const { plugins, themes } = installation;
    host = await startHost({ plugins, ...(themes && { themes }), config: { brokerHost: BROKER_HOST } });
    const book = new SentinelBook();
    place = (await openPlaces(host, book)).a1;
    await seed({ host, book, place });
    await host.drain();
    ({ port } = await host.listen());
    const { commune, epci } = place.staff;
    const agent = (id: string, authorityId: string) => sessionFor(host, 'agent', id, { authorityId });
    const citizen = place.values.get('citizen')?.[0]?.text ?? '';
    sessions.set('commune', { name: 'agent', value: await agent(commune.id, commune.authorityId) });
    sessions.set('epci', { name: 'agent', value: await agent(epci.id, epci.authorityId) });
    sessions.set('citizen', { name: 'usager', value: await sessionFor(host, 'usager', citizen) });
  }, 60_000);
  afterAll(() => host?.close());

  const at = (path: string): string => `http://${place.host}:${port}${path}`;

  /** Asked without a browser first: most addresses that a parameter gives are not the page of the route. */
  async function isPage(path: string, who: Who): Promise<'page' | 'file' | 'no'> {
    const session = sessions.get(who);
    const headers = new Headers(session ? { cookie: `${session.name}=${session.value}` } : {});
    const answer = await host.fetch(
      new Request(`http://${place.host}${path}`, { headers, redirect: 'manual' }),
    );
    await answer.body?.cancel();
    if (answer.status !== 200) return 'no';
    return answer.headers.get('content-type')?.startsWith('text/html') ? 'page' : 'file';
  }

  async function pagesOf(route: Route, people: readonly Who[]): Promise<readonly Found[] | string> {
    const [unknown] = unresolved([route]);
    if (unknown) return unknown;
    const wanted = BOTH.some((one) => one.test(route.path)) ? people.length : 1;
    const found: Found[] = [];
    let isFile = false;
    for (const who of people) {
      for (const { path } of addressesOf(route, place)) {
        const is = await isPage(path, who);
        if (is === 'file') isFile = true;
        if (is !== 'page') continue;
        found.push({ route, path, who });
        break;
      }
      if (found.length >= wanted) break;
    }
    if (found.length > 0 || isFile) return found;
    return `${route.path} (${route.owner}): none of its addresses is a page for ${people.join(' or ')}. Let trust/seed.ts make what it shows, with its parameters in trust/parameters.ts, or say in NO_PAGE why there is none.`;
  }

  async function faultsOf(page: Page, { path }: Found): Promise<readonly string[]> {
    await page.setViewportSize({ width: WIDTHS[0], height: 800 });
    const answer = await page.goto(at(path));
    const faults = [...(await htmlErrors((await answer?.text()) ?? '')), ...(await axeViolations(page))];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      if (await overflows(page)) faults.push(`it scrolls sideways at ${width} px`);
    }
    return faults.map((fault) => `${path}: ${fault}`);
  }

  async function sweep(routes: readonly Route[], people: readonly Who[]): Promise<readonly string[]> {
    const faults: string[] = [];
    const pages: Found[] = [];
    for (const route of routes) {
      const found = await pagesOf(route, people);
      if (typeof found !== 'string') pages.push(...found);
      else if (!NO_PAGE.some(([path]) => path.test(route.path))) faults.push(found);
    }
    for (const who of people) {
      await inWindow(browser(), { bypassCSP: true }, async (page) => {
        const session = sessions.get(who);
        if (session) await page.context().addCookies([{ ...session, url: at('/') }]);
        for (const found of pages.filter((one) => one.who === who))
          faults.push(...(await faultsOf(page, found)));
      });
    }
    return faults;
  }

  const pageRoutes = async (): Promise<readonly Route[]> =>
    (await host.routes()).filter(
      ({ method, path }) => method === 'GET' && !/^\/(api|assets|oidc|healthz|readyz|metrics)\b/.test(path),
    );
  const isDesk = ({ path }: Route): boolean => /^\/agent(\/|$)/.test(path);

  describe('at the desk', () => {
    it('is sound', async () => {
      expect(await sweep((await pageRoutes()).filter(isDesk), ['commune', 'epci', 'guest'])).toEqual([]);
    }, 120_000);
  });

  it('is sound for citizens', async () => {
    expect(
      await sweep(
        (await pageRoutes()).filter((one) => !isDesk(one)),
        ['guest', 'citizen'],
      ),
    ).toEqual([]);
  }, 120_000);

  it('gives no reason for a page that is gone', async () => {
    const paths = (await pageRoutes()).map(({ path }) => path);
    const idle = NO_PAGE.filter(([path]) => !paths.some((one) => path.test(one)));
    expect(idle.map(([path, why]) => `${path.source}: ${why}`)).toEqual([]);
  });
});
