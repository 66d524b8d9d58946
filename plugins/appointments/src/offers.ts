// What can be booked on a site: the services of its catalogue that have the appointment channel, each with its motif.

import { type Ctx, PageError, type Service, type ServiceChannel } from '@parvis/kit';
import { eq, inArray } from '@parvis/kit/data';
import { type Access, mayBook, motifAccessIn } from './prescription/access.ts';
import { type Motif, tables } from './schema.ts';

export interface Offer {
  readonly service: Service;
  readonly motif: Motif;
}

/** The slug of the motif that a channel names, or undefined for another channel. */
export function motifSlugOf(settings: ServiceChannel): string | undefined {
  const { kind, motif } = settings;
  return kind === 'appointment' && typeof motif === 'string' ? motif : undefined;
}

/** The motifs of a service's appointment channels: the usual one first, then other ways to the same help, as by phone. */
export function motifSlugsOfService(service: Service): readonly string[] {
  return service.channels.flatMap((settings) => motifSlugOf(settings) ?? []);
}

/**
 * Every offer of the site to someone, in the order of the catalogue, or those of the services that have the asked slugs. One
 * query.
 */
export async function offersOf(
  ctx: Pick<Ctx, 'services' | 'read' | 'own'>,
  asked?: readonly string[],
  who: Access = 'everyone',
): Promise<readonly Offer[]> {
  const named = ctx.services.flatMap((service) => {
    const slugs = motifSlugsOfService(service);
    const isAsked = asked === undefined || slugs.some((slug) => asked.includes(slug));
    return isAsked ? slugs.map((slug) => ({ service, slug })) : [];
  });
  if (named.length === 0) return [];
  const { motif } = tables.for(ctx.read);
  const slugs = [...new Set(named.map(({ slug }) => slug))];
  const access = motifAccessIn(ctx.read);
  const rows = await ctx.read
    .select({ motif, access: access.access })
    .from(motif)
    .leftJoin(access, eq(access.motifId, motif.id))
    .where(ctx.own(motif, inArray(motif.slug, slugs)));
  const motifs = rows.flatMap((row) => (mayBook(who, row.access) ? [row.motif] : []));
  return named.flatMap(({ service, slug }) => {
    const found = motifs.find((one) => one.slug === slug);
    return found === undefined ? [] : [{ service, motif: found }];
  });
}

/** An offer with the other ways to the same help: by phone, by video, at home. */
export interface OfferWithOthers extends Offer {
  readonly others: readonly Motif[];
}

/** The offer of an address, or a page that says where to look. */
export async function offerAt(
  ctx: Pick<Ctx, 'services' | 'read' | 'own'>,
  slug: string,
): Promise<OfferWithOthers> {
  const offers = await offersOf(ctx, [slug]);
  const offer = offers.find(({ motif }) => motif.slug === slug);
  if (offer !== undefined) {
    const others = offers.filter(({ service, motif }) => service === offer.service && motif !== offer.motif);
    return { ...offer, others: others.map(({ motif }) => motif) };
  }
  throw new PageError(404, 'Ce rendez-vous n’est pas proposé ici', 'Il a peut-être changé de nom.', [
    { href: '/rendez-vous', text: 'Voir tous les rendez-vous' },
    { href: '/contact', text: 'Poser la question à la mairie' },
  ]);
}
