// Themes, brands, views and components: how a site looks. What an author of themes needs is in README.md.

export * from './brand/index.ts';
export type { Component, ComponentExample } from './component-folder.ts';
export { toGallery } from './gallery.ts';
export * from './horizon/index.ts';
export type { ThemeInfo } from './theme-folder.ts';
export { type Asset, createTheming, type Theming, type ThemingOptions } from './theming.ts';
export type { ThemingErrorCode } from './theming-error.ts';
export { capital, date, fr, phone, plural } from './typography.ts';
