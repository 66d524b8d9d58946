// `/api/v1/places.json` and `.csv`: where the tenant gives digital help, for the national map of digital inclusion.

import type { ApiCtx, Endpoint } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { motifSlugsOfService } from '../offers.ts';
import { keptRoster, type Roster } from '../roster.ts';
import { agendaTag, type Venue } from '../schema.ts';
import { DIGITAL_HELP } from '../starter.ts';
import { toCsv } from './csv.ts';
import { type NationalPlace, PLACE_FIELDS, toNationalPlace } from './national-place.ts';
import { originsOf } from './site-of-venue.ts';

const WHERE =
  'Les lieux où un conseiller numérique reçoit, au schéma national des lieux de médiation numérique';

const PLACE = {
  type: 'object',
  properties: Object.fromEntries(
    PLACE_FIELDS.map((name) => [
      name,
      { type: name === 'latitude' || name === 'longitude' ? 'number' : 'string' },
    ]),
  ),
  required: ['id', 'pivot', 'nom', 'commune', 'code_postal', 'adresse', 'date_maj'],
};

export const placesJson: Endpoint = {
  summary: WHERE,
  schema: { type: 'array', items: PLACE },
  answer: async (ctx) => ({ body: await placesOf(ctx), cache: { tags: [agendaTag(ctx.tenant)] } }),
};

export const placesCsv: Endpoint = {
  summary: `${WHERE}, en CSV`,
  type: 'text/csv',
  schema: { type: 'string' },
  answer: async (ctx) => ({
    body: toCsv(PLACE_FIELDS, await placesOf(ctx)),
    fileName: 'lieux-de-mediation-numerique.csv',
    cache: { tags: [agendaTag(ctx.tenant)] },
  }),
};

/** The same on every site of the tenant, by commune. Three queries. */
async function placesOf(ctx: ApiCtx): Promise<readonly NationalPlace[]> {
  const roster = await keptRoster(ctx);
  const { originOf } = await originsOf(ctx);
  const slugs = digitalHelp(ctx);
  const motifs = new Set(
    [...roster.motifs.values()].flatMap(({ id, slug, place }) =>
      slugs.has(slug) && place === 'on-site' ? id : [],
    ),
  );
  return [...roster.venues.values()]
    .toSorted((a, b) => a.commune.localeCompare(b.commune, 'fr') || (a.id < b.id ? -1 : 1))
    .flatMap((venue) => placeOf(ctx, roster, { venue, motifs, origin: originOf(venue) }) ?? []);
}

/** The motif of the starter, and the other ways to the same service. */
function digitalHelp({ services }: ApiCtx): ReadonlySet<string> {
  const ways = services.map(motifSlugsOfService).filter((slugs) => slugs.includes(DIGITAL_HELP));
  return new Set([DIGITAL_HELP, ...ways.flat()]);
}

interface At {
  readonly venue: Venue;
  readonly motifs: ReadonlySet<string>;
  readonly origin: string;
}

function placeOf(ctx: ApiCtx, roster: Roster, { venue, motifs, origin }: At): NationalPlace | null {
  const today = localDay(venue.zone, ctx.now);
  const openings = roster.openings.filter(
    (opening) =>
      opening.venue === venue.id &&
      (opening.until === undefined || opening.until >= today) &&
      opening.motifs.some((id) => motifs.has(id)),
  );
  const [first] = openings;
  if (first === undefined) return null;
  const received = new Set(openings.flatMap((opening) => opening.motifs).filter((id) => motifs.has(id)));
  const receiver = roster.resources.get(first.resource)?.authorityId;
  return toNationalPlace({
    venue,
    openings,
    motifs: [...received].flatMap((id) => roster.motifs.get(id) ?? []),
    receiver: ctx.authorities.find(({ id }) => id === receiver) ?? ctx.site.authority,
    authorities: ctx.authorities,
    origin,
    source: ctx.tenant.name,
    today,
  });
}
