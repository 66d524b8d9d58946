/**
 * The inks of the horizon: a print in the brand's two colours, pulled four times a day. Roofs and lines take the
 * first colour, land and leaves the second; the sky and the lights bring what the hour adds.
 */
import type { Moment } from '../horizon/moment.ts';
import { readable } from './contrast.ts';
import { mix, type Oklch, toHex } from './oklch.ts';

export type HorizonInk = 'sky' | 'glow' | 'far' | 'land' | 'leaf' | 'wall' | 'roof' | 'line';
export type HorizonToken = `${Moment}-${HorizonInk}`;

/** Lightness of each ink, the most chroma it may have, and the hour's own light laid over the brand. */
interface Plate {
  readonly sky: Oklch;
  readonly skyBrand: number;
  readonly light: Oklch;
  /** How much of the hour's light every ink takes. */
  readonly cast: number;
  readonly glow: Oklch;
  readonly far: number;
  readonly land: number;
  readonly leaf: number;
  readonly wall: number;
  readonly roof: number;
  readonly line: number;
  readonly chroma: number;
}

const cream: Oklch = { l: 0.95, c: 0.04, h: 88 };
const rose: Oklch = { l: 0.8, c: 0.09, h: 38 };
const blue: Oklch = { l: 0.3, c: 0.06, h: 268 };
const lamp: Oklch = { l: 0.87, c: 0.14, h: 84 };

const LIGHT: Readonly<Record<Moment, Plate>> = {
  dawn: {
    sky: { l: 0.925, c: 0.048, h: 55 },
    skyBrand: 0.15,
    light: cream,
    cast: 0.12,
    glow: { l: 0.97, c: 0.04, h: 85 },
    far: 0.84,
    land: 0.79,
    leaf: 0.6,
    wall: 0.975,
    roof: 0.5,
    line: 0.32,
    chroma: 0.1,
  },
  day: {
    sky: { l: 0.94, c: 0.03, h: 220 },
    skyBrand: 0.5,
    light: cream,
    cast: 0,
    glow: { l: 0.985, c: 0.02, h: 90 },
    far: 0.83,
    land: 0.8,
    leaf: 0.57,
    wall: 0.985,
    roof: 0.48,
    line: 0.29,
    chroma: 0.12,
  },
  dusk: {
    sky: { l: 0.8, c: 0.085, h: 42 },
    skyBrand: 0.12,
    light: rose,
    cast: 0.18,
    glow: { l: 0.93, c: 0.1, h: 82 },
    far: 0.66,
    land: 0.61,
    leaf: 0.47,
    wall: 0.9,
    roof: 0.4,
    line: 0.25,
    chroma: 0.1,
  },
  night: {
    sky: { l: 0.27, c: 0.05, h: 268 },
    skyBrand: 0.3,
    light: blue,
    cast: 0.3,
    glow: lamp,
    far: 0.335,
    land: 0.3,
    leaf: 0.39,
    wall: 0.43,
    roof: 0.33,
    line: 0.86,
    chroma: 0.06,
  },
};

const DARK: Readonly<Record<Moment, Plate>> = {
  dawn: {
    ...LIGHT.night,
    sky: { l: 0.4, c: 0.06, h: 40 },
    light: rose,
    cast: 0.15,
    glow: { l: 0.88, c: 0.07, h: 75 },
    far: 0.44,
    land: 0.38,
    leaf: 0.46,
    wall: 0.5,
    roof: 0.4,
    line: 0.93,
    skyBrand: 0.15,
    chroma: 0.08,
  },
  day: {
    ...LIGHT.night,
    sky: { l: 0.37, c: 0.035, h: 235 },
    light: cream,
    cast: 0.05,
    glow: { l: 0.9, c: 0.06, h: 88 },
    far: 0.43,
    land: 0.39,
    leaf: 0.5,
    wall: 0.5,
    roof: 0.42,
    line: 0.94,
    skyBrand: 0.5,
    chroma: 0.09,
  },
  dusk: {
    ...LIGHT.night,
    sky: { l: 0.36, c: 0.085, h: 25 },
    light: rose,
    cast: 0.2,
    glow: { l: 0.83, c: 0.12, h: 62 },
    far: 0.33,
    land: 0.3,
    leaf: 0.38,
    wall: 0.44,
    roof: 0.33,
    line: 0.9,
    skyBrand: 0.12,
    chroma: 0.08,
  },
  night: {
    ...LIGHT.night,
    sky: { l: 0.155, c: 0.035, h: 268 },
    far: 0.23,
    land: 0.2,
    leaf: 0.29,
    wall: 0.33,
    roof: 0.24,
    line: 0.82,
  },
};

export function horizonInks(mode: 'light' | 'dark', p: Oklch, s: Oklch): Record<HorizonToken, string> {
  const plates = mode === 'light' ? LIGHT : DARK;
  return {
    ...print('dawn', plates.dawn, p, s),
    ...print('day', plates.day, p, s),
    ...print('dusk', plates.dusk, p, s),
    ...print('night', plates.night, p, s),
  };
}

function print<M extends Moment>(
  moment: M,
  plate: Plate,
  p: Oklch,
  s: Oklch,
): Record<`${M}-${HorizonInk}`, string> {
  const ink = (of: Oklch, l: number, most: number): string => {
    const own = { l, c: Math.min(of.c, most), h: of.h };
    return toHex({ ...mix(own, { ...plate.light, l }, plate.cast), l });
  };
  const { chroma } = plate;
  // Only a brand on the sky's own side of the wheel tints it: opposite colours would make it grey.
  const near = p.c < 0.02 ? 0 : Math.max(0, Math.cos(((p.h - plate.sky.h) * Math.PI) / 180));
  const sky = toHex({
    ...mix(plate.sky, { ...plate.sky, h: p.h }, plate.skyBrand * near),
    l: plate.sky.l,
  });
  const wall = ink({ ...cream, h: (cream.h + s.h) / 2 }, plate.wall, plate.wall > 0.8 ? 0.02 : chroma * 0.6);
  const land = ink(s, plate.land, chroma * 0.8);
  const line = readable(
    { l: plate.line, c: Math.min(p.c, plate.line > 0.6 ? 0.03 : 0.06), h: p.h },
    [sky, wall, land],
    3,
    plate.line > 0.6 ? 'white' : 'black',
  );
  const inks = {
    sky,
    glow: toHex(plate.glow),
    far: ink(mix(p, s, 0.6), plate.far, chroma * 0.5),
    land,
    leaf: ink(s, plate.leaf, chroma),
    wall,
    roof: ink(p, plate.roof, chroma * 1.1),
    line,
  };
  return Object.fromEntries(Object.entries(inks).map(([name, hex]) => [`${moment}-${name}`, hex])) as Record<
    `${M}-${HorizonInk}`,
    string
  >;
}
