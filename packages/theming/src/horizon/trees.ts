/** Trees: the plane trees of the square, and what grows beside them in each region. */
import type { Layer } from './print.ts';
import type { Random } from './random.ts';
import type { Tree } from './regions.ts';

/** `y` is the foot, `size` about the height. */
export function tree(layer: Layer, random: Random, kind: Tree, x: number, y: number, size: number): void {
  trees[kind](layer, random, x, y, size);
}

const trees: Readonly<
  Record<Tree, (layer: Layer, random: Random, x: number, y: number, size: number) => void>
> = {
  /** Pollarded: a short trunk in three limbs under a broad crown of clumps. */
  plane(layer, random, x, y, size) {
    const r = size * 0.36;
    const fork = y - size * 0.34;
    const lean = random.between(-2, 2);
    const draw = layer
      .pen('draw')
      .to(x, y)
      .line(x + lean, fork);
    if (size > 38)
      draw
        .line(x - r * 0.5, fork - r * 0.7)
        .to(x + lean, fork)
        .line(x + r * 0.5, fork - r * 0.6);
    const mid = y - size * 0.6;
    layer
      .pen('leaf')
      .to(x - r * 0.6, fork)
      .arc(r * 0.5, r * 0.5, x - r * 0.8, mid)
      .arc(r * random.between(0.8, 1), r, x + r * 0.8, mid + 1)
      .arc(r * 0.5, r * 0.5, x + r * 0.6, fork)
      .close();
  },
  poplar(layer, random, x, y, size) {
    const w = size * 0.17;
    layer
      .pen('draw')
      .to(x, y)
      .line(x, y - size * 0.2);
    layer
      .pen('leaf')
      .to(x, y - size * 0.1)
      .bend(x - w * 2, y - size * 0.3, x + random.whole(-1, 1), y - size)
      .bend(x + w * 2, y - size * 0.3, x, y - size * 0.1);
  },
  cypress(layer, random, x, y, size) {
    trees.poplar(layer, random, x, y, size * 1.05);
  },
  fir(layer, random, x, y, size) {
    const w = size * 0.24;
    const tip = x + random.whole(-1, 1);
    layer
      .pen('leaf')
      .shape(
        [x - w, y - 2],
        [x - w * 0.4, y - size * 0.38],
        [x - w * 0.7, y - size * 0.36],
        [tip, y - size],
        [x + w * 0.7, y - size * 0.36],
        [x + w * 0.4, y - size * 0.38],
        [x + w, y - 2],
      );
  },
  /** Umbrella pine. */
  pine(layer, random, x, y, size) {
    const r = size * 0.42;
    const top = y - size * 0.62;
    layer
      .pen('draw')
      .to(x, y)
      .bend(x + random.whole(-4, 4), y - size * 0.3, x + 2, top);
    layer
      .pen('leaf')
      .to(x - r, top)
      .arc(r * 0.55, r * 0.4, x - r * 0.3, top - r * 0.5)
      .arc(r * 0.6, r * 0.4, x + r * 0.6, top - r * 0.4)
      .arc(r * 0.4, r * 0.3, x + r, top + 1)
      .bend(x, top + r * 0.25, x - r, top)
      .close();
  },
  palm(layer, random, x, y, size) {
    const lean = random.between(-8, 8);
    const top = y - size;
    const draw = layer.pen('draw');
    draw.to(x, y).bend(x + lean * 0.2, y - size * 0.5, x + lean, top);
    const leaf = layer.pen('leaf');
    for (const [dx, dy] of [
      [-17, 6],
      [-11, -6],
      [13, -6],
      [18, 6],
    ] as const) {
      leaf
        .to(x + lean, top)
        .bend(x + lean + dx * 0.4, top - 10 + dy * 0.5, x + lean + dx, top + dy)
        .close();
    }
  },
};
