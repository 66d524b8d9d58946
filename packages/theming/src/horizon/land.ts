/** The land behind a village and before it: plain, bocage, forest, river, vineyard, coast, island, mountain, town. */
import type { Landscape } from './landscape.ts';
import { Pen } from './pen.ts';
import type { Random } from './random.ts';
import type { Sheet } from './sheet.ts';

/** Where the ground of the village is, at each x: a gentle rise under the square. */
export function groundAt(x: number): number {
  return 224 - 12 * Math.exp(-(((x - 600) / 380) ** 2));
}

export function farLand(sheet: Sheet, landscape: Landscape, random: Random): void {
  switch (landscape) {
    case 'mountain':
      sheet.fill('far', peaks(random));
      return;
    case 'coast':
    case 'island':
      return sea(sheet, random, landscape === 'island');
    case 'forest':
      sheet.fill('far', woods(random, 176, 34));
      return;
    case 'plain':
      sheet.fill('far', ridge(random, 202, 5, 4));
      return farWindmill(sheet, random);
    case 'town':
      sheet.fill('far', farRoofs(random));
      return;
    default:
      sheet.fill('far', ridge(random, 176, 24, 4));
      sheet.fill('leaf', copses(random));
  }
}

/** A line of hills, from edge to edge. */
function ridge(random: Random, height: number, swell: number, waves: number): string {
  const pen = new Pen().to(0, 260).rule(0, height + random.between(-swell, swell));
  const width = 1200 / waves;
  for (let i = 0; i < waves; i++) {
    const x = i * width;
    const up = i % 2 === 0 ? -1 : 1;
    pen.bend(
      x + width / 2,
      height + up * random.between(swell * 0.6, swell * 1.6),
      x + width,
      height + random.between(-swell, swell) * 0.5,
    );
  }
  return pen.rule(1200, 260).close().path;
}

function peaks(random: Random): string {
  const pen = new Pen(random, 2).to(0, 260).rule(0, 170);
  for (let x = 0; x < 1200; ) {
    const width = random.between(120, 210);
    const top = random.between(46, 110);
    pen
      .line(x + width * 0.36, top + 36)
      .line(x + width * 0.5, top)
      .line(x + width * 0.66, top + 40)
      .line(Math.min(1200, x + width), random.between(140, 175));
    x += width;
  }
  return pen.rule(1200, 260).close().path;
}

/** Tree tops, scalloped. */
function woods(random: Random, height: number, size: number): string {
  const pen = new Pen().to(0, 260).rule(0, height);
  for (let x = 0; x < 1200; ) {
    const width = size * random.between(1.4, 2.8);
    pen.arc(width / 2, width * 0.5, Math.min(1200, x + width), height + random.between(-9, 9));
    x += width;
  }
  return pen.rule(1200, 260).close().path;
}

/** Round clumps of trees on the far hills. */
function copses(random: Random): string {
  const pen = new Pen();
  for (let i = 0; i < 4; i++) {
    let x = random.between(40, 1100);
    if (Math.abs(x - 600) < 190) x += x < 600 ? -200 : 200;
    const y = 196 + random.between(-4, 6);
    const r = random.between(9, 14);
    pen
      .to(x, y)
      .arc(r, r, x + r * 1.7, y)
      .arc(r * 0.8, r * 0.8, x + r * 3.1, y)
      .close();
  }
  return pen.path;
}

function farWindmill(sheet: Sheet, random: Random): void {
  const x = random.chance(0.5) ? random.between(150, 330) : random.between(870, 1050);
  const pen = new Pen()
    .to(x - 9, 206)
    .rule(x - 6, 172)
    .rule(x + 6, 172)
    .rule(x + 9, 206)
    .close();
  sheet.printed([['wall', pen.path]], 1.5);
  sheet.printed(
    [
      [
        'roof',
        new Pen()
          .to(x - 9, 173)
          .rule(x, 158)
          .rule(x + 9, 173)
          .close().path,
      ],
    ],
    1.5,
  );
  const turn = random.between(0.2, 1.2);
  const sails = new Pen();
  for (let i = 0; i < 2; i++) {
    const [dx, dy] = [26 * Math.cos(turn + (i * Math.PI) / 2), 26 * Math.sin(turn + (i * Math.PI) / 2)];
    sails.to(x - dx, 170 - dy).rule(x + dx, 170 + dy);
  }
  sheet.stroke('line', sails.path, 2);
}

function sea(sheet: Sheet, random: Random, island: boolean): void {
  sheet.fill('far', 'M0 186h1200v74H0z');
  if (island) sheet.fill('leaf', new Pen().to(20, 187).bend(110, 150, 230, 187).close().path);
  const light = random.chance(0.5) ? 250 : 950;
  sheet.printed(
    [
      [
        'leaf',
        new Pen()
          .to(light - 60, 188)
          .bend(light, 168, light + 60, 188)
          .close().path,
      ],
      [
        'wall',
        new Pen()
          .to(light - 7, 176)
          .rule(light - 4, 116)
          .rule(light + 4, 116)
          .rule(light + 7, 176)
          .close().path,
      ],
      [
        'roof',
        new Pen()
          .to(light - 7, 116)
          .rule(light, 102)
          .rule(light + 7, 116)
          .close().path,
      ],
    ],
    1.6,
  );
  const boats = new Pen();
  const hulls = new Pen();
  for (const x of [random.between(330, 420), random.between(790, 860)]) {
    hulls
      .to(x - 17, 196)
      .rule(x + 17, 196)
      .rule(x + 10, 204)
      .rule(x - 10, 204)
      .close();
    boats
      .to(x, 194)
      .rule(x, 166)
      .rule(x + 16, 192)
      .close()
      .to(x - 3, 192)
      .rule(x - 3, 172)
      .rule(x - 13, 192)
      .close();
  }
  sheet.printed(
    [
      ['roof', hulls.path],
      ['wall', boats.path],
    ],
    1.6,
  );
  sheet.stroke('sky', waves(random), 2);
}

