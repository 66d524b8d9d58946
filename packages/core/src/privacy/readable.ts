// An export as a page that anyone can read and print, on a machine without a network. Markup by hand: it is written piece by
// piece, and must look the same in ten years.

import type { ExportedPart, ExportedValue } from '@parvis/kit';
import { date as sayDate } from '@parvis/theming';
import { Temporal } from 'temporal-polyfill';

export interface ReadableHead {
  readonly title: string;
  /** Who gives it. */
  readonly by: string;
  readonly at: number;
  readonly zone: string;
}

export interface ReadableSection {
  readonly title: string;
  readonly purpose: string;
}

const STYLE = `body{margin:0;background:#fbf9f4;color:#1f2327;font:1.1rem/1.55 system-ui,sans-serif}
main{max-width:44rem;margin:0 auto;padding:1.5rem}
h1,h2,h3{line-height:1.25}section{margin-top:2.5rem;border-top:2px solid}
dl{display:grid;grid-template-columns:minmax(0,11rem) minmax(0,1fr);gap:.2rem 1rem;margin:0 0 1rem}
dt{color:#555b61}dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}
ul{margin:0;padding:0;list-style:none}@media(max-width:34rem){dl{display:block}dd{margin-bottom:.5rem}}`;

export function readableHead({ title, by, at, zone }: ReadableHead): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>
<p>Voici ce que ${escaped(by)} garde sur vous, le ${escaped(sayDate(at, 'moment', zone))}.</p>
<p>Le dossier «&nbsp;fichiers&nbsp;» contient les fichiers que vous avez envoyés. Le dossier «&nbsp;donnees&nbsp;» contient les mêmes informations que cette page, sous une forme que d’autres logiciels savent lire (JSON).</p>
`;
}

/** The beginning of a section; its end is the caller's. */
export function readableSection({ title, purpose }: ReadableSection): string {
  return `<section><h2>${escaped(title)}</h2>\n<p>À quoi cela sert&nbsp;: ${escaped(purpose)}.</p>\n`;
}

export function readablePart({ title, data }: ExportedPart, zone: string): string {
  return `<h3>${escaped(title)}</h3>\n${readableValue(data, zone)}\n`;
}

/** A value as markup: lists are lists, objects are pairs, moments are said in French. */
export function readableValue(value: ExportedValue, zone: string): string {
  if (value === null || value === '') return 'non renseigné';
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escaped(saidMoment(value, zone));
  if (isList(value)) {
    if (value.length === 0) return 'aucun';
    return `<ul>${value.map((one) => `<li>${readableValue(one, zone)}</li>`).join('')}</ul>`;
  }
  const pairs = Object.entries(value).map(
    ([key, one]) => `<dt>${escaped(capital(key))}</dt><dd>${readableValue(one, zone)}</dd>`,
  );
  return `<dl>${pairs.join('')}</dl>`;
}

function isList(value: ExportedValue): value is readonly ExportedValue[] {
  return Array.isArray(value);
}

function saidMoment(text: string, zone: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/.test(text)) return text;
  return sayDate(Temporal.Instant.from(text).epochMilliseconds, 'moment', zone);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
