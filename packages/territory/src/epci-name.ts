// The names of intercommunalities: in full for citizens, bare for the search.
import type { Epci } from './territory.ts';

const LONG_KINDS: Readonly<Record<string, string>> = {
  CC: 'Communauté de communes',
  CA: 'Communauté d’agglomération',
  CU: 'Communauté urbaine',
};

/** « Communauté de communes Entre Beauce et Perche »; a métropole keeps its name. */
export function longNameOf(epci: Pick<Epci, 'kind' | 'name'>): string {
  const kind = LONG_KINDS[epci.kind];
  return kind !== undefined && epci.name.startsWith(`${epci.kind} `)
    ? `${kind}${epci.name.slice(epci.kind.length)}`
    : epci.name;
}

/** « Entre Beauce et Perche »: the name without its kind, which people type in any way or leave out. */
export function bareEpciName(name: string): string {
  return name
    .replace(
      /^\s*(?:CC|CA|CU|communaut[ée] (?:de communes|d['’ ]agglom[ée]ration|urbaine|d['’ ]agglo))(?![\p{L}])/iu,
      '',
    )
    .replace(/^\s*(?:du|des|de la|de l['’]|de|d['’])(?=\s|['’]|$)\s*(?=\S)/iu, '');
}
