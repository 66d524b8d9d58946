/** Sun, moon, stars, clouds and swallows: what the hour puts above a village. */
import type { Moment } from './moment.ts';
import { Pen } from './pen.ts';
import type { Random } from './random.ts';
import type { Sheet } from './sheet.ts';

export function drawSky(sheet: Sheet, moment: Moment, random: Random): void {
  sheet.fill('sky', 'M0 0h1200v260H0z');
  // The lights keep to one side, away from the bell tower in the middle.
  const side = random.chance(0.5) ? 1 : -1;
  const x = 600 + side * random.between(190, 250);
  switch (moment) {
    case 'dawn':
      sheet.fill('glow', disc(x, 168, 46));
      return streaks(sheet, random, 3, 40, 120);
    case 'day':
      sheet.fill('glow', disc(x, 62, 27));
      clouds(sheet, random, 600 - side * 260);
      return swallows(sheet, random, 600 - side * 150);
    case 'dusk':
      sheet.fill('glow', disc(x, 176, 52));
      return streaks(sheet, random, 4, 50, 140);
    case 'night':
      sheet.fill('glow', new Pen().to(x, 34).arc(25, 25, x, 84, 1).arc(31, 31, x, 34, 0).close().path);
      return stars(sheet, random);
  }
}

function disc(x: number, y: number, radius: number): string {
  return new Pen()
    .to(x - radius, y)
    .arc(radius, radius, x + radius, y)
    .arc(radius, radius, x - radius, y)
    .close().path;
}

/** Flat clouds at the ends of the day. */
function streaks(sheet: Sheet, random: Random, many: number, from: number, to: number): void {
  const lines = Array.from(
    { length: many },
    () => `M${random.whole(120, 960)} ${random.whole(from, to)}h${random.whole(70, 170)}`,
  );
  sheet.stroke('glow', lines.join(''), 4);
}

function clouds(sheet: Sheet, random: Random, near: number): void {
  const pen = new Pen();
  for (const [at, size] of [
    [near, 1],
    [near > 600 ? 210 : 990, 0.75],
  ] as const) {
    const x = at + random.between(-50, 50);
    const y = random.between(48, 96);
    const w = 34 * size;
    pen
      .to(x - 2 * w, y)
      .arc(w, w * 0.8, x - w * 0.4, y - w * 0.5)
      .arc(w, w, x + w * 1.3, y - w * 0.3)
      .arc(w * 0.6, w * 0.5, x + w * 2, y)
      .close();
  }
  sheet.fill('glow', pen.path);
}

function swallows(sheet: Sheet, random: Random, near: number): void {
  const pen = new Pen();
  for (let i = 0; i < 3; i++) {
    const x = near + random.between(-60, 60);
    const y = random.between(36, 90);
    pen
      .to(x - 8, y - 3)
      .bend(x - 4, y - 6, x, y)
      .bend(x + 4, y - 6, x + 8, y - 3);
  }
  sheet.stroke('line', pen.path, 1.6);
}

function stars(sheet: Sheet, random: Random): void {
  // A line of no length and a round end is a dot.
  const dots = Array.from({ length: 18 }, () => `M${random.whole(20, 1180)} ${random.whole(12, 130)}h0`);
  sheet.stroke('glow', dots.join(''), 2.6);
}