function waves(random: Random): string {
  const pen = new Pen();
  for (let i = 0; i < 7; i++) {
    const x = random.between(10, 1140);
    const y = random.between(198, 222);
    pen
      .to(x, y)
      .bend(x + 9, y - 4, x + 18, y)
      .on(x + 36, y);
  }
  return pen.path;
}

function farRoofs(random: Random): string {
  const pen = new Pen(random, 1).to(0, 260).rule(0, 178);
  for (let x = 0; x < 1200; ) {
    const width = random.between(44, 76);
    const top = random.between(142, 172);
    pen
      .line(x, top + 14)
      .line(x + width / 2, top)
      .line(Math.min(1200, x + width), top + 14);
    x += width;
  }
  return pen.rule(1200, 260).close().path;
}

/** The ground that the village stands on, and what grows before it. */
export function nearLand(sheet: Sheet, landscape: Landscape, random: Random): void {
  const pen = new Pen().to(0, 262).rule(0, groundAt(0));
  for (let x = 150; x <= 1200; x += 150) pen.bend(x - 75, groundAt(x - 75), x, groundAt(x));
  sheet.printed([['land', pen.rule(1200, 262).close().path]]);
  switch (landscape) {
    case 'river':
      return river(sheet, random);
    case 'vineyard':
      return vines(sheet, random);
    case 'bocage':
    case 'forest':
    case 'mountain':
      return hedges(sheet, random);
    case 'town':
      return paving(sheet);
    case 'coast':
    case 'island':
      return grasses(sheet, random);
    case 'plain':
      return furrows(sheet, random);
  }
}

/** Furrows run from the village towards whoever looks. */
function furrows(sheet: Sheet, random: Random): void {
  const pen = new Pen();
  const bent = random.between(-30, 30);
  for (let i = -8; i <= 8; i++) {
    if (i === 0) continue;
    const x = 600 + i * 70 + random.between(-3, 3);
    const top = groundAt(x) + 7;
    pen.to(x, top).bend(x + i * 20 + bent, 240, 600 + i * 124 + bent, 262);
  }
  sheet.stroke('line', pen.path, 1.3);
}

function river(sheet: Sheet, random: Random): void {
  const from = random.chance(0.5) ? 0 : 1200;
  const to = 1200 - from;
  const pen = new Pen()
    .to(from, 236)
    .bend(600, 226 + random.between(0, 8), to, 248)
    .rule(to, 262)
    .bend(600, 244, from, 250)
    .close();
  sheet.printed([['sky', pen.path]], 1.6);
  const reeds = new Pen();
  for (let i = 0; i < 9; i++) {
    const x = random.between(30, 1170);
    reeds
      .to(x, 262)
      .rule(x - 2, 250)
      .to(x + 5, 262)
      .rule(x + 6, 247);
  }
  sheet.stroke('line', reeds.path, 1.5);
}

function vines(sheet: Sheet, random: Random): void {
  const pen = new Pen();
  for (let row = 0; row < 2; row++) {
    const step = 58 + row * 20;
    for (let x = random.between(0, step); x < 1200; x += step) {
      const y = groundAt(x) + 14 + row * 16;
      const r = 6 + row * 2;
      pen
        .to(x - r, y)
        .arc(r, r, x + r, y)
        .close();
    }
  }
  sheet.printed([['leaf', pen.path]], 1.2);
}

/** Hedges that part the meadows. */
function hedges(sheet: Sheet, random: Random): void {
  const pen = new Pen();
  for (const [from, to, y] of [
    [20, random.between(330, 430), 241],
    [random.between(760, 860), 1180, 238],
    [random.between(380, 450), random.between(640, 740), 253],
  ] as const) {
    pen.to(from, y);
    for (let x = from; x < to; ) {
      const width = random.between(32, 50);
      pen.arc(width / 2, width * 0.26, x + width, y + random.between(-2, 2));
      x += width;
    }
    pen
      .rule(to, y + 6)
      .rule(from, y + 6)
      .close();
  }
  sheet.printed([['leaf', pen.path]], 1.5);
}

function paving(sheet: Sheet): void {
  const pen = new Pen();
  for (const y of [236, 248]) pen.to(0, y).rule(1200, y);
  for (let i = -10; i <= 10; i++) pen.to(600 + i * 58, groundAt(600 + i * 58) + 6).rule(600 + i * 92, 262);
  sheet.stroke('line', pen.path, 1);
}

function grasses(sheet: Sheet, random: Random): void {
  const pen = new Pen();
  for (let i = 0; i < 14; i++) {
    const x = random.between(10, 1190);
    const y = random.between(240, 260);
    pen
      .to(x, y)
      .bend(x - 1, y - 8, x - 5, y - 11)
      .to(x + 2, y)
      .bend(x + 3, y - 8, x + 6, y - 10);
  }
  sheet.stroke('line', pen.path, 1.3);
}
