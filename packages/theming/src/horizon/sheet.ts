/** The paper of a drawing: layers from the back to the front, each a few paths in one ink. */
import type { HorizonInk } from '../brand/horizon-inks.ts';
import type { Moment } from './moment.ts';
import { Pen } from './pen.ts';
import type { Random } from './random.ts';

export class Sheet {
  readonly #moment: Moment;
  readonly #layers: string[] = [];

  constructor(moment: Moment) {
    this.#moment = moment;
  }

  get moment(): Moment {
    return this.#moment;
  }

  /** A shape in one ink, without an outline. */
  fill(ink: HorizonInk, path: string): void {
    if (path) this.#layers.push(`<path fill="var(--${this.#moment}-${ink})" d="${path}"/>`);
  }

  /** Lines in one ink. */
  stroke(ink: HorizonInk, path: string, width = USUAL_WIDTH): void {
    if (!path) return;
    this.#layers.push(
      `<path fill="none" stroke="var(--${this.#moment}-${ink})"${widthOf(width)} d="${path}"/>`,
    );
  }

  /** Shapes of several inks that share one outline, painted in the order given. */
  printed(plates: readonly (readonly [HorizonInk | 'none', string])[], width = USUAL_WIDTH): void {
    const paths = plates
      .filter(([, path]) => path !== '')
      .map(
        ([ink, path]) =>
          `<path fill="${ink === 'none' ? ink : `var(--${this.#moment}-${ink})`}" d="${path}"/>`,
      );
    if (paths.length === 0) return;
    this.#layers.push(`<g stroke="var(--${this.#moment}-line)"${widthOf(width)}>${paths.join('')}</g>`);
  }

  markup(): string {
    return this.#layers.join('');
  }
}

/** The drawing itself sets the usual width, and round ends and corners. */
export const USUAL_WIDTH = 2;
const widthOf = (width: number): string => (width === USUAL_WIDTH ? '' : ` stroke-width="${width}"`);

/** The pens of a row of things: drawn together, printed as one layer. */
export class Row {
  readonly wall: Pen;
  readonly roof: Pen;
  readonly leaf: Pen;
  /** Windows, one short upright line each. */
  readonly panes: Pen;
  readonly door: Pen;
  readonly line: Pen;

  constructor(random: Random) {
    this.wall = new Pen(random, 0.7);
    this.roof = new Pen(random, 0.9);
    this.leaf = new Pen(random, 0);
    this.panes = new Pen();
    this.door = new Pen();
    this.line = new Pen();
  }

  /** Windows are lit at night and at dusk; by day they are dark panes. */
  printOn(sheet: Sheet): void {
    const lit = sheet.moment === 'night' || sheet.moment === 'dusk';
    sheet.printed([
      ['wall', this.wall.path],
      ['roof', this.roof.path],
      ['leaf', this.leaf.path],
      ['none', this.line.path],
    ]);
    const ink = lit ? 'glow' : 'line';
    sheet.stroke(ink, this.panes.path, 5);
    sheet.fill(ink, this.door.path);
  }
}
