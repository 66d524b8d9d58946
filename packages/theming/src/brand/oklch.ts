/**
 * Colours in OKLCH, where equal steps look equal, and back to sRGB hex. A colour outside sRGB keeps its
 * lightness and hue and loses chroma until it fits (CSS Color 4, § 13.2). Matrices: Björn Ottosson, Oklab.
 */
export interface Oklch {
  /** Lightness, 0 black to 1 white. */
  readonly l: number;
  /** Chroma, 0 grey to about 0.37. */
  readonly c: number;
  /** Hue in degrees. */
  readonly h: number;
}

type Triple = readonly [number, number, number];

/** Linear-light sRGB channels of `#rrggbb`. */
export function linearRgb(hex: string): Triple {
  const n = Number.parseInt(hex.slice(1), 16);
  return [linear(n >> 16), linear((n >> 8) & 255), linear(n & 255)];
}

export function toOklch(hex: string): Oklch {
  const [r, g, b] = linearRgb(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return fromLab([
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]);
}

/** The nearest `#rrggbb` of the same lightness and hue. */
export function toHex(colour: Oklch): string {
  const l = Math.min(1, Math.max(0, colour.l));
  let rgb = toLinearRgb({ ...colour, l });
  if (!fits(rgb)) {
    let low = 0;
    let high = colour.c;
    while (high - low > 0.0005) {
      const c = (low + high) / 2;
      if (fits(toLinearRgb({ l, c, h: colour.h }))) low = c;
      else high = c;
    }
    rgb = toLinearRgb({ l, c: low, h: colour.h });
  }
  return `#${rgb.map((channel) => byte(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** The colour a `share` of the way from one to the other, through Oklab. */
export function mix(from: Oklch, to: Oklch, share: number): Oklch {
  const [l1, a1, b1] = toLab(from);
  const [l2, a2, b2] = toLab(to);
  return fromLab([l1 + (l2 - l1) * share, a1 + (a2 - a1) * share, b1 + (b2 - b1) * share]);
}

function toLinearRgb(colour: Oklch): Triple {
  const [L, a, b] = toLab(colour);
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function toLab({ l, c, h }: Oklch): Triple {
  const angle = (h * Math.PI) / 180;
  return [l, c * Math.cos(angle), c * Math.sin(angle)];
}

function fromLab([l, a, b]: Triple): Oklch {
  return { l, c: Math.hypot(a, b), h: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360 };
}

function fits(rgb: Triple): boolean {
  return rgb.every((channel) => channel >= -0.0005 && channel <= 1.0005);
}

function linear(channel: number): number {
  const v = channel / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
}

function byte(channel: number): number {
  const v = Math.min(1, Math.max(0, channel));
  return Math.round(255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055));
}
