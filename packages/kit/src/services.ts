// The catalogue of a tenant, as those who make what it leads to write in it.

import type { Service } from './requests.ts';

/** An entry of the catalogue as it is stored, before a site shows it. */
export interface CatalogueEntry extends Omit<Service, 'operator'> {
  /** Id of the one body whose site shows it. Null: every site of the tenant. */
  readonly authorityId: string | null;
  /** The level that operates it where no responsibility says otherwise. */
  readonly level: 'commune' | 'epci';
}

export type NewCatalogueEntry = Omit<CatalogueEntry, 'id'>;

/** Whatever is written drops the tenant's pages from the cache, and is in the audit log. */
export interface ServiceWriter {
  /** Every entry of the tenant, in the catalogue's order, whatever bodies say differently on their sites. */
  all(): Promise<readonly CatalogueEntry[]>;
  /**
   * Puts an entry at the end of the catalogue. Returns its id. Its slug is permanent, and no other's.
   *
   * @throws TypeError for a body that is not of the tenant
   */
  add(entry: NewCatalogueEntry): Promise<string>;
  /** Changes what is given. Who owns an entry, and its slug, stay. Returns false where there is none of that id. */
  update(id: string, changes: Partial<Omit<NewCatalogueEntry, 'slug' | 'authorityId'>>): Promise<boolean>;
}
