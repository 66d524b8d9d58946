/** What a commune chooses about its looks: two colours. Everything else is worked out from them. */
export interface Brand {
  /** The first colour, `#rrggbb`: roofs in the drawing, links and buttons on the page. */
  readonly primary: string;
  /** The second colour, `#rrggbb`: fields and trees in the drawing, quiet accents on the page. */
  readonly secondary: string;
}

class BrandError extends Error {
  readonly code = 'PARVIS_BRAND_COLOUR';
  readonly hint = 'Write the colour as six hexadecimal digits after a sharp sign, for instance #3a5a78.';
}

/** Checks and normalises both colours to lower-case `#rrggbb`. Throws `BrandError` (PARVIS_BRAND_COLOUR). */
export function toBrand(colours: { readonly primary: string; readonly secondary: string }): Brand {
  return { primary: toColour(colours.primary), secondary: toColour(colours.secondary) };
}

function toColour(text: string): string {
  const colour = text.trim().toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(colour)) return colour;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(colour);
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`;
  throw new BrandError(`"${text}" is not a colour.`);
}
