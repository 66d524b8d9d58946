/** A village: houses, its church and bell tower, its mairie on the square, and plane trees before it. */
import { groundAt } from './land.ts';
import type { Random } from './random.ts';
import type { Region, Tower, Tree } from './regions.ts';
import { Row, type Sheet } from './sheet.ts';

export const MIDDLE = 600;

export interface Village {
  readonly region: Region;
  readonly random: Random;
  readonly houses: number;
  /** Units from the left: where its square is. */
  readonly centre: number;
  readonly mairie: boolean;
  readonly scale: number;
}

/** What stands behind the square, before it, and the trees in front: villages drawn together share these rows. */
export class VillageRows {
  readonly behind: Row;
  readonly before: Row;
  readonly trees: Row;

  constructor(random: Random) {
    this.behind = new Row(random);
    this.before = new Row(random);
    this.trees = new Row(random);
  }
}

export function drawVillage(
  rows: VillageRows,
  { region, random, houses, centre, mairie, scale }: Village,
): void {
  const side = random.chance(0.5) ? 1 : -1;
  const churchX = centre + side * (mairie ? random.between(118, 150) : 10) * scale;
  drawChurch(rows.behind, region, random, churchX, side, scale * random.between(0.95, 1.12));
  for (const x of placesOf(random, houses, centre, mairie ? 84 * scale : 0, scale, churchX)) {
    const row = random.chance(0.45) ? rows.behind : rows.before;
    drawHouse(row, region, random, x, scale * (row === rows.behind ? 0.9 : 1));
  }
  drawTrees(rows.trees, region, random, centre, mairie ? 100 * scale : 60 * scale, scale);
}

/** Where houses stand: close around the square, looser outwards, never on the mairie nor before the church door. */
function placesOf(
  random: Random,
  many: number,
  centre: number,
  free: number,
  scale: number,
  church: number,
): readonly number[] {
  const step = 48 * scale;
  const left: number[] = [];
  const right: number[] = [];
  for (let i = 0; left.length + right.length < many && i < many * 3; i++) {
    const out =
      free + 30 * scale + Math.floor(i / 2) * step * (1 + i * 0.012) + random.between(-7, 7) * scale;
    const x = centre + (i % 2 === 0 ? 1 : -1) * out;
    if (x < -20 || x > 1220 || Math.abs(x - church) < 30 * scale || (i > 8 && random.chance(0.14))) continue;
    (i % 2 === 0 ? right : left).push(x);
  }
  return [...left.toReversed(), ...right];
}

function drawHouse(row: Row, { pitch }: Region, random: Random, x: number, scale: number): void {
  const width = random.between(34, 54) * scale;
  const height = random.pick([20, 22, 24, 28]) * scale;
  const ground = groundAt(x) + 4;
  const eaves = ground - height;
  const [l, r] = [x - width / 2, x + width / 2];
  const ridge = eaves - Math.min(34 * scale, (width / 2) * pitch * random.between(0.85, 1.05));
  row.wall.shape([l, ground], [l, eaves], [r, eaves], [r, ground]);
  if (random.chance(0.25)) {
    // The gable faces us.
    row.wall.shape([l, eaves], [x, ridge], [r, eaves]);
    row.roof.shape(
      [l - 4, eaves + 2],
      [x, ridge - 4],
      [r + 4, eaves + 2],
      [r + 1, eaves + 4],
      [x, ridge + 3],
      [l - 1, eaves + 4],
    );
  } else {
    const inset = random.chance(0.3) ? width * 0.2 : 3;
    row.roof.shape([l - 4, eaves + 1], [l + inset, ridge], [r - inset, ridge], [r + 4, eaves + 1]);
  }
  if (random.chance(0.5)) {
    const at = x + random.pick([-1, 1]) * width * 0.26;
    row.wall
      .to(at - 3, ridge + 4)
      .rule(at - 3, ridge - 8)
      .rule(at + 4, ridge - 8)
      .rule(at + 4, ridge + 4)
      .close();
  }
  windows(row, [x - width * 0.24, x + width * 0.22], eaves + 7 * scale, 7 * scale);
}

function windows(row: Row, xs: readonly number[], y: number, height: number): void {
  for (const x of xs) row.panes.to(x, y + 2).rule(x, y + height - 2);
}

function drawChurch(row: Row, region: Region, random: Random, x: number, side: 1 | -1, scale: number): void {
  const tower = random.pick(region.towers);
  const ground = groundAt(x) + 3;
  const nave = side * 62 * scale;
  const naveTop = ground - 34 * scale;
  const ridge = naveTop - 30 * scale * Math.max(0.6, region.pitch);
  // The nave runs outwards from the tower.
  row.wall.shape([x, ground], [x, naveTop], [x + nave, naveTop], [x + nave, ground]);
  row.roof.shape([x, naveTop + 1], [x, ridge], [x + nave * 0.86, ridge], [x + nave + side * 5, naveTop + 1]);
  for (const at of [0.42, 0.66, 0.88]) {
    const wx = x + nave * at;
    row.panes.to(wx, ground - 10 * scale).rule(wx, ground - 19 * scale);
  }
  drawTower(row, tower, x, ground, scale);
}

