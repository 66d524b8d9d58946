/** The border of personal data as a condition, so that it never costs the way to the rows. */

import { type AnyColumn, and, Column, eq, is, type SQL, StringChunk } from 'drizzle-orm';
import { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { unindexed } from './dialect.ts';

/**
 * The rows of a tenant that are so besides. Where some are asked for by their primary keys, SQLite takes any index that begins
 * with the tenant for the better way as soon as there are five, and reads all rows of the tenant: it is kept from it.
 */
export function ofTenant(
  tenantColumn: AnyColumn,
  tenantId: string,
  ...conditions: readonly (SQL | undefined)[]
): SQL {
  const isSifted = is(tenantColumn, SQLiteColumn) && conditions.some(namesRows);
  const theirs = isSifted ? eq(unindexed('sqlite', tenantColumn), tenantId) : eq(tenantColumn, tenantId);
  const bound = and(theirs, ...conditions);
  if (!bound) throw new Error('a condition on the tenant cannot be empty');
  return bound;
}

/** Of `inArray(table.id, ids)`: a column, then « in ». */
function namesRows(condition: SQL | undefined): boolean {
  const chunks = condition?.queryChunks ?? [];
  return chunks.some((chunk, index) => is(chunk, Column) && chunk.primary && isIn(chunks[index + 1]));
}

const isIn = (chunk: unknown): boolean => is(chunk, StringChunk) && chunk.value.join('') === ' in ';
