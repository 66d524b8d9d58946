import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTheming } from './theming.ts';

const PARVIS = new URL('../../../themes/parvis/', import.meta.url);
const BRAND = { primary: '#94402e', secondary: '#a38000' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parvis-themes-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes a folder from its files and gives its address. */
async function folderOf(name: string, files: Readonly<Record<string, string>>): Promise<URL> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, name, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return pathToFileURL(`${join(folder, name)}/`);
}

const manifest = (name: string, parent: string | null = null) =>
  JSON.stringify({ name, label: name, description: '', parent });

const refusal = (code: string) => expect.objectContaining({ code });

async function family() {
  const core = await folderOf('views', {
    'home.eta': "<% layout('layout') %><h1><%= page.title %></h1>",
    'news.eta': "<% layout('layout') %><h2><%= page.title %></h2>",
  });
  const stone = await folderOf('stone', {
    'theme.json': manifest('stone'),
    'css/1.css': 'body { color: red; }',
    'views/layout.eta': '<main><%~ it.body %></main>',
  });
  const slate = await folderOf('slate', {
    'theme.json': manifest('slate', 'stone'),
    'css/1.css': 'body { color: blue; }',
    'views/core/home.eta': '<% layout(\'layout\') %><h1 class="slate"><%= page.title %></h1>',
    'views/component/tag.eta': '<b><%= page.text %></b>',
  });
  return createTheming({ themes: [stone, slate], views: { core } });
}

describe('a theme', () => {
  it('draws its owners’ views in its own layout', async () => {
    const { render } = await family();
    expect(render('stone', 'core/home', { page: { title: 'Le Favril' } })).toBe(
      '<main><h1>Le Favril</h1></main>',
    );
  });

  it('takes from its parent what it does not change', async () => {
    const { render, component } = await family();
    expect(render('slate', 'core/home', { page: { title: 'A' } })).toBe(
      '<main><h1 class="slate">A</h1></main>',
    );
    expect(render('slate', 'core/news', { page: { title: 'A' } })).toBe('<main><h2>A</h2></main>');
    expect(component('slate', 'tag', { text: 'Reçue' })).toBe('<b>Reçue</b>');
    expect(component('stone', 'tag', { text: 'Reçue' })).toContain('class="tag');
  });

  it('has its styles after its parent’s', async () => {
    const { stylesheet, asset } = await family();
    const css = Buffer.from(asset(stylesheet('slate', BRAND).href)?.body ?? []).toString();
    expect(css.indexOf('color:red')).toBeGreaterThan(0);
    expect(css.indexOf('color:blue')).toBeGreaterThan(css.indexOf('color:red'));
  });

  it('escapes what a view interpolates', async () => {
    const { render } = await family();
    expect(render('stone', 'core/home', { page: { title: '<script>' } })).toBe(
      '<main><h1>&lt;script&gt;</h1></main>',
    );
  });

  it('is refused when it starts from an unknown one, or from itself', async () => {
    const orphan = await folderOf('orphan', { 'theme.json': manifest('orphan', 'nobody') });
    await expect(createTheming({ themes: [orphan], views: {} })).rejects.toThrow(
      refusal('PARVIS_THEME_PARENT'),
    );
    const one = await folderOf('one', { 'theme.json': manifest('one', 'two') });
    const two = await folderOf('two', { 'theme.json': manifest('two', 'one') });
    await expect(createTheming({ themes: [one, two], views: {} })).rejects.toThrow(
      refusal('PARVIS_THEME_CYCLE'),
    );
  });

  it('is refused twice under one name, or without a manifest', async () => {
    const one = await folderOf('one', { 'theme.json': manifest('stone') });
    const other = await folderOf('other', { 'theme.json': manifest('stone') });
    const none = await folderOf('none', { 'css/1.css': '' });
    await expect(createTheming({ themes: [one, other], views: {} })).rejects.toThrow(
      refusal('PARVIS_THEME_DUPLICATE'),
    );
    await expect(createTheming({ themes: [none], views: {} })).rejects.toThrow(
      refusal('PARVIS_THEME_MANIFEST'),
    );
  });

  it('is refused with a view that cannot be compiled, by its name', async () => {
    const core = await folderOf('views', { 'home.eta': '<h1><%= page.title </h1>' });
    await expect(createTheming({ themes: [PARVIS], views: { core } })).rejects.toThrow(
      expect.objectContaining({ code: 'PARVIS_VIEW_BROKEN', message: expect.stringContaining('core/home') }),
    );
  });

  it('says what is unknown: a theme, a view, a component', async () => {
    const { render, component, stylesheet } = await family();
    expect(() => render('granite', 'core/home', { page: {} })).toThrow(refusal('PARVIS_THEME_UNKNOWN'));
    expect(() => stylesheet('granite', BRAND)).toThrow(refusal('PARVIS_THEME_UNKNOWN'));
    expect(() => render('stone', 'core/nothing', { page: {} })).toThrow(refusal('PARVIS_VIEW_UNKNOWN'));
    expect(() => component('stone', 'nothing', {})).toThrow(refusal('PARVIS_COMPONENT_UNKNOWN'));
  });
});

describe('the files that pages link to', () => {
  it('are answered by their address alone, and differ by brand', async () => {
    const { stylesheet, asset } = await createTheming({ themes: [PARVIS], views: {} });
    const other = { primary: '#2e5a94', secondary: '#a38000' };
    const { href } = stylesheet('parvis', BRAND);
    expect(stylesheet('parvis', other).href).not.toBe(href);
    expect(stylesheet('parvis', BRAND).href).toBe(href);
    const again = await createTheming({ themes: [PARVIS], views: {} });
    expect(again.asset(href)?.body).toEqual(asset(href)?.body);
    expect(asset(href.replace('94402e', '94402f').replace(/\.[^.]+\.css$/, '.x.css'))).toBeUndefined();
    expect(asset('/assets/../package.json')).toBeUndefined();
  });

  it('fit a slow line: styles, font and script under 26 KB compressed, of the 40 of a home page', async () => {
    const { stylesheet, asset, script } = await createTheming({ themes: [PARVIS], views: {} });
    const css = asset(stylesheet('parvis', BRAND).href)?.body ?? new Uint8Array();
    const fonts = [
      ...Buffer.from(css)
        .toString()
        .matchAll(/url\((\/assets\/[^)]+)\)/g),
    ].map(([, href = '']) => asset(href)?.body);
    expect(fonts).toHaveLength(1);
    const weight =
      brotliCompressSync(css).length +
      brotliCompressSync(asset(script.href)?.body ?? new Uint8Array()).length +
      (fonts[0]?.length ?? Number.POSITIVE_INFINITY);
    expect(weight).toBeLessThan(26 * 1024);
  });
});
