// Two tenants on one host, two communes of each: real bodies, their sites, and what each was seeded with.

import { createAgent, schema } from '@parvis/core';
import { eq } from '@parvis/db';
import type { Role } from '@parvis/kit';
import { openTown, type TestHost, type Town } from '@parvis/testing';
import { ALL_ROLES, agentData, anyOf, rolesAt } from './rules.ts';
import type { SentinelBook } from './sentinels.ts';

export const PLACE_KEYS = ['a1', 'a2', 'b1', 'b2'] as const;
export type PlaceKey = (typeof PLACE_KEYS)[number];

const EPCI = { a: '200058360', b: '200006971' } as const;
const COMMUNE: Readonly<Record<PlaceKey, string>> = {
  a1: 'Le Favril',
  a2: 'Pontgouin',
  b1: 'Argenvilliers',
  b2: 'Luigny',
};

/** Something of a place that an address or a field can name. */
export interface Value {
  readonly text: string;
  /** The id of what the value opens to whoever shows it: a tracking code, the token of a link. */
  readonly opens?: string;
}

export interface Place {
  readonly key: PlaceKey;
  readonly tenant: 'a' | 'b';
  readonly tenantId: string;
  readonly commune: string;
  readonly insee: string;
  readonly host: string;
  readonly siteId: string;
  readonly authorityId: string;
  readonly epciId: string;
  /** What was seeded, by kind: `request`, `file`, `code`… */
  readonly values: Map<string, Value[]>;
  /** Who answers for the commune, and for the EPCI: every role at once. */
  readonly staff: { readonly commune: Staff; readonly epci: Staff };
}

export interface Staff {
  readonly id: string;
  readonly name: string;
  readonly authorityId: string;
  readonly roles: readonly Role[];
}

export function remember(place: Place, kind: string, text: string, opens?: string): void {
  const known = place.values.get(kind) ?? [];
  place.values.set(kind, [...known, { text, ...(opens && { opens }) }]);
}

export async function openPlaces(
  host: TestHost,
  book: SentinelBook,
): Promise<Readonly<Record<PlaceKey, Place>>> {
  const a = await openTown(host, { epci: EPCI.a, demo: false });
  const b = await openTown(host, { epci: EPCI.b, demo: false });
  const [staffA, staffB] = [await epciStaff(host, book, a, 'a'), await epciStaff(host, book, b, 'b')];
  return {
    a1: await placeOf(host, book, { key: 'a1', town: a, epci: staffA }),
    a2: await placeOf(host, book, { key: 'a2', town: a, epci: staffA }),
    b1: await placeOf(host, book, { key: 'b1', town: b, epci: staffB }),
    b2: await placeOf(host, book, { key: 'b2', town: b, epci: staffB }),
  };
}

async function placeOf(
  host: TestHost,
  book: SentinelBook,
  { key, town, epci }: { readonly key: PlaceKey; readonly town: Town; readonly epci: Staff },
): Promise<Place> {
  const tenant = tenantOf(key);
  const commune = COMMUNE[key];
  const { id: authorityId, insee } = town.authority(commune);
  const t = schema.for(host.house.db.read);
  const [site] = await host.house.db.read
    .select({ id: t.site.id, host: t.siteHost.host, tenantId: t.site.tenantId })
    .from(t.site)
    .innerJoin(t.siteHost, eq(t.siteHost.siteId, t.site.id))
    .where(eq(t.site.authorityId, authorityId));
  if (!site) throw new Error(`${commune} has no site`);
  const staff = await hire(host, book, {
    tenant,
    tenantId: site.tenantId,
    authorityId,
    roles: ALL_ROLES,
    bodies: [authorityId, epci.authorityId],
    answers: true,
  });
  const place: Place = {
    key,
    tenant,
    tenantId: site.tenantId,
    commune,
    insee: insee ?? '',
    host: site.host,
    siteId: site.id,
    authorityId,
    epciId: town.authority().id,
    values: new Map(),
    staff: { commune: staff, epci },
  };
  remember(place, 'authority', authorityId);
  remember(place, 'agent', staff.id);
  remember(place, 'agent', epci.id);
  remember(place, 'site', site.id);
  return place;
}

async function epciStaff(host: TestHost, book: SentinelBook, town: Town, tenant: 'a' | 'b'): Promise<Staff> {
  const { id: authorityId } = town.authority();
  const t = schema.for(host.house.db.read);
  const [body] = await host.house.db.read
    .select({ tenantId: t.authority.tenantId })
    .from(t.authority)
    .where(eq(t.authority.id, authorityId));
  const tenantId = body?.tenantId ?? '';
  return hire(host, book, {
    tenant,
    tenantId,
    authorityId,
    roles: ALL_ROLES,
    bodies: [authorityId],
    answers: true,
  });
}

export interface NewStaff {
  readonly tenant: 'a' | 'b';
  readonly tenantId: string;
  readonly authorityId: string;
  readonly roles: readonly Role[];
  /** Who looks after them: their own body, and the EPCI. */
  readonly bodies: readonly string[];
  /** Whether they sign answers to citizens. */
  readonly answers: boolean;
}

const STAFF_PASSWORD = 'une phrase de sentinelle';

/** An agent whose name and address are sentinels. */
export async function hire(host: TestHost, book: SentinelBook, wanted: NewStaff): Promise<Staff> {
  const { tenant, tenantId, authorityId, roles, bodies, answers } = wanted;
  const name = book.word({ what: `name of an agent (${roles.join(', ')})`, tenant });
  const mail = book.word({ what: `address of an agent (${roles.join(', ')})`, tenant });
  const id = await host.house.db.write((tx) =>
    createAgent(tx, {
      tenantId,
      name,
      email: `${mail}@exemple.fr`,
      password: STAFF_PASSWORD,
      roles: roles.map((role) => ({ authorityId, role })),
    }),
  );
  const known = agentData(id, bodies);
  // Everyone may know who answers them (CRPA, art. L111-2); colleagues know each other.
  const colleagues = anyOf(known, rolesAt([authorityId], ALL_ROLES));
  book.rule([name], answers && tenant === 'a' ? () => true : colleagues, id);
  book.rule([mail], known, id);
  return { id, name, authorityId, roles };
}

function tenantOf(key: PlaceKey): 'a' | 'b' {
  return key.startsWith('a') ? 'a' : 'b';
}
