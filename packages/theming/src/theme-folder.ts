// A theme as it is on disk: `theme.json`, style sheets, fonts, views. No TypeScript: anyone can write one.

import { readdir, readFile } from 'node:fs/promises';
import { themingError } from './theming-error.ts';

export interface ThemeInfo {
  /** kebab-case, permanent: sites store it. */
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** The theme whose views and styles it starts from. */
  readonly parent: string | null;
}

export interface ThemeFolder extends ThemeInfo {
  /** Style sheets, in the order of their names. */
  readonly css: string;
  /** File name → content, for `fonts/`. */
  readonly fonts: ReadonlyMap<string, Uint8Array>;
  /** `layout`, `core/home`, `procedures/page`… → source. */
  readonly views: ReadonlyMap<string, string>;
}

export async function readTheme(folder: URL): Promise<ThemeFolder> {
  const info = await readManifest(folder);
  const styles = (await filesUnder(folder, 'css')).filter((path) => path.endsWith('.css')).sort();
  const fonts = (await filesUnder(folder, 'fonts')).filter((path) => path.endsWith('.woff2'));
  return {
    ...info,
    css: (await Promise.all(styles.map((path) => readFile(new URL(`css/${path}`, folder), 'utf8')))).join(
      '\n',
    ),
    fonts: new Map(
      await Promise.all(
        fonts.map(async (path) => [path, await readFile(new URL(`fonts/${path}`, folder))] as const),
      ),
    ),
    views: await readViews(new URL('views/', folder)),
  };
}

async function readManifest(folder: URL): Promise<ThemeInfo> {
  const where = folder.pathname.split('/').filter(Boolean).at(-1) ?? 'theme';
  const wrong = (what: string, cause?: unknown) =>
    themingError(
      'PARVIS_THEME_MANIFEST',
      `The theme "${where}" ${what}.`,
      'See packages/theming/README.md for theme.json.',
      cause,
    );
  let manifest: unknown;
  try {
    manifest = JSON.parse(await readFile(new URL('theme.json', folder), 'utf8'));
  } catch (error) {
    throw wrong('has no readable theme.json', error);
  }
  if (typeof manifest !== 'object' || manifest === null) throw wrong('has a theme.json that is no object');
  const { name, label, description = '', parent = null } = manifest as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]*$/.test(name)) throw wrong('has no name in kebab-case');
  if (typeof label !== 'string' || typeof description !== 'string') throw wrong('has no label');
  if (parent !== null && typeof parent !== 'string') throw wrong('names a parent that is no text');
  return { name, label, description, parent };
}

/** `.eta` files of a folder and its folders, by their path without the ending; none where there is no folder. */
export async function readViews(folder: URL): Promise<ReadonlyMap<string, string>> {
  const paths = (await filesUnder(folder)).filter((path) => path.endsWith('.eta'));
  const sources = await Promise.all(
    paths.map(
      async (path) => [path.slice(0, -'.eta'.length), await readFile(new URL(path, folder), 'utf8')] as const,
    ),
  );
  return new Map(sources);
}

/** Paths of files, relative to a folder, with `/`. */
async function filesUnder(folder: URL, sub = ''): Promise<readonly string[]> {
  const base = sub ? new URL(`${sub}/`, folder) : folder;
  const entries = await readdir(base, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const nested = await Promise.all(
    entries.map(async (entry) =>
      entry.isDirectory()
        ? (await filesUnder(new URL(`${entry.name}/`, base))).map((path) => `${entry.name}/${path}`)
        : [entry.name],
    ),
  );
  return nested.flat();
}

/** Each theme with its ancestors, itself first. Refuses unknown parents and circles. */
export function ancestries(themes: readonly ThemeFolder[]): ReadonlyMap<string, readonly ThemeFolder[]> {
  const byName = new Map<string, ThemeFolder>();
  for (const theme of themes) {
    if (byName.has(theme.name)) {
      throw themingError(
        'PARVIS_THEME_DUPLICATE',
        `Two themes are named "${theme.name}".`,
        'Rename one of them.',
      );
    }
    byName.set(theme.name, theme);
  }
  return new Map(themes.map((theme) => [theme.name, ancestryOf(theme, byName)]));
}

function ancestryOf(theme: ThemeFolder, byName: ReadonlyMap<string, ThemeFolder>): readonly ThemeFolder[] {
  const line = [theme];
  for (let { parent } = theme; parent !== null; ) {
    const next = byName.get(parent);
    if (!next) {
      throw themingError(
        'PARVIS_THEME_PARENT',
        `The theme "${theme.name}" starts from "${parent}", which is not installed.`,
        `Add the theme "${parent}" to the installation.`,
      );
    }
    if (line.includes(next)) {
      const circle = [...line, next].map((one) => one.name).join(' → ');
      throw themingError(
        'PARVIS_THEME_CYCLE',
        `Themes start from each other: ${circle}.`,
        'Give one of them no parent.',
      );
    }
    line.push(next);
    parent = next.parent;
  }
  return line;
}
