import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCog, type EtalabCommune, type EtalabEpci, readEtalab } from './build-cog.ts';
import { departmentByCode, regionByCode } from './departments.ts';
import { openTerritory, Territory } from './territory.ts';

const territory = openTerritory();
const ENTRE_BEAUCE_ET_PERCHE = '200058360';
const first = (text: string, options = {}) => territory.findCommunes(text, options)[0]?.name;

describe('the territory', () => {
  it('holds every commune of today, found by INSEE code, SIREN and its own name', () => {
    const { communes } = territory;
    expect(communes).toHaveLength(34_969);
    // One assertion for all: 100,000 of them take longer than the look-ups.
    const lost = communes.filter(
      (commune) =>
        territory.communeByInsee(commune.insee) !== commune ||
        (commune.siren !== null && territory.communeBySiren(commune.siren) !== commune) ||
        !commune.postalCodes.every((code) => territory.communesByPostalCode(code).includes(commune)),
    );
    expect(lost).toEqual([]);
  });

  it('finds a commune by its exact name, whichever of its namesakes it is', () => {
    for (let row = 0; row < territory.communes.length; row += 31) {
      const commune = territory.communes[row];
      if (!commune) continue;
      const found = territory.findCommunes(commune.name, { department: commune.department, limit: 5 });
      expect(
        found.map((one) => one.insee),
        commune.name,
      ).toContain(commune.insee);
    }
  });

  it('knows the intercommunalities and their members', () => {
    const epci = territory.epciBySiren(ENTRE_BEAUCE_ET_PERCHE);
    expect(epci?.kind).toBe('CC');
    expect(territory.communesOf(ENTRE_BEAUCE_ET_PERCHE)).toHaveLength(33);
    expect(territory.epciOf('28148')).toBe(epci);
    for (const { siren, communes } of territory.epcis) {
      expect(communes.length, siren).toBeGreaterThan(0);
      for (const insee of communes) expect(territory.communeByInsee(insee)?.epci, insee).toBe(siren);
    }
    for (const asked of [
      'entre beauce et perche',
      'CC entre beauce',
      'communauté de communes entre bauce et perche',
    ])
      expect(territory.findEpci(asked)[0], asked).toBe(epci);
  });

  it('understands names as people write them', () => {
    expect(first('le favril', { department: '28' })).toBe('Le Favril');
    expect(first('FAVRIL', { department: '28' })).toBe('Le Favril');
    expect(first('le favrille', { department: '28' })).toBe('Le Favril');
    expect(first('illier combray')).toBe('Illiers-Combray');
    expect(first('beville le comte')).toBe('Béville-le-Comte');
    expect(first('bevile comte')).toBe('Béville-le-Comte');
    expect(first('st eliff')).toBe('Saint-Éliph');
    expect(first('fonten la guyon')).toBe('Fontaine-la-Guyon');
    expect(first('nogent rotrou')).toBe('Nogent-le-Rotrou');
    expect(first('courvile sur eur')).toBe('Courville-sur-Eure');
    expect(first('sait-etienne')).toBe('Saint-Étienne');
    expect(first('Lyon 3e arrondissement')).toBe('Lyon');
    expect(first('Bâgé la Ville')).toBe('Bâgé-Dommartin');
    expect(first('st denis des puits')).toBe('Saint-Denis-des-Puits');
    expect(first('chalons en champagne')).toBe('Châlons-en-Champagne');
    expect(first('28190 favril')).toBe('Le Favril');
    expect(territory.findCommunes('zzzzzzzz')).toEqual([]);
    expect(territory.findCommunes('')).toEqual([]);
  });

  it('follows a code that is no more to the commune of today', () => {
    expect(territory.communeByInsee('75111')?.name).toBe('Paris');
    expect(territory.communeByInsee('01144')?.name).toBe('Bâgé-Dommartin');
    expect(territory.communeByInsee('99999')).toBeNull();
  });

  it('is what the national data set says, to the byte', () => {
    const file = readFileSync(new URL('../cog/communes.tsv', import.meta.url), 'utf8');
    expect(file === buildCog(), 'cog/communes.tsv differs from the data set: run `npm run cog`').toBe(true);
  });

  it('reads every field of the data set back', () => {
    const typeset = (name: string) => name.replaceAll("'", '’');
    const [rows, former] = [true, false].map((wanted) =>
      readEtalab<EtalabCommune>('communes').filter((row) => (row.type === 'commune-actuelle') === wanted),
    );
    expect(
      rows?.map((row) => ({
        insee: row.code,
        siren: row.siren ?? null,
        name: typeset(row.nom),
        department: row.departement ?? territory.communeByInsee(row.code)?.department,
        region: row.region ?? territory.communeByInsee(row.code)?.region,
        postalCodes: row.codesPostaux ?? [],
        population: row.population ?? 0,
        epci: territory.communeByInsee(row.code)?.epci,
      })),
    ).toEqual(rows?.map((row) => territory.communeByInsee(row.code)));
    for (const row of former ?? []) {
      const commune = territory.communeByInsee(row.code);
      // The seat of a merger shares its code with the commune of today.
      if (commune?.insee !== row.code) expect(commune?.insee, row.code).toBe(row.chefLieu ?? row.commune);
    }
    for (const row of readEtalab<EtalabEpci>('epci')) {
      const epci = territory.epciBySiren(row.code);
      expect(epci?.name).toBe(typeset(row.nom));
      expect(epci?.communes).toEqual(row.membres.map((member) => member.code).sort());
    }
    type Place = { code: string; nom: string; region?: string; chefLieu: string };
    for (const row of readEtalab<Place>('departements')) {
      expect(departmentByCode.get(row.code)).toMatchObject({
        name: typeset(row.nom),
        region: row.region,
        chefLieu: row.chefLieu,
      });
    }
    for (const row of readEtalab<Place>('regions'))
      expect(regionByCode.get(row.code)?.name).toBe(typeset(row.nom));
  });

  it('answers the same before and after the whole file was read', () => {
    const fresh = new Territory();
    const favril = fresh.communeByInsee('28148');
    expect(favril).toEqual(territory.communeByInsee('28148'));
    expect(fresh.communeBySiren('212801484')).toBe(favril);
    expect(fresh.communesOf(ENTRE_BEAUCE_ET_PERCHE)).toHaveLength(33);
    expect(fresh.communeByInsee('=')).toBeNull();
    expect(fresh.communes.find((one) => one.insee === '28148')).toBe(favril);
    expect(fresh.findCommunes('favril', { department: '28' })[0]).toBe(favril);
    expect(fresh.epcis.find((one) => one.siren === ENTRE_BEAUCE_ET_PERCHE)).toBe(
      fresh.epciBySiren(ENTRE_BEAUCE_ET_PERCHE),
    );
  });

  it('finds a commune of an intercommunality whatever slip the finger makes', () => {
    const within = new Set(territory.epciBySiren(ENTRE_BEAUCE_ET_PERCHE)?.communes);
    const members = territory.communesOf(ENTRE_BEAUCE_ET_PERCHE);
    const slips = [
      (name: string, at: number) => name.slice(0, at) + name.slice(at + 1),
      (name: string, at: number) => `${name.slice(0, at)}x${name.slice(at)}`,
      (name: string, at: number) => `${name.slice(0, at)}x${name.slice(at + 1)}`,
      (name: string, at: number) =>
        name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...members),
        fc.constantFrom(...slips),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (commune, slip, where) => {
          // A slip inside the last word that follows no article: the part that tells the communes apart.
          const start = Math.max(commune.name.indexOf(' '), 0) + 1;
          const at = start + Math.floor(where * Math.max(commune.name.length - start - 1, 1));
          const found = territory.findCommunes(slip(commune.name, at), { within, limit: 3 });
          expect(found, slip(commune.name, at)).toContain(commune);
        },
      ),
    );
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(territory.findCommunes(text, { limit: 4 }).length).toBeLessThanOrEqual(4);
        expect(territory.findEpci(text, { limit: 4 }).length).toBeLessThanOrEqual(4);
      }),
      { numRuns: 60 },
    );
  });
});
