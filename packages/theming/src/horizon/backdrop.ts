/** What stands behind the village: far hills, woods, the sea, peaks; and the landmark that says where one is. */
import { follow, type Ground, HEIGHT, land, WIDTH } from './ground.ts';
import { boat, lighthouse, silos, waterTower, windmill } from './landmarks.ts';
import type { Landscape } from './landscape.ts';
import type { Layer } from './print.ts';
import type { Random } from './random.ts';
import type { Region } from './regions.ts';
import { tree } from './trees.ts';

export function backdrop(
  layer: Layer,
  random: Random,
  landscape: Landscape,
  region: Region,
  ground: Ground,
): void {
  drawings[landscape](layer, random, region, ground);
}

type Drawing = (layer: Layer, random: Random, region: Region, ground: Ground) => void;

/** Only hills and a wood: behind the villages of an EPCI. */
export function distance(layer: Layer, random: Random): void {
  const far = hills(random, 180, 10);
  land(layer, 'far', far, 0, WIDTH, 150);
  for (const from of [random.between(0, 300), random.between(600, 900)])
    follow(layer, 'hedge', far, from, from + 260, 130);
}

/** A far line of hills between two heights. */
function hills(random: Random, top: number, swell: number): Ground {
  const a = random.between(0, 6);
  const b = random.between(0, 6);
  return (x) => top - swell * (0.6 * Math.sin(x / 170 + a) + 0.4 * Math.sin(x / 83 + b));
}

