/** The land between the village and us: furrows, hedges, water, vines, the square of a town. */
import { sea } from './backdrop.ts';
import { follow, type Ground, HEIGHT, land, WIDTH } from './ground.ts';
import { boat } from './landmarks.ts';
import type { Landscape } from './landscape.ts';
import type { Layer } from './print.ts';
import type { Random } from './random.ts';
import type { Region } from './regions.ts';
import { tree } from './trees.ts';

export function foreground(
  layer: Layer,
  random: Random,
  landscape: Landscape,
  region: Region,
  ground: Ground,
): void {
  drawings[landscape](layer, random, region, ground);
}

/** Grass: before the villages of an EPCI. */
export function meadow(layer: Layer, random: Random, ground: Ground): void {
  land(layer, 'land', ground);
  for (const down of [18, 32])
    follow(
      layer,
      'gouge',
      (x) => ground(x) + down,
      random.between(0, 90),
      WIDTH - random.between(0, 90),
      300,
    );
}

const drawings: Readonly<
  Record<Landscape, (layer: Layer, random: Random, region: Region, ground: Ground) => void>
> = {
  plain(layer, random, _region, ground) {
    land(layer, 'land', ground);
    furrows(layer, random, ground);
  },
  bocage(layer, random, _region, ground) {
    land(layer, 'land', ground);
    const near: Ground = (x) => ground(x) + 22 + 6 * Math.sin(x / 140);
    follow(layer, 'hedge', near, random.between(-20, 60), random.between(330, 420), 110);
    follow(layer, 'hedge', near, random.between(740, 820), WIDTH + 20, 110);
    for (let i = 0; i < 3; i++) {
      const x = random.between(0, 200) + i * 350;
      follow(layer, 'gouge', (at) => ground(at) + 16 + i * 9, x, x + random.between(180, 330), 120);
    }
    clump(layer, random, random.between(180, 360), ground, 34);
    clump(layer, random, random.between(840, 1040), ground, 38);
  },
  forest(layer, random, region, ground) {
    land(layer, 'land', ground);
    for (const x of [random.between(120, 330), random.between(880, 1080)]) {
      tree(
        layer,
        random,
        region.tree === 'poplar' ? 'plane' : region.tree,
        x,
        ground(x) + random.between(14, 30),
        random.between(62, 84),
      );
    }
    follow(layer, 'gouge', (x) => ground(x) + 17, 120, 1080, 240);
    follow(layer, 'gouge', (x) => ground(x) + 32, 0, 1200, 300);
  },
  river(layer, random, _region, ground) {
    land(layer, 'land', ground);
    const side = random.chance(0.5) ? 1 : -1;
    const x = 600 + side * random.between(215, 280);
    const y = ground(x);
    stream(layer, random, x, y, -side);
    bridge(layer, x, y);
    boat(layer, x - side * random.between(120, 190), 243, 17);
    const reeds = layer.pen('draw');
    for (let i = 0; i < 5; i++) {
      const at = x + side * (90 + i * 9);
      reeds.to(at, 242).bend(at + 1, 234, at + side * 4, 228);
    }
  },
  vineyard(layer, random, _region, ground) {
    land(layer, 'land', ground);
    const vanish = 600 + random.between(-120, 120);
    const vines = layer.pen('vine');
    for (let row = -9; row <= 9; row++) {
      const top = vanish + row * 46;
      const x = vanish + row * 88;
      vines.to(top, ground(top) + 14).rule(x, HEIGHT + 4);
    }
  },
  coast(layer, random, _region, ground) {
    quay(layer, random, ground);
  },
  island(layer, random, region, ground) {
    const left = random.between(150, 250);
    const right = random.between(950, 1050);
    const shore = layer.pen('land');
    shore
      .to(left, 240)
      .bend(left + 60, ground(left + 130) + 8, left + 150, ground(left + 150))
      .bend(
        600,
        2 * ground(600) - (ground(left + 150) + ground(right - 150)) / 2,
        right - 150,
        ground(right - 150),
      )
      .bend(right - 70, ground(right - 130) + 8, right, 238)
      .bend(600, 252, left, 240)
      .close();
    for (let i = 0; i < 3; i++)
      layer
        .pen('gouge')
        .to(random.between(0, 260), 236 + i * 9)
        .rule(random.between(900, 1200), 236 + i * 9);
    for (const x of [left + 95, right - 100])
      tree(layer, random, region.tree === 'palm' ? 'palm' : 'pine', x, ground(x) + 14, 42);
    boat(layer, 600 + random.between(-140, 140), 246, 18);
  },
  mountain(layer, random, _region, ground) {
    land(layer, 'land', ground);
    follow(layer, 'gouge', (x) => ground(x) + 18, 60, 1140, 180);
    follow(layer, 'gouge', (x) => ground(x) + 32, 0, 1200, 240);
    for (const from of [random.between(40, 120), random.between(930, 1010)]) {
      for (let i = 0; i < 3; i++) {
        const x = from + i * random.between(30, 46);
        tree(layer, random, 'fir', x, ground(x) + random.between(12, 30), random.between(46, 70));
      }
    }
  },
  town(layer, random, region, ground) {
    land(layer, 'land', ground);
    for (let x = random.between(20, 60); x < WIDTH; x += random.between(110, 190)) {
      if (Math.abs(x - 600) > 170)
        tree(layer, random, region.tree === 'palm' ? 'palm' : 'plane', x, ground(x) + 17, 46);
    }
    for (const y of [22, 36]) follow(layer, 'gouge', (x) => ground(x) + y, 0, WIDTH, 300);
  },
};

