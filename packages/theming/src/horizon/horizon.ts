/**
 * The drawn horizon of a commune: sky, far land, village, near land, printed in the brand's inks of the hour. The same
 * commune is always drawn the same; only the sky and the inks follow the hour.
 */
import { type Html, toHtml } from '@parvis/kit';
import { farLand, nearLand } from './land.ts';
import { type Landscape, landscapeOf, type Place } from './landscape.ts';
import type { Moment } from './moment.ts';
import { seeded } from './random.ts';
import { regionOf } from './regions.ts';
import { Sheet, USUAL_WIDTH } from './sheet.ts';
import { drawSky } from './sky.ts';
import { drawMairie, drawVillage, MIDDLE, VillageRows } from './village.ts';

export interface HorizonOptions {
  readonly moment: Moment;
  /** An EPCI shows its villages side by side. */
  readonly kind?: 'commune' | 'epci';
  readonly members?: readonly Place[];
}

/** Bytes of a drawing at most, whatever the hour. */
export const HEAVIEST = 4_096;
// The sky of another hour, and the length of its name, may weigh that much more than the night's.
const RESERVE = 230;

/** An inline SVG of at most `HEAVIEST` bytes, decorative, in custom properties of `tokensCss`: it follows the brand. */
export function horizon(place: Place, options: HorizonOptions): Html {
  const landscape = landscapeOf(place);
  // A village that would weigh too much loses its last roofs, the same ones at every hour.
  let roofs = housesOf(place.population, landscape);
  while (
    roofs > 2 &&
    drawn(place, landscape, { ...options, moment: 'night' }, roofs).length > HEAVIEST - RESERVE
  )
    roofs--;
  return toHtml(drawn(place, landscape, options, roofs));
}

function drawn(
  place: Place,
  landscape: Landscape,
  { moment, kind, members = [] }: HorizonOptions,
  roofs: number,
): string {
  const sheet = new Sheet(moment);
  drawSky(sheet, moment, seeded(`sky ${place.insee}`));
  farLand(sheet, landscape, seeded(`far ${place.insee}`));
  if (kind === 'epci' && members.length > 0) drawMembers(sheet, members.slice(0, Math.min(4, roofs)));
  else drawOne(sheet, place, roofs);
  nearLand(sheet, landscape, seeded(`near ${place.insee}`));
  return `<svg viewBox="0 0 1200 260" preserveAspectRatio="xMidYMax slice" stroke-width="${USUAL_WIDTH}" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true" focusable="false">${sheet.markup()}</svg>`;
}

function drawOne(sheet: Sheet, place: Place, houses: number): void {
  const random = seeded(`village ${place.insee}`);
  const rows = new VillageRows(random);
  drawVillage(rows, {
    region: regionOf(place.department),
    random,
    houses,
    centre: MIDDLE,
    mairie: true,
    scale: 1,
  });
  rows.behind.printOn(sheet);
  rows.before.printOn(sheet);
  drawMairie(sheet, random, MIDDLE, 1);
  rows.trees.printOn(sheet);
}

/** From a hamlet of four roofs to a town that fills the strip. */
function housesOf(population: number, landscape: Landscape): number {
  const grown = 4 + Math.round(1.2 * Math.log2(Math.max(1, population / 100)));
  return Math.min(landscape === 'town' ? 12 : 10, Math.max(4, grown));
}

/** A few villages, each with its bell tower, on the one horizon. */
function drawMembers(sheet: Sheet, members: readonly Place[]): void {
  const rows = new VillageRows(seeded('rows'));
  members.forEach((member, at) => {
    drawVillage(rows, {
      region: regionOf(member.department),
      random: seeded(`village ${member.insee}`),
      houses: 2,
      centre: 170 + (at * 860) / Math.max(1, members.length - 1),
      mairie: false,
      scale: 0.98,
    });
  });
  for (const row of [rows.behind, rows.before, rows.trees]) row.printOn(sheet);
}
