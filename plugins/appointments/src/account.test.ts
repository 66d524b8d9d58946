// An appointment of someone who is signed in: less to type, and found again in their space.

import { describeEachHost, signInCitizen, type TestHost, type Visitor } from '@parvis/testing';
import { expect, it } from 'vitest';
import { agenda, nextWeek, SITE } from './testing/town.ts';

const EMAIL = 'jeanne.martin@exemple.fr';

/** The page on which a slot of next week is booked. */
async function contactPage(host: TestHost, visitor: Visitor) {
  const [slot = ''] = await nextWeek(host, 'le-favril');
  return visitor.get(slot);
}

describeEachHost('an appointment of someone who is signed in', (open) => {
  it('is in their space, with when and where, until it is cancelled', async () => {
    const { host } = await agenda(open);
    const visitor = host.visit(SITE);
    await signInCitizen(host, visitor, EMAIL);
    expect((await visitor.get('/mon-espace')).html).not.toContain('prochain rendez-vous');
    const booked = await visitor.submit(await contactPage(host, visitor), { nom: 'Jeanne Martin' });
    expect(booked.html).toContain('Elle est dans votre espace');
    const space = await visitor.get('/mon-espace');
    expect(space.html).toContain('Votre prochain rendez-vous');
    expect(space.html).toContain('2 rue de la Mairie');
    const other = host.visit(SITE);
    await signInCitizen(host, other, 'autre@exemple.fr');
    expect((await other.get('/mon-espace')).html).not.toContain('prochain rendez-vous');

    const own = await visitor.get(/\/mon-espace\/demandes\/[\w-]+/.exec(space.html)?.[0] ?? '');
    const cancel = /\/rendez-vous\/[\w-]+\/annulation/.exec(own.html)?.[0] ?? '';
    await visitor.submit(await visitor.get(cancel), {}, '/annulation');
    expect((await visitor.get('/mon-espace')).html).not.toContain('prochain rendez-vous');
  });

  it('begins with what their account knows, says where it came from, and lets them change it', async () => {
    const { host } = await agenda(open);
    const visitor = host.visit(SITE);
    expect((await contactPage(host, visitor)).html).not.toContain('Repris de votre espace');
    await signInCitizen(host, visitor, EMAIL);
    const facts = { prenoms: 'Jeanne, Marie', nom: 'Martin', telephone: '06 12 34 56 78' };
    await visitor.submit(await visitor.get('/mon-espace/identite'), facts, '/identite');
    const page = await contactPage(host, visitor);
    expect(page.html.match(/Repris de votre espace/g)).toHaveLength(3);
    expect(page.html).toContain(`value="${EMAIL}"`);
    expect(page.html).toMatch(/value="06\s12\s34\s56\s78"/);
    const wrong = await visitor.submit(page, { nom: '', courriel: 'autre@exemple.fr' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="autre@exemple.fr"');
    expect(wrong.html).not.toContain('Repris de votre espace');
  });
});
