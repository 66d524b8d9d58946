/** The lie of the land: a line from left to right on which everything stands. */
import type { Landscape } from './landscape.ts';
import type { Layer } from './print.ts';
import type { Random } from './random.ts';

export const WIDTH = 1200;
export const HEIGHT = 260;

/** Height of the ground, as y, at an x. */
export type Ground = (x: number) => number;

interface Relief {
  /** y of the land far from the village. */
  readonly low: number;
  /** How much the village stands above it. */
  readonly rise: number;
  readonly roll: number;
}

const RELIEFS: Readonly<Record<Landscape, Relief>> = {
  plain: { low: 207, rise: 3, roll: 2 },
  bocage: { low: 208, rise: 7, roll: 8 },
  forest: { low: 208, rise: 4, roll: 5 },
  river: { low: 204, rise: 4, roll: 3 },
  vineyard: { low: 210, rise: 10, roll: 6 },
  coast: { low: 205, rise: 4, roll: 2 },
  island: { low: 216, rise: 14, roll: 2 },
  mountain: { low: 212, rise: 7, roll: 6 },
  town: { low: 208, rise: 4, roll: 1 },
};

export function groundOf(landscape: Landscape, random: Random): Ground {
  const { low, rise, roll } = RELIEFS[landscape];
  const phase = random.between(0, 6.28);
  const height = rise * random.between(0.5, 1.3);
  const pace = random.between(105, 150);
  return (x) =>
    low -
    height * Math.exp(-(((x - 600) / 270) ** 2)) +
    roll * Math.sin(x / pace + phase) * Math.min(1, Math.abs(x - 600) / 240);
}

/** Follows the ground with smooth curves, from one x to another. */
export function follow(
  layer: Layer,
  cut: Parameters<Layer['pen']>[0],
  ground: Ground,
  from: number,
  to: number,
  step = 75,
): void {
  const pen = layer.pen(cut);
  pen.to(from, ground(from));
  for (let x = from; x < to; x += step) {
    const next = Math.min(to, x + step);
    const middle = (x + next) / 2;
    // The control point that makes the curve pass through the ground at the middle.
    pen.bend(middle, 2 * ground(middle) - (ground(x) + ground(next)) / 2, next, ground(next));
  }
}

/** Land from the ground line down to the bottom of the picture. */
export function land(
  layer: Layer,
  cut: 'land' | 'far' | 'crop',
  ground: Ground,
  from = -4,
  to = WIDTH + 4,
  step = 151,
): void {
  follow(layer, cut, ground, from, to, step);
  layer
    .pen(cut)
    .rule(to, HEIGHT + 4)
    .rule(from, HEIGHT + 4)
    .close();
}
