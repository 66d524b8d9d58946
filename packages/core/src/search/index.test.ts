import { describe, expect, it } from 'vitest';
import { createServiceSearch } from './index.ts';

const search = createServiceSearch([
  { id: 'naissance', title: 'Demander un acte de naissance', keywords: ['extrait', 'état civil', 'livret'] },
  {
    id: 'encombrants',
    title: 'Faire enlever un meuble ou un appareil',
    keywords: ['encombrants', 'canapé', 'poubelle', 'matelas'],
  },
  { id: 'cantine', title: 'Inscrire un enfant à la cantine', keywords: ['école', 'repas', 'périscolaire'] },
  {
    id: 'urbanisme',
    title: 'Construire, agrandir ou changer une façade',
    keywords: ['permis de construire', 'travaux'],
  },
  {
    id: 'numerique',
    title: 'Être aidé sur internet',
    keywords: ['ordinateur', 'conseiller numérique', 'aide'],
  },
  { id: 'identite', title: 'Refaire une carte d’identité ou un passeport', keywords: ['CNI', 'papiers'] },
]);
const best = (query: string) => search.search(query)[0]?.id;

describe('the search of services', () => {
  it('finds what people mean, in their words', () => {
    const asked: readonly [string, string][] = [
      ['carte identité', 'identite'],
      ['CARTE D IDENTITE', 'identite'],
      ['encombrant', 'encombrants'],
      ['poubelle canapé', 'encombrants'],
      ['acte de naissance', 'naissance'],
      ['naisance', 'naissance'],
      ['cantines', 'cantine'],
      ['je veux un permis de construire', 'urbanisme'],
      ['internet aide ordinateur', 'numerique'],
      ['ordianteur', 'numerique'],
      ['perisco', 'cantine'],
    ];
    for (const [query, id] of asked) expect(best(query), query).toBe(id);
  });

  it('leaves out what holds one word by chance, beside what is meant', () => {
    const among = createServiceSearch([
      { id: 'aide', title: 'Se faire aider', keywords: ['mot de passe'], text: 'Pour vos papiers en ligne.' },
      { id: 'papiers', title: 'Refaire un passeport', keywords: ['papiers'] },
      { id: 'dechets', title: 'Jeter', keywords: ['déchets'] },
    ]);
    const ids = (query: string) => among.search(query).map(({ id }) => id);
    expect(ids('passeport')).toEqual(['papiers']);
    expect(ids('papiers passeport')).toEqual(['papiers']);
    expect(ids('déchetterie')).toEqual(['dechets']);
    expect(ids('passe')).toEqual(['aide', 'papiers']);
  });

  it('finds nothing rather than anything', () => {
    for (const query of ['', 'de la', 'zzzz', '<script>alert(1)</script>', '%'])
      expect(search.search(query)).toEqual([]);
  });
});
