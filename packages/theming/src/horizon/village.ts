/** The village: mairie and church in the middle around their square, houses outwards from them. */
import { church } from './church.ts';
import type { Ground } from './ground.ts';
import { house } from './houses.ts';
import type { Place } from './landscape.ts';
import type { Layer } from './print.ts';
import { type Random, seeded } from './random.ts';
import { type Region, regionOf } from './regions.ts';
import { townHall, townHallReach } from './town-hall.ts';
import { tree } from './trees.ts';

export interface VillageLayers {
  readonly main: Layer;
  readonly front: Layer;
}

export function village(
  { main, front }: VillageLayers,
  random: Random,
  region: Region,
  ground: Ground,
  population: number,
  /** Houses on both sides together. */
  count: number,
): void {
  const side = random.chance(0.5) ? 1 : -1;
  const reach = townHallReach(population);
  const square = random.between(14, 46);
  const centre = 600 + random.between(-26, 26);
  const hall = centre - side * (square / 2 + reach);
  const tower = centre + side * (square / 2 + 18);

  const size = Math.min(1.25, 0.78 + Math.log10(Math.max(60, population)) * 0.1);
  const nave = church(main, random, {
    x: tower,
    base: ground(tower),
    side,
    tower: random.pick(region.towers),
    pitch: region.pitch,
    size,
  });
  townHall(main, random, hall, ground(hall) - 1, population);

  const share = random.between(0.38, 0.62);
  const leftCount = Math.round(count * share);
  const leftEdge = side === 1 ? hall - reach : tower - nave;
  const rightEdge = side === 1 ? tower + nave : hall + reach;
  street(main, random, region, ground, leftEdge, -1, leftCount, population);
  street(main, random, region, ground, rightEdge, 1, count - leftCount, population);

  for (const at of planes(random, hall, reach, centre, side)) {
    tree(
      front,
      random,
      region.tree === 'palm' ? 'palm' : 'plane',
      at,
      ground(at) + random.between(6, 12),
      random.between(44, 58),
    );
  }
}

/** 3 houses for fifty people, 8 for five hundred, 14 for five thousand, 18 at most. */
export function houseCount(population: number): number {
  return Math.round(Math.min(18, Math.max(3, 5.4 * Math.log10(Math.max(1, population)) - 6)));
}

function street(
  layer: Layer,
  random: Random,
  region: Region,
  ground: Ground,
  from: number,
  side: 1 | -1,
  count: number,
  population: number,
): void {
  const dense = population > 2500;
  let edge = from + side * random.between(5, 14);
  for (let i = 0; i < count; i++) {
    const tall = random.between(17, dense ? 40 : 29) * (i < 2 ? 1.1 : 1);
    const width = random.between(25, 46);
    const x = side === 1 ? edge : edge - width;
    if (x < -20 || x > 1200) return;
    house(layer, random, { x, base: ground(x + width / 2), width, height: tall }, region.pitch);
    const gap = dense
      ? random.between(1, 5)
      : random.chance(0.5)
        ? random.between(2, 7)
        : random.between(10, 34);
    if (gap > 18) {
      const at = edge + side * (width + gap / 2);
      tree(
        layer,
        random,
        random.chance(0.5) ? 'plane' : region.tree,
        at,
        ground(at) + 4,
        random.between(26, 40),
      );
    }
    edge += side * (width + gap);
  }
}

function planes(
  random: Random,
  hall: number,
  reach: number,
  centre: number,
  side: number,
): readonly number[] {
  const places = [hall - reach - 8, hall + reach + 8];
  if (random.chance(0.5)) places.push(centre + side * random.between(70, 95));
  if (random.chance(0.4)) places.push(hall - side * (reach + random.between(32, 50)));
  return places;
}

/** The villages of an EPCI, each a bell tower among a few roofs, side by side. */
export function hamlets({ main, front }: VillageLayers, shown: readonly Place[], ground: Ground): void {
  // The first come in the middle, which is seen at every width.
  const order = shown.map((_, at) => (at % 2 ? Math.ceil(at / 2) : -at / 2));
  const step = 1120 / shown.length;
  const middle = shown.length % 2 ? 600 : 600 - step / 2;
  shown.forEach((member, at) => {
    const random = seeded(`village ${member.insee}`);
    const region = regionOf(member.department);
    const x = middle + (order[at] ?? 0) * step + random.between(-7, 7);
    const side = random.chance(0.5) ? 1 : -1;
    const size = Math.min(0.95, 0.5 + Math.log10(Math.max(60, member.population)) * 0.09);
    church(main, random, {
      x,
      base: ground(x),
      side,
      tower: random.pick(region.towers),
      pitch: region.pitch,
      size,
      chapel: true,
    });
    const width = random.between(28, 38);
    const left = side === 1 ? x - 20 - width : x + 20;
    house(main, random, { x: left, base: ground(left), width, height: random.between(17, 24) }, region.pitch);
    if (random.chance(0.3))
      tree(front, random, 'plane', x + side * 34, ground(x) + 9, random.between(28, 36));
  });
}
