// « Données personnelles » says what is true of the site, and nothing else.

import { readdir, readFile } from 'node:fs/promises';
import { describeEachHost, type OpenHost, openTown } from '@parvis/testing';
import { describe, expect, it } from 'vitest';
import { updatePrivacy } from '../authorities/tenant.ts';
import { COOKIES } from './cookies.ts';

const FORM = '/agent/coordonnees';
const PAGE = '/donnees-personnelles';

async function opened(open: OpenHost) {
  const host = await open();
  const town = await openTown(host, {
    agents: [
      { name: 'claire', role: 'secretary', at: 'Favril' },
      { name: 'denis', role: 'data-protection-officer', at: 'Favril' },
      { name: 'samira', role: 'case-worker' },
    ],
  });
  return { host, town };
}

describeEachHost('the privacy page of a site', (open) => {
  it('names who answers for each service, who hosts for them, and whom to write to', async () => {
    const { host, town } = await opened(open);
    const favril = town.authority('Favril');
    const snapshot = await host.house.sites.byHost('le-favril.localhost');
    await host.house.db.write((tx) =>
      updatePrivacy(tx, snapshot?.tenant.id ?? '', favril.id, {
        dpo: { name: 'Camille Duval', email: 'dpo@le-favril.example' },
      }),
    );
    const { html } = await host.visit('le-favril.localhost').get(PAGE);
    const [commune = '', epci = ''] = html.split('<h3>').filter((part) => part.includes('Pour&nbsp;:'));
    expect(commune).toContain('Mairie du Favril');
    expect(commune).toContain('Demander une copie d’acte de naissance');
    expect(commune).toContain('héberge ces demandes pour son compte');
    expect(commune).toContain('Camille Duval');
    expect(commune).toContain('mailto:dpo@le-favril.example');
    expect(epci).toContain('Entre Beauce et Perche');
    expect(epci).toContain('Faire enlever un meuble ou un gros objet');
    expect(epci).toContain('Les comptes des usagers');
    expect(epci).not.toContain('héberge ces demandes');
  });

  it('says how long, from what the services say', async () => {
    const { host } = await opened(open);
    const { html } = await host.visit('le-favril.localhost').get(PAGE);
    expect(html).toContain('2\u00A0ans après la clôture de la demande');
    expect(html).toContain('3\u00A0ans après votre dernière connexion');
    expect(html).toContain('https://www.cnil.fr/fr/plaintes');
    expect(html).toContain('/mon-espace/donnees');
  });
});

describe('the cookies that the page lists', () => {
  it('are those that the sources set, and no other', async () => {
    const root = new URL('../', import.meta.url);
    const set = new Set<string>();
    for (const name of await readdir(root, { recursive: true })) {
      if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
      const source = await readFile(new URL(name, root), 'utf8');
      if (!source.includes('setHostCookie(')) continue;
      for (const [, cookie = ''] of source.matchAll(/setHostCookie\(house, c, '([\w-]+)'/g)) set.add(cookie);
      for (const [, cookie = ''] of source.matchAll(/^const COOKIE = '([\w-]+)'/gm)) set.add(cookie);
    }
    expect(set.size).toBeGreaterThan(3);
    expect(COOKIES.map(({ name }) => name).sort()).toEqual([...set].sort());
  });
});

describeEachHost('the contacts of a body', (open) => {
  it('are on its site as soon as they are saved', async () => {
    const { host, town } = await opened(open);
    const claire = await town.signIn('claire', 'le-favril.localhost');
    const page = await claire.get('/agent/coordonnees');
    expect(page.html).not.toContain('name="dpo-nom"');
    await host.visit('le-favril.localhost').get('/contact');
    const saved = await claire.submit(
      page,
      {
        adresse: '1 place Neuve\n28190 Le Favril',
        telephone: '02 61 91 99 99',
        courriel: 'accueil@le-favril.example',
        'heures-2': 'de 9h à 12h et de 14h à 17h30',
      },
      FORM,
    );
    expect(saved.path).toBe('/agent/coordonnees?garde=1');
    const { html } = await host.visit('le-favril.localhost').get('/contact');
    expect(html).toContain('1 place Neuve');
    expect(html).toContain('accueil@le-favril.example');
    expect(html).toContain('de 14\u00A0h à\u00A017\u00A0h\u00A030');
    expect((await claire.get('/agent/coordonnees')).html).toContain('02\u00A061\u00A091\u00A099\u00A099');
  });

  it('come back with what was typed where they are wrong', async () => {
    const { town } = await opened(open);
    const claire = await town.signIn('claire', 'le-favril.localhost');
    const wrong = await claire.submit(
      await claire.get('/agent/coordonnees'),
      {
        telephone: '12',
        'heures-1': 'le matin',
      },
      FORM,
    );
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="le matin"');
    expect(wrong.html).toContain('value="12"');
    expect(wrong.html).toContain('Lundi\u00A0: écrivez par exemple');
  });

  it('are for those who may change them: the officer names the officer, and nothing else', async () => {
    const { host, town } = await opened(open);
    const samira = await town.signIn('samira', 'le-favril.localhost');
    expect((await samira.get('/agent/coordonnees')).status).toBe(403);
    const denis = await town.signIn('denis', 'le-favril.localhost');
    const page = await denis.get('/agent/coordonnees');
    expect(page.html).not.toContain('name="telephone"');
    expect((await denis.submit(page, { 'dpo-courriel': 'dpo@le-favril.example' }, FORM)).status).toBe(422);
    // What is not theirs to change is not changed, whatever is sent.
    await denis.submit(page, { 'dpo-nom': 'Denis', telephone: '02 61 91 00 00' }, FORM);
    const favril = (await host.house.sites.byHost('le-favril.localhost'))?.site.authority;
    expect(favril?.privacy?.dpo).toEqual({ name: 'Denis' });
    expect(favril?.contact.phone).toBeUndefined();
  });
});
