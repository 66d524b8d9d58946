/** Contrast as WCAG 2.2 measures it (relative luminance), and colours moved until they have enough of it. */
import { linearRgb, type Oklch, toHex } from './oklch.ts';

/** WCAG 2.2 relative luminance of `#rrggbb`, 0 to 1. */
function luminance(hex: string): number {
  const [r, g, b] = linearRgb(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(one: string, other: string): number {
  const a = luminance(one);
  const b = luminance(other);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/**
 * The colour itself when it stands out enough from every ground; else the nearest lightness, towards black or
 * white, that does. Hue is kept; chroma only shrinks where sRGB has less of it.
 */
export function readable(
  colour: Oklch,
  grounds: readonly string[],
  ratio: number,
  towards: 'black' | 'white',
): string {
  const passes = (hex: string): boolean => grounds.every((ground) => contrast(hex, ground) >= ratio);
  const wanted = toHex(colour);
  if (passes(wanted)) return wanted;

  const end = towards === 'black' ? 0 : 1;
  let failing = colour.l;
  let passing = end;
  while (Math.abs(failing - passing) > 0.001) {
    const l = (failing + passing) / 2;
    if (passes(toHex({ ...colour, l }))) passing = l;
    else failing = l;
  }
  return toHex({ ...colour, l: passing });
}
