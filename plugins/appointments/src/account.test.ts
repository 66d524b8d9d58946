// An appointment of someone who is signed in: less to type, and found again in their space.

import { describeEachHost, type OpenHost, openTown, signInCitizen, type Visitor } from '@parvis/testing';
import { expect, it } from 'vitest';
import { addAdvisor, addOpening, addVenue, appointments, DIGITAL_HELP, motifIdOf } from './index.ts';

const SITE = 'le-favril.localhost';
const EMAIL = 'jeanne.martin@exemple.fr';
const EVERY_DAY = { freq: 'weekly', byDay: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] } as const;

async function agenda(open: OpenHost) {
  const host = await open({ plugins: [appointments] });
  await openTown(host, {
    async furnish(contextOf, { authority }) {
      const ctx = contextOf('appointments');
      const motifId = (await motifIdOf(ctx, DIGITAL_HELP)) ?? '';
      const resourceId = await addAdvisor(ctx, { name: 'Ada Martin', authorityId: authority().id });
      const venueId = await addVenue(ctx, {
        slug: 'le-favril',
        name: 'Mairie',
        address: ['2 rue de la Mairie'],
        commune: 'Le Favril',
        insee: '28148',
        latitude: 48.456,
        longitude: 1.077,
      });
      await addOpening(ctx, {
        resourceId,
        venueId,
        motifIds: [motifId],
        recurrence: EVERY_DAY,
        from: '2026-01-01',
        start: '09:00',
        end: '17:00',
      });
    },
  });
  return host;
}

/** The page on which the last slot that is shown is booked. */
async function contactPage(visitor: Visitor) {
  const { html } = await visitor.get('/rendez-vous/aide-numerique?lieu=le-favril');
  const slots = [
    ...html.matchAll(/href="(\/rendez-vous\/aide-numerique\/le-favril\/\d{4}-\d\d-\d\d-\d{4})"/g),
  ];
  return visitor.get(slots.at(-1)?.[1] ?? '');
}

describeEachHost('an appointment of someone who is signed in', (open) => {
  it('is in their space, with when and where, until it is cancelled', async () => {
    const host = await agenda(open);
    const visitor = host.visit(SITE);
    await signInCitizen(host, visitor, EMAIL);
    expect((await visitor.get('/mon-espace')).html).not.toContain('prochain rendez-vous');
    const booked = await visitor.submit(await contactPage(visitor), { nom: 'Jeanne Martin' });
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
    const host = await agenda(open);
    const visitor = host.visit(SITE);
    expect((await contactPage(visitor)).html).not.toContain('Repris de votre espace');
    await signInCitizen(host, visitor, EMAIL);
    const facts = { prenoms: 'Jeanne, Marie', nom: 'Martin', telephone: '06 12 34 56 78' };
    await visitor.submit(await visitor.get('/mon-espace/identite'), facts, '/identite');
    const page = await contactPage(visitor);
    expect(page.html.match(/Repris de votre espace/g)).toHaveLength(3);
    expect(page.html).toContain(`value="${EMAIL}"`);
    expect(page.html).toMatch(/value="06\s12\s34\s56\s78"/);
    const wrong = await visitor.submit(page, { nom: '', courriel: 'autre@exemple.fr' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="autre@exemple.fr"');
    expect(wrong.html).not.toContain('Repris de votre espace');
  });
});
