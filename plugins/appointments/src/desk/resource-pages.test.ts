// A small mairie begins to receive: a counter, its opening, and a free slot on its site, on both engines.

import { describeEachHost } from '@parvis/testing';
import { expect, it } from 'vitest';
import { agenda, SITE, textOf } from '../testing/town.ts';

const HOME = '/agent/appointments';

describeEachHost('who receives', (open) => {
  it('is added by the secretary of a commune, for its own site or for all, and is only hers to change', async () => {
    const { host, town } = await agenda(open);
    const favril = await town.signIn('favril', SITE);
    expect(textOf(await favril.get(HOME))).toMatch(/Personne ne reçoit pour Le Favril.*Ajouter un agenda/);
    const form = await favril.get(`${HOME}/agendas/nouveau`);
    const refused = await favril.submit(form, { nom: '' }, '/nouveau');
    expect(refused.status).toBe(422);
    const list = await favril.submit(form, { nom: 'Guichet <b>', moi: 'oui' }, '/nouveau');
    expect(list.html).toContain('Guichet &lt;b&gt;');
    expect(textOf(list)).toContain('Guichet, votre agenda, pour certaines communes seulement');
    const [, path = ''] = /href="([^"]+\/agendas\/[0-9a-f-]{36})"/.exec(list.html) ?? [];

    const opening = await favril.get(`${HOME}/permanences/nouvelle?avec=${path.split('/').at(-1)}`);
    const valueOf = (name: string, label: RegExp) =>
      new RegExp(`name="${name}"[^]*?value="([^"]+)"[^>]*>[^<]*${label.source}`).exec(opening.html)?.[1] ??
      '';
    const motif = /name="motifs" value="([^"]+)"/.exec(opening.html)?.[1] ?? '';
    const saved = await favril.submit(
      opening,
      {
        avec: path.split('/').at(-1) ?? '',
        lieu: valueOf('lieu', /Le Favril/),
        motifs: motif,
        debut: '08:00',
        fin: '09:00',
        jours: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'],
      },
      '/nouvelle',
    );
    expect(textOf(saved)).toContain('8 h – 9 h');
    const week = (site: string) => host.visit(site).get('/rendez-vous/aide-numerique?lieu=le-favril');
    expect((await week(SITE)).html).toMatch(/le-favril\/\d{4}-\d\d-\d\d-08\d\d/);
    const other = 'illiers-combray.localhost';
    expect((await week(other)).html).not.toMatch(/le-favril\/\d{4}-\d\d-\d\d-08\d\d/);

    const edit = await favril.get(path);
    expect(edit.html).toContain('value="Guichet &lt;b&gt;"');
    const renamed = await favril.submit(edit, { nom: 'Mairie', genre: 'desk', pour: 'tous' }, path);
    expect(textOf(renamed)).toContain('Mairie Guichet, votre agenda, pour tout le territoire');
    expect((await week(other)).html).toMatch(/le-favril\/\d{4}-\d\d-\d\d-08\d\d/);

    const ada = await town.signIn('ada', SITE);
    expect((await ada.get(`${HOME}/agendas`)).status).toBe(403);
    const karim = await town.signIn('karim', SITE);
    expect((await karim.get(path)).status).toBe(403);
  });
});
