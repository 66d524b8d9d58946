/**
 * The colours a commune has before it chooses: those of its region's stone, roofs and fields. Neighbours draw from
 * one family and still differ: the pairs are dealt by a low-discrepancy sequence over the INSEE code.
 */
import type { Landscape } from '../horizon/landscape.ts';
import { seeded } from '../horizon/random.ts';
import { departmentOf, type RegionName, regionNameOf } from '../horizon/regions.ts';
import type { Brand } from './brand.ts';
import { type Oklch, toHex } from './oklch.ts';

/** Named after what they are seen on. Lightness, chroma, hue. */
const SWATCHES = {
  slate: [0.45, 0.055, 252],
  slateGreen: [0.46, 0.05, 190],
  indigo: [0.4, 0.105, 272],
  cornflower: [0.5, 0.13, 262],
  sea: [0.5, 0.095, 228],
  lagoon: [0.56, 0.095, 200],
  tile: [0.53, 0.125, 36],
  brick: [0.48, 0.135, 28],
  terracotta: [0.6, 0.13, 45],
  burgundy: [0.4, 0.115, 8],
  plum: [0.42, 0.095, 335],
  heather: [0.52, 0.095, 318],
  lavender: [0.55, 0.1, 292],
  fir: [0.41, 0.07, 160],
  plane: [0.5, 0.095, 138],
  olive: [0.55, 0.09, 115],
  moss: [0.6, 0.11, 125],
  meadow: [0.68, 0.12, 135],
  sage: [0.66, 0.06, 150],
  wheat: [0.8, 0.12, 90],
  straw: [0.84, 0.1, 95],
  ochre: [0.7, 0.13, 75],
  honey: [0.78, 0.1, 78],
  cider: [0.68, 0.14, 62],
  apricot: [0.77, 0.11, 58],
  gorse: [0.82, 0.15, 98],
  sand: [0.82, 0.06, 82],
  sky: [0.74, 0.075, 235],
  foam: [0.78, 0.06, 195],
  bougainvillea: [0.55, 0.17, 350],
} as const satisfies Readonly<Record<string, readonly [number, number, number]>>;

type Swatch = keyof typeof SWATCHES;

