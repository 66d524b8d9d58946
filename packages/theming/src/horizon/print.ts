/**
 * The press: shapes are cut on layers, each layer prints its inks in one fixed order, and all shapes of one ink
 * share one `path`, which keeps a whole village under 4 KB.
 */
import type { HorizonInk } from '../brand/horizon-inks.ts';
import type { Moment } from './moment.ts';
import { Pen } from './pen.ts';
import type { Random } from './random.ts';

/** An ink, or what an opening shows: dark, or the light inside the mairie. */
type Shade = HorizonInk | 'hole' | 'glass';

const fill = (ink: HorizonInk) => [`fill="`, ink, `" stroke="none"`] as const;
const outlined = (ink: HorizonInk) => [`fill="`, ink, `"`] as const;
const stroke = (ink: Shade, width: number, more = '') =>
  [`stroke="`, ink, `" stroke-width="${width}"${more}`] as const;
const square = ' stroke-linecap="butt"';

/** What a layer can be cut with, in printing order. */
const CUTS = {
  /** Distance: hills, woods and roofs that are only shapes. */
  far: fill('far'),
  /** Snow on what is far. */
  snow: fill('wall'),
  /** The tops of a wood. */
  canopy: stroke('leaf', 25, ' stroke-dasharray="0 19 0 23 0 16"'),
  /** Land in front, which hides the feet of what stands behind it. */
  land: outlined('land'),
  /** Crops, flat on the land. */
  crop: fill('leaf'),
  /** Water, which has the sky's colour. */
  water: fill('sky'),
  wall: outlined('wall'),
  roof: outlined('roof'),
  /** Gables and pediments that stand before a roof. */
  front: outlined('wall'),
  leaf: outlined('leaf'),
  /** Hedges and copses along a line: overlapping round clumps. */
  hedge: stroke('leaf', 11, ' stroke-dasharray="0 8 0 11 0 7"'),
  /** Rows of vines. */
  vine: stroke('leaf', 5, ' stroke-dasharray="1 9"'),
  /** Windows, doors and chimneys: short bars with round ends. */
  hole: stroke('hole', 4),
  /** The mairie's openings, lit at night. */
  glass: stroke('glass', 4),
  /** Lines of the drawing itself, whose colour and width the picture sets. */
  draw: ['', 'line', ''],
  /** Marks that the gouge leaves: bare paper. */
  gouge: stroke('wall', 2, ' stroke-dasharray="24 9 7 13 38 17"'),
  /** Short marks of bare paper. */
  chip: stroke('wall', 1),
  /** The sun, the moon, stars. */
  light: fill('glow'),
  ray: stroke('glow', 2),
  /** Rays around a high sun: a broad ring cut into short bars. */
  corona: stroke('glow', 9, `${square} stroke-dasharray="2 9"`),
  cloud: stroke('wall', 3),
} as const satisfies Readonly<Record<string, readonly [string, Shade, string]>>;

export type Cut = keyof typeof CUTS;

export class Layer {
  readonly #pens = new Map<Cut, Pen>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  pen(cut: Cut): Pen {
    const pen = this.#pens.get(cut) ?? new Pen(this.#random, WOBBLE);
    this.#pens.set(cut, pen);
    return pen;
  }

  print(moment: Moment): string {
    let svg = '';
    for (const [cut, [before, ink, after]] of Object.entries(CUTS)) {
      const path = this.#pens.get(cut as Cut)?.path;
      if (!path) continue;
      svg += `<path ${before && `${before}var(--${moment}-${inkOf(ink, moment)})${after} `}d="${path}"/>`;
    }
    return svg;
  }
}

/** An opening is dark: a line's colour by day, the sky's at night, when lines are light and the mairie is lit. */
function inkOf(shade: Shade, moment: Moment): HorizonInk {
  if (shade === 'glass') return moment === 'night' ? 'glow' : 'line';
  if (shade === 'hole') return moment === 'night' ? 'sky' : 'line';
  return shade;
}

const WOBBLE = 1.2;
