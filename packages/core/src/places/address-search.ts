// `/adresses?q=`: what a page's script asks while someone types an address. JSON, for the pages of the site only.

import { PageError } from '@parvis/kit';
import type { House } from '../house.ts';
import { addressOf, type SiteVisit } from '../http/visit.ts';

export const ADDRESS_SEARCH = '/adresses';

export async function searchAddresses(house: House, c: SiteVisit): Promise<Response> {
  const { geocoder, limits } = house;
  const elsewhere = !['same-origin', undefined].includes(c.req.header('sec-fetch-site'));
  if (!geocoder || elsewhere)
    throw new PageError(404, 'Cette page n’existe pas', 'Elle sert aux formulaires de ce site.');
  const wait = await limits.take('address-search', addressOf(house, c));
  const found = wait > 0 ? [] : await geocoder.search(c.req.query('q') ?? '');
  return c.json(found, 200, {
    'cache-control': 'private, max-age=600',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    ...(wait > 0 && { 'retry-after': String(wait) }),
  });
}
