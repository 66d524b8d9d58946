/** Tokens written as CSS custom properties: `:root{--paper:#…}`, and again for `prefers-color-scheme: dark`. */
import type { Palette, Tokens } from './tokens.ts';

export function tokensCss({ light, dark }: Tokens): string {
  const day = `color-scheme:light;${declarations(light)}`;
  const night = `color-scheme:dark;${declarations(dark)}`;
  return `:root{${day}}@media (prefers-color-scheme:dark){:root{${night}}}`;
}

function declarations(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, hex]) => `--${name}:${hex}`)
    .join(';');
}
