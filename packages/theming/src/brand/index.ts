// A commune's two colours turned into everything a page needs, its sign included.

export { type Brand, toBrand } from './brand.ts';
export { defaultBrand } from './default-brand.ts';
export { faviconDataUri, type MonogramShapes, monogram, monogramShapes } from './monogram.ts';
export { brandTokens, contrastFailures, TOKEN_NAMES, type Tokens } from './tokens.ts';
export { tokensCss } from './tokens-css.ts';
