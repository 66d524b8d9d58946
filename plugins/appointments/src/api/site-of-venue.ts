// On which site people book at a venue: that of its commune, else of the body that pools, else the one that was asked.

import type { ApiCtx } from '@parvis/kit';
import type { Venue } from '../schema.ts';
import { bodyOf } from './venue-address.ts';

export interface Origins {
  readonly originOf: (venue: Venue) => string;
}

/** One query, whatever the number of venues. */
export async function originsOf(ctx: Pick<ApiCtx, 'sites' | 'site' | 'authorities'>): Promise<Origins> {
  const sites = new Map((await ctx.sites()).map(({ authorityId, origin }) => [authorityId, origin]));
  const group = ctx.authorities.find(({ kind }) => kind === 'epci');
  const usual = (group && sites.get(group.id)) ?? ctx.site.origin;
  return { originOf: (venue) => sites.get(bodyOf(venue, ctx.authorities)?.id ?? '') ?? usual };
}
