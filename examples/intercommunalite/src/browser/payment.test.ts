// Paying in the demonstration, from the mail to the receipt: refused, given up, tried again, paid; and what the agents see of it.

import { contextFor } from '@parvis/core';
import { PHOTO_BYTES } from '@parvis/testing';
import { axeViolations, describeInBrowser, inWindow, overflows, type Page } from '@parvis/testing/browser';
import { expect, it } from 'vitest';
import { demoHost, signIn } from './demo-host.ts';

const SAMIRA = 'samira@entre-beauce-et-perche.example';
const HELENE = 'helene@entre-beauce-et-perche.example';

describeInBrowser('paying', (browser) => {
  const demo = demoHost();

  /** Axe is no script of the site: the window must let it in. */
  const window = (width: number, javaScriptEnabled = true) => ({
    javaScriptEnabled,
    bypassCSP: true,
    viewport: { width, height: 900 },
  });

  async function good(page: Page, what: string): Promise<void> {
    expect(await axeViolations(page), what).toEqual([]);
    expect(await overflows(page), what).toBe(false);
  }

  /** Asks for a new card in the place of a lost one. */
  async function askForCard(page: Page, name: string): Promise<void> {
    const next = () => page.click('main button:has-text("Continuer")');
    await page.goto(demo().at('le-favril', '/demarches/carte-decheterie/commencer'));
    await page.check('input[name=usage][value=foyer]');
    await next();
    await page.check('input[name=motif][value=perdue]');
    await next();
    await page.fill('[name="adresse--line"]', '3 rue du Lavoir');
    await page.fill('[name="adresse--postal-code"]', '28190');
    await page.fill('[name="adresse--commune"]', 'Le Favril');
    await page.setInputFiles('input[type=file]', {
      name: 'facture.jpg',
      mimeType: 'image/jpeg',
      buffer: PHOTO_BYTES,
    });
    await next();
    await page.check('input[name=remise][value=courrier]');
    await next();
    await page.fill('[name=prenom]', name);
    await page.fill('[name=nom]', 'Martin');
    await page.fill('[name=courriel]', `${name.toLowerCase()}@exemple.fr`);
    await next();
    await page.click('main button:has-text("Envoyer")');
    await page.waitForURL('**/suivi/**');
  }

  /** The agents of the intercommunality grant what is asked for, against payment. */
  async function grant(name: string): Promise<void> {
    await inWindow(browser(), window(1_280), async (page) => {
      await signIn(page, demo(), SAMIRA, 'cc-entre-beauce-et-perche');
      await page.goto(demo().at('cc-entre-beauce-et-perche', `/agent?q=${name}`));
      await page.locator('main a', { hasText: 'carte de déchèterie' }).first().click();
      await page.click('main button:has-text("Accepter et demander le paiement")');
      await page.locator('main', { hasText: 'À payer' }).waitFor();
    });
    await demo().host.house.jobs.drain();
  }

  /** The address in the newest mail to someone that asks for money. */
  async function mailedAddress(page: Page, email: string): Promise<string> {
    const box = await page.context().newPage();
    await box.goto(demo().at('', '/_courrier'));
    await box.locator('tr', { hasText: 'À payer' }).filter({ hasText: email }).first().locator('a').click();
    const link = box.locator('.mail-text a[href*="/paiement/"]').first();
    const address = (await link.getAttribute('href')) ?? '';
    await box.close();
    return address;
  }

  const atTill = async (page: Page, what: string) => {
    await page.locator('.sign', { hasText: 'Simulateur, ceci n’est pas PayFiP' }).waitFor();
    await page.click(`button:has-text("${what}")`);
    await page.click('button:has-text("Revenir au site")');
    await page.waitForURL('**/paiement/**');
  };

  /** A request of Le Favril that must pay 10 euros, without the form that led to it. */
  async function mustPay(name: string): Promise<string> {
    const { house } = demo().host;
    const snapshot = await house.sites.byHost('le-favril.localhost');
    if (!snapshot) throw new Error('Le Favril has no site');
    const standing = { snapshot, actor: { kind: 'system' }, now: Date.now() } as const;
    const email = `${name.toLowerCase()}@exemple.fr`;
    await contextFor(house, standing, 'procedures').write(async (tx) => {
      const service = tx.services.find(({ operator }) => operator.kind === 'epci');
      if (!service) throw new Error('the intercommunality operates nothing');
      const { request } = await tx.requests.open({
        service,
        channel: 'counter',
        title: service.title,
        requester: { name: `${name} Martin`, email },
        once: name,
      });
      const text = 'Votre demande est acceptée.';
      await tx.payments.ask(request.id, { purpose: 'carte', label: 'Une carte', amount: 1_000, text });
    });
    await house.jobs.drain();
    return email;
  }

  it('is refused, given up, tried again and paid from the mail, on a telephone, with a receipt', async () => {
    const email = await mustPay('Odette');
    await inWindow(browser(), window(320), async (page) => {
      await page.goto(await mailedAddress(page, email));
      await page.locator('h1', { hasText: 'Payer 10,00' }).waitFor();
      await good(page, 'the page to pay on');
      await page.click('button:has-text("Payer 10,00")');
      await atTill(page, 'une carte que la banque refuse');
      await page.locator('.notice', { hasText: 'Le paiement a été refusé' }).waitFor();
      await good(page, 'refused');
      await page.click('button:has-text("Réessayer de payer 10,00")');
      await atTill(page, 'Abandonner');
      await page.locator('.notice', { hasText: 'n’est pas allé au bout' }).waitFor();
      await page.click('button:has-text("Réessayer de payer 10,00")');
      await atTill(page, 'Payer par carte bancaire');
      await page.locator('.notice', { hasText: 'C’est payé' }).waitFor();
      await good(page, 'paid');
      const receipt = page.waitForEvent('download');
      await page.click('a:has-text("justificatif de paiement")');
      expect((await receipt).suggestedFilename()).toMatch(/^justificatif-de-paiement-\w+\.pdf$/);
      await page.click('a:has-text("Voir ma demande")');
      await page.locator('main', { hasText: 'Télécharger le justificatif' }).waitFor();
      await good(page, 'the request that is paid');
    });
  });

  it('is done by keyboard and without scripts, and whoever goes back finds what they left', async () => {
    const email = await mustPay('Marcel');
    await inWindow(browser(), window(1_280, false), async (page) => {
      const address = await mailedAddress(page, email);
      await page.goto(address);
      await page.locator('button:has-text("Payer 10,00")').focus();
      await page.keyboard.press('Enter');
      await page.locator('.sign').waitFor();
      await page.goto(address);
      await page.locator('.notice', { hasText: 'Nous attendons la réponse de PayFiP' }).waitFor();
      await page.locator('button:has-text("Reprendre le paiement")').focus();
      await page.keyboard.press('Enter');
      await page.locator('button:has-text("Payer par prélèvement")').focus();
      await page.keyboard.press('Enter');
      await page.locator('button:has-text("Revenir au site")').focus();
      await page.keyboard.press('Enter');
      await page.locator('.notice', { hasText: 'C’est payé' }).waitFor();
    });
  });

  it('moves the request on: asked for on a form, granted by an agent, paid', async () => {
    await inWindow(browser(), window(1_280), async (page) => {
      await askForCard(page, 'Lucette');
      await grant('Lucette');
      await page.reload();
      await page.click('a:has-text("Payer 10,00")');
      await page.locator('h1', { hasText: 'Payer 10,00' }).waitFor();
      await good(page, 'the page to pay on, wide');
      const address = page.url();
      await page.click('button:has-text("Payer 10,00")');
      await page.locator('.sign').waitFor();
      await page.goto(address);
      await good(page, 'waiting');
      await page.click('button:has-text("Reprendre le paiement")');
      await atTill(page, 'Payer par carte bancaire');
      await page.click('a:has-text("Voir ma demande")');
      await page.locator('main', { hasText: 'Votre carte est prête' }).waitFor();
    });
  });

  it.each([320, 1_280])('is seen by whoever answers for the money, at %d pixels', async (width) => {
    const site = 'cc-entre-beauce-et-perche';
    await inWindow(browser(), window(width), async (page) => {
      await signIn(page, demo(), SAMIRA, site);
      await page.goto(demo().at(site, '/agent/paiements?etat=tous'));
      await page.locator('main', { hasText: 'Odette Martin' }).waitFor();
      await good(page, 'the list of payments');
      await page.locator('tr', { hasText: 'Odette' }).locator('a').click();
      await page.locator('h2', { hasText: 'Tentatives de paiement en ligne' }).waitFor();
      await page.locator('td', { hasText: 'Refusé par la banque' }).waitFor();
      await good(page, 'a payment');
      await page.click('a:has-text("Ouvrir la demande")');
      await page.locator('h2', { hasText: 'Paiement' }).waitFor();
      await good(page, 'the request on the desk');
    });
    await inWindow(browser(), window(width), async (page) => {
      await signIn(page, demo(), HELENE, site);
      await page.goto(demo().at(site, '/agent/paiement-en-ligne'));
      await good(page, 'the settings');
      await page.fill('[name=numcli]', '12');
      await page.click('main button:has-text("Enregistrer")');
      await page.locator('.error-summary', { hasText: 'six chiffres' }).waitFor();
      await good(page, 'settings that came back');
      await page.fill('[name=numcli]', '000001');
      await page.click('main button:has-text("Enregistrer")');
      await page.locator('.notice', { hasText: 'PayFiP connaît le client 000001' }).waitFor();
    });
  });
});
