// A place of digital inclusion as the national schema has it (« schéma de données des lieux de médiation numérique »): its
// fields, in its order, with its words. Lists are joined by `|`.

import { toE164 } from '@parvis/forms';
import type { Authority } from '@parvis/kit';
import { localDay, type Opening } from '@parvis/scheduling';
import type { Motif, Venue } from '../schema.ts';
import { toOpeningHours } from './opening-hours.ts';
import { addressOf, bodyOf, venueName } from './venue-address.ts';

/** What is known, in the order of the schema. Those left out are never told: a mairie keeps no such data. */
export const PLACE_FIELDS = [
  'id',
  'pivot',
  'nom',
  'commune',
  'code_postal',
  'code_insee',
  'adresse',
  'complement_adresse',
  'latitude',
  'longitude',
  'typologie',
  'telephone',
  'courriels',
  'site_web',
  'horaires',
  'presentation_resume',
  'source',
  'itinerance',
  'date_maj',
  'services',
  'frais_a_charge',
  'dispositif_programmes_nationaux',
  'modalites_acces',
  'modalites_accompagnement',
  'prise_rdv',
] as const;

type TextField = Exclude<(typeof PLACE_FIELDS)[number], 'latitude' | 'longitude'>;

/** The mandatory fields are always there. */
export type NationalPlace = { readonly [F in TextField]?: string } & {
  readonly latitude: number;
  readonly longitude: number;
};

export interface PlaceSources {
  readonly venue: Venue;
  readonly openings: readonly (Opening & { readonly id: string })[];
  /** The motifs of digital help that are received there. */
  readonly motifs: readonly Motif[];
  /** The body that receives, where the commune of the venue is of another tenant. */
  readonly receiver: Authority;
  readonly authorities: readonly Authority[];
  /** Of the site of the venue's commune. */
  readonly origin: string;
  readonly source: string;
  /** 'YYYY-MM-DD' at the venue. */
  readonly today: string;
}

/** Null where a mandatory field is not known. */
export function toNationalPlace(sources: PlaceSources): NationalPlace | null {
  const { venue, openings, motifs, receiver, authorities, origin, source, today } = sources;
  const address = addressOf(venue, authorities);
  if (address === null) return null;
  const body = bodyOf(venue, authorities) ?? receiver;
  const phone = body.contact.phone === undefined ? undefined : toE164(body.contact.phone);
  const hours = toOpeningHours(openings, today);
  const kind = typeOf(venue.name);
  const advised = motifs.some(({ receivedBy }) => /conseillers? numériques?/.test(receivedBy));
  const [first] = motifs;
  return {
    id: venue.id,
    pivot: toSiret(body.siren),
    nom: venueName(venue),
    commune: venue.commune,
    code_postal: address.postalCode,
    code_insee: venue.insee,
    adresse: address.street,
    ...(venue.access !== null && { complement_adresse: venue.access }),
    latitude: venue.latitude,
    longitude: venue.longitude,
    ...(kind !== null && { typologie: kind }),
    ...(phone !== undefined && { telephone: phone }),
    ...(body.contact.email !== undefined && { courriels: body.contact.email }),
    site_web: origin,
    ...(hours !== null && { horaires: hours }),
    ...(first && { presentation_resume: first.summary }),
    source,
    itinerance: 'Fixe',
    date_maj: lastChange([venue.id, ...openings.map(({ id }) => id)], venue.zone),
    services: 'Aide aux démarches administratives|Maîtrise des outils numériques du quotidien',
    frais_a_charge: 'Gratuit',
    ...(advised && { dispositif_programmes_nationaux: 'Conseillers numériques' }),
    modalites_acces: [...(phone === undefined ? [] : ['Téléphoner']), 'Prendre un RDV en ligne'].join('|'),
    modalites_accompagnement: 'Accompagnement individuel',
    prise_rdv: `${origin}/rendez-vous`,
  };
}

/** What the name says; where it says nothing, so does this. */
function typeOf(name: string): string | null {
  if (/france services/i.test(name)) return 'RFS';
  if (/médiathèque|bibliothèque/i.test(name)) return 'BIB';
  if (/intercommunal|communauté de communes/i.test(name)) return 'EPCI';
  return /mairie/i.test(name) ? 'MUNI' : null;
}

/**
 * The SIRET of the first establishment of a body: its SIREN, `0001`, and the digit that makes the Luhn sum a multiple of ten
 * (INSEE). A body that moved has a later one, which no national data at hand tells.
 */
export function toSiret(siren: string): string {
  const start = `${siren}0001`;
  const sum = start
    .split('')
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return `${start}${(10 - (sum % 10)) % 10}`;
}

/** The local day of the newest of some rows: their ids say when they were made (UUID version 7). */
function lastChange(ids: readonly string[], zone: string): string {
  const latest = Math.max(...ids.map((id) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)));
  return localDay(zone, latest);
}
