// What the database holds of one tenant, to see that nobody else changed it.

import { everyRow } from '@parvis/db/testing';
import type { Place } from './places.ts';
import type { Scene } from './scene.ts';

/** Every row of tenant B, whatever its table, as text. */
export async function rowsOfB({
  host,
  places,
}: Pick<Scene, 'host' | 'places'>): Promise<ReadonlySet<string>> {
  const { tenantId } = places.b1;
  const ids = new Set([places.b1, places.b2].flatMap(idsOf));
  const tables = await everyRow(host.house.db);
  return new Set(
    [...tables].flatMap(([table, rows]) =>
      rows
        .filter((row) =>
          'tenant_id' in row
            ? row['tenant_id'] === tenantId
            : Object.values(row).some((value) => typeof value === 'string' && ids.has(value)),
        )
        .map((row) => `${table} ${JSON.stringify(row)}`),
    ),
  );
}

/** What is no more as it was, row by row. */
export function lostFrom(before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] {
  return [...before].filter((row) => !after.has(row)).map(shortened);
}

/** What is new, row by row. */
export function newIn(before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] {
  return [...after].filter((row) => !before.has(row)).map(shortened);
}

const shortened = (row: string): string => row.slice(0, 300);

function idsOf({ tenantId, siteId, authorityId, epciId, staff, values }: Place): readonly string[] {
  const seeded = ['request', 'file', 'citizen', 'resource', 'absence', 'agent'].flatMap(
    (kind) => values.get(kind)?.map(({ text }) => text) ?? [],
  );
  return [tenantId, siteId, authorityId, epciId, staff.commune.id, staff.epci.id, ...seeded];
}
