import { htmlErrors } from '@parvis/testing/html';
import { beforeAll, describe, expect, it } from 'vitest';
import { toGallery } from './gallery.ts';
import { createTheming, type Theming } from './theming.ts';

const PARVIS = new URL('../../../themes/parvis/', import.meta.url);
const ARDOISE = new URL('../../../themes/ardoise/', import.meta.url);
const BRAND = { primary: '#94402e', secondary: '#a38000' };

let theming: Theming;
beforeAll(async () => {
  theming = await createTheming({ themes: [PARVIS, ARDOISE], views: {} });
});

/** What a document needs around a part of it. */
const pageOf = (part: string) =>
  `<!DOCTYPE html>\n<html lang="fr"><head><title>Exemple</title></head><body><main><h1>Exemple</h1><h2>Partie</h2>${part}</main></body></html>`;

describe('every example of every component', () => {
  it('is valid HTML', async () => {
    const wrong: string[] = [];
    for (const { name, examples } of theming.components) {
      for (const example of examples) {
        const html = theming.component('parvis', name, example.data);
        for (const complaint of await htmlErrors(pageOf(html)))
          wrong.push(`${name}, ${example.name}: ${complaint}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('draws something without a hole in it', () => {
    for (const { name, examples } of theming.components) {
      for (const example of examples) {
        const html = theming.component('parvis', name, example.data);
        expect(html.length, name).toBeGreaterThan(20);
        expect(html, `${name}, ${example.name}`).not.toMatch(/undefined|\[object|NaN|null/);
      }
    }
  });

  it('escapes what a person typed', () => {
    const typed = '<script>alert(1)</script>"\'&';
    const html = theming.component('parvis', 'field', {
      kind: 'text',
      id: 'f-nom',
      name: 'nom',
      label: typed,
      value: typed,
      required: true,
      error: typed,
    });
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;');
  });
});

describe('the gallery', () => {
  it.each(['parvis', 'ardoise'])('of %s is one valid page with every example', async (theme) => {
    const html = toGallery(theming, theme, BRAND);
    expect(await htmlErrors(html)).toEqual([]);
    for (const { name } of theming.components) expect(html).toContain(`id="composant-${name}"`);
  });
});
