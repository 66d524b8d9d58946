import { describe, expect, it } from 'vitest';
import { aName, deDepartment, deName, inDepartment, openTerritory, slugOf, timeZoneOf } from './index.ts';

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

  it('makes addresses that hosts can carry, for every commune', () => {
    expect(slugOf('Saint-Éliph')).toBe('saint-eliph');
    expect(slugOf('L’Haÿ-les-Roses')).toBe('l-hay-les-roses');
    for (const { name } of openTerritory().communes) expect(slugOf(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('knows the hour of overseas communes', () => {
    expect(timeZoneOf('28148')).toBe('Europe/Paris');
    expect(timeZoneOf('97411')).toBe('Indian/Reunion');
    expect(timeZoneOf('97105')).toBe('America/Guadeloupe');
    expect(timeZoneOf('98818')).toBe('Pacific/Noumea');
  });
});
