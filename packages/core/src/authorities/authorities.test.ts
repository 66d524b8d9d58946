import { type Db, eq, migrate } from '@parvis/db';
import { describeEachEngine } from '@parvis/db/testing';
import { openTerritory } from '@parvis/territory';
import { expect, it } from 'vitest';
import { schema } from '../schema.ts';
import { starterServices } from '../services/starter.ts';
import {
  assignResponsibilities,
  createAuthorities,
  createSites,
  type FoundingPlan,
  foundTenant,
  planCommune,
  planEpci,
  updateContact,
} from './index.ts';

const territory = openTerritory();
const options = { domain: 'localhost', theme: 'parvis' };

function plan(code: string): FoundingPlan {
  const epci = territory.epciBySiren(code);
  if (epci) return planEpci(territory, epci);
  const commune = territory.communeByInsee(code);
  if (!commune) throw new Error(`${code} is not in the data`);
  return planCommune(commune);
}

const coded = (code: string) => expect.objectContaining({ code });

describeEachEngine('founding a tenant', (open) => {
  async function migrated(): Promise<Db> {
    const db = await open();
    await migrate(db, [{ owner: 'core', folder: new URL('../../migrations/', import.meta.url) }]);
    return db;
  }

  it('makes an EPCI with its communes, a site and a host for each, and the starter services', async () => {
    const db = await migrated();
    const touched: string[] = [];
    db.onTouched((tags) => touched.push(...tags));
    const founded = await db.write((tx) => foundTenant(tx, plan('200058360'), { ...options, demo: true }));

    expect(founded.authorities).toHaveLength(34);
    expect(founded.services.size).toBe(starterServices.length);
    expect(founded.sites.map(({ host }) => host)).toContain('le-favril.localhost');
    const t = schema.for(db.read);
    const [favril] = await db.read
      .select({ name: t.site.name, demo: t.site.demo, insee: t.authority.insee, main: t.siteHost.main })
      .from(t.siteHost)
      .innerJoin(t.site, eq(t.site.id, t.siteHost.siteId))
      .innerJoin(t.authority, eq(t.authority.id, t.site.authorityId))
      .where(eq(t.siteHost.host, 'le-favril.localhost'));
    expect(favril).toEqual({ name: 'Le Favril', demo: true, insee: '28148', main: true });
    expect(touched).toEqual(expect.arrayContaining(['hosts', `tenant:${founded.tenant.id}`]));
  });

  it('makes the largest EPCI of France, 158 communes, in as many statements', async () => {
    const db = await migrated();
    const { sites } = await db.write((tx) => foundTenant(tx, plan('200067106'), options));
    expect(sites).toHaveLength(159);
  });

  it('refuses a body that the installation already serves, alone or with its group, and leaves nothing', async () => {
    const db = await migrated();
    await db.write((tx) => foundTenant(tx, plan('28148'), options));
    for (const code of ['28148', '200058360']) {
      await expect(db.write((tx) => foundTenant(tx, plan(code), options))).rejects.toThrow(
        coded('PARVIS_INIT_EXISTS'),
      );
    }
    expect(await db.read.$count(schema.for(db.read).tenant)).toBe(1);
  });

  it('refuses a host that leads elsewhere, a slug used twice, a body given twice', async () => {
    const db = await migrated();
    const { tenant, authorities, sites } = await db.write((tx) => foundTenant(tx, plan('28148'), options));
    const [authority] = authorities;
    const site = {
      authorityId: authority?.id ?? '',
      name: 'Le Favril',
      theme: 'parvis',
      zone: 'Europe/Paris',
      brand: { primary: '#224466', secondary: '#d0b060' },
    };
    const add = (slug: string, host: string) =>
      db.write((tx) => createSites(tx, tenant.id, [{ ...site, slug, hosts: [host] }]));

    expect(sites).toHaveLength(1);
    await expect(add('autre', 'le-favril.localhost')).rejects.toThrow(coded('PARVIS_SITE_HOST_TAKEN'));
    await expect(add('le-favril', 'autre.localhost')).rejects.toThrow(coded('PARVIS_SITE_SLUG_TAKEN'));
    await expect(add('autre', 'https://autre.fr')).rejects.toThrow(coded('PARVIS_SITE_HOST_NAME'));
    await expect(add('autre', 'Autre.fr')).rejects.toThrow(coded('PARVIS_SITE_HOST_NAME'));
    const again = plan('28148').bodies.map((body) => body.authority);
    await expect(db.write((tx) => createAuthorities(tx, tenant.id, again))).rejects.toThrow(
      coded('PARVIS_AUTHORITY_DUPLICATE'),
    );
    await add('autre', 'autre.localhost');
  });

  it('hands services over inside the tenant only, and once a day at most', async () => {
    const db = await migrated();
    const group = await db.write((tx) => foundTenant(tx, plan('200058360'), options));
    const other = await db.write((tx) => foundTenant(tx, plan('97411'), options));
    const [epci, commune] = group.authorities;
    const handOver = {
      serviceId: group.services.get('cantine') ?? '',
      communeId: commune?.id ?? '',
      operatorId: epci?.id ?? '',
      since: '2026-09-01',
    };
    const assign = (one: typeof handOver) =>
      db.write((tx) => assignResponsibilities(tx, group.tenant.id, [one]));

    await assign(handOver);
    await assign({ ...handOver, since: '2027-09-01' });
    await expect(assign(handOver)).rejects.toThrow(coded('PARVIS_RESPONSIBILITY_DUPLICATE'));
    const foreign = { ...handOver, operatorId: other.authorities[0]?.id ?? '', since: '2028-09-01' };
    await expect(assign(foreign)).rejects.toThrow(coded('PARVIS_RESPONSIBILITY_FOREIGN'));
    expect(await db.read.$count(schema.for(db.read).responsibility)).toBe(2);
  });

  it('changes the contact of a body of the tenant, never of another', async () => {
    const db = await migrated();
    const favril = await db.write((tx) => foundTenant(tx, plan('28148'), options));
    const other = await db.write((tx) => foundTenant(tx, plan('97411'), options));
    const id = favril.authorities[0]?.id ?? '';
    const contact = { address: ['14 Grande Rue'], phone: '0261910148', hours: [] };
    await db.write((tx) => updateContact(tx, other.tenant.id, id, contact));
    const { authority } = schema.for(db.read);
    const read = async () => (await db.read.select().from(authority).where(eq(authority.id, id)))[0]?.contact;
    expect((await read())?.phone).toBeUndefined();
    await db.write((tx) => updateContact(tx, favril.tenant.id, id, contact));
    expect(await read()).toEqual(contact);
  });
});
