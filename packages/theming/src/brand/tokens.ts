/**
 * A brand turned into the colours of a page: paper and ink first, then the brand's two colours, moved in
 * lightness until each pair in `CONTRAST_PAIRS` is readable. Light and dark are designed one by one.
 */
import { type Brand, toBrand } from './brand.ts';
import { contrast, readable } from './contrast.ts';
import { type HorizonToken, horizonInks } from './horizon-inks.ts';
import { mix, type Oklch, toHex, toOklch } from './oklch.ts';

type State = 'ok' | 'warn' | 'error' | 'info';
type StateToken = State | `${State}-ink` | `${State}-soft` | `${State}-soft-ink`;

export type PageToken =
  | 'paper'
  | 'paper-2'
  | 'ink'
  | 'ink-soft'
  | 'line'
  | 'line-strong'
  | 'line-faint'
  | 'accent'
  | 'accent-strong'
  | 'accent-ink'
  | 'accent-soft'
  | 'accent-soft-ink'
  | 'second'
  | 'second-ink'
  | 'second-soft'
  | 'second-soft-ink'
  | 'link'
  | 'link-visited'
  | 'focus'
  | 'focus-inner'
  | StateToken;

export type TokenName = PageToken | HorizonToken;

/** One mode's colours, each `#rrggbb`. */
export type Palette = Readonly<Record<TokenName, string>>;

export interface Tokens {
  readonly light: Palette;
  readonly dark: Palette;
}

/** Colours of a page before and after the brand: what light and dark each decide. */
interface Scheme {
  readonly away: 'black' | 'white';
  readonly paper: Oklch;
  readonly panel: Oklch;
  /** How much of the brand's own hue the paper takes. */
  readonly tint: number;
  readonly ink: number;
  readonly inkSoft: number;
  readonly line: number;
  readonly soft: Omit<Oklch, 'h'>;
  readonly accentStrong: number;
  readonly solid: Omit<Oklch, 'h'>;
  readonly accentRange: readonly [number, number];
}

const LIGHT: Scheme = {
  away: 'black',
  paper: { l: 0.978, c: 0.011, h: 85 },
  panel: { l: 0.951, c: 0.015, h: 82 },
  tint: 0.22,
  ink: 0.25,
  inkSoft: 0.44,
  line: 0.65,
  soft: { l: 0.92, c: 0.042 },
  accentStrong: -0.09,
  solid: { l: 0.48, c: 0.13 },
  accentRange: [0.3, 0.56],
};

const DARK: Scheme = {
  away: 'white',
  paper: { l: 0.205, c: 0.012, h: 70 },
  panel: { l: 0.25, c: 0.015, h: 70 },
  tint: 0.35,
  ink: 0.93,
  inkSoft: 0.78,
  line: 0.53,
  soft: { l: 0.33, c: 0.05 },
  accentStrong: 0.07,
  solid: { l: 0.78, c: 0.12 },
  accentRange: [0.72, 0.86],
};

const STATE_HUES: Readonly<Record<State, number>> = { ok: 150, warn: 70, error: 25, info: 245 };
const GREY = 0.012;

/**
 * Which colour is written or drawn on which, and the least ratio WCAG 2.2 asks: 4.5 for text (1.4.3), 3 for lines
 * and focus (1.4.11, 2.4.11). `line-faint` is in no pair: it only decorates.
 */
const CONTRAST_PAIRS: readonly (readonly [TokenName, TokenName, number])[] = [
  ...(['paper', 'paper-2', 'accent-soft', 'second-soft'] as const).flatMap((ground) => [
    ['ink', ground, 7] as const,
    ['ink-soft', ground, 4.5] as const,
    ['link', ground, 4.5] as const,
    ['link-visited', ground, 4.5] as const,
    ['focus', ground, 3] as const,
  ]),
  ...(['paper', 'paper-2'] as const).flatMap((ground) => [
    ['line', ground, 3] as const,
    ['line-strong', ground, 4.5] as const,
    ['accent', ground, 4.5] as const,
    ['accent-strong', ground, 4.5] as const,
    ['second', ground, 3] as const,
    ...(['ok', 'warn', 'error', 'info'] as const).map((state) => [state, ground, 4.5] as const),
  ]),
  ['accent-ink', 'accent', 4.5],
  ['accent-ink', 'accent-strong', 4.5],
  ['accent-soft-ink', 'accent-soft', 4.5],
  ['second-ink', 'second', 4.5],
  ['second-soft-ink', 'second-soft', 4.5],
  ['focus-inner', 'focus', 3],
  ['focus-inner', 'accent', 3],
  ...(['ok', 'warn', 'error', 'info'] as const).flatMap((state) => [
    [`${state}-ink`, state, 4.5] as const,
    [`${state}-soft-ink`, `${state}-soft`, 4.5] as const,
    ['ink', `${state}-soft`, 4.5] as const,
  ]),
  ...(['dawn', 'day', 'dusk', 'night'] as const).flatMap((moment) => [
    [`${moment}-line`, `${moment}-sky`, 3] as const,
    [`${moment}-line`, `${moment}-wall`, 3] as const,
    [`${moment}-line`, `${moment}-land`, 3] as const,
  ]),
];

/** Every token, without its dashes. */
export const TOKEN_NAMES: ReadonlySet<string> = new Set(
  Object.keys(brandTokens({ primary: '#336699', secondary: '#ddbb55' }).light),
);

/** The pairs of a palette that cannot be read; none for a palette from `brandTokens`. */
export function contrastFailures(palette: Palette): readonly string[] {
  return CONTRAST_PAIRS.flatMap(([on, ground, least]) => {
    const ratio = contrast(palette[on], palette[ground]);
    return ratio >= least ? [] : [`${on} on ${ground}: ${ratio.toFixed(2)}, needs ${least}`];
  });
}

