/**
 * The France of a draughtsman: which land, which bell towers, which roofs and trees one sees in each département.
 * A region gathers départements that look alike; its colours are in `brand/default-brand.ts`.
 */
import type { Landscape } from './landscape.ts';

export type Tower =
  | 'spire'
  | 'broach'
  | 'saddleback'
  | 'square'
  | 'dome'
  | 'bulb'
  | 'campanile'
  | 'gable'
  | 'pinnacles';
export type Tree = 'plane' | 'poplar' | 'fir' | 'pine' | 'cypress' | 'palm';
type Several<T> = readonly [T, ...T[]];

export interface Region {
  readonly landscapes: Several<Landscape>;
  readonly towers: Several<Tower>;
  /** Height of a roof over half its span: 1.2 in Normandy, 0.4 in Provence. */
  readonly pitch: number;
  /** The tree that grows beside the planes. */
  readonly tree: Tree;
  readonly sea: boolean;
}

const REGIONS = {
  beauce: {
    landscapes: ['plain', 'plain', 'plain', 'bocage', 'forest'],
    towers: ['spire', 'broach', 'saddleback', 'spire', 'square'],
    pitch: 1.05,
    tree: 'poplar',
    sea: false,
  },
  normandy: {
    landscapes: ['bocage', 'bocage', 'plain', 'coast', 'river'],
    towers: ['spire', 'saddleback', 'broach', 'saddleback'],
    pitch: 1.15,
    tree: 'poplar',
    sea: true,
  },
  brittany: {
    landscapes: ['bocage', 'coast', 'bocage', 'forest', 'coast'],
    towers: ['pinnacles', 'pinnacles', 'spire', 'broach'],
    pitch: 1.05,
    tree: 'pine',
    sea: true,
  },
  loire: {
    landscapes: ['river', 'vineyard', 'bocage', 'forest', 'river'],
    towers: ['spire', 'broach', 'square', 'spire'],
    pitch: 1,
    tree: 'poplar',
    sea: false,
  },
  atlantic: {
    landscapes: ['coast', 'plain', 'bocage', 'vineyard', 'river'],
    towers: ['square', 'broach', 'pinnacles', 'dome'],
    pitch: 0.5,
    tree: 'pine',
    sea: true,
  },
  north: {
    landscapes: ['plain', 'plain', 'river', 'bocage', 'coast'],
    towers: ['broach', 'square', 'spire', 'pinnacles'],
    pitch: 1.1,
    tree: 'poplar',
    sea: true,
  },
  champagne: {
    landscapes: ['plain', 'vineyard', 'forest', 'plain', 'river'],
    towers: ['broach', 'spire', 'saddleback'],
    pitch: 0.85,
    tree: 'poplar',
    sea: false,
  },
  east: {
    landscapes: ['forest', 'plain', 'vineyard', 'mountain', 'river'],
    towers: ['bulb', 'spire', 'saddleback', 'broach'],
    pitch: 1.1,
    tree: 'fir',
    sea: false,
  },
  jura: {
    landscapes: ['forest', 'mountain', 'river', 'bocage'],
    towers: ['dome', 'dome', 'bulb', 'saddleback'],
    pitch: 0.9,
    tree: 'fir',
    sea: false,
  },
  burgundy: {
    landscapes: ['vineyard', 'bocage', 'river', 'forest', 'plain'],
    towers: ['broach', 'square', 'spire', 'dome'],
    pitch: 0.95,
    tree: 'poplar',
    sea: false,
  },
  alps: {
    landscapes: ['mountain', 'mountain', 'mountain', 'forest', 'river'],
    towers: ['bulb', 'spire', 'square', 'campanile'],
    pitch: 0.75,
    tree: 'fir',
    sea: false,
  },
  auvergne: {
    landscapes: ['mountain', 'bocage', 'forest', 'river'],
    towers: ['square', 'broach', 'gable', 'spire'],
    pitch: 0.75,
    tree: 'fir',
    sea: false,
  },
  limousin: {
    landscapes: ['bocage', 'forest', 'river', 'bocage'],
    towers: ['broach', 'gable', 'spire', 'square'],
    pitch: 0.85,
    tree: 'poplar',
    sea: false,
  },
  southwest: {
    landscapes: ['vineyard', 'river', 'bocage', 'plain', 'forest'],
    towers: ['gable', 'square', 'broach', 'gable'],
    pitch: 0.5,
    tree: 'pine',
    sea: true,
  },
  pyrenees: {
    landscapes: ['mountain', 'mountain', 'river', 'forest'],
    towers: ['gable', 'square', 'spire', 'dome'],
    pitch: 0.8,
    tree: 'fir',
    sea: false,
  },
  south: {
    landscapes: ['vineyard', 'vineyard', 'plain', 'river', 'mountain'],
    towers: ['campanile', 'square', 'campanile', 'gable'],
    pitch: 0.4,
    tree: 'cypress',
    sea: true,
  },
  corsica: {
    landscapes: ['mountain', 'coast', 'mountain', 'island'],
    towers: ['campanile', 'square', 'dome'],
    pitch: 0.4,
    tree: 'pine',
    sea: true,
  },
  paris: {
    landscapes: ['town', 'forest', 'river', 'plain'],
    towers: ['spire', 'saddleback', 'square', 'broach'],
    pitch: 0.95,
    tree: 'poplar',
    sea: false,
  },
  overseas: {
    landscapes: ['island', 'coast', 'mountain', 'coast'],
    towers: ['gable', 'square', 'broach', 'campanile'],
    pitch: 0.65,
    tree: 'palm',
    sea: true,
  },
} as const satisfies Readonly<Record<string, Region>>;

export type RegionName = keyof typeof REGIONS;

const DEPARTMENTS: Readonly<Record<RegionName, string>> = {
  beauce: '28 45 41 72',
  normandy: '14 27 50 61 76',
  brittany: '22 29 35 56',
  loire: '18 36 37 49 53',
  atlantic: '16 17 44 79 85 86',
  north: '02 59 60 62 80',
  champagne: '08 10 51 52',
  east: '54 55 57 67 68 88',
  jura: '25 39 70 90',
  burgundy: '01 21 58 69 71 89',
  alps: '05 38 73 74',
  auvergne: '03 15 42 43 48 63',
  limousin: '19 23 24 46 87 12',
  southwest: '31 32 33 40 47 81 82',
  pyrenees: '09 64 65',
  south: '04 06 07 11 13 26 30 34 66 83 84',
  corsica: '20 2A 2B',
  paris: '75 77 78 91 92 93 94 95',
  overseas: '971 972 973 974 975 976 977 978 984 986 987 988 989',
};

const regionNames = new Map<string, RegionName>(
  Object.entries(DEPARTMENTS).flatMap(([name, codes]) =>
    codes.split(' ').map((code) => [code, name as RegionName] as const),
  ),
);

/** The region of a département; the Beauce's look for a code that France does not have. */
export function regionNameOf(department: string): RegionName {
  return regionNames.get(department) ?? 'beauce';
}

export function regionOf(department: string): Region {
  return REGIONS[regionNameOf(department)];
}

/** The département that an INSEE code begins with. */
export function departmentOf(insee: string): string {
  return insee.startsWith('97') || insee.startsWith('98') ? insee.slice(0, 3) : insee.slice(0, 2);
}
