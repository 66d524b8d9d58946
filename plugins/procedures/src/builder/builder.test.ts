// The builder on the desk, on both engines: who may, what is refused, what two agents do at once, and what is published.

import { describeEachHost, type Visitor } from '@parvis/testing';
import { expect, it } from 'vitest';
import { tables } from '../schema.ts';
import { PLAN_DAYS, plans } from './retention.ts';
import { begun, EPCI, FAVRIL, opened, WORKSHOP } from './testing/workshop.ts';

const SHEET = {
  resume: 'Le barnum de la commune, pour une fête ou une réunion.',
  pour: 'Les habitants et les associations.',
  theme: 'Associations et événements',
  prix: 'Gratuit',
  delai: 'Une semaine',
};

/** Fills the sheet with what must be there. */
async function sheet(agent: Visitor, plan: string) {
  const page = await agent.get(`${plan}/fiche`);
  const theme = /<option value="([^"]+)"[^>]*>Associations/.exec(page.html)?.[1] ?? '';
  const level: Record<string, string> = page.html.includes('name="niveau"') ? { niveau: 'commune' } : {};
  const saved = await agent.submit(
    page,
    { ...SHEET, theme: theme || '--autre', 'theme--other': SHEET.theme, ...level },
    '/fiche',
  );
  expect(saved.path, saved.html).toBe(`${plan}/publication`);
  return saved;
}

