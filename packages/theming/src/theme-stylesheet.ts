// The style sheet of a theme, without its brand: its eldest ancestor's styles, the components', then each theme's own down
// to itself, so that a theme may change anything it inherits.

import type { Component } from './component-folder.ts';
import type { ThemeFolder } from './theme-folder.ts';

export interface ThemeStylesheet {
  readonly css: string;
  /** Addresses of the fonts that the styles use, to load early. */
  readonly fonts: readonly string[];
}

/**
 * @param line The theme and its ancestors, itself first.
 * @param publish Gives the address of a font that is then served for ever.
 */
export function themeStylesheet(
  line: readonly ThemeFolder[],
  components: readonly Component[],
  publish: (file: string, font: Uint8Array) => string,
): ThemeStylesheet {
  const fonts: string[] = [];
  const styles = line.toReversed().map((theme) =>
    theme.css.replace(/url\((['"]?)\.\.\/fonts\/([\w.-]+)\1\)/g, (whole, _quote, file: string) => {
      const font = theme.fonts.get(file);
      if (!font) return whole;
      const href = publish(file, font);
      if (!fonts.includes(href)) fonts.push(href);
      return `url(${href})`;
    }),
  );
  const [base = '', ...own] = styles;
  return { css: compact([base, ...components.map((one) => one.css), ...own].join('\n')), fonts };
}

/** Without comments and needless spaces; strings are kept as they are. */
export function compact(css: string): string {
  return css
    .replace(/("[^"\n]*"|'[^'\n]*')|\/\*[^]*?\*\//g, (_, text: string | undefined) => text ?? '')
    .replace(
      /("[^"\n]*"|'[^'\n]*')|\s*([{};,])\s*|:\s+|\s+/g,
      (part: string, text?: string, mark?: string) => {
        if (text !== undefined) return text;
        return mark ?? (part.startsWith(':') ? ':' : ' ');
      },
    )
    .replaceAll(';}', '}')
    .trim();
}
