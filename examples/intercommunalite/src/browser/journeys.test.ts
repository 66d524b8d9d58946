// The journeys of a citizen and of the agents, in a browser, with scripts and without.

import { readFile } from 'node:fs/promises';
import { describeInBrowser, inWindow, type Page } from '@parvis/testing/browser';
import { describe, expect, it } from 'vitest';
import { type DemoHost, demoHost, fillBulkyWaste, signIn } from './demo-host.ts';

const FAVRIL = 'claire@le-favril.example';
const PONTGOUIN = 'yvan@pontgouin.example';
const EPCI = 'samira@entre-beauce-et-perche.example';

/** The text of the newest mail whose subject holds these words. */
async function newestMail(page: Page, { host, at }: DemoHost, words: string): Promise<string> {
  await host.house.jobs.drain();
  await page.goto(at('', '/_courrier'));
  await page.locator(`a:has-text("${words}")`).first().click();
  return page.locator('main').innerText();
}

async function askForBirthCertificate(page: Page, { at }: DemoHost): Promise<string> {
  const next = () => page.click('main button:has-text("Continuer")');
  await page.goto(at('le-favril', '/'));
  await page.fill('#recherche', 'acte de naisance');
  await page.keyboard.press('Enter');
  await page.click('main a:has-text("acte de naissance")');
  await page.click('a:has-text("Commencer")');
  // Whatever the first pages ask, each is answered by its first choice.
  for (let pages = 0; pages < 12; pages++) {
    const fieldsets = page.locator('main fieldset:has(input[type=radio])');
    for (let i = 0; i < (await fieldsets.count()); i++)
      await fieldsets.nth(i).locator('input[type=radio]').first().check();
    for (const [name, value] of Object.entries(TYPED)) {
      const box = page.locator(`main [name="${name}"]`);
      if ((await box.count()) > 0) await box.fill(value);
    }
    if (await page.locator('button:has-text("Envoyer ma demande")').count()) break;
    await next();
  }
  await page.click('button:has-text("Envoyer ma demande")');
  await page.waitForURL('**/suivi/**');
  return page.locator('.reference').first().innerText();
}

const TYPED = {
  'nom-naissance': 'Martin',
  prenoms: 'Jeanne, Marie',
  'date-naissance--day': '28',
  'date-naissance--month': '2',
  'date-naissance--year': '2001',
  'parent-1': 'Martin Paul',
  'adresse--line': '3 rue du Lavoir',
  'adresse--postal-code': '28190',
  'adresse--commune': 'Le Favril',
  prenom: 'Claire',
  nom: 'Martin',
  courriel: 'claire.martin@exemple.fr',
};

