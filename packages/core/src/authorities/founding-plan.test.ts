import { openTerritory } from '@parvis/territory';
import { describe, expect, it } from 'vitest';
import { planCommune, planEpci } from './founding-plan.ts';

const territory = openTerritory();

function epci(siren: string) {
  const found = territory.epciBySiren(siren);
  if (!found) throw new Error(`${siren} is not an EPCI of the data`);
  return planEpci(territory, found);
}

function commune(insee: string) {
  const found = territory.communeByInsee(insee);
  if (!found) throw new Error(`${insee} is not a commune of the data`);
  return planCommune(found);
}

describe('the plan of a new tenant', () => {
  it('is the EPCI and its communes, as the State knows them', () => {
    const { tenantName, bodies } = epci('200058360');
    expect(tenantName).toBe('Communauté de communes Entre Beauce et Perche');
    expect(bodies).toHaveLength(34);
    expect(bodies[0]?.authority).toMatchObject({ kind: 'epci', siren: '200058360', name: tenantName });
    expect(bodies[0]?.slug).toBe('cc-entre-beauce-et-perche');
    const favril = bodies.find(({ authority }) => authority.insee === '28148');
    expect(favril).toMatchObject({ slug: 'le-favril', siteName: 'Le Favril', zone: 'Europe/Paris' });
    expect(favril?.authority).toMatchObject({ kind: 'commune', siren: '212801484', population: 360 });
  });

  it('invents no contact: the place of a commune is known, its telephone and its hours are not', () => {
    const [group, first] = epci('200058360').bodies;
    expect(group?.authority.contact).toEqual({ address: [], hours: [] });
    expect(first?.authority.contact).toEqual({
      address: ['28120 Bailleau-le-Pin'],
      postalCode: '28120',
      hours: [],
    });
  });

  it('gives neighbours different brands', () => {
    const brands = epci('200058360').bodies.map(({ brand }) => `${brand.primary} ${brand.secondary}`);
    expect(new Set(brands).size).toBe(brands.length);
  });

  it('holds for every intercommunality of France: own slugs that are host names', () => {
    for (const one of territory.epcis) {
      if (territory.communesOf(one.siren).some(({ siren }) => siren === null)) continue;
      const slugs = planEpci(territory, one).bodies.map(({ slug }) => slug);
      expect(new Set(slugs).size, one.name).toBe(slugs.length);
      for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
    }
  });

  it('is one commune alone, in its own time zone', () => {
    const { tenantName, bodies } = commune('97411');
    expect(tenantName).toBe('Saint-Denis');
    expect(bodies).toHaveLength(1);
    expect(bodies[0]?.zone).toBe('Indian/Reunion');
  });

  it('refuses a commune for which the national data has no SIREN', () => {
    expect(() => commune('98818')).toThrow(expect.objectContaining({ code: 'PARVIS_INIT_NO_SIREN' }));
  });
});
