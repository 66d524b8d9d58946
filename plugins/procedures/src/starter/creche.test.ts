// The waiting list of a crèche lives for months: what its clock asks of a family, on both engines.

import { describeEachHost, openTown } from '@parvis/testing';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { procedures } from '../index.ts';
import { tables } from '../schema.ts';

const SITE = 'le-favril.localhost';
const ZONE = 'Europe/Paris';
const NEXT_YEAR = String(new Date().getFullYear() + 1);

const PAGES: readonly Record<string, string | string[]>[] = [
  { besoin: 'regulier' },
  { 'deja-ne': 'oui' },
  {
    'enfant-prenom': 'Lou',
    'enfant-nom': 'Martin',
    'enfant-naissance--day': '2',
    'enfant-naissance--month': '1',
    'enfant-naissance--year': String(new Date().getFullYear() - 1),
  },
  {
    'debut--day': '1',
    'debut--month': '9',
    'debut--year': NEXT_YEAR,
    jours: ['lundi', 'mardi'],
    arrivee: '08:00',
    depart: '17:30',
  },
  { habite: 'Le Favril' },
  {},
  { prenom: 'Jeanne', nom: 'Martin', courriel: 'jeanne@exemple.fr' },
];

describeEachHost('the waiting list of a crèche', (open) => {
  it('asks each quarter whether the need stands, and keeps who answers', async () => {
    const host = await open({ plugins: [procedures] });
    const town = await openTown(host, { agents: [{ name: 'samira', role: 'case-worker' }] });
    const parent = host.visit(SITE);
    let page = await parent.get('/demarches/creche/commencer');
    for (const typed of PAGES) page = await parent.submit(page, typed);
    const tracked = await parent.submit(page, {}, '/envoi');
    const code = /\/suivi\/([A-Z0-9-]+)/.exec(tracked.path)?.[1] ?? '';
    expect(code, tracked.html).not.toBe('');

    const { submission } = tables.for(host.house.db.read);
    const standing = async () => {
      const [row] = await host.house.db.read.select().from(submission);
      if (!row?.state) throw new Error('no case');
      return { ...row, state: row.state };
    };
    const letPass = async (days: number) => {
      const { requestId, state } = await standing();
      // Days of the calendar: some have an hour more.
      const entered = Temporal.Instant.fromEpochMilliseconds(state.enteredAt).toZonedDateTimeISO(ZONE);
      const enteredAt = entered.subtract({ days }).epochMilliseconds;
      await host.house.db.write(async (tx) => {
        await tx.update(submission).set({ state: { ...state, enteredAt } });
      });
      await host.inside(SITE, 'procedures', (tx) => tx.enqueue('clock', { requestId }));
      await host.drain();
    };

    const samira = await town.signIn('samira', SITE);
    const { requestId } = await standing();
    const step = await samira.get(`/agent/procedures/${requestId}/inscrire`);
    await samira.submit(step, {}, '/inscrire');
    expect((await standing()).state.status).toBe('liste-attente');

    await letPass(89);
    expect((await standing()).state.status).toBe('liste-attente');
    await letPass(1);
    expect((await standing()).state.status).toBe('a-confirmer');
    expect((await parent.get(`/suivi/${code}`)).html).toContain('toujours besoin d’une place');

    const form = await parent.get(`/completer/${code}`);
    expect(form.html).toContain('Jours d’accueil');
    expect(form.html).not.toContain('Nom de l’enfant');
    await parent.submit(form, { jours: ['jeudi'], 'debut--month': '10' });
    const { state, answers, correction } = await standing();
    expect([state.status, correction]).toEqual(['liste-attente', null]);
    expect([answers['jours'], answers['debut'], answers['habite']]).toEqual([
      ['jeudi'],
      `${NEXT_YEAR}-10-01`,
      expect.objectContaining({ name: 'Le Favril' }),
    ]);

    await letPass(90);
    await letPass(15);
    expect((await standing()).state.status).toBe('a-confirmer-relance');
    await letPass(30);
    expect((await standing()).state.status).toBe('retiree');
  });
});