/** First colours, then second ones, the most typical first. */
const FAMILIES: Readonly<Record<RegionName, readonly [readonly Swatch[], readonly Swatch[]]>> = {
  beauce: [
    ['slate', 'tile', 'plane', 'indigo', 'brick', 'fir', 'burgundy', 'sea', 'slateGreen'],
    ['wheat', 'moss', 'ochre', 'sage', 'honey', 'straw', 'meadow'],
  ],
  normandy: [
    ['slate', 'brick', 'fir', 'indigo', 'burgundy', 'plane', 'slateGreen'],
    ['meadow', 'cider', 'straw', 'sage', 'honey'],
  ],
  brittany: [
    ['sea', 'slate', 'indigo', 'heather', 'fir', 'slateGreen'],
    ['gorse', 'foam', 'heather', 'sage', 'sand', 'sky'],
  ],
  loire: [
    ['slate', 'sea', 'plane', 'burgundy', 'indigo', 'plum', 'slateGreen'],
    ['honey', 'sage', 'straw', 'moss', 'apricot'],
  ],
  atlantic: [
    ['sea', 'lagoon', 'tile', 'indigo', 'plane', 'slateGreen'],
    ['sand', 'straw', 'foam', 'apricot', 'sage', 'gorse'],
  ],
  north: [
    ['brick', 'slate', 'indigo', 'burgundy', 'fir', 'sea'],
    ['straw', 'moss', 'honey', 'sage', 'meadow'],
  ],
  champagne: [
    ['slate', 'burgundy', 'fir', 'indigo', 'plane', 'brick'],
    ['straw', 'honey', 'sage', 'meadow', 'ochre'],
  ],
  east: [
    ['brick', 'fir', 'slate', 'burgundy', 'tile', 'indigo'],
    ['sage', 'honey', 'meadow', 'ochre', 'straw'],
  ],
  jura: [
    ['fir', 'slate', 'tile', 'plum', 'slateGreen', 'indigo'],
    ['meadow', 'honey', 'sage', 'straw', 'apricot'],
  ],
  burgundy: [
    ['burgundy', 'tile', 'slate', 'plum', 'fir', 'brick'],
    ['honey', 'moss', 'straw', 'ochre', 'sage'],
  ],
  alps: [
    ['fir', 'slate', 'sea', 'indigo', 'tile', 'plum'],
    ['meadow', 'honey', 'sage', 'apricot', 'straw'],
  ],
  auvergne: [
    ['slate', 'fir', 'plum', 'indigo', 'slateGreen', 'brick'],
    ['meadow', 'gorse', 'sage', 'heather', 'honey', 'moss'],
  ],
  limousin: [
    ['slate', 'plane', 'plum', 'brick', 'fir', 'slateGreen'],
    ['meadow', 'honey', 'heather', 'sage', 'ochre', 'moss'],
  ],
  southwest: [
    ['brick', 'tile', 'plum', 'plane', 'terracotta', 'indigo'],
    ['honey', 'sage', 'straw', 'meadow'],
  ],
  pyrenees: [
    ['slate', 'fir', 'brick', 'sea', 'plum', 'indigo'],
    ['meadow', 'honey', 'apricot', 'sage', 'straw'],
  ],
  south: [
    ['terracotta', 'tile', 'lavender', 'olive', 'sea', 'plum'],
    ['honey', 'sage', 'lavender', 'straw', 'apricot', 'olive'],
  ],
  corsica: [
    ['sea', 'brick', 'olive', 'plum', 'slateGreen'],
    ['sand', 'sage', 'apricot', 'sky', 'honey'],
  ],
  paris: [
    ['slate', 'indigo', 'fir', 'plum', 'brick', 'sea'],
    ['honey', 'sage', 'straw', 'moss', 'meadow'],
  ],
  overseas: [
    ['lagoon', 'sea', 'bougainvillea', 'fir', 'indigo', 'tile'],
    ['gorse', 'meadow', 'apricot', 'foam', 'sand'],
  ],
};

/** What the land itself brings in, put first among the second colours. */
const LAND: Readonly<Record<Landscape, Swatch>> = {
  plain: 'wheat',
  bocage: 'meadow',
  forest: 'moss',
  river: 'sage',
  vineyard: 'olive',
  coast: 'sand',
  island: 'gorse',
  mountain: 'meadow',
  town: 'ochre',
};

const GOLDEN = 0.6180339887498949;
const LEAST_HUE_GAP = 45;

/**
 * @param seed INSEE code of a commune, or SIREN of an EPCI.
 * @param department Needed with a SIREN, which does not say it.
 */
export function defaultBrand(seed: string, landscape: Landscape, department = departmentOf(seed)): Brand {
  const [firsts, seconds] = FAMILIES[regionNameOf(department)];
  const lands = [...new Set([LAND[landscape], ...seconds])];
  const pairs = firsts
    .flatMap((first) => lands.map((second) => [swatch(first), swatch(second)] as const))
    .filter(([first, second]) => hueGap(first, second) >= LEAST_HUE_GAP);

  // Successive codes step through the pairs by the golden ratio: close numbers, distant colours.
  const number = Number.parseInt(seed.replace(/\D/g, ''), 10) || 0;
  const [first, second] = pairs[Math.floor(((number * GOLDEN) % 1) * pairs.length)] ?? [
    swatch('slate'),
    swatch('wheat'),
  ];

  const random = seeded(`brand ${seed}`);
  const vary = (colour: Oklch): string =>
    toHex({
      l: colour.l + random.between(-0.03, 0.03),
      c: colour.c * random.between(0.88, 1.1),
      h: colour.h + random.between(-8, 8),
    });
  return { primary: vary(first), secondary: vary(second) };
}

function swatch(name: Swatch): Oklch {
  const [l, c, h] = SWATCHES[name];
  return { l, c, h };
}

function hueGap(one: Oklch, other: Oklch): number {
  const gap = Math.abs(one.h - other.h);
  return Math.min(gap, 360 - gap);
}