describeEachHost('the builder', (open) => {
  it('is for administrators and editors, and each body has its own drafts', async () => {
    const { town } = await opened(open);
    const thomas = await town.signIn('thomas', EPCI);
    const plan = await begun(thomas);
    const claire = await town.signIn('claire', FAVRIL);
    for (const path of [WORKSHOP, `${WORKSHOP}/nouvelle`, `${WORKSHOP}/blocs`, plan])
      expect((await claire.get(path)).status).toBe(403);
    const edith = await town.signIn('edith', FAVRIL);
    expect((await edith.get(plan)).status).toBe(404);
    expect((await edith.get(WORKSHOP)).html).not.toContain('Emprunter le barnum');
    // The shared procedure is changed by who publishes it.
    const page = await edith.get('/agent/procedures/modeles/encombrants');
    expect(page.html).not.toContain('atelier/ouvrir');
    const start = await edith.get(`${WORKSHOP}/nouvelle`);
    const csrf = /name="csrf" value="([^"]+)"/.exec(start.html)?.[1] ?? '';
    const refused = await edith.post(
      `${WORKSHOP}/ouvrir`,
      { csrf, demarche: 'encombrants' },
      { 'sec-fetch-site': 'same-origin' },
    );
    expect(refused.status).toBe(403);
  });

  it('publishes a new procedure that every commune then offers, and leaves the template alone', async () => {
    const { host, town } = await opened(open);
    const thomas = await town.signIn('thomas', EPCI);
    const plan = await begun(thomas);
    const early = await thomas.get(`${plan}/publication`);
    expect(early.html).toContain('ne peut pas encore être publiée');
    expect(early.html).not.toContain('Publier la démarche<');
    const label = await thomas.get(`${plan}/questions/quoi`);
    const renamed = await thomas.submit(
      label,
      { label: 'Quel barnum ?', options: 'Trois mètres\nSix mètres' },
      '/quoi',
    );
    expect(renamed.path, renamed.html).toBe(plan);
    const ready = await sheet(thomas, plan);
    expect(ready.html).toContain('Ses 3 scénarios se passent comme prévu');
    const done = await thomas.submit(ready, {}, '/publication');
    expect(done.path, done.html).toBe('/agent/procedures/modeles/emprunter-le-barnum');
    expect((await thomas.get(plan)).status).toBe(404);
    const citizen = host.visit(FAVRIL);
    expect((await citizen.get('/demarches')).html).toContain('Emprunter le barnum');
    const service = await citizen.get('/demarches/emprunter-le-barnum');
    expect(service.html).toContain(SHEET.resume);
    expect((await citizen.get('/demarches/emprunter-le-barnum/commencer')).html).toContain('Six mètres');
    expect((await citizen.get('/demarches/encombrants/commencer')).html).toContain('Meubles, canapé');
  });

  it('publishes what a commune makes for itself on its site alone', async () => {
    const { host, town } = await opened(open);
    const edith = await town.signIn('edith', FAVRIL);
    const plan = await begun(edith, 'Louer le four à pain');
    const done = await edith.submit(await sheet(edith, plan), {}, '/publication');
    expect(done.path, done.html).toBe('/agent/procedures/modeles/louer-le-four-a-pain');
    expect((await host.visit(FAVRIL).get('/demarches/louer-le-four-a-pain/commencer')).status).toBe(200);
    expect((await host.visit('pontgouin.localhost').get('/demarches')).html).not.toContain('four à pain');
    expect((await host.visit('pontgouin.localhost').get('/demarches/louer-le-four-a-pain')).status).toBe(404);
  });

  it('changes a shared procedure as its next version, and brings adaptations up to date', async () => {
    const { host, town } = await opened(open);
    const edith = await town.signIn('edith', FAVRIL);
    const texts = await edith.get('/agent/procedures/modeles/encombrants/textes');
    const box = /name="([^"]+)"[^>]*value="Décrivez-les en quelques mots"/.exec(texts.html)?.[1] ?? '';
    await edith.submit(texts, { [box]: 'Dites-nous tout' }, '/textes');
    const helene = await town.signIn('helene', EPCI);
    const model = await helene.get('/agent/procedures/modeles/encombrants');
    const opening = await helene.submit(model, { demarche: 'encombrants' }, '/ouvrir');
    expect(opening.path).toMatch(/\/atelier\//);
    const question = await helene.get(`${opening.path}/pages/objets/question`);
    const added = await helene.submit(
      question,
      { label: 'Combien de personnes pour porter', nature: 'number', obligatoire: 'oui' },
      '/question',
    );
    expect(added.path, added.html).toBe(`${opening.path}/questions/combien-de-personnes-pour-porter`);
    const publication = await helene.get(`${opening.path}/publication`);
    expect(publication.html).toContain('Combien de personnes pour porter');
    expect(publication.html).toContain('scénarios se passent comme prévu');
    const done = await helene.submit(publication, {}, '/publication');
    expect(done.path, done.html).toBe('/agent/procedures/modeles/encombrants');
    const form = (await host.visit(FAVRIL).get('/demarches/encombrants/commencer')).html;
    expect(form).toContain('Combien de personnes');
    expect(form).toContain('Dites-nous tout');
    const { version } = tables.for(host.house.db.read);
    const rows = await host.house.db.read
      .select({ line: version.line, number: version.number })
      .from(version);
    expect(rows.filter(({ line }) => line === town.authority('Favril').id)).toHaveLength(2);
  });

  it('tells who saves later, and keeps what they wrote', async () => {
    const { town } = await opened(open);
    const thomas = await town.signIn('thomas', EPCI);
    const helene = await town.signIn('helene', EPCI);
    const plan = await begun(thomas);
    const his = await thomas.get(`${plan}/questions/quoi`);
    const hers = await helene.get(`${plan}/questions/quoi`);
    await helene.submit(hers, { label: 'Ce qui part' }, '/quoi');
    const late = await thomas.submit(his, { label: 'Les objets de Thomas' }, '/quoi');
    expect(late.status).toBe(409);
    expect(late.html).toContain('helene l’a enregistré');
    expect(late.html).toContain('value="Les objets de Thomas"');
    const again = await thomas.submit(late, {}, '/quoi');
    expect(again.path).toBe(plan);
    expect(again.html).toContain('Les objets de Thomas');
    // A small button of a page that was left open does nothing.
    const old = await helene.get(plan);
    await thomas.submit(await thomas.get(`${plan}/pages/lieu`), { titre: 'Où ?' }, '/lieu');
    const pressed = await helene.submit(old, { faire: 'retirer question acces' }, '/ordre');
    expect(pressed.status).toBe(409);
    expect((await helene.get(plan)).html).toContain('Comment y accéder');
  });

  it('says what others published since, and takes it in', async () => {
    const { town } = await opened(open);
    const helene = await town.signIn('helene', EPCI);
    const model = await helene.get('/agent/procedures/modeles/encombrants');
    const plan = (await helene.submit(model, { demarche: 'encombrants' }, '/ouvrir')).path;
    const thomas = await town.signIn('thomas', EPCI);
    const texts = await thomas.get('/agent/procedures/modeles/encombrants/textes');
    const box = /name="([^"]+)"[^>]*value="Objets"/.exec(texts.html)?.[1] ?? '';
    await thomas.submit(texts, { [box]: 'Ce qui part' }, '/textes');
    const late = await helene.get(`${plan}/publication`);
    expect(late.html).toContain('Quelqu’un a publié cette démarche');
    expect(late.html).toContain('Ce qui part');
    expect(late.html).not.toContain('Publier la démarche<');
    const caught = await helene.submit(late, {}, '/rattrapage');
    expect(caught.html).not.toContain('Quelqu’un a publié');
    expect((await helene.get(plan)).html).toContain('Ce qui part');
  });

  it('refuses to take away what is used, naming where', async () => {
    const { town } = await opened(open);
    const thomas = await town.signIn('thomas', EPCI);
    const plan = await begun(thomas);
    const press = async (faire: string) => thomas.submit(await thomas.get(plan), { faire }, '/ordre');
    const help = await press('retirer question aide');
    expect(help.status).toBe(409);
    expect(help.html).toContain('la condition de «\u00A0À quel étage sont-ils\u202F?\u00A0»');
    expect((await press('retirer question adresse')).html).toContain(
      'la lettre «\u00A0Collecte de vos encombrants',
    );
    expect((await press('retirer question nom')).html).toContain('Qui demande');
    expect((await press('retirer page coordonnees')).html).toContain('sert ailleurs');
    expect((await press('retirer question etage')).path).toBe(plan);
    const after = await press('retirer question aide');
    expect(after.html).not.toContain('besoin d’aide pour sortir');
    const way = await thomas.get(`${plan}/chemin`);
    const status = await thomas.submit(way, { faire: 'retirer etat relancee' }, '/chemin');
    expect(status.html).toContain('le bouton «\u00A0Rappeler ce qui manque\u00A0»');
    expect((await thomas.get(`${plan}/scenarios`)).html).toContain('Tous les scénarios');
  });

  it('keeps an order in which every question can be asked', async () => {
    const { town } = await opened(open);
    const thomas = await town.signIn('thomas', EPCI);
    const plan = await begun(thomas);
    const order = async () =>
      [...(await thomas.get(plan)).html.matchAll(/id="question-([\w-]+)"/g)].map(([, id]) => id);
    const press = async (faire: string) => thomas.submit(await thomas.get(plan), { faire }, '/ordre');
    await press('monter question description');
    expect((await order()).slice(0, 3)).toEqual(['description', 'quoi', 'photo']);
    await press('descendre question photo');
    expect((await order()).slice(2, 4)).toEqual(['photo', 'adresse']);
    // « À quel étage » is asked when « aide » is yes: it cannot come on an earlier page.
    await press('monter question etage');
    await press('monter question etage');
    const early = await press('monter question etage');
    expect(early.status).toBe(409);
    expect(early.html).toContain('qui serait posée après');
    const reached = await thomas.get(`${plan}/questions/aide/condition`);
    const line = await thomas.submit(reached, { faire: 'ajouter 0', 'nouvelle-0': 'etage' }, '/condition');
    const round = await thomas.submit(line, { 'est-0': 'filled' }, '/condition');
    expect(round.status).toBe(422);
    expect(round.html).toContain('tournent en rond');
  });

  it('writes conditions in lines and groups, and keeps what lines cannot say', async () => {
    const { town } = await opened(open);
    const thomas = await town.signIn('thomas', EPCI);
    const plan = await begun(thomas);
    const page = await thomas.get(`${plan}/questions/acces/condition`);
    let lines = await thomas.submit(page, { faire: 'ajouter 0', 'nouvelle-0': 'quoi' }, '/condition');
    lines = await thomas.submit(
      lines,
      { 'est-0': 'contains', 'valeur-0': 'meuble', faire: 'groupe' },
      '/condition',
    );
    const kept = { 'est-0': 'contains', 'valeur-0': 'meuble', 'joint-1': 'any' };
    lines = await thomas.submit(
      lines,
      { ...kept, faire: 'ajouter 1', 'nouvelle-1': 'description' },
      '/condition',
    );
    lines = await thomas.submit(
      lines,
      { ...kept, 'est-1': 'filled', faire: 'ajouter 1', 'nouvelle-1': 'adresse' },
      '/condition',
    );
    const lacking = await thomas.submit(
      lines,
      { ...kept, 'valeur-0': '', 'est-1': 'filled', 'est-2': 'empty' },
      '/condition',
    );
    expect(lacking.status).toBe(422);
    expect(lacking.html).toContain('Dites avec quelle réponse comparer «\u00A0Objets\u00A0»');
    const done = await thomas.submit(lacking, { ...kept, 'est-1': 'filled', 'est-2': 'empty' }, '/condition');
    expect(done.path, done.html).toBe(`${plan}/questions/acces`);
    expect(done.html).toMatch(/comprend «\u00A0Meubles[^.]* et \(«\u00A0Décrivez-les[^.]* ou «\u00A0Adresse/);
    const always = await thomas.submit(
      await thomas.get(`${plan}/questions/acces/condition`),
      { faire: 'toujours' },
      '/condition',
    );
    expect(always.html).toContain('Toujours posée');
  });

  it('tries the form without making a request, and keeps a trial as a scenario', async () => {
    const { host, town } = await opened(open);
    const thomas = await town.signIn('thomas', EPCI);
    const plan = await begun(thomas);
    let page = await thomas.get(`${plan}/apercu`);
    const wrong = await thomas.submit(page, {}, '/apercu');
    expect(wrong.status).toBe(422);
    const journey: readonly Parameters<typeof thomas.submit>[1][] = [
      { quoi: ['meuble'], description: 'un barnum' },
      {
        'adresse--line': '3 rue du Lavoir',
        'adresse--postal-code': '28190',
        'adresse--commune': 'Le Favril',
      },
    ];
    for (const typed of journey) page = await thomas.submit(page, typed, '/apercu');
    const asksMore = await thomas.submit(page, { aide: 'oui' }, '/apercu');
    expect(asksMore.html).toContain('À quel étage');
    page = await thomas.submit(asksMore, { aide: 'non' }, '/apercu');
    page = await thomas.submit(
      page,
      { prenom: 'Jeanne', nom: 'Exemple', courriel: 'jeanne@exemple.fr' },
      '/apercu',
    );
    expect(page.html).toContain('jusqu’au bout');
    const kept = await thomas.submit(
      page,
      { 'essai--nom': 'Un barnum', 'essai--faire': 'garder' },
      '/apercu',
    );
    expect(kept.path, kept.html).toBe(`${plan}/scenarios`);
    expect(kept.html).toContain('Un barnum');
    const { version } = tables.for(host.house.db.read);
    expect(await host.house.db.read.select().from(tables.for(host.house.db.read).submission)).toEqual([]);
    expect((await host.house.db.read.select().from(version)).some(({ line }) => line !== 'shared')).toBe(
      false,
    );
  });

  it('keeps blocks, puts them elsewhere under names of their own, and forgets them', async () => {
    const { town } = await opened(open);
    const thomas = await town.signIn('thomas', EPCI);
    const plan = await begun(thomas);
    const page = await thomas.get(`${plan}/pages/quand`);
    await thomas.submit(page, { nom: 'Le moment', faire: 'garder' }, '/bloc');
    const target = await thomas.get(`${plan}/pages/lieu`);
    const id = /<option value="([0-9a-f-]{36})">Le moment/.exec(target.html)?.[1] ?? '';
    const put = await thomas.submit(target, { bloc: id, faire: 'inserer' }, '/bloc');
    expect(put.path, put.html).toBe(`${plan}/pages/lieu`);
    expect(put.html).toContain('/questions/le-moment-etage');
    expect((await thomas.get(`${plan}/questions/le-moment-etage`)).html).toContain('Posée si');
    expect((await thomas.get(`${plan}/scenarios`)).html).toContain('Tous les scénarios');
    // Of the whole tenant: a commune sees it too.
    const edith = await town.signIn('edith', FAVRIL);
    const library = await edith.get(`${WORKSHOP}/blocs`);
    expect(library.html).toContain('Dans une démarche.');
    expect(
      (await edith.submit(library, { [`nom-${id}`]: '', faire: `renommer ${id}` }, '/blocs')).status,
    ).toBe(422);
    const renamed = await edith.submit(
      library,
      { [`nom-${id}`]: 'Quand', faire: `renommer ${id}` },
      '/blocs',
    );
    expect(renamed.html).toContain('value="Quand"');
    const without = await edith.submit(renamed, { faire: `supprimer ${id}` }, '/blocs');
    expect(without.html).toContain('Aucun bloc');
  });

  it('changes the way: a status, a step with a clock and a mail, a letter, silence', async () => {
    const { town } = await opened(open);
    const thomas = await town.signIn('thomas', EPCI);
    const plan = await begun(thomas);
    const add = async (part: string, typed: Record<string, string | string[]>) =>
      thomas.submit(await thomas.get(`${plan}/${part}`), typed, `/${part}`);
    const status = await add('etats/nouveau', {
      nom: 'Rendu',
      nature: 'done',
      usager: 'Le barnum est rendu. Merci.',
    });
    expect(status.path, status.html).toBe(`${plan}/chemin`);
    expect(status.html).toContain('Aucun bouton ne mène à l’état «\u00A0Rendu\u00A0»');
    const mail = { ajout: 'mail', objet: 'Merci', texte: 'Barnum {{barnum}} rendu.' };
    const step = {
      nom: 'Noter le retour',
      depuis: ['en-cours'],
      vers: 'rendu',
      qui: 'clock',
      jours: '10',
      compte: 'status',
    };
    const lost = await add('etapes/nouvelle', { ...step, ...mail });
    expect(lost.status).toBe(422);
    expect(lost.html).toContain('Rien ne remplit {{barnum}}');
    const made = await add('etapes/nouvelle', { ...step, ...mail, texte: '{{reference}} rendu.' });
    expect(made.path, made.html).toBe(`${plan}/chemin`);
    expect(made.html).toContain('10\u00A0jours après');
    const letter = await add('lettres/nouvelle', {
      titre: 'Attestation',
      texte: 'Bonjour,\n\nMerci.',
      signe: 'Le maire',
    });
    expect(letter.html).toContain('Attestation');
    const silence = await add('silence', {
      sens: 'acceptance',
      mois: '2',
      loi: 'CRPA, art. L231-1',
      'etat-accord': 'rendu',
    });
    expect(silence.html).toContain('le silence vaut accord');
    const used = await thomas.submit(silence, { faire: 'retirer etat rendu' }, '/chemin');
    expect(used.html).toContain('le sens du silence');
  });

  it('throws away what nobody works on any more', async () => {
    const { host, town } = await opened(open);
    const thomas = await town.signIn('thomas', EPCI);
    const plan = await begun(thomas);
    const purged = (before: number) =>
      host.inside(EPCI, 'procedures', async (tx) => plans.purge?.(tx, before));
    expect(await purged(Date.now() - PLAN_DAYS * 86_400_000)).toBe(0);
    expect(await purged(Date.now() + 60_000)).toBe(1);
    expect((await thomas.get(plan)).status).toBe(404);
  });
});
