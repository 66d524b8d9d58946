/**
 * The horizon of a commune: a line drawing made from what is known of it, always the same for one INSEE code. An
 * inline SVG of less than 4 KB, in custom properties of the brand's tokens, hence right in light and dark.
 */

import { type Html, toHtml } from '@parvis/kit';
import { backdrop, distance } from './backdrop.ts';
import { foreground, meadow } from './foreground.ts';
import { groundOf, HEIGHT, WIDTH } from './ground.ts';
import { landscapeOf, type Place } from './landscape.ts';
import type { Moment } from './moment.ts';
import { Layer } from './print.ts';
import { seeded } from './random.ts';
import { regionOf } from './regions.ts';
import { sky } from './sky.ts';
import { hamlets, houseCount, village } from './village.ts';

export interface HorizonOptions {
  readonly moment: Moment;
  readonly kind?: 'commune' | 'epci';
  /** Communes of the EPCI, drawn side by side, in this order. */
  readonly members?: readonly Place[];
}

/** Bytes of a drawing at most, whatever the hour. */
export const HEAVIEST = 4_096;
/** The frame and the sky of any hour. */
const FRAME_AND_SKY = 820;
/** About what one more house weighs. */
const HOUSE = 110;
/** At most this many villages of an EPCI side by side. */
const VILLAGES = 9;

/** An inline SVG of at most `HEAVIEST` bytes, decorative, in custom properties of `tokensCss`: it follows the brand. */
export function horizon(place: Place, options: HorizonOptions): Html {
  const { moment } = options;
  const heaven = new Layer(seeded(`hand sky ${place.insee}`));
  sky(heaven, seeded(`sky ${place.insee}`), moment);
  const drawn = [heaven, ...earth(place, options)].map((layer) => layer.print(moment)).join('');
  return toHtml(
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="xMidYMax slice" aria-hidden="true" focusable="false" ` +
      `fill="none" stroke="var(--${moment}-line)" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">` +
      `<path fill="var(--${moment}-sky)" stroke="none" d="M0 0h${WIDTH}v${HEIGHT}H0z"/>${drawn}</svg>`,
  );
}

/** All but the sky, from back to front. What would weigh too much loses its last roofs, the same at every hour. */
function earth(place: Place, { kind, members = [] }: HorizonOptions): readonly Layer[] {
  const villages = kind === 'epci' && members.length > 0;
  let roofs = villages ? Math.min(VILLAGES, members.length) : houseCount(place.population);
  for (;;) {
    const layers = villages ? landOfVillages(place, members.slice(0, roofs)) : landOfOne(place, roofs);
    const weight = layers.reduce((sum, layer) => sum + layer.print('night').length, 0);
    const excess = weight + FRAME_AND_SKY - HEAVIEST;
    if (excess <= 0 || roofs <= 1) return layers;
    roofs = Math.max(1, roofs - Math.ceil(excess / (villages ? 3 * HOUSE : HOUSE)));
  }
}

function landOfOne(place: Place, roofs: number): readonly Layer[] {
  const region = regionOf(place.department);
  const landscape = landscapeOf(place);
  // One stream of chance a subject, so that none depends on how much another took.
  const chance = (subject: string) => seeded(`${subject} ${place.insee}`);
  const ground = groundOf(landscape, chance('ground'));
  const [far, main, front] = sheets(place);
  backdrop(far, chance('backdrop'), landscape, region, ground);
  village({ main, front }, chance('village'), region, ground, place.population, roofs);
  foreground(front, chance('foreground'), landscape, region, ground);
  return [far, main, front];
}

function landOfVillages(place: Place, members: readonly Place[]): readonly Layer[] {
  const chance = (subject: string) => seeded(`${subject} ${place.insee}`);
  const ground = groundOf('bocage', chance('ground'));
  const [far, main, front] = sheets(place);
  distance(far, chance('backdrop'));
  hamlets({ main, front }, members, ground);
  meadow(front, chance('foreground'), ground);
  return [far, main, front];
}

function sheets(place: Place): [Layer, Layer, Layer] {
  const sheet = (name: string) => new Layer(seeded(`hand ${name} ${place.insee}`));
  return [sheet('far'), sheet('main'), sheet('front')];
}
