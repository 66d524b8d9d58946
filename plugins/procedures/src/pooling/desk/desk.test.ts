// The pages of procedures on the agents' desk, on both engines.

import { eq } from '@parvis/kit/data';
import { describeEachHost, type OpenHost, openTown } from '@parvis/testing';
import { expect, it } from 'vitest';
import { procedures } from '../../index.ts';
import { tables } from '../../schema.ts';

const SITE = 'le-favril.localhost';
const MODEL = '/agent/procedures/modeles/encombrants';
const START = '/demarches/encombrants/commencer';

async function opened(open: OpenHost) {
  const host = await open({ plugins: [procedures] });
  const town = await openTown(host, {
    agents: [
      { name: 'helene', role: 'administrator' },
      { name: 'edith', role: 'editor', at: 'Favril' },
      { name: 'claire', role: 'secretary', at: 'Favril' },
      { name: 'samira', role: 'case-worker' },
    ],
  });
  const lines = async () => {
    const { version } = tables.for(host.house.db.read);
    const rows = await host.house.db.read.select().from(version);
    const own = town.authority('Favril').id;
    return rows.filter(({ line }) => line === own);
  };
  return { host, town, lines };
}

/** The name of the box that shows this. */
function boxOf(html: string, shown: string): string {
  const found =
    html.match(new RegExp(`<input[^>]*name="([^"]+)"[^>]*value="${shown}"`)) ??
    html.match(new RegExp(`<textarea[^>]*name="([^"]+)"[^>]*>\\s*${shown}`));
  if (!found?.[1]) throw new Error(`no box shows ${shown}`);
  return found[1];
}

describeEachHost('the pages of procedures', (open) => {
  it('are for administrators and editors', async () => {
    const { town } = await opened(open);
    const claire = await town.signIn('claire', SITE);
    for (const path of ['/agent/procedures', MODEL, `${MODEL}/textes`, `${MODEL}/scenarios`])
      expect((await claire.get(path)).status).toBe(403);
    expect((await claire.get('/agent')).html).not.toContain('href="/agent/procedures"');
    const edith = await town.signIn('edith', SITE);
    const list = await edith.get('/agent/procedures');
    expect(list.html).toContain('Telle quelle');
    expect((await edith.get(`${MODEL}-inconnu`)).status).toBe(404);
  });

  it('tell a procedure in words, and run its scenarios', async () => {
    const { town } = await opened(open);
    const edith = await town.signIn('edith', SITE);
    const { html } = await edith.get(MODEL);
    expect(html).toMatch(/Posée si «\u00A0Avez-vous besoin d’aide[^»]*» est «\u00A0Oui\u00A0»/);
    expect(html).toContain('<ol class="workflow">');
    expect(html).toMatch(/Prendre en charge<\/strong>/);
    expect(html).toContain('Première version.');
    const run = await edith.get(`${MODEL}/scenarios`);
    expect(run.html).toContain('Tous les scénarios se passent comme prévu');
  });

  it('let a commune say it in its own words, for its site alone', async () => {
    const { host, town, lines } = await opened(open);
    const edith = await town.signIn('edith', SITE);
    const form = await edith.get(`${MODEL}/textes`);
    const unchanged = await edith.submit(form, {}, '/textes');
    expect(unchanged.status).toBe(422);
    expect(await lines()).toEqual([]);
    const saved = await edith.submit(form, { [boxOf(form.html, 'Objets')]: 'Ce qui part' }, '/textes');
    expect(saved.path).toBe(MODEL);
    expect(saved.html).toContain('que vous avez adaptée');
    expect((await host.visit(SITE).get(START)).html).toContain('Ce qui part');
    expect((await host.visit('pontgouin.localhost').get(START)).html).not.toContain('Ce qui part');
    // From a page that was left open, it would write over what was published since.
    expect((await edith.submit(form, { [boxOf(form.html, 'Objets')]: 'Autre' }, '/textes')).status).toBe(409);
  });

  it('let it ask one thing more, even a necessary one, and take that back', async () => {
    const { host, town, lines } = await opened(open);
    const edith = await town.signIn('edith', SITE);
    const form = await edith.get(`${MODEL}/question`);
    expect((await edith.submit(form, { page: 'objets' }, '/question')).status).toBe(422);
    const added = await edith.submit(
      form,
      {
        page: 'objets',
        label: 'Quel est votre quartier ?',
        nature: 'choice',
        options: 'Bourg\nHameau du Lavoir',
        obligatoire: 'oui',
      },
      '/question',
    );
    expect(added.path, added.html).toBe(MODEL);
    expect((await host.visit(SITE).get(START)).html).toContain('Hameau du Lavoir');
    expect((await edith.get(`${MODEL}/scenarios`)).html).toContain('Tous les scénarios');
    const again = await edith.get(`${MODEL}/question`);
    const id = /name="question" value="([^"]+)"/.exec(again.html)?.[1] ?? '';
    await edith.submit(again, { question: id }, '/retrait');
    expect((await host.visit(SITE).get(START)).html).not.toContain('Hameau du Lavoir');
    expect(await lines()).toHaveLength(2);
  });

  it('switch a procedure off for one site, and on again', async () => {
    const { host, town } = await opened(open);
    const edith = await town.signIn('edith', SITE);
    const off = await edith.submit(await edith.get(MODEL), { offre: 'non' }, '/offre');
    expect(off.html).toContain('éteinte sur votre site');
    expect((await host.visit(SITE).get(START)).status).toBe(404);
    await edith.submit(off, { offre: 'oui' }, '/offre');
    expect((await host.visit(SITE).get(START)).status).toBe(200);
  });

  it('settle what both changed, point by point', async () => {
    const { host, town, lines } = await opened(open);
    const edith = await town.signIn('edith', SITE);
    const own = await edith.get(`${MODEL}/textes`);
    await edith.submit(
      own,
      {
        [boxOf(own.html, 'Objets')]: 'Ce qui part',
        [boxOf(own.html, 'Décrivez-les en quelques mots')]: 'Dites-nous tout',
      },
      '/textes',
    );
    const helene = await town.signIn('helene', 'cc-entre-beauce-et-perche.localhost');
    const shared = await helene.get(`${MODEL}/textes`);
    await helene.submit(
      shared,
      {
        [boxOf(shared.html, 'Objets')]: 'Les objets à enlever',
        [boxOf(shared.html, 'Décrivez-les en quelques mots')]: 'Décrivez les objets',
      },
      '/textes',
    );
    expect((await host.visit(SITE).get(START)).html).toContain('Ce qui part');
    expect((await edith.get('/agent/procedures')).html).toContain('À régler');
    const page = await edith.get(`${MODEL}/reglage`);
    for (const text of ['Ce qui part', 'Les objets à enlever', 'Objets']) expect(page.html).toContain(text);
    const half = await edith.submit(page, { 'choix-0': 'shared' }, '/reglage');
    expect(half.status).toBe(422);
    const done = await edith.submit(page, { 'choix-0': 'shared', 'choix-1': 'local' }, '/reglage');
    expect(done.path, done.html).toBe(MODEL);
    const form = (await host.visit(SITE).get(START)).html;
    expect(form).toContain('Les objets à enlever');
    expect(form).toContain('Dites-nous tout');
    expect((await edith.get(`${MODEL}/reglage`)).status).toBe(404);
    expect((await lines()).map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2]);
  });

  it('lead back to the shared version, saying first what is given up', async () => {
    const { host, town } = await opened(open);
    const edith = await town.signIn('edith', SITE);
    const form = await edith.get(`${MODEL}/textes`);
    await edith.submit(form, { [boxOf(form.html, 'Objets')]: 'Ce qui part' }, '/textes');
    const page = await edith.get(`${MODEL}/modele`);
    expect(page.html).toContain('Ce qui part');
    await edith.submit(page, {}, '/modele');
    expect((await host.visit(SITE).get(START)).html).not.toContain('Ce qui part');
    expect((await edith.get(`${MODEL}/modele`)).status).toBe(404);
  });
});

