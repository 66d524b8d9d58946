/** What one sees from far: boats, a lighthouse, a mill, a water tower, silos. `x` is the middle, `y` the ground. */
import type { Layer } from './print.ts';

export function boat(layer: Layer, x: number, y: number, size: number): void {
  layer
    .pen('roof')
    .to(x - size * 0.5, y - 2)
    .bend(x, y + 1, x + size * 0.6, y - 3)
    .bend(x + size * 0.4, y + 5, x + size * 0.3, y + 5)
    .rule(x - size * 0.35, y + 5)
    .close();
  layer
    .pen('wall')
    .to(x, y - 4)
    .rule(x, y - size * 1.5)
    .bend(x + size * 0.6, y - size * 0.7, x + size * 0.5, y - 5)
    .close()
    .to(x - 3, y - 4)
    .rule(x - 3, y - size * 1.2)
    .bend(x - size * 0.3, y - size * 0.5, x - size * 0.45, y - 5)
    .close();
}

export function lighthouse(layer: Layer, x: number, y: number): void {
  const top = y - 88;
  layer
    .pen('wall')
    .shape([x - 10, y + 6], [x - 6, top], [x + 6, top], [x + 10, y + 6])
    .to(x - 4, top)
    .rule(x - 4, top - 11)
    .rule(x + 4, top - 11)
    .rule(x + 4, top);
  layer
    .pen('roof')
    .shape([x - 9, y - 20], [x - 8, y - 36], [x + 8, y - 36], [x + 9, y - 20])
    .shape([x - 7, y - 54], [x - 7, y - 68], [x + 7, y - 68], [x + 7, y - 54])
    .to(x - 6, top - 11)
    .bend(x - 4, top - 19, x, top - 20)
    .bend(x + 4, top - 19, x + 6, top - 11)
    .close();
  layer
    .pen('draw')
    .to(x - 10, top)
    .rule(x + 10, top);
}

export function windmill(layer: Layer, x: number, y: number): void {
  const hub = y - 52;
  layer.pen('wall').shape([x - 11, y + 6], [x - 8, y - 46], [x + 8, y - 46], [x + 11, y + 6]);
  layer.pen('roof').shape([x - 10, y - 45], [x, y - 62], [x + 10, y - 45]);
  layer
    .pen('hole')
    .to(x, y + 2)
    .rule(x, y - 8);
  const draw = layer.pen('draw');
  for (const [dx, dy] of [
    [-19, -27],
    [27, -19],
    [19, 27],
    [-27, 19],
  ] as const) {
    draw.to(x, hub).rule(x + dx, hub + dy);
    layer
      .pen('front')
      .to(x + dx * 0.3, hub + dy * 0.3)
      .rule(x + dx, hub + dy)
      .rule(x + dx - dy * 0.22, hub + dy + dx * 0.22)
      .rule(x + dx * 0.3 - dy * 0.22, hub + dy * 0.3 + dx * 0.22)
      .close();
  }
}

export function waterTower(layer: Layer, x: number, y: number): void {
  layer
    .pen('wall')
    .shape([x - 5, y + 6], [x - 5, y - 52], [x + 5, y - 52], [x + 5, y + 6])
    .to(x - 6, y - 50)
    .bend(x - 17, y - 60, x - 18, y - 72)
    .rule(x + 18, y - 72)
    .bend(x + 17, y - 60, x + 6, y - 50)
    .close();
  layer
    .pen('roof')
    .to(x - 19, y - 72)
    .bend(x, y - 83, x + 19, y - 72)
    .close();
}

export function silos(layer: Layer, x: number, y: number): void {
  for (let i = 0; i < 3; i++) {
    const left = x + i * 17 - 26;
    layer.pen('wall').shape([left, y + 6], [left, y - 50], [left + 16, y - 50], [left + 16, y + 6]);
    layer
      .pen('draw')
      .to(left + 6, y)
      .rule(left + 6, y - 44);
    layer.pen('roof').shape([left - 1, y - 50], [left + 8, y - 58], [left + 17, y - 50]);
  }
  layer.pen('wall').shape([x + 26, y + 6], [x + 26, y - 68], [x + 38, y - 68], [x + 38, y + 6]);
  layer.pen('roof').shape([x + 24, y - 67], [x + 32, y - 75], [x + 40, y - 67]);
}
