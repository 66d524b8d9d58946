/** The church: a nave and a bell tower whose cap is that of the region. */
import type { Layer } from './print.ts';
import type { Random } from './random.ts';
import type { Tower } from './regions.ts';
import { caps } from './tower-caps.ts';

export interface ChurchPlan {
  /** Middle of the tower. */
  readonly x: number;
  readonly base: number;
  /** Which way the nave goes from the tower. */
  readonly side: 1 | -1;
  readonly tower: Tower;
  readonly pitch: number;
  /** 0.8 for a hamlet, 1.25 for a town. */
  readonly size: number;
  /** A short nave and no choir. */
  readonly chapel?: boolean;
}

/** Returns how far the nave's end stands from the tower's middle. */
export function church(layer: Layer, random: Random, plan: ChurchPlan): number {
  const { x, base, side, size } = plan;
  const half = Math.round(random.between(13, 16) * Math.sqrt(size));
  const length = random.between(56, 84) * size * (plan.chapel ? 0.6 : 1);
  const height = random.between(25, 31) * size;
  const rise = Math.min(36, random.between(24, 32) * size * (0.55 + plan.pitch * 0.45));
  const at = (d: number): number => x + side * d;
  const end = half + length;

  const wall = layer.pen('wall');
  wall.shape([at(half), base + 9], [at(half), base - height], [at(end), base - height], [at(end), base + 9]);
  layer
    .pen('roof')
    .shape(
      [at(half), base - height - rise],
      [at(end - 9), base - height - rise],
      [at(end + 3), base - height + 1],
      [at(half), base - height + 2],
    );
  // The choir, lower.
  if (random.chance(0.7) && !plan.chapel) {
    const low = height * 0.78;
    wall.shape(
      [at(end), base + 9],
      [at(end), base - low],
      [at(end + 17), base - low],
      [at(end + 17), base + 9],
    );
    layer
      .pen('roof')
      .shape(
        [at(end + 1), base - low - rise * 0.5],
        [at(end + 8), base - low - rise * 0.5],
        [at(end + 20), base - low + 1],
        [at(end), base - low + 1],
      );
  }
  const bays = Math.round(length / 20);
  for (let bay = 0; bay < bays; bay++) {
    const w = at(half + (length * (bay + 0.5)) / bays);
    layer
      .pen('hole')
      .to(w, base - height * 0.3)
      .rule(w, base - height * 0.68);
  }
  for (const share of plan.chapel ? [] : [0.3, 0.62]) {
    layer
      .pen('chip')
      .to(at(half + 3), base - height - rise * share)
      .line(at(end - 2 - share * 6), base - height - rise * share);
  }

  const tall = base - random.between(66, 84) * size;
  wall.shape([x - half, base + 9], [x - half, tall], [x + half, tall], [x + half, base + 9]);
  layer
    .pen('draw')
    .to(x - half, tall + 30)
    .line(x + half, tall + 30);
  layer
    .pen('hole')
    .to(x, base)
    .rule(x, base - 10);
  if (plan.tower !== 'gable') {
    layer
      .pen('hole')
      .to(x - 5, tall + 22)
      .rule(x - 5, tall + 11)
      .to(x + 5, tall + 22)
      .rule(x + 5, tall + 11);
  }
  const tip = caps[plan.tower](layer, x, tall, half, random);
  layer
    .pen('draw')
    .to(x, tip + 2)
    .rule(x, tip - 11)
    .to(x - 4, tip - 7)
    .rule(x + 4, tip - 7);
  return end + 20;
}
