import { describe, expect, it } from 'vitest';
import { type EtalabCommune, readEtalab } from './build-cog.ts';
import { departmentByCode } from './departments.ts';
import {
  aName,
  articleOf,
  deDepartment,
  deName,
  inDepartment,
  longNameOf,
  openTerritory,
  slugOf,
  timeZoneOf,
} from './index.ts';

describe('how French speaks of places', () => {
  it.each([
    ['Le Favril', 'du Favril', 'au Favril'],
    ['Les Essarts', 'des Essarts', 'aux Essarts'],
    ['La Loupe', 'de La Loupe', 'à La Loupe'],
    ['L’Abergement', 'de L’Abergement', 'à L’Abergement'],
    ['Illiers-Combray', 'd’Illiers-Combray', 'à Illiers-Combray'],
    ['Houx', 'de Houx', 'à Houx'],
    ['Yèvres', 'd’Yèvres', 'à Yèvres'],
    ['Épernon', 'd’Épernon', 'à Épernon'],
  ])('%s: %s, %s', (name, of, at) => {
    expect(deName(name)).toBe(of);
    expect(aName(name)).toBe(at);
  });

  it.each([
    ['28', 'd’Eure-et-Loir', 'en Eure-et-Loir'],
    ['45', 'du Loiret', 'dans le Loiret'],
    ['27', 'de l’Eure', 'dans l’Eure'],
    ['971', 'de la Guadeloupe', 'en Guadeloupe'],
    ['974', 'de La Réunion', 'à La Réunion'],
    ['976', 'de Mayotte', 'à Mayotte'],
  ])('the département %s: %s, %s', (code, of, at) => {
    expect(deDepartment(code)).toBe(of);
    expect(inDepartment(code)).toBe(at);
  });

  it('has words for every département and collectivity', () => {
    for (const { code, name } of departmentByCode.values()) {
      const ending = name.slice(1);
      expect(deDepartment(code), code).toMatch(new RegExp(`^(de |du |des |d’|de la |de l’).${ending}$`));
      expect(inDepartment(code), code).toMatch(
        new RegExp(`^(en |à |dans l’|dans le |dans la |dans les |sur l’).${ending}$`),
      );
    }
    expect(deDepartment('00')).toBeNull();
    expect(inDepartment('20')).toBeNull();
  });

  it('elides and contracts as INSEE says, wherever INSEE says it and the name does not begin with H', () => {
    // INSEE's « type de liaison » of each name: bare, elided, Le, La, Les, L’, Aux, Las, Los.
    const liaisons = ['de ', 'd’', 'du ', 'de La ', 'des ', 'de L’', 'des ', 'de Las ', 'de Los '];
    const wrong = readEtalab<EtalabCommune>('communes').filter((row) => {
      const liaison = liaisons[row.typeLiaison ?? -1];
      if (liaison === undefined || row.nom.startsWith('H') || row.type !== 'commune-actuelle') return false;
      // INSEE counts « Le Vernet-Chaméane » as having no article; its name and its mairie say otherwise.
      if (row.code === '63448') return false;
      return !deName(row.nom).startsWith(liaison);
    });
    expect(wrong.map((row) => row.nom)).toEqual([]);
  });

  it('never elides an H that INSEE keeps', () => {
    for (const row of readEtalab<EtalabCommune>('communes'))
      if (row.type === 'commune-actuelle' && row.typeLiaison === 0 && row.nom.startsWith('H'))
        expect(deName(row.nom)).toBe(`de ${row.nom.replaceAll("'", '’')}`);
    expect(deName('Hyères')).toBe('d’Hyères');
    expect(deName('Harponville')).toBe('de Harponville');
  });

  it('tells an article from the start of a word', () => {
    expect(articleOf('Le Favril')).toBe('Le');
    expect(articleOf("L'Abergement")).toBe('L’');
    expect(articleOf('Lescar')).toBeNull();
    expect(articleOf('Laon')).toBeNull();
  });

  it('spells the kind of an intercommunality', () => {
    expect(longNameOf({ kind: 'CC', name: 'CC Entre Beauce et Perche' })).toBe(
      'Communauté de communes Entre Beauce et Perche',
    );
    expect(longNameOf({ kind: 'METRO', name: 'Nantes Métropole' })).toBe('Nantes Métropole');
  });

  it('makes addresses that hosts can carry, for every commune', () => {
    expect(slugOf('Saint-Éliph')).toBe('saint-eliph');
    expect(slugOf('L’Haÿ-les-Roses')).toBe('l-hay-les-roses');
    expect(slugOf('Œuilly')).toBe('oeuilly');
    expect(slugOf('Besançon')).toBe('besancon');
    for (const { name } of openTerritory().communes) expect(slugOf(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('knows the hour of overseas communes', () => {
    for (const { insee } of openTerritory().communes)
      if (insee >= '96')
        expect(() => new Intl.DateTimeFormat('fr', { timeZone: timeZoneOf(insee) })).not.toThrow();
    expect(timeZoneOf('98731')).toBe('Pacific/Marquesas');
    expect(timeZoneOf('97502')).toBe('America/Miquelon');
    expect(timeZoneOf('28148')).toBe('Europe/Paris');
    expect(timeZoneOf('97411')).toBe('Indian/Reunion');
    expect(timeZoneOf('97105')).toBe('America/Guadeloupe');
    expect(timeZoneOf('98818')).toBe('Pacific/Noumea');
  });
});
