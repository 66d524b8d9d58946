// What agents fill in on a step, written in the builder, on both engines.

import { describeEachHost } from '@parvis/testing';
import { expect, it } from 'vitest';
import { tables } from '../schema.ts';
import { askedByAgents } from './field-place.ts';
import { begun, EPCI, FAVRIL, opened } from './testing/workshop.ts';

describeEachHost('what agents fill in', (open) => {
  it('is added, set, ordered, taken up by texts, and taken away where nothing uses it', async () => {
    const { town } = await opened(open);
    const thomas = await town.signIn('thomas', EPCI);
    const plan = await begun(thomas);
    const step = `${plan}/etapes/prendre`;
    const add = async (label: string, nature: string, more: Record<string, string> = {}) =>
      thomas.submit(await thomas.get(`${step}/question`), { label, nature, ...more }, '/question');
    const page = await thomas.get(`${step}/question`);
    for (const kind of ['file', 'repeat', 'signature', 'computed'])
      expect(page.html).not.toContain(`<option value="${kind}"`);
    expect(page.html).toContain('<option value="amount"');
    const empty = await thomas.submit(page, { nature: 'text' }, '/question');
    expect(empty.status).toBe(422);
    const made = await add('Qui s’en occupe', 'text');
    expect(made.path, made.html).toBe(`${plan}/questions/prendre:qui-s-en-occupe`);
    expect(made.html).toContain('à remplir par l’agent');
    const set = await thomas.submit(
      made,
      { label: 'Agent de collecte', aide: 'L’usager le lit.', obligatoire: 'non' },
      '/prendre:qui-s-en-occupe',
    );
    expect(set.path).toBe(step);
    expect(set.html).toContain('Agent de collecte');
    await add('Camion', 'choice', { options: 'Petit\nGrand' });
    const list = (html: string) =>
      [...html.matchAll(/value="descendre question prendre:([\w-]+)"/g)].map(([, id]) => id);
    const both = await thomas.get(step);
    expect(list(both.html)).toEqual(['qui-s-en-occupe', 'camion']);
    const moved = await thomas.submit(both, { faire: 'monter question prendre:camion' }, '/ordre');
    expect(moved.path).toBe(step);
    expect(list(moved.html)).toEqual(['camion', 'qui-s-en-occupe']);

    // A mail takes it up: it cannot go.
    const mail = await thomas.submit(
      moved,
      {
        depuis: ['recue'],
        vers: 'en-cours',
        qui: 'agent',
        ajout: 'mail',
        objet: 'Collecte',
        texte: 'Par {{qui-s-en-occupe}}.',
      },
      '/prendre',
    );
    expect(mail.path, mail.html).toBe(`${plan}/chemin`);
    expect(mail.html).toContain('L’agent remplit&nbsp;: Camion, Agent de collecte');
    const used = await thomas.get(`${plan}/questions/prendre:qui-s-en-occupe`);
    expect(used.html).toContain('ce que fait le bouton');
    const kept = await thomas.submit(used, { faire: 'retirer question prendre:qui-s-en-occupe' }, '/ordre');
    expect(kept.status).toBe(409);
    const gone = await thomas.submit(
      await thomas.get(step),
      { faire: 'retirer question prendre:camion' },
      '/ordre',
    );
    expect(list(gone.html)).toEqual(['qui-s-en-occupe']);
    expect((await thomas.get(`${plan}/scenarios`)).html).toContain('Tous les scénarios');
    expect((await thomas.get(`${plan}/questions/prendre:camion`)).status).toBe(404);
  });

  it('is asked of the agent once it is published', async () => {
    const { host, town } = await opened(open);
    const edith = await town.signIn('edith', FAVRIL);
    const plan = await begun(edith, 'Écrire au conseil', 'contact');
    const way = await edith.get(`${plan}/chemin`);
    const [, step = ''] = /href="[^"]*\/etapes\/([\w-]+)">[^<]*<\/a>, par un agent/.exec(way.html) ?? [];
    const form = await edith.get(`${plan}/etapes/${step}/question`);
    const added = await edith.submit(form, { label: 'Numéro de poste', nature: 'number' }, '/question');
    expect(added.path, added.html).toBe(`${plan}/questions/${step}:numero-de-poste`);
    const sheet = await edith.get(`${plan}/fiche`);
    const theme =
      /<option value="([^"]+)" ?(?:selected)?>/.exec(
        sheet.html.slice(sheet.html.indexOf('name="theme"')),
      )?.[1] ?? '';
    await edith.submit(
      sheet,
      { resume: 'Écrire.', theme, 'theme--other': '', pour: 'Tous', delai: 'Une semaine', niveau: 'commune' },
      '/fiche',
    );
    const done = await edith.submit(await edith.get(`${plan}/publication`), {}, '/publication');
    expect(done.path, done.html).toBe('/agent/procedures/modeles/ecrire-au-conseil');
    const { version } = tables.for(host.house.db.read);
    const rows = await host.house.db.read.select({ definition: version.definition }).from(version);
    const asked = rows.flatMap(({ definition }) => askedByAgents(definition)).map(({ id }) => id);
    expect(asked).toContain('numero-de-poste');
  });
});