/** Every colour of a page in light and in dark. Throws `BrandError` (PARVIS_BRAND_COLOUR) for what is no colour. */
export function brandTokens(brand: Brand): Tokens {
  const { primary, secondary } = toBrand(brand);
  const p = toOklch(primary);
  const s = toOklch(secondary);
  return { light: palette(LIGHT, p, s), dark: palette(DARK, p, s) };
}

function palette(scheme: Scheme, p: Oklch, s: Oklch): Palette {
  const { away } = scheme;
  const back = away === 'black' ? 'white' : 'black';
  const hue = p.c < GREY ? scheme.paper.h : p.h;
  const own = (l: number, c: number): Oklch => ({ l, c: Math.min(c, p.c * 1.2), h: hue });
  const soft = (of: Oklch): string =>
    toHex({ ...scheme.soft, c: Math.min(scheme.soft.c, of.c), h: of.c < GREY ? scheme.paper.h : of.h });

  const tinted = (ground: Oklch): string =>
    toHex({ ...mix(ground, own(ground.l, ground.c * 1.6), scheme.tint), l: ground.l });
  const paper = tinted(scheme.paper);
  const panel = tinted(scheme.panel);
  const accentSoft = soft(p);
  const secondSoft = soft(s);
  const papers = [paper, panel];
  const grounds = [...papers, accentSoft, secondSoft];
  const text = (colour: Oklch, on: readonly string[], ratio = 4.5): string =>
    readable(colour, on, ratio, away);

  const [least, most] = scheme.accentRange;
  const accent = text({ ...p, l: Math.min(most, Math.max(least, p.l)) }, papers);
  const accentStrong = text({ ...toOklch(accent), l: toOklch(accent).l + scheme.accentStrong }, papers);
  const second = text({ ...s, l: away === 'black' ? Math.min(s.l, 0.68) : Math.max(s.l, 0.6) }, papers, 3);
  const focus = text(own(away === 'black' ? 0.3 : 0.9, 0.09), grounds, 3);
  const linkHue = p.c < GREY ? 250 : p.h;
  const solid = { ...scheme.solid, h: linkHue, c: Math.max(0.05, Math.min(p.c, scheme.solid.c)) };

  return {
    paper,
    'paper-2': panel,
    ink: text(own(scheme.ink, 0.02), grounds, 7),
    'ink-soft': text(own(scheme.inkSoft, 0.022), grounds),
    line: text(own(scheme.line, 0.02), papers, 3),
    'line-strong': text(own(scheme.line, 0.03), papers, 4.5),
    'line-faint': toHex(mix(toOklch(panel), own(scheme.line, 0.03), 0.3)),
    accent,
    'accent-strong': accentStrong,
    'accent-ink': readable(scheme.paper, [accent, accentStrong], 4.5, back),
    'accent-soft': accentSoft,
    'accent-soft-ink': text({ ...p, l: away === 'black' ? 0.36 : 0.88, c: Math.min(p.c, 0.1) }, [accentSoft]),
    second,
    'second-ink': onColour(second, scheme.paper),
    'second-soft': secondSoft,
    'second-soft-ink': text({ ...s, l: away === 'black' ? 0.36 : 0.88, c: Math.min(s.c, 0.1) }, [secondSoft]),
    link: text({ ...toOklch(accent), c: Math.max(0.05, toOklch(accent).c), h: linkHue }, grounds),
    'link-visited': text({ ...mix(solid, { ...solid, c: 0.12, h: 320 }, 0.65), l: solid.l }, grounds),
    focus,
    'focus-inner': readable(scheme.paper, [focus, accent], 3, back),
    ...states(scheme, papers),
    ...horizonInks(away === 'black' ? 'light' : 'dark', p, s),
  };
}

function states(scheme: Scheme, papers: readonly string[]): Record<StateToken, string> {
  const inks = (state: State): readonly [string, string, string, string] => {
    const h = STATE_HUES[state];
    const colour = readable({ ...scheme.solid, h }, papers, 4.5, scheme.away);
    const soft = toHex({ ...scheme.soft, c: 0.045, h });
    const back = scheme.away === 'black' ? 'white' : 'black';
    return [
      colour,
      readable(scheme.paper, [colour], 4.5, back),
      soft,
      readable({ l: scheme.away === 'black' ? 0.38 : 0.9, c: 0.09, h }, [soft], 4.5, scheme.away),
    ];
  };
  const [ok, okInk, okSoft, okSoftInk] = inks('ok');
  const [warn, warnInk, warnSoft, warnSoftInk] = inks('warn');
  const [error, errorInk, errorSoft, errorSoftInk] = inks('error');
  const [info, infoInk, infoSoft, infoSoftInk] = inks('info');
  return {
    ok,
    'ok-ink': okInk,
    'ok-soft': okSoft,
    'ok-soft-ink': okSoftInk,
    warn,
    'warn-ink': warnInk,
    'warn-soft': warnSoft,
    'warn-soft-ink': warnSoftInk,
    error,
    'error-ink': errorInk,
    'error-soft': errorSoft,
    'error-soft-ink': errorSoftInk,
    info,
    'info-ink': infoInk,
    'info-soft': infoSoft,
    'info-soft-ink': infoSoftInk,
  };
}

/** Text on a colour of any lightness: near-white or near-black, whichever reads better. */
function onColour(ground: string, warm: Oklch): string {
  const white = readable({ ...warm, l: 0.985 }, [ground], 4.5, 'white');
  const black = readable({ ...warm, l: 0.2 }, [ground], 4.5, 'black');
  return contrast(white, ground) >= contrast(black, ground) ? white : black;
}
