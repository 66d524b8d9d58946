// A place at a workshop in someone's own space: less to type, found again, given as a copy, erased.

import { describeEachHost, readZip, signInCitizen } from '@parvis/testing';
import { expect, it } from 'vitest';
import { retention as orientations } from '../prescription/retention.ts';
import { prescriptionTables } from '../prescription/tables.ts';
import { codeOf, SITE, textOf } from '../testing/town.ts';
import { retention } from './retention.ts';
import { inside, workshopTown } from './testing/town.ts';

const EMAIL = 'zephyrine@exemple.fr';

describeEachHost('a place at a workshop', (open) => {
  it('is in the space of whoever is signed in, and in the copy of their data', async () => {
    const { host, sessions } = await workshopTown(open, { mostPeople: 2 });
    const visitor = host.visit(SITE);
    await signInCitizen(host, visitor, EMAIL);
    expect((await visitor.get('/mon-espace')).html).not.toContain('prochain atelier');
    const form = await visitor.get(`/ateliers/ranger-ses-photos/inscription?seance=${sessions[0]?.id}`);
    expect(form.html).toContain(`value="${EMAIL}"`);
    expect(form.html).toContain('Repris de votre espace');
    const more = { nom: 'Zéphyrine', personnes: '2', accompagnants: 'Anatole', besoin: 'Un grimoire' };
    await visitor.submit(form, more);
    expect(textOf(await visitor.get('/mon-espace'))).toContain('Votre prochain atelier Ranger ses photos');
    const other = host.visit(SITE);
    await signInCitizen(host, other, 'autre@exemple.fr');
    expect((await other.get('/mon-espace')).html).not.toContain('prochain atelier');

    const page = await visitor.get('/mon-espace/donnees');
    const zip = readZip((await visitor.submit(page, {}, '/archive')).bytes);
    const copy = zip.get('donnees/appointments-workshops.json')?.toString('utf8') ?? '';
    for (const word of ['Ranger ses photos', 'Anatole', 'Un grimoire', 'inscrit'])
      expect(copy).toContain(word);
  });

  it('keeps nothing of the person once it is erased, but that places were taken', async () => {
    const { host, town, sessions } = await workshopTown(open, { mostPeople: 2 });
    const visitor = host.visit(SITE);
    const form = await visitor.get(`/ateliers/ranger-ses-photos/inscription?seance=${sessions[0]?.id}`);
    const typed = {
      nom: 'Zéphyrine',
      courriel: EMAIL,
      personnes: '2',
      accompagnants: 'Anatole',
      besoin: 'Un grimoire',
    };
    const code = codeOf(await visitor.submit(form, typed));
    const samira = await town.signIn('samira', SITE);
    const address = `/agent/appointments/orientations/rendez-vous/aide-numerique`;
    await samira.submit(
      await samira.get(address),
      { nom: 'Zéphyrine', courriel: EMAIL, pourquoi: 'Son parchemin', accord: 'oui' },
      address,
    );
    const erase = (rules: typeof retention | typeof orientations, requests: readonly string[]) =>
      inside(host, async (ctx) => {
        const about = requests.map((id) => ({ id, reference: '', title: '' }));
        let changed = 0;
        for (const rule of rules)
          changed += (await rule.erase?.(ctx, { citizenId: null, requests: about, emails: [] })) ?? 0;
        return changed;
      });
    const all = await inside(host, async (ctx) => {
      const own = await ctx.requests.byCode(code);
      return own === null ? [] : [own.id];
    });
    expect(await erase(retention, all)).toBe(1);
    expect(await erase(retention, all)).toBe(0);
    const ada = await town.signIn('ada', SITE);
    const list = await ada.get(`/agent/appointments/ateliers/seances/${sessions[0]?.id}`);
    expect(list.html).not.toMatch(/Zéphyrine|Anatole|grimoire/);
    expect(textOf(list)).toContain('2 places prises sur 2');

    const oriented = textOf(await samira.get('/agent/appointments/orientations'));
    expect(oriented).toContain('Zéphyrine');
    const prescribed = await inside(host, async (ctx) => {
      const { prescription } = prescriptionTables.for(ctx.tx);
      return ctx.tx.select({ id: prescription.requestId }).from(prescription).where(ctx.own(prescription));
    });
    expect(
      await erase(
        orientations,
        prescribed.map(({ id }) => id),
      ),
    ).toBe(1);
    expect(textOf(await samira.get('/agent/appointments/orientations'))).not.toContain('Zéphyrine');
  });
});
