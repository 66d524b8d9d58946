// A form of someone who is signed in: less to type, and found again in their space.

import { describeEachHost, openTown, signInCitizen } from '@parvis/testing';
import { expect, it } from 'vitest';
import { procedures } from './index.ts';

const SITE = 'le-favril.localhost';
const FORM = '/demarches/encombrants/commencer';
const EMAIL = 'jeanne.martin@exemple.fr';
const PHONE = /value="06\s12\s34\s56\s78"/;
const PAGES: readonly Readonly<Record<string, string | readonly string[]>>[] = [
  { quoi: ['meuble'], description: 'un canapé' },
  { 'adresse--line': '3 rue du Lavoir', 'adresse--postal-code': '28190', 'adresse--commune': 'Le Favril' },
  { aide: 'non' },
];

describeEachHost('a form of someone who is signed in', (open) => {
  it('begins its contact details with what the account knows, and lands in the account', async () => {
    const host = await open({ plugins: [procedures] });
    await openTown(host);
    const visitor = host.visit(SITE);
    await signInCitizen(host, visitor, EMAIL);
    const facts = { prenoms: 'Jeanne, Marie', nom: 'Martin', telephone: '06 12 34 56 78' };
    await visitor.submit(await visitor.get('/mon-espace/identite'), facts, '/identite');

    let page = await visitor.get(FORM);
    for (const typed of PAGES) page = await visitor.submit(page, typed);
    expect(page.html.match(/Repris de votre espace/g)).toHaveLength(4);
    for (const value of ['Jeanne', 'Martin', EMAIL]) expect(page.html).toContain(`value="${value}"`);
    expect(page.html).toMatch(PHONE);

    // What was put out once is not put back.
    const contact = page.path;
    await visitor.submit(page, { telephone: '' });
    expect((await visitor.get(contact)).html).not.toMatch(PHONE);

    const sent = await visitor.submit(await visitor.get(`${FORM}/verifier`), {}, '/envoi');
    expect(sent.path).toMatch(/^\/suivi\//);
    expect(sent.html).toContain('Elle est dans votre espace');
    const space = await visitor.get('/mon-espace');
    const [own = ''] = /\/mon-espace\/demandes\/[\w-]+/.exec(space.html) ?? [];
    expect((await visitor.get(own)).html).toContain('un canapé');
    const other = host.visit(SITE);
    await signInCitizen(host, other, 'autre@exemple.fr');
    expect((await other.get(own)).status).toBe(404);
  });

  it('asks someone without an account for everything', async () => {
    const host = await open({ plugins: [procedures] });
    await openTown(host);
    const visitor = host.visit(SITE);
    let page = await visitor.get(FORM);
    for (const typed of PAGES) page = await visitor.submit(page, typed);
    expect(page.html).toContain('name="courriel"');
    expect(page.html).not.toContain('Repris de votre espace');
  });
});
