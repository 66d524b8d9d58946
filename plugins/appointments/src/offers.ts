// What can be booked on a site: the services of its catalogue that have the appointment channel, each with its motif.

import { type Ctx, PageError, type Service, type ServiceChannel } from '@parvis/kit';
import { type Access, mayBook } from './prescription/access.ts';
import { keptRoster, type Roster } from './roster.ts';
import type { Motif } from './schema.ts';

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

type OfferingCtx = Pick<Ctx, 'services' | 'read' | 'own' | 'tenant'>;

/**
 * Every offer of the site to someone, in the order of the catalogue, or those of the services that have the asked slugs. One
 * small query.
 */
export async function offersOf(
  ctx: OfferingCtx,
  asked?: readonly string[],
  who: Access = 'everyone',
): Promise<readonly Offer[]> {
  return offersIn(ctx, await keptRoster(ctx), asked, who);
}

/** The same among what was read already. */
function offersIn(
  { services }: Pick<Ctx, 'services'>,
  { named }: Roster,
  asked?: readonly string[],
  who: Access = 'everyone',
): readonly Offer[] {
  return services.flatMap((service) => {
    const slugs = motifSlugsOfService(service);
    if (asked !== undefined && !slugs.some((slug) => asked.includes(slug))) return [];
    return slugs.flatMap((slug) => {
      const found = named.motifs.get(slug);
      return found !== undefined && mayBook(who, found.access) ? [{ service, motif: found.motif }] : [];
    });
  });
}

/** An offer with the other ways to the same help: by phone, by video, at home. */
export interface OfferWithOthers extends Offer {
  readonly others: readonly Motif[];
}

/** The offer of an address, or a page that says where to look. */
export function offerAt(ctx: Pick<Ctx, 'services'>, roster: Roster, slug: string): OfferWithOthers {
  const offers = offersIn(ctx, roster, [slug]);
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