const drawings: Readonly<Record<Landscape, Drawing>> = {
  plain(layer, random, region, ground) {
    const far = hills(random, 187, 4);
    land(layer, 'far', far);
    const from = random.between(0, 700);
    follow(layer, 'hedge', (x) => far(x) - 1, from, from + random.between(160, 330), 110);
    const side = random.chance(0.5) ? 1 : -1;
    const x = 600 + side * random.between(330, 440);
    random.pick([windmill, waterTower, silos])(layer, x, ground(x));
    rowOf(
      layer,
      random,
      600 - side * random.between(280, 420),
      side,
      ground,
      region.tree === 'poplar' ? 5 : 3,
      region,
    );
  },
  bocage(layer, random, region, ground) {
    const high = hills(random, 158, 14);
    const low = hills(random, 182, 9);
    land(layer, 'far', high, 0, WIDTH, 120);
    for (let i = 0; i < 4; i++) {
      const x = i * 300 + random.between(0, 160);
      follow(layer, 'hedge', i % 2 ? high : low, x, x + random.between(90, 230), 90);
    }
    for (let i = 0; i < 3; i++) {
      const x = i * 400 + random.between(20, 300);
      follow(layer, 'gouge', (at) => high(at) + 14, x, x + 150, 80);
    }
    rowOf(layer, random, 600 + random.between(260, 330), 1, ground, 2, region);
  },
  forest(layer, random, region, ground) {
    const canopy = hills(random, 158, 10);
    land(layer, 'far', (x) => canopy(x) - 8, 0, WIDTH, 120);
    follow(layer, 'canopy', canopy, -20, WIDTH + 20, 120);
    land(layer, 'crop', (x) => canopy(x) + 6, 0, WIDTH, 120);
    for (let x = random.between(0, 30); x < WIDTH; x += random.between(70, 140)) {
      layer
        .pen('chip')
        .to(x, canopy(x) + 22)
        .line(x, ground(x) - 4);
    }
    for (const side of [-1, 1])
      rowOf(layer, random, 600 + side * random.between(290, 340), side, ground, 2, region);
  },
  river(layer, random, region, ground) {
    const far = hills(random, 176, 10);
    land(layer, 'far', far, 0, WIDTH, 130);
    const x = random.between(0, 500);
    follow(layer, 'hedge', far, x, x + 280, 95);
    const side = random.chance(0.5) ? 1 : -1;
    rowOf(layer, random, 600 + side * random.between(270, 330), side, ground, 6, {
      ...region,
      tree: region.tree === 'palm' ? 'palm' : 'poplar',
    });
  },
  vineyard(layer, random, region, ground) {
    const top = random.between(300, 900);
    const slope: Ground = (x) => 186 - 46 * Math.exp(-(((x - top) / 330) ** 2)) - 5 * Math.sin(x / 90);
    land(layer, 'far', slope, 0, WIDTH, 120);
    for (let row = 1; row < 4; row++) {
      follow(layer, 'vine', (x) => slope(x) + row * 11, top - 330 + row * 25, top + 330 - row * 20, 165);
    }
    const x = top < 600 ? top - random.between(60, 130) : top + random.between(60, 130);
    tree(layer, random, region.tree, x, slope(x) + 4, 30);
    tree(layer, random, region.tree, x + 20, slope(x + 20) + 4, 24);
    rowOf(layer, random, 600 + (top < 600 ? 1 : -1) * 320, top < 600 ? 1 : -1, ground, 3, region);
  },
  coast(layer, random, _region, ground) {
    sea(layer, random, 178);
    const side = random.chance(0.5) ? 1 : -1;
    const x = 600 + side * random.between(330, 420);
    lighthouse(layer, x, ground(x));
    boat(layer, 600 - side * random.between(290, 360), 190, random.between(20, 27));
    boat(layer, 600 - side * random.between(400, 480), 184, 15);
  },
  island(layer, random) {
    sea(layer, random, 176);
    boat(layer, random.between(90, 240), 188, 20);
    boat(layer, random.between(960, 1110), 184, 15);
  },
  mountain(layer, random, region, ground) {
    const ridge = layer.pen('far');
    const snow = layer.pen('snow');
    ridge.to(0, HEIGHT).rule(0, 150);
    let x = random.between(-40, 30);
    while (x < WIDTH) {
      const half = random.between(70, 130);
      // The middle stays lower, so that the bell tower keeps its sky.
      const away = Math.min(1, Math.abs(x + half - 600) / 330);
      const top = 118 - away * random.between(40, 92);
      const peak = x + half * random.between(0.85, 1.15);
      ridge.line(peak, top);
      const dip = random.between(132, 158);
      const drop = (dip - top) * random.between(0.24, 0.34);
      const slopeLeft = half / (dip - top);
      snow
        .to(peak, top)
        .line(peak - drop * slopeLeft, top + drop)
        .line(peak - drop * 0.35, top + drop * 0.75)
        .line(peak + drop * 0.1, top + drop * 1.25)
        .line(peak + drop * 0.5, top + drop * 0.7)
        .line(peak + drop * slopeLeft, top + drop)
        .close();
      layer
        .pen('chip')
        .to(peak + 3, top + drop * 1.5)
        .line(peak + half * 0.3, top + (dip - top) * 0.8);
      x += half * 2 * random.between(0.8, 0.95);
      ridge.line(x, dip);
    }
    ridge.rule(WIDTH + 40, HEIGHT).close();
    for (const side of [-1, 1]) {
      rowOf(layer, random, 600 + side * random.between(270, 330), side, ground, 3, {
        ...region,
        tree: 'fir',
      });
    }
  },
  town(layer, random) {
    // Roofs behind roofs, only their outline against the sky.
    const pen = layer.pen('far');
    pen.to(0, HEIGHT).rule(0, 170);
    let x = 0;
    while (x < WIDTH) {
      const width = random.between(22, 46);
      const top = 172 - random.between(4, 44) * Math.exp(-(((x - 600) / 380) ** 2)) - random.between(0, 10);
      const rise = random.between(7, 18);
      pen.rule(x, top);
      if (random.chance(0.5)) pen.rule(x + width / 2, top - rise);
      else pen.rule(x + 4, top - rise).rule(x + width - 4, top - rise);
      pen.rule(x + width, top);
      x += width;
    }
    pen.rule(x, HEIGHT).close();
  },
};

/** A few trees of the region, going away from the village. */
function rowOf(
  layer: Layer,
  random: Random,
  x: number,
  side: number,
  ground: Ground,
  count: number,
  region: Region,
): void {
  let at = x;
  const most = region.tree === 'palm' ? Math.min(3, count) : count;
  for (let i = 0; i < most; i++) {
    const size = random.between(30, 52);
    tree(layer, random, region.tree, at, ground(at) + 3, size);
    at += side * random.between(15, 38);
  }
}

export function sea(layer: Layer, random: Random, level: number): void {
  layer.pen('water').to(0, level).rule(WIDTH, level).rule(WIDTH, HEIGHT).rule(0, HEIGHT).close();
  layer.pen('draw').to(0, level).rule(WIDTH, level);
  for (let i = 0; i < 3; i++) {
    layer
      .pen('gouge')
      .to(random.between(0, 200), level + 6 + i * 7)
      .rule(random.between(900, 1200), level + 6 + i * 7);
  }
}
