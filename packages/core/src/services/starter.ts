// What a new tenant can offer on its first day: services in plain French, each with a complete sheet. They are data: an
// installation may add its own, and a commune may adapt any of them.

import type { Tx } from '@parvis/db';
import type { Service } from '@parvis/kit';
import { schema } from '../schema.ts';
import { tenantTag } from '../sites/directory.ts';
import { libraryServicesA } from './starter-library-a.ts';
import { libraryServicesB } from './starter-library-b.ts';
import { papersServices } from './starter-papers.ts';
import { pooledServices } from './starter-pooled.ts';
import { villageServices } from './starter-village.ts';

/** An entry of a catalogue that is not stored yet. Its place in the list is its position. */
export interface NewService extends Omit<Service, 'id' | 'operator'> {
  /** The level that operates it where no responsibility says otherwise. */
  readonly level: 'commune' | 'epci';
}

/** The order in which the home page puts what people come for; what is not named comes after. */
const ORDER: readonly string[] = [
  'carte-identite',
  'acte-de-naissance',
  'encombrants',
  'aide-numerique',
  'urbanisme',
  'cantine',
  'signalement',
  'recensement-citoyen',
  'listes-electorales',
  'carte-decheterie',
];

export const starterServices: readonly NewService[] = [
  ...papersServices,
  ...villageServices,
  ...pooledServices,
  ...libraryServicesA,
  ...libraryServicesB,
].sort((a, b) => rank(a) - rank(b));

function rank({ slug }: NewService): number {
  const place = ORDER.indexOf(slug);
  return place < 0 ? ORDER.length : place;
}

/** Puts services in the catalogue of a tenant, in one statement. Returns the id of each, by slug. */
export async function createServices(
  tx: Tx,
  tenantId: string,
  services: readonly NewService[],
): Promise<ReadonlyMap<string, string>> {
  const { service } = schema.for(tx);
  const rows = await tx
    .insert(service)
    .values(services.map((one, position) => ({ ...one, tenantId, position })))
    .returning({ id: service.id, slug: service.slug });
  tx.touch(tenantTag(tenantId));
  return new Map(rows.map((row) => [row.slug, row.id]));
}