function drawTower(row: Row, tower: Tower, x: number, ground: number, s: number): void {
  const half = 15 * s;
  const top = ground - (tower === 'spire' || tower === 'broach' ? 74 : 88) * s;
  const [l, r] = [x - half, x + half];
  row.wall.shape([l, ground], [l, top], [r, top], [r, ground]);
  // The belfry's two openings.
  for (const wx of [x - 6 * s, x + 6 * s]) row.panes.to(wx, top + 23 * s).rule(wx, top + 14 * s);
  const peak = (height: number) => top - height * s;
  switch (tower) {
    case 'spire':
      row.roof.shape([l - 3, top + 1], [x, peak(92)], [r + 3, top + 1]);
      return vane(row, x, peak(92), s);
    case 'broach':
      row.roof.shape(
        [l - 3, top + 1],
        [l + 5 * s, peak(15)],
        [x, peak(70)],
        [r - 5 * s, peak(15)],
        [r + 3, top + 1],
      );
      return vane(row, x, peak(70), s);
    case 'saddleback':
      row.wall.shape([l, top], [x, peak(26)], [r, top]);
      row.roof.shape(
        [l - 4, top + 2],
        [x, peak(31)],
        [r + 4, top + 2],
        [r, top + 3],
        [x, peak(24)],
        [l, top + 3],
      );
      return vane(row, x, peak(31), s);
    case 'square':
      row.roof.shape([l - 3, top + 1], [x, peak(18)], [r + 3, top + 1]);
      return vane(row, x, peak(18), s);
    case 'dome':
      row.roof
        .to(l - 2, top + 1)
        .arc(half + 2, half * 1.25, r + 2, top + 1)
        .close();
      row.wall.shape([x - 4, peak(16)], [x - 4, peak(28)], [x + 4, peak(28)], [x + 4, peak(16)]);
      return vane(row, x, peak(28), s);
    case 'bulb':
      row.roof
        .to(l - 2, top + 1)
        .bend(l - 8 * s, peak(22), x - 4, peak(30))
        .bend(x - 2, peak(40), x, peak(52))
        .bend(x + 2, peak(40), x + 4, peak(30))
        .bend(r + 8 * s, peak(22), r + 2, top + 1)
        .close();
      return vane(row, x, peak(52), s);
    case 'campanile':
      row.roof.shape([l - 4, top + 2], [l - 4, top - 4 * s], [r + 4, top - 4 * s], [r + 4, top + 2]);
      row.line
        .to(x - 9 * s, peak(4))
        .bend(x, peak(44), x + 9 * s, peak(4))
        .to(x - 6 * s, peak(18))
        .rule(x + 6 * s, peak(18));
      return vane(row, x, peak(24), s);
    case 'gable':
      row.wall.shape([l, top], [x, peak(30)], [r, top]);
      row.line.to(l, top).rule(r, top);
      return vane(row, x, peak(30), s);
    case 'pinnacles':
      row.roof.shape([l + 3, top], [x, peak(78)], [r - 3, top]);
      row.wall
        .shape([l - 1, top], [l + 2, peak(22)], [l + 6, top])
        .shape([r - 6, top], [r - 2, peak(22)], [r + 1, top]);
      return vane(row, x, peak(78), s);
  }
}

/** A cross, and a cock above it where the pen slips. */
function vane(row: Row, x: number, y: number, s: number): void {
  row.line
    .to(x, y)
    .rule(x, y - 12 * s)
    .to(x - 4 * s, y - 8 * s)
    .rule(x + 4 * s, y - 8 * s);
}

