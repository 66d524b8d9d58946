import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildCog } from './build-cog.ts';
import { openTerritory } from './territory.ts';

const territory = openTerritory();
const ENTRE_BEAUCE_ET_PERCHE = '200058360';
const first = (text: string, options = {}) => territory.findCommunes(text, options)[0]?.name;

describe('the territory', () => {
  it('holds every commune of today, found by INSEE code, SIREN and its own name', () => {
    const { communes } = territory;
    expect(communes).toHaveLength(34_969);
    for (const commune of communes) {
      expect(territory.communeByInsee(commune.insee)).toBe(commune);
      if (commune.siren !== null) expect(territory.communeBySiren(commune.siren)).toBe(commune);
      for (const code of commune.postalCodes) expect(territory.communesByPostalCode(code)).toContain(commune);
    }
  });

  it('finds a commune by its exact name, whichever of its namesakes it is', () => {
    for (let row = 0; row < territory.communes.length; row += 97) {
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
    expect(territory.findEpci('entre beauce et perche')[0]).toBe(epci);
  });

  it('understands names as people write them', () => {
    expect(first('le favril', { department: '28' })).toBe('Le Favril');
    expect(first('FAVRIL', { department: '28' })).toBe('Le Favril');
    expect(first('le favrille', { department: '28' })).toBe('Le Favril');
    expect(first('illier combray')).toBe('Illiers-Combray');
    expect(first('st denis des puits')).toBe('Saint-Denis-des-Puits');
    expect(first('chalons en champagne')).toBe('Châlons-en-Champagne');
    expect(first('28190 favril')).toBe('Le Favril');
    expect(territory.findCommunes('zzzzzzzz')).toEqual([]);
    expect(territory.findCommunes('')).toEqual([]);
  });

  it('follows a code that is no more to the commune of today', () => {
    expect(territory.communeByInsee('75111')?.name).toBe('Paris');
    expect(territory.communeByInsee('99999')).toBeNull();
  });

  it('is what the national data set says, kept in a smaller file', () => {
    expect(readFileSync(new URL('../cog/communes.tsv', import.meta.url), 'utf8')).toBe(buildCog());
  });
});
