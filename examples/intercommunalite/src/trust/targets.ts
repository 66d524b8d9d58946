// Which addresses a person is sent to: on which site, with whose things in them, and with which queries.

import type { Route } from '@parvis/core';
import type { Exchange } from './exchange.ts';
import { type Address, addressesOf } from './parameters.ts';
import type { Guest } from './people.ts';
import type { Place } from './places.ts';
import { BROKER_HOST, type Scene } from './scene.ts';

export interface Target extends Address {
  readonly site: string;
}

/**
 * The addresses of a route for someone: with what belongs to the commune of the site, to the one next door, to the other
 * tenant, `most` of each. Who could do the most harm goes to a site of the other tenant too, with the same cookies.
 */
export function targetsFor(
  guest: Guest,
  route: Route,
  { a1, a2, b1 }: Scene['places'],
  most = Number.POSITIVE_INFINITY,
): readonly Target[] {
  // A public page knows no agent: those with every role find out whether one does.
  if (guest.deskOnly && route.area !== 'desk') return [];
  const at = (site: string, places: readonly Place[]) =>
    places.flatMap((place) =>
      addressesOf(route, place)
        .slice(0, most)
        .map((address) => ({ ...address, site })),
    );
  switch (route.area) {
    case 'hub':
      return at('localhost', [a1]);
    case 'broker':
      return at(BROKER_HOST, [a1]);
    case 'process':
      return at(a1.host, [a1]);
    case 'site':
    case 'desk': {
      // A code of B opens its request on the sites of B, to whoever has it: that is no leak.
      const abroad = guest.strong ? at(b1.host, [b1]).filter(({ opens }) => opens === null) : [];
      const all = [...at(a1.host, [a1, a2, b1]), ...abroad];
      return [...new Map(all.map((one) => [one.site + one.path, one])).values()];
    }
  }
}

/** The addresses with a query that a page leads to, as they stand and with what is not theirs in each parameter. */
export function* queriesIn(
  { html }: Exchange,
  { site, path: from, opens }: Target,
  { a2, b1 }: Scene['places'],
): Iterable<Target & { readonly key: string }> {
  const foreign = [a2, b1].flatMap(({ values }) => values.get('request')?.slice(0, 1) ?? []);
  for (const [to, query] of [...linksIn(html), ...searchesIn(html)]) {
    const path = to === '' ? from.replace(/\?.*/, '') : to;
    if (!path.startsWith('/') || path.startsWith('//')) continue;
    const names = [...query.keys()];
    const variants = [query, ...foreign.map(({ text }) => filled(names, text))];
    for (const [index, variant] of variants.entries()) {
      // Of pages that differ by an id or a code only, one is enough.
      const key = `${site}${path.replace(/\/[\w-]{12,}/g, '/:id')} ${names.sort().join()} ${index}`;
      yield { key, site, path: `${path}?${variant.toString()}`, opens };
    }
  }
}

type Query = readonly [path: string, query: URLSearchParams];

function linksIn(html: string): readonly Query[] {
  return [...html.matchAll(/href="([^"?#]*)\?([^"#]*)/g)].map(([, path = '', query = '']) => [
    path,
    new URLSearchParams(query.replaceAll('&amp;', '&')),
  ]);
}

/** Forms that search: those that do not post. */
function searchesIn(html: string): readonly Query[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, attributes = '']) => !/method="post"/i.test(attributes))
    .map(([, attributes = '', inner = '']) => [
      /action="([^"]*)"/.exec(attributes)?.[1] ?? '',
      filled(
        [...inner.matchAll(/\bname="([^"]+)"/g)].map(([, name = '']) => name),
        '',
      ),
    ]);
}

export function filled(names: readonly string[], text: string): URLSearchParams {
  return new URLSearchParams(names.map((name): [string, string] => [name, text]));
}