/** The mairie: five bays, steps, a pediment with its clock, a flag. Its windows are what is lit at night. */
export function drawMairie(sheet: Sheet, random: Random, x: number, s: number): void {
  const row = new Row(random);
  const ground = groundAt(x) + 4;
  const half = 66 * s;
  const eaves = ground - 58 * s;
  const ridge = eaves - 24 * s;
  row.wall.shape([x - half, ground], [x - half, eaves], [x + half, eaves], [x + half, ground]);
  row.roof.shape(
    [x - half - 5, eaves + 1],
    [x - half + 20 * s, ridge],
    [x + half - 20 * s, ridge],
    [x + half + 5, eaves + 1],
  );
  // The middle bay steps forward, under its pediment.
  const bay = 21 * s;
  row.wall.shape([x - bay, ground], [x - bay, eaves - 12 * s], [x + bay, eaves - 12 * s], [x + bay, ground]);
  row.wall.shape([x - bay - 4, eaves - 12 * s], [x, eaves - 32 * s], [x + bay + 4, eaves - 12 * s]);
  const bays = [-52, -35, 35, 52].map((dx) => x + dx * s);
  windows(row, [...bays, x - 10 * s, x + 10 * s], eaves + 9 * s, 14 * s);
  windows(row, bays, eaves + 33 * s, 14 * s);
  // The door stands open.
  row.door
    .to(x - 7 * s, ground)
    .rule(x - 7 * s, ground - 20 * s)
    .arc(7 * s, 6 * s, x + 7 * s, ground - 20 * s)
    .rule(x + 7 * s, ground)
    .close();
  row.line
    .to(x - 4.5 * s, eaves - 7 * s)
    .arc(4.5 * s, 4.5 * s, x + 4.5 * s, eaves - 7 * s)
    .arc(4.5 * s, 4.5 * s, x - 4.5 * s, eaves - 7 * s);
  row.line
    .to(x, eaves - 7 * s)
    .rule(x, eaves - 10 * s)
    .to(x, eaves - 7 * s)
    .rule(x + 2.5 * s, eaves - 7 * s);
  for (const [at, wide] of [
    [0, 27],
    [4, 22],
  ] as const)
    row.line.to(x - wide * s, ground + 3 - at).rule(x + wide * s, ground + 3 - at);
  row.line.to(x, eaves - 32 * s).rule(x, eaves - 58 * s);
  row.roof
    .to(x, eaves - 58 * s)
    .bend(x + 10 * s, eaves - 61 * s, x + 20 * s, eaves - 56 * s)
    .rule(x + 20 * s, eaves - 45 * s)
    .bend(x + 10 * s, eaves - 50 * s, x, eaves - 47 * s)
    .close();
  row.printOn(sheet);
}

/** Planes on the square, and the trees of the region further out. */
function drawTrees(row: Row, { tree }: Region, random: Random, centre: number, out: number, s: number): void {
  for (const side of s < 1 ? [1] : [-1, 1])
    plane(row, random, centre + side * (out + random.between(-6, 8)), s * random.between(0.9, 1.15));
  const more = s < 1 ? 1 : random.whole(2, 3);
  for (let i = 0; i < more; i++) {
    const x = centre + (i % 2 === 0 ? 1 : -1) * random.between(out + 130, out + 430) * Math.max(0.35, s);
    if (x < 0 || x > 1200) continue;
    if (random.chance(0.4)) plane(row, random, x, s * random.between(0.6, 0.85));
    else slender(row, random, tree, x, s * random.between(0.75, 1.1));
  }
}

function plane(row: Row, random: Random, x: number, s: number): void {
  const ground = groundAt(x) + 6;
  const crown = ground - 26 * s;
  const w = 17 * s;
  row.line
    .to(x, ground)
    .rule(x, crown)
    .to(x, ground - 14 * s)
    .rule(x + 6 * s, crown - 4 * s);
  row.leaf
    .to(x - w, crown)
    .arc(w * 0.55, w * 0.6, x - w * 0.5, crown - w * 0.95)
    .arc(w * 0.6, w * 0.65, x + w * 0.55, crown - w * random.between(0.9, 1.15))
    .arc(w * 0.55, w * 0.6, x + w, crown)
    .arc(w, w * 0.42, x - w, crown)
    .close();
}

function slender(row: Row, random: Random, tree: Tree, x: number, s: number): void {
  const ground = groundAt(x) + 5;
  const h = random.between(52, 70) * s;
  const w = 8 * s;
  row.line.to(x, ground).rule(x, ground - h * 0.3);
  switch (tree) {
    case 'fir':
      row.leaf.shape(
        [x - w * 1.5, ground - h * 0.15],
        [x - w * 0.5, ground - h * 0.5],
        [x - w * 0.9, ground - h * 0.5],
        [x, ground - h],
        [x + w * 0.9, ground - h * 0.5],
        [x + w * 0.5, ground - h * 0.5],
        [x + w * 1.5, ground - h * 0.15],
      );
      return;
    case 'pine':
      row.line.to(x, ground - h * 0.3).rule(x + 2, ground - h * 0.75);
      row.leaf
        .to(x - w * 2.2, ground - h * 0.68)
        .arc(w * 2.2, w * 1.5, x + w * 2.4, ground - h * 0.68)
        .close();
      return;
    case 'palm':
      row.line.to(x, ground - h * 0.3).bend(x + 3, ground - h * 0.6, x + 2, ground - h * 0.85);
      for (const [dx, dy] of [
        [-20, 2],
        [2, -14],
        [20, 2],
      ] as const) {
        row.leaf
          .to(x + 2, ground - h * 0.85)
          .bend(x + dx * 0.6 * s, ground - h * 0.85 + (dy - 9) * s, x + dx * s, ground - h * 0.85 + dy * s)
          .bend(x + dx * 0.5 * s, ground - h * 0.85 + (dy - 3) * s, x + 2, ground - h * 0.85)
          .close();
      }
      return;
    default:
      row.leaf
        .to(x, ground - h * 0.12)
        .bend(x - w * 1.7, ground - h * 0.45, x, ground - h)
        .bend(x + w * 1.7, ground - h * 0.45, x, ground - h * 0.12)
        .close();
  }
}