describeInBrowser('journeys', (browser) => {
  const demo = demoHost();

  describe.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('%s', (_, javaScriptEnabled) => {
    const options = { javaScriptEnabled };

    it('a birth certificate: asked, received, answered by the mairie, read', async () => {
      await inWindow(browser(), options, async (citizen) => {
        const reference = await askForBirthCertificate(citizen, demo());
        const receipt = await newestMail(citizen, demo(), reference);
        expect(receipt).toContain('Mairie du Favril');
        const [tracking = ''] = /http:\S+\/suivi\/\S+/.exec(receipt) ?? [];

        await inWindow(browser(), options, async (agent) => {
          await signIn(agent, demo(), EPCI);
          await agent.goto(demo().at('le-favril', '/agent?etat=toutes'));
          expect(await agent.locator('main').innerText()).not.toContain(reference);
        });
        await inWindow(browser(), options, async (agent) => {
          await signIn(agent, demo(), FAVRIL);
          await agent.locator('tr', { hasText: reference }).locator('a').click();
          await agent.fill('[name=message]', 'Bonjour,\nvotre acte part demain par la poste.');
          await agent.click('button:has-text("Envoyer la réponse")');
          expect(await agent.locator('main').innerText()).toContain('part demain par la poste');
        });

        expect(await newestMail(citizen, demo(), `Réponse à votre demande ${reference}`)).toContain(
          'part demain',
        );
        await citizen.goto(demo().at('le-favril', '/suivi'));
        await citizen.fill('#code', tracking.split('/').at(-1)?.toLowerCase().replaceAll('-', ' ') ?? '');
        await citizen.click('button:has-text("Voir ma demande")');
        expect(await citizen.locator('main').innerText()).toContain('part demain par la poste');
      });
    });

    it('bulky waste: run by the intercommunality, read by the commune, unseen by others', async () => {
      await inWindow(browser(), options, async (citizen) => {
        await citizen.goto(demo().at('le-favril', '/demarches/encombrants'));
        expect(await citizen.locator('main').innerText()).toContain(
          'Service assuré par la Communauté de communes Entre Beauce et Perche, pour Le Favril',
        );
        await fillBulkyWaste(citizen, demo());
        await citizen.click('button:has-text("Envoyer ma demande")');
        const reference = await citizen.locator('.reference').first().innerText();

        await inWindow(browser(), options, async (agent) => {
          await signIn(agent, demo(), FAVRIL);
          await agent.locator('tr', { hasText: reference }).locator('a').click();
          const text = await agent.locator('main').innerText();
          expect(text).toContain('Vous pouvez la lire, pas y répondre');
          expect(text).toContain('un canapé trois places');
          // What the commune may do is add a note for those who run it.
          expect(await agent.locator('main form:not([action$="/notes"])').count()).toBe(0);
        });
        await inWindow(browser(), options, async (agent) => {
          await signIn(agent, demo(), PONTGOUIN, 'pontgouin');
          await agent.goto(demo().at('pontgouin', '/agent?etat=toutes'));
          expect(await agent.locator('main').innerText()).not.toContain(reference);
        });
        await inWindow(browser(), options, async (agent) => {
          await signIn(agent, demo(), EPCI, 'cc-entre-beauce-et-perche');
          await agent.locator('tr', { hasText: reference }).locator('a').click();
          await agent.click('main a:has-text("Demander un complément")');
          await agent.fill('main textarea', 'À quel étage est le canapé ?');
          await agent.click('main button:has-text("Demander un complément")');
          expect(await agent.locator('main').innerText()).toContain('À compléter');
        });
        await citizen.reload();
        expect(await citizen.locator('main').innerText()).toContain('À quel étage est le canapé ?');
        await citizen.click('main a:has-text("Compléter ma demande")');
        await citizen.fill('textarea[name=description]', 'un canapé trois places, au rez-de-chaussée');
        await citizen.click('main button:has-text("Envoyer")');
        expect(await citizen.locator('main').innerText()).toContain('au rez-de-chaussée');

        await inWindow(browser(), options, async (agent) => {
          await signIn(agent, demo(), EPCI, 'cc-entre-beauce-et-perche');
          await agent.locator('tr', { hasText: reference }).locator('a').click();
          await agent.click('main a:has-text("Fixer la collecte")');
          const soon = new Date(Date.now() + 3 * 86_400_000);
          await agent.fill('[name$="--day"]', String(soon.getDate()));
          await agent.fill('[name$="--month"]', String(soon.getMonth() + 1));
          await agent.fill('[name$="--year"]', String(soon.getFullYear()));
          await agent.click('main button:has-text("Fixer la collecte")');
          expect(await agent.locator('main').innerText()).toContain('Traitée');
        });
        await citizen.reload();
        expect(await citizen.locator('main').innerText()).toContain('La collecte est prévue');
      });
    });

    it('an advisor: booked at the nearest place, put in a calendar, cancelled, booked again', async () => {
      await inWindow(browser(), { ...options, acceptDownloads: true }, async (citizen) => {
        const book = async () => {
          await citizen.goto(demo().at('le-favril', '/rendez-vous/aide-numerique'));
          expect(await citizen.locator('main h3').first().innerText()).toBe('Le Favril');
          await citizen.locator('main a[href^="/rendez-vous/aide-numerique/"]').last().click();
          const fields = citizen.locator('main form input.input');
          await fields.first().fill('Claire Martin');
          await citizen.locator('main input[type=email]').fill('claire.martin@exemple.fr');
          await citizen.click('button:has-text("Confirmer")');
          await citizen.waitForURL('**/suivi/**');
        };
        await book();
        const [download] = await Promise.all([
          citizen.waitForEvent('download'),
          citizen.locator('a[href$="calendrier.ics"]').click(),
        ]);
        expect(await readFile(await download.path(), 'utf8')).toMatch(/BEGIN:VEVENT[\s\S]*END:VEVENT/);
        await citizen.click('a:has-text("Annuler"), button:has-text("Annuler")');
        await citizen.locator('main form button').first().click();
        expect(await citizen.locator('main').innerText()).toContain('annulé');
        await book();
        expect(await citizen.locator('main').innerText()).toContain('Votre rendez-vous est pris');
      });
    });
  });

  it('a form can be filled by keyboard alone', async () => {
    await inWindow(browser(), {}, async (page) => {
      await page.goto(demo().at('le-favril', '/demarches/signalement/commencer'));
      const focused = () =>
        page.evaluate('document.activeElement.id || document.activeElement.textContent.trim()');
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('Aller au contenu');
      await page.keyboard.press('Enter');
      for (let i = 0; i < 10 && !(await page.locator('input[type=radio]:focus').count()); i++)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Un trou devant le lavoir.');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/commencer/ou');
    });
  });
});
