import Database from 'better-sqlite3';
import { type SQL, sql } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { expect, it } from 'vitest';
import { sqliteKit as kit } from './column-kit.ts';
import { ofTenant } from './of-tenant.ts';
import { eq, gt, inArray, or } from './operators.ts';
import { describeEachEngine } from './testing.ts';
import { createTables, tables } from './testing-schema.ts';

const file = kit.table('file', {
  id: kit.id(),
  tenantId: kit.text('tenant_id').notNull(),
  name: kit.text('name').notNull(),
});
const IDS = Array.from({ length: 50 }, (_, index) => `file-${index}`);

/** How SQLite finds the rows of a condition. */
function planOf(where: SQL): string {
  const database = new Database(':memory:');
  database.exec(
    'CREATE TABLE file (id text PRIMARY KEY NOT NULL, tenant_id text NOT NULL, name text NOT NULL); CREATE INDEX file_name ON file (tenant_id, name);',
  );
  const query = new SQLiteSyncDialect().sqlToQuery(
    sql`explain query plan select * from ${file} where ${where}`,
  );
  const [step] = database.prepare<unknown[], { readonly detail: string }>(query.sql).all(...query.params);
  database.close();
  return step?.detail ?? '';
}

it('finds rows that are named by their names, however many, and never by their tenant', () => {
  expect(planOf(ofTenant(file.tenantId, 't', inArray(file.id, IDS)))).toMatch(/\(id=\?\)/);
});

it('finds all others by the indexes of their tenant', () => {
  const byTenant = /USING INDEX file_name \(tenant_id=\?/;
  expect(planOf(ofTenant(file.tenantId, 't'))).toMatch(byTenant);
  expect(planOf(ofTenant(file.tenantId, 't', undefined, eq(file.name, 'a')))).toMatch(byTenant);
  expect(planOf(ofTenant(file.tenantId, 't', inArray(file.name, ['a', 'b'])))).toMatch(byTenant);
  expect(planOf(ofTenant(file.tenantId, 't', or(inArray(file.id, IDS), gt(file.name, 'a'))))).toMatch(
    byTenant,
  );
});

describeEachEngine('ofTenant', (open) => {
  it('keeps tenants apart, whatever else is asked', async () => {
    const db = await open();
    await createTables(db);
    const { venue } = tables.for(db);
    await db.write((tx) =>
      tx.insert(venue).values([
        { id: 'a', name: 'one' },
        { id: 'b', name: 'two' },
      ]),
    );
    // Any column may stand for the tenant.
    const rows = await db.read
      .select({ id: venue.id })
      .from(venue)
      .where(ofTenant(venue.name, 'one', inArray(venue.id, ['a', 'b'])));
    expect(rows).toEqual([{ id: 'a' }]);
    expect(await db.read.select({ id: venue.id }).from(venue).where(ofTenant(venue.name, 'two'))).toEqual([
      { id: 'b' },
    ]);
  });
});
