/** The tops of bell towers, by the shapes that the regions know. */
import type { Layer } from './print.ts';
import type { Random } from './random.ts';
import type { Tower } from './regions.ts';

/** Draws the top of the tower; returns where its tip is. */
type Cap = (layer: Layer, x: number, y: number, half: number, random: Random) => number;

export const caps: Readonly<Record<Tower, Cap>> = {
  spire(layer, x, y, half, random) {
    const tip = y - random.between(58, 74);
    const out = half + 4;
    layer
      .pen('roof')
      .to(x - out, y + 1)
      .bend(x - half + 5, y - 9, x, tip)
      .bend(x + half - 5, y - 9, x + out, y + 1)
      .close();
    layer
      .pen('chip')
      .to(x - 2, tip + 18)
      .line(x - 5, y - 9)
      .to(x + 2, tip + 26)
      .line(x + 4, y - 7);
    return tip;
  },
  broach(layer, x, y, half, random) {
    const tip = y - random.between(38, 50);
    layer
      .pen('roof')
      .shape(
        [x - half - 4, y + 1],
        [x - half + 3, y - 12],
        [x, tip],
        [x + half - 3, y - 12],
        [x + half + 4, y + 1],
      );
    layer
      .pen('chip')
      .to(x - half + 5, y - 11)
      .line(x + half - 5, y - 12)
      .to(x, tip + 9)
      .line(x + 1, y - 4);
    return tip;
  },
  saddleback(layer, x, y, half, random) {
    const rise = random.between(22, 28);
    layer.pen('wall').shape([x - half, y + 1], [x, y - rise], [x + half, y + 1]);
    layer
      .pen('roof')
      .shape(
        [x - half - 5, y + 4],
        [x, y - rise - 4],
        [x + half + 5, y + 4],
        [x + half, y + 5],
        [x, y - rise + 5],
        [x - half, y + 5],
      );
    layer
      .pen('hole')
      .to(x, y - 3)
      .rule(x, y - 10);
    return y - rise - 4;
  },
  square(layer, x, y, half, random) {
    const rise = random.between(13, 20);
    layer
      .pen('wall')
      .shape([x - half - 2, y + 4], [x - half - 2, y - 3], [x + half + 2, y - 3], [x + half + 2, y + 4]);
    layer.pen('roof').shape([x - half - 1, y - 4], [x, y - rise - 4], [x + half + 1, y - 4]);
    return y - rise - 4;
  },
  dome(layer, x, y, half) {
    const roof = layer.pen('roof');
    roof
      .to(x - half - 3, y + 1)
      .bend(x - half + 2, y - 5, x - half + 2, y - 14)
      .bend(x - half + 2, y - 30, x - 5, y - 34);
    roof
      .line(x + 5, y - 34)
      .bend(x + half - 2, y - 30, x + half - 2, y - 14)
      .bend(x + half - 2, y - 5, x + half + 3, y + 1)
      .close();
    layer
      .pen('wall')
      .to(x - 4, y - 34)
      .rule(x - 4, y - 43)
      .rule(x + 4, y - 43)
      .rule(x + 4, y - 34);
    roof
      .to(x - 6, y - 43)
      .bend(x - 4, y - 50, x, y - 55)
      .bend(x + 4, y - 50, x + 6, y - 43)
      .close();
    layer
      .pen('chip')
      .to(x - 6, y - 30)
      .bend(x - 10, y - 22, x - 9, y - 6)
      .to(x + 5, y - 30)
      .bend(x + 9, y - 22, x + 8, y - 6);
    return y - 55;
  },
  bulb(layer, x, y, half) {
    const roof = layer.pen('roof');
    roof
      .to(x - half - 2, y + 1)
      .bend(x - 4, y - 8, x - 6, y - 14)
      .bend(x - half - 4, y - 24, x - 5, y - 36)
      .bend(x - 1, y - 41, x, y - 56);
    roof
      .bend(x + 1, y - 41, x + 5, y - 36)
      .bend(x + half + 4, y - 24, x + 6, y - 14)
      .bend(x + 4, y - 8, x + half + 2, y + 1)
      .close();
    layer
      .pen('chip')
      .to(x - 3, y - 35)
      .bend(x - 9, y - 25, x - 3, y - 15)
      .to(x + 3, y - 35)
      .bend(x + 8, y - 25, x + 3, y - 15);
    return y - 56;
  },
  campanile(layer, x, y, half) {
    layer
      .pen('wall')
      .shape([x - half - 3, y + 4], [x - half - 3, y - 2], [x + half + 3, y - 2], [x + half + 3, y + 4]);
    const iron = layer.pen('draw');
    for (const reach of [half - 1, (half - 1) / 2.6]) {
      iron
        .to(x - reach, y - 2)
        .rule(x - reach, y - 15)
        .bend(x - reach, y - 27, x, y - 31)
        .bend(x + reach, y - 27, x + reach, y - 15)
        .rule(x + reach, y - 2);
    }
    layer
      .pen('draw')
      .to(x - half + 1, y - 15)
      .rule(x + half - 1, y - 15);
    layer
      .pen('hole')
      .to(x, y - 14)
      .rule(x, y - 8);
    return y - 31;
  },
  gable(layer, x, y, half, random) {
    const rise = random.between(24, 32);
    layer
      .pen('wall')
      .shape(
        [x - half, y + 1],
        [x - half - 1, y - 14],
        [x - half + 4, y - 16],
        [x, y - 16 - rise],
        [x + half - 4, y - 16],
        [x + half + 1, y - 14],
        [x + half, y + 1],
      );
    layer
      .pen('hole')
      .to(x - 7, y + 4)
      .rule(x - 7, y - 7)
      .to(x + 7, y + 4)
      .rule(x + 7, y - 7)
      .to(x, y - 15)
      .rule(x, y - 23);
    return y - 16 - rise;
  },
  pinnacles(layer, x, y, half, random) {
    const tip = y - random.between(54, 68);
    for (const side of [-1, 1]) {
      layer
        .pen('wall')
        .shape([x + side * half, y + 1], [x + side * (half - 3), y - 23], [x + side * (half - 7), y + 1]);
    }
    layer.pen('roof').shape([x - half + 6, y], [x, tip], [x + half - 6, y]);
    layer
      .pen('chip')
      .to(x, y - 12)
      .rule(x, y - 18)
      .to(x, y - 30)
      .rule(x, y - 34)
      .to(x - 5, y - 9)
      .rule(x + 5, y - 9);
    layer
      .pen('wall')
      .shape([x - half - 2, y + 3], [x - half - 2, y - 2], [x + half + 2, y - 2], [x + half + 2, y + 3]);
    return tip;
  },
};