describeEachHost('an open request', (open) => {
  it('moves to another version when an agent says so, and loses no answer', async () => {
    const { host, town } = await opened(open);
    const citizen = host.visit(SITE);
    let page = await citizen.get(START);
    const journey: readonly Parameters<typeof citizen.submit>[1][] = [
      { quoi: ['meuble'], description: 'un canapé' },
      {
        'adresse--line': '3 rue du Lavoir',
        'adresse--postal-code': '28190',
        'adresse--commune': 'Le Favril',
      },
      { aide: 'non' },
      { prenom: 'Claire', nom: 'Martin', courriel: 'claire@exemple.fr' },
    ];
    for (const typed of journey) page = await citizen.submit(page, typed);
    const sent = await citizen.submit(page, {}, '/envoi');
    expect(sent.path, page.html).toContain('/suivi/');
    const samira = await town.signIn('samira', SITE);
    const id = /\/agent\/demandes\/([0-9a-f-]{36})/.exec((await samira.get('/agent')).html)?.[1] ?? '';
    expect(id).not.toBe('');
    const move = `/agent/procedures/demandes/${id}/version`;
    expect((await samira.get(move)).status).toBe(409);

    const edith = await town.signIn('edith', SITE);
    const question = await edith.get(`${MODEL}/question`);
    await edith.submit(
      question,
      { page: 'objets', label: 'Quartier', nature: 'text', obligatoire: 'oui' },
      '/question',
    );
    const stuck = await samira.get(move);
    expect(stuck.html).toContain('ne peut pas changer de version');
    const again = await edith.get(`${MODEL}/question`);
    const added = /name="question" value="([^"]+)"/.exec(again.html)?.[1] ?? '';
    await edith.submit(again, { question: added }, '/retrait');
    const texts = await edith.get(`${MODEL}/textes`);
    const options = boxOf(texts.html, 'Meubles, canapé, armoire');
    await edith.submit(texts, { [options]: 'Matelas, sommier\nGros appareil' }, '/textes');

    const shown = await samira.get(`/agent/demandes/${id}`);
    expect(shown.html).toContain(move);
    const refused = await samira.get(move);
    // The answer that was given is no longer proposed, and one is needed: it stays where it is.
    expect(refused.html).toContain('ne peut pas changer de version');
    const back = await edith.get(`${MODEL}/modele`);
    await edith.submit(back, {}, '/modele');
    const renamed = await edith.get(`${MODEL}/textes`);
    await edith.submit(renamed, { [boxOf(renamed.html, 'Objets')]: 'Ce qui part' }, '/textes');
    const ready = await samira.get(move);
    expect(ready.html).toContain('Aucune réponse n’est perdue');
    const done = await samira.submit(ready, {}, '/version');
    expect(done.path).toBe(`/agent/demandes/${id}`);
    expect(done.html).toContain('Ce qui part');
    const { submission, revision, version } = tables.for(host.house.db.read);
    const [row] = await host.house.db.read
      .select({ answers: submission.answers, line: version.line })
      .from(submission)
      .innerJoin(version, eq(version.id, submission.versionId));
    expect(row?.answers['description']).toBe('un canapé');
    expect(row?.line).toBe(town.authority('Favril').id);
    expect(await host.house.db.read.select().from(revision)).toHaveLength(1);
    expect((await edith.get(move)).status).toBe(404);
  });
});
