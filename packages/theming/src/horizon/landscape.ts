/** What land a commune lies in: read from its name where the name says it, else from its département. */
import { seeded } from './random.ts';
import { type Region, regionOf } from './regions.ts';

export const LANDSCAPES = [
  'plain',
  'bocage',
  'forest',
  'river',
  'vineyard',
  'coast',
  'island',
  'mountain',
  'town',
] as const;
export type Landscape = (typeof LANDSCAPES)[number];

/** What is known of a place before it is drawn. */
export interface Place {
  /** INSEE code of a commune, SIREN of an EPCI: the seed. */
  readonly insee: string;
  readonly name: string;
  /** Code of the département: `28`, `2A`, `974`. */
  readonly department: string;
  readonly population: number;
  /** Said by the commune itself; wins over every guess. */
  readonly landscape?: Landscape;
}

/** Names that say where the place lies, the surest first. Matched on the name without accents, in lower case. */
const HINTS: readonly (readonly [RegExp, Landscape])[] = [
  [
    /^(l')?(ile|ilot)-|^belle-ile|^ouessant$|^le palais$|^groix$|^noirmoutier|-en-re$|-de-re$|-d'oleron$/,
    'island',
  ],
  [
    /-(sur|les|en)-mer$|-plage$|-les-bains-de-mer$|^port-|^saint-malo$|^(le )?cap-|-de-la-mer$|-ocean$/,
    'coast',
  ],
  [/-en-beauce$|^beauce |-la-plaine$|-en-plaine$|-les-champs$/, 'plain'],
  [/-du-perche$|-au-perche$|-bocage$|-les-haies$|-bocain$/, 'bocage'],
  [
    /-les?s?-alpes$|^chamonix|-du-mont-blanc$|-les-pins$|^val-d'isere|-en-vercors$|-en-oisans$|-pyrenees$/,
    'mountain',
  ],
  [/\bforet\b|\bbois\b|-des-bois$|^bois-|^les? bois|-sous-bois$|-en-yvelines$|sologne|^la loge/, 'forest'],
  [
    /\bvignes?\b|\bvignobles?\b|-les-vignes$|-le-vineux$|-en-beaujolais$|-emilion$|^nuits-|-montrachet$/,
    'vineyard',
  ],
  [
    /-sur-|pont(-|$)|^pont|^vau-|^gue-|-les-gues|guespieres|\bmoulin|riviere|^etang|^fontaine|^courtalain/,
    'river',
  ],
];

const TOWN = 9_000;

export function landscapeOf(place: Place): Landscape {
  if (place.landscape) return place.landscape;
  const region = regionOf(place.department);
  const hinted = hint(place.name, region);
  if (place.population >= TOWN && hinted !== 'coast' && hinted !== 'island') return 'town';
  return hinted ?? seeded(`land ${place.insee}`).pick(region.landscapes);
}

function hint(name: string, region: Region): Landscape | undefined {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'").toLowerCase();
  const found = HINTS.find(([words]) => words.test(plain))?.[1];
  // "sur-Mer" is said of the sea only where there is one, and an inland Île- is on a river.
  if (found && (found === 'coast' || found === 'island') && !region.sea) return 'river';
  return found;
}
