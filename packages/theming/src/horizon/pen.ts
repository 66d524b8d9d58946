/**
 * A pen that writes SVG path data as short as it can: whole numbers, relative commands, no needless separators.
 * The hand trembles: `wobble` moves each point of a straight line by at most that many units.
 */
import type { Random } from './random.ts';

export class Pen {
  #path = '';
  #command = '';
  #x = 0;
  #y = 0;
  #startX = 0;
  #startY = 0;
  readonly #tremble: () => number;

  constructor(random?: Random, wobble = 0) {
    this.#tremble = random && wobble > 0 ? () => random.between(-wobble, wobble) : () => 0;
  }

  get path(): string {
    return this.#path;
  }

  /** Lifts the pen and sets it down. */
  to(x: number, y: number): this {
    const [dx, dy] = this.#step(x, y);
    this.#write('m', [dx, dy]);
    this.#startX = this.#x;
    this.#startY = this.#y;
    return this;
  }

  line(x: number, y: number): this {
    const [dx, dy] = this.#step(x + this.#tremble(), y + this.#tremble());
    if (dy === 0) this.#write('h', [dx]);
    else if (dx === 0) this.#write('v', [dy]);
    else this.#write('l', [dx, dy]);
    return this;
  }

  /** A straight line that does not tremble: windows, doors. */
  rule(x: number, y: number): this {
    const [dx, dy] = this.#step(x, y);
    this.#write(dy === 0 ? 'h' : dx === 0 ? 'v' : 'l', dy === 0 ? [dx] : dx === 0 ? [dy] : [dx, dy]);
    return this;
  }

  /** A point as large as the pen is wide. */
  dot(): this {
    this.#write('h', [0]);
    return this;
  }

  /** A quadratic curve. */
  bend(cx: number, cy: number, x: number, y: number): this {
    const c = [Math.round(cx - this.#x), Math.round(cy - this.#y)];
    this.#write('q', [...c, ...this.#step(x, y)]);
    return this;
  }

  /** A quadratic curve that goes on as the one before it. */
  on(x: number, y: number): this {
    this.#write('t', this.#step(x, y));
    return this;
  }

  arc(rx: number, ry: number, x: number, y: number, sweep: 0 | 1 = 1): this {
    const [dx, dy] = this.#step(x, y);
    // The grammar lets flags go without separators.
    this.#path += `a${Math.round(rx)} ${Math.round(ry)} 0 0${sweep}${dx}${dy < 0 ? '' : ' '}${dy}`;
    this.#command = 'a';
    return this;
  }

  close(): this {
    this.#path += 'z';
    this.#command = 'z';
    this.#x = this.#startX;
    this.#y = this.#startY;
    return this;
  }

  /** A closed shape through the points, by straight trembling lines. */
  shape(...points: readonly (readonly [number, number])[]): this {
    points.forEach(([x, y], i) => {
      if (i === 0) this.to(x, y);
      else this.line(x, y);
    });
    return this.close();
  }

  #step(x: number, y: number): [number, number] {
    const dx = Math.round(x) - this.#x;
    const dy = Math.round(y) - this.#y;
    this.#x += dx;
    this.#y += dy;
    return [dx, dy];
  }

  #write(command: string, numbers: readonly number[]): void {
    // Every figure relative to the point before it; a minus sign or a command letter separates, else a space.
    const implied = command === this.#command && command !== 'm';
    const text = numbers.map((n, i) => (n < 0 || (i === 0 && !implied) ? `${n}` : ` ${n}`)).join('');
    this.#path += implied ? text : command + text;
    this.#command = command;
  }
}
