import { describe, expect, it } from 'vitest';
import { orderPlaces } from './places.ts';
import type { Venue } from './schema.ts';

function venue(commune: string, insee: string, latitude: number, longitude: number): Venue {
  const usual = { tenantId: 't', address: [], zone: 'Europe/Paris', wheelchair: true, access: null };
  return { ...usual, id: insee, slug: insee, name: 'Mairie', commune, insee, latitude, longitude };
}

const illiers = venue('Illiers-Combray', '28196', 48.3, 1.25);
const laLoupe = venue('La Loupe', '28214', 48.47, 1.02);
const courville = venue('Courville-sur-Eure', '28116', 48.45, 1.24);
const venues = [illiers, laLoupe, courville];
const order = (insee: string | null, from: { latitude: number; longitude: number } | null) =>
  orderPlaces(venues, insee, from).map(({ venue, km }) => [
    venue.commune,
    km === null ? null : Math.round(km),
  ]);

describe('orderPlaces', () => {
  it('puts the nearest to the commune first, and says how far', () => {
    expect(order('28148', { latitude: 48.46, longitude: 1.08 })).toEqual([
      ['La Loupe', 5],
      ['Courville-sur-Eure', 12],
      ['Illiers-Combray', 22],
    ]);
  });

  it('puts the commune itself before all, without a distance', () => {
    expect(order('28196', { latitude: 48.46, longitude: 1.08 })[0]).toEqual(['Illiers-Combray', null]);
  });

  it('starts from a venue of the commune when nobody placed the commune', () => {
    expect(order('28116', null)).toEqual([
      ['Courville-sur-Eure', null],
      ['La Loupe', 16],
      ['Illiers-Combray', 17],
    ]);
  });

  it('goes by name where nothing is known', () => {
    expect(order(null, null).map(([commune]) => commune)).toEqual([
      'Courville-sur-Eure',
      'Illiers-Combray',
      'La Loupe',
    ]);
  });
});
