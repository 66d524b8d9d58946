/** The sky: sun or moon and the marks of the hour. Drawn high and to the sides, clear of the roofs. */
import type { Moment } from './moment.ts';
import type { Layer } from './print.ts';
import type { Random } from './random.ts';

export function sky(layer: Layer, random: Random, moment: Moment): void {
  // The same place in the sky at every hour of one commune, mirrored from one commune to the next.
  const side = random.chance(0.5) ? 1 : -1;
  const far = random.between(150, 230);
  const clouds = random.whole(2, 4);
  if (moment === 'night') {
    moon(layer, 600 + side * far, random.between(42, 62));
    stars(layer, random);
    return;
  }
  const low = moment !== 'day';
  const x = 600 + (moment === 'dusk' ? -side : side) * (low ? far + 60 : far);
  const y = low ? random.between(120, 138) : random.between(48, 62);
  sun(layer, random, x, y, low);
  for (let i = 0; i < clouds; i++) {
    const at = 90 + ((i + random.between(0.1, 0.8)) * 1020) / clouds;
    const high = random.between(26, 92);
    if (Math.abs(at - x) > 130) cloud(layer, random, at, high);
  }
  if (moment !== 'dawn') birds(layer, random, 600 - side * random.between(90, 260), random.between(38, 80));
}

function sun(layer: Layer, random: Random, x: number, y: number, low: boolean): void {
  const r = low ? 34 : 21;
  disc(layer, x, y, r);
  const rays = layer.pen('ray');
  if (low) {
    // Bars of light to both sides, as a gouge would cut them.
    for (let bar = 0; bar < 5; bar++) {
      const at = y - 30 + bar * 13 + random.whole(-2, 2);
      const gap = 44 + random.whole(0, 16);
      const length = random.between(30, 90);
      rays
        .to(x - gap - length, at)
        .rule(x - gap, at)
        .to(x + gap, at + 2)
        .rule(x + gap + random.between(30, 90), at + 2);
    }
    return;
  }
  const ring = r + 12;
  layer
    .pen('corona')
    .to(x - ring, y)
    .arc(ring, ring, x + ring, y)
    .arc(ring, ring, x - ring, y);
}

function moon(layer: Layer, x: number, y: number): void {
  layer
    .pen('light')
    .to(x + 6, y - 22)
    .arc(23, 23, x + 17, y + 14, 0)
    .arc(19, 19, x + 6, y - 22)
    .close();
}

function stars(layer: Layer, random: Random): void {
  const points = layer.pen('ray');
  for (let i = 0; i < 20; i++) {
    points.to(((i + random.next()) * 1200) / 20, random.between(12, 128)).dot();
  }
  for (let i = 0; i < 4; i++) {
    const x = (i + random.between(0.1, 0.9)) * 300;
    const y = random.between(18, 80);
    points
      .to(x - 4, y)
      .rule(x + 4, y)
      .to(x, y - 5)
      .rule(x, y + 5);
  }
}

/** Three or four bars, the longest in the middle. */
function cloud(layer: Layer, random: Random, x: number, y: number): void {
  const pen = layer.pen('cloud');
  const width = random.between(40, 78);
  pen.to(x - width * 0.5, y).rule(x + width * 0.3, y);
  pen.to(x - width, y + 8).rule(x + width, y + 8);
  if (random.chance(0.7)) pen.to(x - width * 0.3, y + 16).rule(x + width * 0.7, y + 16);
}

function birds(layer: Layer, random: Random, x: number, y: number): void {
  const pen = layer.pen('draw');
  for (let i = 0; i < random.whole(2, 4); i++) {
    const bx = x + i * random.between(13, 24);
    const by = y + random.between(-12, 12);
    pen
      .to(bx - 6, by - 2)
      .bend(bx - 2, by - 4, bx, by)
      .bend(bx + 2, by - 4, bx + 6, by - 3);
  }
}

function disc(layer: Layer, x: number, y: number, r: number): void {
  layer
    .pen('light')
    .to(x - r, y)
    .arc(r, r, x + r, y)
    .arc(r, r, x - r, y)
    .close();
}
