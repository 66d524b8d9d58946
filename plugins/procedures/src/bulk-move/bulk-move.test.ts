// Many open requests brought to the version in use, from the sheet of their procedure, on both engines.

import { describeEachHost, type OpenHost, openTown } from '@parvis/testing';
import { expect, it } from 'vitest';
import { procedures } from '../index.ts';
import { publishProcedure } from '../publish.ts';
import { tables } from '../schema.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { MOVE_OPEN } from './move-job.ts';

const SITE = 'le-favril.localhost';
const SHEET = '/agent/procedures/modeles/cantine';

async function opened(open: OpenHost) {
  const host = await open({ plugins: [procedures] });
  const town = await openTown(host, {
    agents: [
      { name: 'claire', role: 'secretary', at: 'Favril' },
      { name: 'anne', role: 'administrator', at: 'Favril' },
      { name: 'zoe', role: 'administrator', at: 'Pontgouin' },
    ],
  });
  const publish = (...optional: readonly string[]) =>
    host.inside(SITE, 'procedures', (tx) =>
      publishProcedure(tx, {
        slug: 'cantine',
        title: 'Cantine',
        requester: { name: ['nom'] },
        form: {
          pages: [
            {
              id: 'qui',
              title: 'Qui êtes-vous',
              fields: [
                { id: 'nom', type: 'text', label: 'Nom' },
                ...optional.map((id) => ({ id, type: 'text', label: id, optional: true }) as const),
              ],
            },
          ],
        },
        workflow: usualWorkflow({
          granted: 'C’est accordé.',
          grantLabel: 'Accorder',
          correctable: [],
          within: 10,
          silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4' },
        }),
      }),
    );
  await publish('motif');
  const send = async (nom: string, motif: string) => {
    const citizen = host.visit(SITE);
    const page = await citizen.submit(await citizen.get('/demarches/cantine/commencer'), { nom, motif });
    return citizen.submit(page, {}, '/envoi');
  };
  const sent = async () => {
    const { submission, version } = tables.for(host.house.db.read);
    const rows = await host.house.db.read.select().from(submission);
    const versions = await host.house.db.read
      .select({ id: version.id, number: version.number })
      .from(version);
    const numberOf = new Map(versions.map(({ id, number }) => [id, number]));
    return rows
      .map(({ answers, versionId, aside }) => ({
        nom: typeof answers['nom'] === 'string' ? answers['nom'] : '',
        motif: answers['motif'],
        aside,
        number: numberOf.get(versionId),
      }))
      .toSorted((a, b) => a.nom.localeCompare(b.nom));
  };
  return { host, town, publish, send, sent };
}

describeEachHost('open requests on an older version', (open) => {
  it('move together where nothing is lost; the others wait for a person', async () => {
    const { host, town, publish, send, sent } = await opened(open);
    await send('Alice', 'Une allergie');
    await send('Bruno', '');
    await send('Chloé', '');
    await publish('remarque');
    const first = (await sent())[0]?.number ?? 0;
    const anne = await town.signIn('anne', SITE);
    expect((await anne.get(SHEET)).html).toContain('3 demandes en cours suivent une version plus ancienne');
    const page = await anne.get(`${SHEET}/demandes`);
    expect(page.html).toContain('Déplacer ces 2 demandes');
    expect(page.html).toContain('Des réponses seraient mises de côté');
    const done = await anne.submit(page, {}, '/demandes');
    expect(done.status).toBe(200);
    await host.drain();
    expect(await sent()).toEqual([
      { nom: 'Alice', motif: 'Une allergie', aside: null, number: first },
      { nom: 'Bruno', motif: undefined, aside: [], number: first + 1 },
      { nom: 'Chloé', motif: undefined, aside: [], number: first + 1 },
    ]);
    expect((await anne.get(SHEET)).html).toContain('Une demande en cours suit une version plus ancienne');
    // Run again, the job moves nobody twice.
    await host.inside(SITE, 'procedures', (tx) =>
      tx.enqueue(MOVE_OPEN, { slug: 'cantine', operatorId: town.authority('Favril').id }),
    );
    await host.drain();
    const { revision } = tables.for(host.house.db.read);
    expect(await host.house.db.read.select().from(revision)).toHaveLength(2);
  });

  it('are moved by who publishes procedures, for the requests of their own body', async () => {
    const { host, town, publish, send, sent } = await opened(open);
    await send('Bruno', '');
    await publish('remarque');
    const claire = await town.signIn('claire', SITE);
    expect((await claire.get(`${SHEET}/demandes`)).status).toBe(403);
    const before = await sent();
    const zoe = await town.signIn('zoe', SITE);
    expect((await zoe.get(`${SHEET}/demandes`)).html).toContain('suivent la version en usage');
    const csrf = /name="csrf" value="([^"]+)"/.exec((await zoe.get('/agent/equipe')).html)?.[1] ?? '';
    await zoe.post(`${SHEET}/demandes`, { csrf }, { 'sec-fetch-site': 'same-origin' });
    await host.drain();
    expect(await sent()).toEqual(before);
  });
});
