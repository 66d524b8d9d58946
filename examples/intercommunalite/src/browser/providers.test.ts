// Signing in with FranceConnect and ProConnect in the demonstration, with scripts and without, on the sites of two communes.

import { axeViolations, describeInBrowser, inWindow, overflows, type Page } from '@parvis/testing/browser';
import { describe, expect, it } from 'vitest';
import { demoHost, signIn } from './demo-host.ts';

describeInBrowser('identity providers', (browser) => {
  const demo = demoHost();
  const port = () => new URL(demo().at('', '/')).port;

  /** Axe is no script of the site: the window must let it in. */
  const window = (javaScriptEnabled: boolean, width = 1_000) => ({
    javaScriptEnabled,
    bypassCSP: true,
    viewport: { width, height: 900 },
  });

  async function choose(page: Page, who: string): Promise<void> {
    await page.locator('.sign', { hasText: 'Simulateur, ceci n’est pas' }).waitFor();
    await page.click(`button:has-text("${who}")`);
  }

  /** The code of the newest mail whose subject has these words. */
  async function mailedCode(page: Page, words: string): Promise<string> {
    await demo().host.house.jobs.drain();
    const other = await page.context().newPage();
    await other.goto(demo().at('', '/_courrier'));
    await other.locator('tr', { hasText: words }).first().locator('a').first().click();
    await other.waitForURL('**/_courrier/*');
    const text = await other.locator('body').innerText();
    const framed = await Promise.all(other.frames().map((frame) => frame.locator('body').innerText()));
    await other.close();
    const code = /(\d{3})\s(\d{3})/.exec([text, ...framed].join('\n'));
    return `${code?.[1]}${code?.[2]}`;
  }

  async function openSpaceByMail(page: Page, site: string, email: string): Promise<void> {
    await page.goto(demo().at(site, '/connexion'));
    await page.fill('input[name=courriel]', email);
    await page.click('button:has-text("Recevoir le lien et le code")');
    await page.waitForURL('**/connexion/code');
    await page.fill('[name=code]', await mailedCode(page, email));
    await page.click('button:has-text("Entrer dans mon espace")');
    await page.waitForURL('**/mon-espace');
  }

  describe.each([true, false])('with scripts: %s', (scripts) => {
    it.each(['le-favril', 'pontgouin'])(
      'leads a citizen of %s to FranceConnect, back, and out again',
      async (site) => {
        await inWindow(browser(), window(scripts), async (page) => {
          await page.goto(demo().at(site, '/connexion?retour=/mon-espace/identite'));
          await page.click('a:has-text("S’identifier avec FranceConnect (simulateur)")');
          await choose(page, 'Amina Morel');
          await page.waitForURL(demo().at(site, '/mon-espace/identite'));
          await page.locator('main', { hasText: 'Ben Youssef' }).waitFor();
          await page.click('button:has-text("Se déconnecter")');
          await choose(page, 'Me déconnecter');
          await page.waitForURL(demo().at(site, '/'));
          await page.goto(demo().at(site, '/mon-espace'));
          expect(new URL(page.url()).pathname).toBe('/connexion');
        });
      },
    );

    it('brings back whoever gives up, with another way to go on', async () => {
      await inWindow(browser(), window(scripts), async (page) => {
        await page.goto(demo().at('pontgouin', '/connexion/franceconnect'));
        await choose(page, 'Annuler');
        await page.locator('h1', { hasText: 'Vous n’êtes pas connecté' }).waitFor();
        expect(new URL(page.url()).host).toBe(`pontgouin.localhost:${port()}`);
        await page.click('a:has-text("Continuer sans compte")');
        await page.waitForURL('**/demarches');
      });
    });

    it('asks for a code before an account with the same address opens', async () => {
      const site = scripts ? 'le-favril' : 'pontgouin';
      const [who, email] = scripts
        ? ['Jeanne Tessier', 'jeanne.tessier@exemple.fr']
        : ['Lucas Garnier', 'lucas.garnier@exemple.fr'];
      await inWindow(browser(), window(scripts), (page) => openSpaceByMail(page, site, email));
      await inWindow(browser(), window(scripts), async (page) => {
        await page.goto(demo().at(site, '/connexion/franceconnect?retour=/mon-espace/securite'));
        await choose(page, who);
        await page.locator('h1', { hasText: 'Un compte existe déjà avec cette adresse' }).waitFor();
        await page.click('button:has-text("Recevoir un code")');
        await page.locator('[name=code]').waitFor();
        await page.fill('[name=code]', await mailedCode(page, 'rattacher'));
        await page.click('button:has-text("Rattacher mon compte")');
        await page.waitForURL('**/mon-espace/securite');
        await page.locator('button:has-text("Ne plus relier FranceConnect")').waitFor();
      });
    });

    it('lets an agent in by ProConnect once it is linked, and nobody of another body', async () => {
      const [site, email, name] = scripts
        ? ['le-favril', 'claire@le-favril.example', 'Claire']
        : ['pontgouin', 'yvan@pontgouin.example', 'Yvan'];
      await inWindow(browser(), window(scripts), async (page) => {
        await signIn(page, demo(), email, site);
        await page.goto(demo().at(site, '/agent/compte'));
        await page.click('a:has-text("S’identifier avec ProConnect")');
        await choose(page, name);
        await page.click('button:has-text("Rattacher ProConnect")');
        await page.waitForURL('**/agent/compte');
        await page.locator('button:has-text("Ne plus relier ProConnect")').waitFor();
      });
      await inWindow(browser(), window(scripts), async (page) => {
        await page.goto(demo().at(site, '/agent/connexion'));
        await page.click('a:has-text("S’identifier avec ProConnect")');
        await choose(page, name);
        await page.waitForURL(
          (url) => url.pathname.startsWith('/agent') && url.pathname !== '/agent/connexion',
        );
        await page.locator('form[action="/agent/deconnexion"]').waitFor();
      });
      await inWindow(browser(), window(scripts), async (page) => {
        await page.goto(demo().at(site, '/connexion/proconnect?retour=/agent'));
        await choose(page, 'Louis Ferrand');
        await page.locator('h1', { hasText: 'n’est pas encore rattaché à votre compte' }).waitFor();
      });
    });
  });

  it.each([320, 1_280])('every page on the way reads well and fits, at %d pixels', async (width) => {
    await inWindow(browser(), window(true, width), async (page) => {
      const good = async (what: string) => {
        expect(await axeViolations(page), what).toEqual([]);
        expect(await overflows(page), what).toBe(false);
      };
      const away = demo().at('courville-sur-eure', '/connexion/franceconnect?retour=/mon-espace/securite');
      await page.goto(away);
      await page.locator('.sign').waitFor();
      await good('the simulator');
      await choose(page, 'Annuler');
      await page.locator('h1', { hasText: 'Vous n’êtes pas connecté' }).waitFor();
      await good('given up');
      await page.goto(demo().at('connexion', '/oidc/franceconnect/retour?state=perdu'));
      await good('lost on the broker host');
      await page.goto(demo().at('connexion', '/oidc/franceconnect/au-revoir'));
      await good('signed out on the broker host');
      const email = `relier-${width}@exemple.fr`;
      await openSpaceByMail(page, 'courville-sur-eure', email);
      await page.goto(away);
      await choose(page, 'Paul D’Haene');
      await page.locator('h1', { hasText: 'Rattacher FranceConnect à votre compte' }).waitFor();
      await good('linking');
    });
  });
});
