// Files that people send: streamed to a folder of the installation, known by their row, served only as downloads.

import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { and, eq, inArray, isNull, lt, type Reader, type Tx } from '@parvis/db';
import type { StoredFile } from '@parvis/kit';
import { schema } from '../schema.ts';

export interface FileStore {
  /** A folder for uploads while a page is being answered; emptied of what was not kept. */
  readonly incoming: string;
  /** Moves an upload from `incoming` to where files stay. */
  keep(tenantId: string, id: string): Promise<void>;
  open(tenantId: string, id: string): ReadableStream<Uint8Array>;
  remove(tenantId: string, id: string): Promise<void>;
  /** Deletes uploads that came before a moment and that a crash left behind. */
  sweepIncoming(before: number): Promise<void>;
}

/** A store in a folder: `incoming/<id>`, then `<tenant>/<id>`. Ids are the host's own, never a name someone sent. */
export async function folderStore(folder: string): Promise<FileStore> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const place = (tenantId: string, id: string) => join(folder, tenantId, id);
  return {
    incoming,
    async keep(tenantId, id) {
      await mkdir(join(folder, tenantId), { recursive: true, mode: 0o700 });
      await rename(join(incoming, id), place(tenantId, id));
    },
    open: (tenantId, id) =>
      Readable.toWeb(createReadStream(place(tenantId, id))) as ReadableStream<Uint8Array>,
    remove: (tenantId, id) => rm(place(tenantId, id), { force: true }),
    async sweepIncoming(before) {
      for (const name of await readdir(incoming)) {
        const path = join(incoming, name);
        const found = await stat(path).catch(() => null);
        if (found && found.mtimeMs < before) await rm(path, { force: true });
      }
    },
  };
}

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
    .where(and(eq(file.tenantId, tenantId), inArray(file.id, [...ids])));
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
    .where(and(eq(file.tenantId, tenantId), inArray(file.id, [...ids]), isNull(file.requestId)));
}

/** Files kept before `before` and never bound to a request: drafts that were left. */
export async function looseFiles(
  reader: Reader,
  before: number,
): Promise<readonly { readonly id: string; readonly tenantId: string }[]> {
  const { file } = schema.for(reader);
  return reader
    .select({ id: file.id, tenantId: file.tenantId })
    .from(file)
    .where(and(isNull(file.requestId), lt(file.keptAt, before)))
    .limit(500);
}
