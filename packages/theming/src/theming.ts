// Themes, views and components, read and compiled once at boot; style sheets built once a theme and brand.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Html } from '@parvis/kit';
import { LRUCache } from 'lru-cache';
import { type Brand, brandTokens, toBrand, tokensCss } from './brand/index.ts';
import { type Component, readComponents } from './component-folder.ts';
import { ancestries, readTheme, readViews, type ThemeFolder, type ThemeInfo } from './theme-folder.ts';
import { themeStylesheet } from './theme-stylesheet.ts';
import { themingError } from './theming-error.ts';
import { type ViewSet, viewSet } from './view-set.ts';

export interface ThemingOptions {
  /** Folders of themes. The first one draws the pages that belong to no site. */
  readonly themes: readonly URL[];
  /** Folders of views by owner: `core` and each plugin. */
  readonly views: Readonly<Record<string, URL>>;
}

export interface Asset {
  /** A media type. */
  readonly type: string;
  readonly body: Uint8Array;
}

export interface Theming {
  readonly themes: readonly ThemeInfo[];
  readonly components: readonly Component[];
  /** Renders a view (`core/home`) in a theme. `data.frame` and `data.page` are what the view sees. */
  readonly render: (
    theme: string,
    view: string,
    data: { readonly frame?: object; readonly page: object },
  ) => Html;
  readonly component: (theme: string, name: string, data: object) => Html;
  /** The one style sheet of a site: its theme's, then its brand's. */
  readonly stylesheet: (theme: string, brand: Brand) => { readonly href: string };
  /** A file that pages link to, by its address: named by its content, it never changes. */
  readonly asset: (href: string) => Asset | undefined;
  readonly script: { readonly href: string };
  /** For the pages that ask a device for a passkey. */
  readonly passkeyScript: { readonly href: string };
}

/** Any brand: what its tokens look like is part of the name of a style sheet, which so moves when the way to them does. */
const SAMPLE: Brand = { primary: '#94402e', secondary: '#a38000' };

const OWN_VIEWS = new URL('../views/', import.meta.url);

/** Style sheets kept built; any other is built again from its address. */
const MOST_STYLESHEETS = 500;

/**
 * Reads themes, components and views, and compiles them.
 *
 * @throws CodedError PARVIS_THEME_*, PARVIS_VIEW_BROKEN, PARVIS_COMPONENT_BROKEN
 */
