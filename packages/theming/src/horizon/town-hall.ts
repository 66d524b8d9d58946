/**
 * The mairie: what one looks for. Symmetrical, with steps, a pediment or a clock, a lantern on larger ones and a
 * flagpole. At night its windows are lit.
 */
import type { Cut, Layer } from './print.ts';
import type { Random } from './random.ts';

/** Half the width of its façade, wings included. */
export function townHallReach(population: number): number {
  return population < 250 ? 38 : population < 2000 ? 50 : population < 9000 ? 58 : 68;
}

export function townHall(
  layer: Layer,
  random: Random,
  middle: number,
  base: number,
  population: number,
): void {
  const reach = townHallReach(population);
  const grand = population >= 2000;
  const body = population < 250 ? reach : Math.round(reach * (grand ? 0.72 : 0.6));
  const height = (grand ? 50 : 42) + random.whole(-2, 3);

  if (body < reach) wings(layer, middle, base, body, reach);

  const top = base - height;
  const rise = grand ? 24 : 19 + random.whole(0, 4);
  const hip = random.chance(0.5) ? rise * 0.9 : rise * 0.55;
  for (const side of [-1, 1]) {
    const x = middle + side * (body - hip - 3) - 3;
    layer
      .pen('wall')
      .to(x, top - rise + 6)
      .rule(x, top - rise - 8)
      .rule(x + 6, top - rise - 8)
      .rule(x + 6, top - rise + 6);
  }
  box(layer, 'wall', middle - body, top, middle + body, base + 4);
  layer
    .pen('roof')
    .shape(
      [middle - body - 4, top],
      [middle - body + hip, top - rise],
      [middle + body - hip, top - rise],
      [middle + body + 4, top],
    );
  crown(layer, random, middle, top, rise, grand);

  const bays = Math.max(1, Math.round((body - 12) / 15));
  const panes = layer.pen('glass');
  for (let bay = 1; bay <= bays; bay++) {
    for (const side of [-1, 1]) {
      const x = middle + side * (4 + (bay * (body - 9)) / bays);
      panes
        .to(x, top + 9)
        .rule(x, top + 15)
        .to(x, base - 16)
        .rule(x, base - 7);
    }
  }
  // The open door, the cornice between the floors, the steps.
  panes
    .to(middle - 2, base - 4)
    .rule(middle - 2, base - 15)
    .to(middle + 2, base - 4)
    .rule(middle + 2, base - 15);
  panes.to(middle, top + 9).rule(middle, top + 15);
  layer
    .pen('draw')
    .to(middle - body, base - 22)
    .rule(middle + body, base - 22);
  const steps = layer.pen('wall');
  steps
    .to(middle - 9, base - 2)
    .rule(middle + 9, base - 2)
    .rule(middle + 9, base + 1)
    .rule(middle - 9, base + 1)
    .close();
  steps
    .to(middle - 13, base + 1)
    .rule(middle + 13, base + 1)
    .rule(middle + 13, base + 5)
    .rule(middle - 13, base + 5)
    .close();
}

/** Two low classrooms beside it: the town hall that was also the school. */
function wings(layer: Layer, middle: number, base: number, body: number, reach: number): void {
  const width = reach - body;
  const top = base - 25;
  for (const side of [-1, 1]) {
    const inner = middle + side * body;
    const outer = middle + side * reach;
    box(layer, 'wall', Math.min(inner, outer), top, Math.max(inner, outer), base + 4);
    layer
      .pen('roof')
      .shape([inner, top - 12], [outer - side * 7, top - 12], [outer + side * 3, top], [inner, top]);
    const panes = layer.pen('glass');
    const count = Math.max(1, Math.floor(width / 9));
    for (let i = 0; i < count; i++) {
      const x = inner + (side * width * (i + 0.5)) / count;
      panes.to(x, base - 8).rule(x, base - 16);
    }
  }
}

/** What rises over the middle: pediment or clock gable, lantern, flagpole. */
function crown(
  layer: Layer,
  random: Random,
  middle: number,
  top: number,
  rise: number,
  grand: boolean,
): void {
  const half = grand ? 17 : 14;
  const clock = grand || random.chance(0.7);
  const ridge = top - rise;
  if (grand) {
    const sill = ridge - 15;
    box(layer, 'wall', middle - 6, sill, middle + 6, ridge + 2);
    layer
      .pen('roof')
      .to(middle - 9, sill)
      .bend(middle - 7, sill - 10, middle, sill - 14)
      .bend(middle + 7, sill - 10, middle + 9, sill)
      .close();
    layer
      .pen('glass')
      .to(middle, sill + 4)
      .rule(middle, sill + 12);
  }
  const flag = grand ? ridge - 28 : ridge;
  layer
    .pen('draw')
    .to(middle, flag)
    .rule(middle, flag - 24);
  const wave = random.chance(0.5) ? 1 : -1;
  layer
    .pen('wall')
    .to(middle, flag - 23)
    .bend(middle + wave * 6, flag - 27, middle + wave * 10, flag - 22)
    .bend(middle + wave * 14, flag - 18, middle + wave * 18, flag - 21)
    .rule(middle + wave * 18, flag - 11)
    .bend(middle + wave * 14, flag - 8, middle + wave * 10, flag - 12)
    .bend(middle + wave * 6, flag - 16, middle, flag - 12);
  // The gable stands in front of the roof: cut on the layer of fronts.
  const front = layer.pen('front');
  if (clock) {
    front.shape(
      [middle - half, top + 1],
      [middle - half + 3, top - 12],
      [middle, top - rise * 0.95],
      [middle + half - 3, top - 12],
      [middle + half, top + 1],
    );
    front
      .to(middle - 5, top - 7)
      .arc(5, 5, middle + 5, top - 7)
      .arc(5, 5, middle - 5, top - 7);
    layer
      .pen('draw')
      .to(middle, top - 10)
      .rule(middle, top - 7)
      .rule(middle + 2, top - 6);
  } else {
    front.shape([middle - half - 2, top + 1], [middle, top - rise * 0.8], [middle + half + 2, top + 1]);
  }
}

function box(layer: Layer, cut: Cut, x1: number, y1: number, x2: number, y2: number): void {
  layer.pen(cut).shape([x1, y2], [x1, y1], [x2, y1], [x2, y2]);
}