/** Fields in strips, their furrows meeting at a point behind the village. */
function furrows(layer: Layer, random: Random, ground: Ground): void {
  const vanish = 600 + random.between(-200, 200);
  const top = (k: number): [number, number] => [vanish + k * 34, ground(vanish + k * 34) + 6];
  const foot = (k: number): number => vanish + k * 118;
  const crop = layer.pen('crop');
  let k = -11 + random.whole(0, 2);
  while (k < 11) {
    const wide = random.whole(1, 2);
    crop.shape(top(k), [foot(k), HEIGHT], [foot(k + wide), HEIGHT], top(k + wide));
    for (let line = 1; line <= wide; line++) {
      const at = k + line - 0.5;
      layer
        .pen('chip')
        .to(...top(at))
        .rule(foot(at), HEIGHT);
    }
    k += wide + random.whole(1, 2);
  }
}

function clump(layer: Layer, random: Random, x: number, ground: Ground, size: number): void {
  tree(layer, random, 'plane', x, ground(x) + 20, size);
  tree(layer, random, 'plane', x + size * 0.7, ground(x) + 26, size * 0.8);
}

/** Water from under the bridge, wider as it comes nearer. */
function stream(layer: Layer, random: Random, x: number, y: number, way: number): void {
  const water = layer.pen('water');
  water
    .to(x - 52, y)
    .rule(x + 52, y)
    .bend(x + 60, y + 24, x + 100 + way * 210, HEIGHT);
  water
    .rule(x - 100 + way * 420, HEIGHT)
    .bend(x - 60 + way * 40, y + 30, x - 52, y)
    .close();
  layer
    .pen('draw')
    .to(x + 52, y + 4)
    .bend(x + 60, y + 24, x + 100 + way * 210, HEIGHT)
    .to(x - 52, y + 4)
    .bend(x - 60 + way * 40, y + 30, x - 100 + way * 420, HEIGHT);
  for (let i = 0; i < 3; i++) {
    const at = x + way * (30 + i * 60);
    layer
      .pen('gouge')
      .to(at - 20, y + 26 + i * 9)
      .rule(at + random.between(50, 110), y + 26 + i * 9);
  }
}

function bridge(layer: Layer, x: number, y: number): void {
  const pen = layer.pen('wall');
  const foot = y + 18;
  pen
    .to(x - 84, y - 4)
    .bend(x, y - 22, x + 84, y - 4)
    .rule(x + 84, foot);
  for (const [right, left] of [
    [56, 24],
    [17, -17],
    [-24, -56],
  ] as const) {
    pen.rule(x + right, foot).arc((right - left) / 2, right === 17 ? 21 : 16, x + left, foot, 0);
  }
  pen.rule(x - 84, foot).close();
  layer
    .pen('draw')
    .to(x - 84, y + 1)
    .bend(x, y - 17, x + 84, y + 1);
}

function quay(layer: Layer, random: Random, ground: Ground): void {
  const from = random.between(120, 220);
  const to = random.between(980, 1080);
  sea(layer, random, 226);
  const pen = layer.pen('land');
  pen.to(from - 60, 238).bend(from - 20, ground(from) + 4, from, ground(from));
  pen
    .bend(600, 2 * ground(600) - ground(from), to, ground(to))
    .bend(to + 20, ground(to) + 4, to + 60, 238)
    .close();
  layer.pen('wall').shape([from - 26, 224], [to + 26, 224], [to + 20, 238], [from - 20, 238]);
  for (let x = from + 10; x < to; x += random.between(60, 130))
    layer
      .pen('draw')
      .to(x, 231)
      .rule(x + 16, 231);
  boat(layer, 600 + random.between(-260, -150), 250, 21);
  boat(layer, 600 + random.between(120, 250), 248, 17);
}