export async function createTheming({ themes: folders, views }: ThemingOptions): Promise<Theming> {
  const [
    themes,
    components,
    owned,
    script,
    passkeys,
    formRules,
    jsonLogic,
    places,
    leaflet,
    leafletCss,
    uploads,
    calendar,
  ] = await Promise.all([
    Promise.all(folders.map(readTheme)),
    readComponents(new URL('../components/', import.meta.url)),
    Promise.all(
      Object.entries({ ...views, theming: OWN_VIEWS }).map(
        async ([owner, folder]) => [owner, await readViews(folder)] as const,
      ),
    ),
    readFile(new URL('../script/parvis.js', import.meta.url), 'utf8'),
    readFile(new URL('../script/passkeys.js', import.meta.url)),
    readFile(new URL('../script/form-rules.js', import.meta.url), 'utf8'),
    readFile(new URL('../script/json-logic.js', import.meta.url)),
    readFile(new URL('../script/places.js', import.meta.url), 'utf8'),
    readFile(new URL(import.meta.resolve('leaflet/dist/leaflet.js'))),
    readFile(new URL(import.meta.resolve('leaflet/dist/leaflet.css'))),
    readFile(new URL('../script/uploads.js', import.meta.url)),
    readFile(new URL('../script/calendar.js', import.meta.url)),
  ]);
  const lines = ancestries(themes);
  const assets = new Map<string, Asset>();
  const put = (name: string, ending: string, type: string, body: Uint8Array): string => {
    const href = `/assets/${name}.${print(body)}.${ending}`;
    assets.set(href, { type, body });
    return href;
  };

  const publishFont = (file: string, font: Uint8Array) =>
    put(file.replace(/\.woff2$/, ''), 'woff2', 'font/woff2', font);

  const shared = sharedViews(owned, components);
  const sets = new Map<string, ViewSet>();
  const sheets = new Map<string, string>();
  for (const [name, line] of lines) {
    const { css, fonts } = themeStylesheet(line, components, publishFont);
    sheets.set(name, css);
    sets.set(name, viewSet({ ...viewSources(line, shared), components, fonts }));
  }
  const putScript = (name: string, body: Uint8Array) =>
    put(name, 'js', 'text/javascript; charset=utf-8', body);
  // Scripts that are loaded only where a form needs them: each import names the address of what it imports.
  const formRulesHref = putScript(
    'form-rules',
    Buffer.from(formRules.replace('./json-logic.js', putScript('json-logic', jsonLogic))),
  );
  const placesHref = putScript(
    'places',
    Buffer.from(
      places
        .replace('./leaflet.js', putScript('leaflet', leaflet))
        .replace('./leaflet.css', put('leaflet', 'css', 'text/css; charset=utf-8', leafletCss)),
    ),
  );
  const scriptHref = putScript(
    'parvis',
    Buffer.from(
      script
        .replace('./form-rules.js', formRulesHref)
        .replace('./places.js', placesHref)
        .replace('./uploads.js', putScript('uploads', uploads))
        .replace('./calendar.js', putScript('calendar', calendar)),
    ),
  );
  const passkeyScriptHref = putScript('passkeys', passkeys);
  const built = new LRUCache<string, Asset>({ max: MOST_STYLESHEETS });
  const sample = tokensCss(brandTokens(SAMPLE));
  const prints = new Map([...sheets].map(([name, css]) => [name, print(css + sample)]));

  const setOf = (theme: string): ViewSet => {
    const set = sets.get(theme);
    if (set) return set;
    throw themingError(
      'PARVIS_THEME_UNKNOWN',
      `There is no theme "${theme}".`,
      'Install it, or give the site another one.',
    );
  };

  /** The address says the theme, the two colours and the version: whoever asks for it can be answered, always. */
  const hrefOf = (theme: string, { primary, secondary }: Brand): string =>
    `/assets/${theme}-${primary.slice(1)}-${secondary.slice(1)}.${prints.get(theme)}.css`;

  const sheetAt = (href: string): Asset | undefined => {
    const known = built.get(href);
    if (known) return known;
    const [, theme = '', primary, secondary] =
      /^\/assets\/([a-z0-9-]+)-([0-9a-f]{6})-([0-9a-f]{6})\./.exec(href) ?? [];
    if (!primary || !secondary) return undefined;
    const brand = { primary: `#${primary}`, secondary: `#${secondary}` };
    if (href !== hrefOf(theme, brand)) return undefined;
    const css = `${tokensCss(brandTokens(brand))}${sheets.get(theme) ?? ''}`;
    const sheet = { type: 'text/css; charset=utf-8', body: Buffer.from(css) };
    built.set(href, sheet);
    return sheet;
  };

  return {
    themes: themes.map(({ name, label, description, parent }) => ({ name, label, description, parent })),
    components,
    render: (theme, view, data) => setOf(theme).render(view, data),
    component: (theme, name, data) => setOf(theme).component(name, data),
    stylesheet: (theme, brand) => {
      setOf(theme);
      return { href: hrefOf(theme, toBrand(brand)) };
    },
    asset: (href) => assets.get(href) ?? sheetAt(href),
    script: { href: scriptHref },
    passkeyScript: { href: passkeyScriptHref },
  };
}

/** A short print of a content, for addresses that change with it. */
function print(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url').replace(/[-_]/g, '0').slice(0, 12);
}

function sharedViews(
  owned: readonly (readonly [string, ReadonlyMap<string, string>])[],
  components: readonly Component[],
): ReadonlyMap<string, string> {
  return new Map([
    ...components.map(({ name, view }) => [`component/${name}`, view] as const),
    ...owned.flatMap(([owner, views]) =>
      [...views].map(([name, source]) => [`${owner}/${name}`, source] as const),
    ),
  ]);
}

function viewSources(line: readonly ThemeFolder[], shared: ReadonlyMap<string, string>) {
  return {
    find: (name: string) => line.find((theme) => theme.views.has(name))?.views.get(name) ?? shared.get(name),
    names: [...new Set([...shared.keys(), ...line.flatMap((theme) => [...theme.views.keys()])])],
  };
}
