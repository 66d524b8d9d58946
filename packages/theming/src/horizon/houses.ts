/** Houses: along the street, gable to the street, at an angle. Sizes in units of the drawing. */
import type { Layer } from './print.ts';
import type { Random } from './random.ts';

export interface Plot {
  /** Left edge. */
  readonly x: number;
  /** Where the wall meets the ground; walls go a little deeper, the land hides their feet. */
  readonly base: number;
  readonly width: number;
  /** Of the wall, up to the eaves. */
  readonly height: number;
}

const FOOT = 9;

export function house(layer: Layer, random: Random, plot: Plot, pitch: number): void {
  const shape = random.next();
  if (plot.width < 27 || shape < 0.22) gableHouse(layer, random, plot, pitch);
  else if (shape < 0.62) anglehouse(layer, random, plot, pitch);
  else longHouse(layer, random, plot, pitch);
}

function longHouse(layer: Layer, random: Random, { x, base, width, height }: Plot, pitch: number): void {
  const top = base - height;
  const rise = roofRise(width * 0.8, pitch);
  const hip = random.chance(0.35) ? rise * 0.7 : 1;
  chimney(layer, x + (random.chance(0.5) ? width * 0.2 : width * 0.78), top - rise, 6);
  layer.pen('wall').shape([x, base + FOOT], [x, top], [x + width, top], [x + width, base + FOOT]);
  layer
    .pen('roof')
    .shape([x - 3, top + 1], [x + hip, top - rise], [x + width - hip, top - rise], [x + width + 3, top + 1]);
  if (random.chance(0.5))
    layer
      .pen('chip')
      .to(x + 4, top - rise * 0.35)
      .line(x + width - 5, top - rise * 0.38);
  openings(layer, random, x + 2, base, width - 4, height);
}

function gableHouse(layer: Layer, random: Random, { x, base, width, height }: Plot, pitch: number): void {
  const top = base - height;
  const rise = roofRise(width, pitch);
  const middle = x + width / 2;
  chimney(layer, x + width * 0.72, top - rise * 0.55, 7);
  layer
    .pen('wall')
    .shape([x, base + FOOT], [x, top], [middle, top - rise], [x + width, top], [x + width, base + FOOT]);
  layer
    .pen('roof')
    .shape(
      [x - 4, top + 3],
      [middle, top - rise - 3],
      [x + width + 4, top + 3],
      [x + width + 1, top + 5],
      [middle, top - rise + 3],
      [x - 1, top + 5],
    );
  layer
    .pen('hole')
    .to(middle, top - rise * 0.3)
    .dot();
  openings(layer, random, x + 1, base, width - 2, height);
}

function anglehouse(layer: Layer, random: Random, { x, base, width, height }: Plot, pitch: number): void {
  const left = random.chance(0.5);
  // Drawn from the gable's side; `at` mirrors it.
  const at = (d: number): number => (left ? x + d : x + width - d);
  const gable = width * 0.42;
  const top = base - height;
  const rise = roofRise(gable * 1.35, pitch);
  chimney(layer, at(width * 0.78) - 3, top - rise, 6);
  layer
    .pen('wall')
    .shape(
      [at(0), base + FOOT],
      [at(0), top],
      [at(gable / 2), top - rise],
      [at(gable), top],
      [at(width), top],
      [at(width), base + FOOT],
    );
  layer
    .pen('roof')
    .shape(
      [at(gable / 2), top - rise - 1],
      [at(width - 1), top - rise],
      [at(width + 3), top + 1],
      [at(gable + 2), top + 2],
    );
  layer
    .pen('draw')
    .to(at(-3), top + 4)
    .line(at(gable / 2), top - rise - 1);
  if (random.chance(0.6)) {
    layer
      .pen('chip')
      .to(at(gable + 4), top - rise * 0.4)
      .line(at(width - 2), top - rise * 0.4);
  }
  layer
    .pen('hole')
    .to(at(gable / 2), top + 3)
    .rule(at(gable / 2), top + 5);
  const from = Math.min(at(gable + 2), at(width - 2));
  openings(layer, random, from, base, width - gable - 4, height);
}

/** A door somewhere, windows in line over and beside it. */
function openings(
  layer: Layer,
  random: Random,
  x: number,
  base: number,
  width: number,
  height: number,
): void {
  const bays = Math.max(1, Math.floor(width / 11));
  const step = width / bays;
  const door = random.whole(0, bays - 1);
  const pen = layer.pen('hole');
  for (let bay = 0; bay < bays; bay++) {
    const middle = x + step * (bay + 0.5);
    if (bay === door) pen.to(middle, base + 2).rule(middle, base - 7);
    else if (height < 26 || random.chance(0.5)) pen.to(middle, base - 7).rule(middle, base - 9);
    if (height >= 26) pen.to(middle, base - height + 9).rule(middle, base - height + 7);
  }
}

function chimney(layer: Layer, x: number, ridge: number, size: number): void {
  layer
    .pen('hole')
    .to(x + 2, ridge + 1)
    .rule(x + 2, ridge - size + 2);
}

/** A steep roof is tall, yet never taller than a house wears. */
function roofRise(span: number, pitch: number): number {
  return Math.min(30, Math.max(7, (span / 2) * pitch));
}
