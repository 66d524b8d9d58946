// A venue as its form asks for it.

import type { Field, FieldSet } from '@parvis/forms';
import type { Authority } from '@parvis/kit';
import type { Venue } from '../schema.ts';
import { linesOf } from './motif-form.ts';

/** The zones of France where town halls are. */
const ZONES = [
  ['Europe/Paris', 'Hexagone et Corse'],
  ['America/Guadeloupe', 'Guadeloupe'],
  ['America/Martinique', 'Martinique'],
  ['America/Cayenne', 'Guyane'],
  ['America/Miquelon', 'Saint-Pierre-et-Miquelon'],
  ['Indian/Reunion', 'La Réunion'],
  ['Indian/Mayotte', 'Mayotte'],
  ['Pacific/Noumea', 'Nouvelle-Calédonie'],
  ['Pacific/Tahiti', 'Polynésie française'],
  ['Pacific/Wallis', 'Wallis-et-Futuna'],
] as const;

export interface VenueValues {
  readonly nom: string;
  readonly adresse: string;
  readonly commune: string;
  readonly position: { readonly latitude: number; readonly longitude: number };
  readonly fauteuil?: boolean | undefined;
  readonly acces?: string | undefined;
  readonly heure: string;
}

/** `communes`: those in which the agent's body may have a venue. */
export function venueFields(communes: readonly Authority[]): FieldSet<VenueValues> {
  const fields: readonly Field[] = [
    { id: 'nom', type: 'text', label: 'Nom du lieu', example: 'Mairie, petite salle', maxLength: 120 },
    {
      id: 'adresse',
      type: 'textarea',
      label: 'Adresse',
      help: 'Comme sur une enveloppe\u00A0: la rue, puis le code postal et la commune.',
      maxLength: 300,
    },
    {
      id: 'commune',
      type: 'choice',
      label: 'Commune',
      list: true,
      options: communes.flatMap(({ insee, name }) => (insee === null ? [] : [{ value: insee, label: name }])),
    },
    {
      id: 'position',
      type: 'point',
      label: 'Sur la carte',
      help: 'Le trajet entre deux lieux se compte d’ici.',
    },
    {
      id: 'acces',
      type: 'text',
      label: 'Comment entrer',
      example: 'Par la cour, à droite',
      maxLength: 200,
      optional: true,
    },
    { id: 'fauteuil', type: 'tick', label: 'Accessible en fauteuil roulant', optional: true },
    {
      id: 'heure',
      type: 'choice',
      label: 'Heure locale',
      list: true,
      options: ZONES.map(([value, label]) => ({ value, label })),
      default: 'Europe/Paris',
    },
  ];
  return { fields };
}

export function toVenueValues(venue: Venue): VenueValues {
  const { latitude, longitude } = venue;
  return {
    nom: venue.name,
    adresse: venue.address.join('\n'),
    commune: venue.insee,
    position: { latitude, longitude },
    fauteuil: venue.wheelchair,
    acces: venue.access ?? undefined,
    heure: venue.zone,
  };
}

/** What is stored of the answers. */
export function fromVenueValues(
  values: VenueValues,
  communes: readonly Authority[],
): Omit<Venue, 'id' | 'tenantId' | 'slug'> {
  return {
    name: values.nom,
    address: linesOf(values.adresse),
    insee: values.commune,
    commune: communes.find(({ insee }) => insee === values.commune)?.name ?? '',
    latitude: values.position.latitude,
    longitude: values.position.longitude,
    wheelchair: values.fauteuil === true,
    access: values.acces ?? null,
    zone: values.heure,
  };
}
