// What the database knows of files: their names, whose they are, and the request that they came with.

import { inArray, isNull, ofTenant, type Reader, type Tx } from '@parvis/db';
import type { StoredFile } from '@parvis/kit';
import { schema } from '../schema.ts';

export async function filesByIds(
  reader: Reader,
  tenantId: string,
  ids: readonly string[],
): Promise<readonly StoredFile[]> {
  if (ids.length === 0) return [];
  const { file } = schema.for(reader);
  const rows = await reader
    .select({ id: file.id, name: file.name, type: file.type, size: file.size })
    .from(file)
    .where(ofTenant(file.tenantId, tenantId, inArray(file.id, [...ids])));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Binds loose files of the tenant to a request. A file already bound stays where it is. */
export async function attachFiles(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  requestId: string,
): Promise<void> {
  if (ids.length === 0) return;
  const { file } = schema.for(tx);
  await tx
    .update(file)
    .set({ requestId })
    .where(ofTenant(file.tenantId, tenantId, inArray(file.id, [...ids]), isNull(file.requestId)));
}
