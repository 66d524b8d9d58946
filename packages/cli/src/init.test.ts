import { schema, starterServices } from '@parvis/core';
import { eq } from '@parvis/db';
import { definePlugin } from '@parvis/kit';
import { describeEachHost } from '@parvis/testing';
import { expect, it } from 'vitest';
import { initTenant } from './init.ts';
import type { Progress } from './progress.ts';

const EPCI = { epci: '200058360', domain: 'localhost' };
const coded = (code: string) => expect.objectContaining({ code });

describeEachHost('parvis init', (open) => {
  it('puts an intercommunality online with all its communes', async () => {
    const host = await open();
    const { sites, services } = await initTenant(host, {}, EPCI);
    expect(sites).toHaveLength(34);
    expect(services.size).toBe(starterServices.length);

    const favril = await host.house.sites.byHost('le-favril.localhost');
    expect(favril?.site).toMatchObject({ name: 'Le Favril', theme: 'parvis', demo: false });
    expect(favril?.group?.name).toBe('Communauté de communes Entre Beauce et Perche');
    const operators = new Map(favril?.services.map(({ slug, operator }) => [slug, operator.name]));
    expect(operators.get('acte-de-naissance')).toBe('Le Favril');
    expect(operators.get('encombrants')).toBe('Communauté de communes Entre Beauce et Perche');
  });

  it('puts one commune online alone, which then operates everything', async () => {
    const host = await open();
    const { tenant, sites } = await initTenant(host, {}, { commune: '28148', domain: 'exemple.fr' });
    expect(tenant.name).toBe('Le Favril');
    expect(sites.map((site) => site.host)).toEqual(['le-favril.exemple.fr']);
    const favril = await host.house.sites.byHost('le-favril.exemple.fr');
    expect(favril?.group).toBeNull();
    expect(new Set(favril?.services.map(({ operator }) => operator.name))).toEqual(new Set(['Le Favril']));
  });

  it('refuses to do it twice, and changes nothing then', async () => {
    const host = await open();
    await initTenant(host, {}, EPCI);
    await expect(initTenant(host, {}, EPCI)).rejects.toThrow(coded('PARVIS_INIT_EXISTS'));
    await expect(initTenant(host, {}, { commune: '28148', domain: 'exemple.fr' })).rejects.toThrow(
      coded('PARVIS_INIT_EXISTS'),
    );
    const { read } = host.house.db;
    expect(await read.$count(schema.for(read).site)).toBe(34);
  });

  it('refuses nobody, two bodies at once, and a theme that is not installed', async () => {
    const host = await open();
    const init = (options: object) => initTenant(host, {}, { domain: 'localhost', ...options });
    await expect(init({})).rejects.toThrow(coded('PARVIS_INIT_WHO'));
    await expect(init({ epci: '200058360', commune: '28148' })).rejects.toThrow(coded('PARVIS_INIT_WHO'));
    await expect(init({ commune: '28148', theme: 'marianne' })).rejects.toThrow(coded('PARVIS_INIT_THEME'));
  });

  it('runs the starter of each plugin on the new tenant, and says how far it is', async () => {
    const seen: object[] = [];
    const garden = definePlugin({
      name: 'garden',
      api: 1,
      starter: async ({ tenant, site, services, actor }) => {
        seen.push({ tenant: tenant.name, site: site.slug, services: services.length, actor: actor.kind });
      },
    });
    const host = await open({ plugins: [garden] });
    const steps: string[] = [];
    let total = 0;
    const progress: Progress = {
      start: (n) => (total = n),
      step: (step) => steps.push(step),
      stop: () => steps.push('end'),
    };
    await initTenant(host, {}, { commune: '28148', domain: 'localhost', progress });
    expect(seen).toEqual([
      { tenant: 'Le Favril', site: 'le-favril', services: starterServices.length, actor: 'system' },
    ]);
    expect(steps).toEqual(['bodies', 'sites', 'services', 'plugin garden', 'content', 'end']);
    expect(total).toBe(5);
  });

  it('leaves nothing behind when a starter fails', async () => {
    const barren = definePlugin({
      name: 'barren',
      api: 1,
      starter: () => Promise.reject(new Error('no seeds')),
    });
    const host = await open({ plugins: [barren] });
    await expect(initTenant(host, {}, EPCI)).rejects.toThrow('no seeds');
    const { read } = host.house.db;
    expect(await read.$count(schema.for(read).tenant)).toBe(0);
    expect(await read.$count(schema.for(read).siteHost)).toBe(0);
  });

  it('adds the invented content of the installation to a demonstration only', async () => {
    const host = await open();
    const demo = { contactOf: () => ({ address: ['14 Grande Rue'], phone: '0261910148', hours: [] }) };
    await initTenant(host, { demo }, { commune: '28148', domain: 'localhost' });
    await initTenant(host, { demo }, { commune: '28302', domain: 'localhost', demo: true });
    const t = schema.for(host.house.db.read);
    const rows = await host.house.db.read
      .select({ slug: t.site.slug, demo: t.site.demo, contact: t.authority.contact })
      .from(t.site)
      .innerJoin(t.authority, eq(t.authority.id, t.site.authorityId))
      .orderBy(t.site.slug);
    expect(rows.map(({ slug, demo, contact }) => [slug, demo, contact.phone])).toEqual([
      ['le-favril', false, undefined],
      ['pontgouin', true, '0261910148'],
    ]);
  });
});
