/**
 * The sign of a commune that has no logo: its initial in a frame of stone, one of four by its name, in the brand's two
 * colours. Legible at 32 px.
 */
import { type Html, toHtml } from '@parvis/kit';
import { seeded } from '../horizon/random.ts';
import { type Brand, toBrand } from './brand.ts';
import { brandTokens } from './tokens.ts';

type Frame = readonly [outline: string, foot: string];

/** Frame, and the band that the second colour fills, on 64 × 64. */
const FRAMES: readonly [Frame, ...Frame[]] = [
  ['M8 6h48v30q0 17-24 24Q8 53 8 36z', 'M8 36h48q0 17-24 24Q8 53 8 36z'],
  ['M10 60V30a22 24 0 0 1 44 0v30z', 'M10 48h44v12H10z'],
  ['M6 60V26L32 5l26 21v34z', 'M6 49h52v11H6z'],
  ['M32 4a28 28 0 1 1 0 56 28 28 0 0 1 0-56z', 'M9 48h46a28 28 0 0 1-46 0z'],
];

interface Inks {
  readonly frame: string;
  readonly band: string;
  readonly letter: string;
}

const PAGE_INKS: Inks = { frame: 'var(--accent)', band: 'var(--second)', letter: 'var(--accent-ink)' };

/** Inline SVG in the tokens of the page. Decorative: the name stands beside it. */
export function monogram(name: string): Html {
  return toHtml(
    `<svg viewBox="0 0 64 64" aria-hidden="true" focusable="false">${drawn(name, PAGE_INKS)}</svg>`,
  );
}

/** The same with colours of its own, as a `data:` address for the icon of a tab. */
export function faviconDataUri(name: string, brand: Brand): string {
  const { light } = brandTokens(toBrand(brand));
  const inks = { frame: light.accent, band: light.second, letter: light['accent-ink'] };
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${drawn(name, inks)}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg).replaceAll('%20', ' ').replaceAll('%3D', '=').replaceAll('%2F', '/')}`;
}

/** The same as shapes, for what is not a page: SVG paths on 64 × 64, and the letter, centred, its foot at 43. */
export interface MonogramShapes {
  readonly outline: string;
  readonly foot: string;
  readonly initial: string;
}

export function monogramShapes(name: string): MonogramShapes {
  const [outline, foot] = frameOf(name);
  return { outline, foot, initial: initialOf(name) };
}

function frameOf(name: string): Frame {
  return seeded(`monogram ${name}`).pick(FRAMES);
}

function drawn(name: string, { frame, band, letter }: Inks): string {
  const [outline, foot] = frameOf(name);
  return (
    `<path fill="${frame}" d="${outline}"/><path fill="${band}" d="${foot}"/>` +
    `<text x="32" y="43" fill="${letter}" font-family="Young Serif,Georgia,serif" font-size="32" text-anchor="middle">${initialOf(name)}</text>`
  );
}

/** The first letter after the article: F for « Le Favril », C for « Communauté de communes ». */
function initialOf(name: string): string {
  const bare = name
    .replace(/^(?:(?:le|la|les)\s+|l['’])/i, '')
    .replace(/^communauté de communes (de |du |des |d['’])?/i, '');
  return (
    Array.from(bare)
      .find((letter) => /\p{L}/u.test(letter))
      ?.toUpperCase() ?? '·'
  );
}
