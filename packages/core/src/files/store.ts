// Files that people send: encrypted as they arrive, looked at, kept under their tenant's own key, served as downloads only.

import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { decrypted, encrypted, fileKey } from './cipher.ts';
import { inspect } from './inspect.ts';
import type { FilePlace } from './place.ts';
import type { Scanner, ScanState } from './scanner.ts';

export interface FileStore {
  /** Takes in an upload while its page is being answered. */
  receive(id: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Drops an upload that was not kept. */
  discard(id: string): Promise<void>;
  /** Looks at an upload and keeps it beyond the page, or says why not. */
  keep(tenantId: string, upload: { readonly id: string; readonly name: string }): Promise<Kept>;
  /** Looks at bytes that arrived in pieces, and keeps them as `keep` does. */
  keepBytes(
    tenantId: string,
    upload: { readonly id: string; readonly name: string },
    bytes: Buffer,
  ): Promise<Kept>;
  /** Keeps a piece of an upload, under the tenant's key as everything else; `key` is under the tenant. */
  putPiece(tenantId: string, key: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Keeps what the host itself made. Again under the same id, it takes the place of the first. */
  put(tenantId: string, id: string, bytes: Uint8Array): Promise<void>;
  open(tenantId: string, id: string): Promise<AsyncIterable<Uint8Array>>;
  /** Scans a kept file again. */
  scan(tenantId: string, id: string): Promise<ScanState>;
  remove(tenantId: string, id: string): Promise<void>;
  /** Deletes uploads that came before a moment and that a crash left behind. */
  sweepIncoming(before: number): Promise<void>;
}

export type Kept =
  | { readonly ok: true; readonly type: string; readonly size: number; readonly scan: ScanState }
  | { readonly ok: false; readonly why: 'not-what-it-says' | 'damaged-picture' | 'infected' };

export interface StoreOptions {
  readonly place: FilePlace;
  readonly scanner: Scanner;
  readonly secret: string;
  /** A folder of this machine for uploads that are arriving. */
  readonly incoming: string;
}

export async function fileStore({ place, scanner, secret, incoming }: StoreOptions): Promise<FileStore> {
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  // Of this process only: what a crash leaves behind opens for nobody.
  const passing = randomBytes(32);
  const arriving = (id: string) => join(incoming, id);
  const keyOf = (tenantId: string, id: string) => `${tenantId}/${id}`;

  async function put(tenantId: string, id: string, bytes: Uint8Array): Promise<void> {
    const key = keyOf(tenantId, id);
    await place.put(key, encrypted(fileKey(secret, tenantId), key, one(bytes)));
  }

  async function open(tenantId: string, id: string): Promise<AsyncIterable<Uint8Array>> {
    const key = keyOf(tenantId, id);
    return decrypted(fileKey(secret, tenantId), key, await place.get(key));
  }

  async function keepBytes(
    tenantId: string,
    { id, name }: { readonly id: string; readonly name: string },
    sent: Buffer,
  ): Promise<Kept> {
    const scan = await scanner.scan(sent);
    if (scan === 'infected') return { ok: false, why: 'infected' };
    const inspected = await inspect(name, sent);
    if (!inspected.ok) return inspected;
    const { type, bytes } = inspected;
    await put(tenantId, id, bytes);
    return { ok: true, type, size: bytes.length, scan };
  }

  return {
    async receive(id, content) {
      await pipeline(
        encrypted(passing, id, content),
        createWriteStream(arriving(id), { flags: 'wx', mode: 0o600 }),
      );
    },
    discard: (id) => rm(arriving(id), { force: true }),
    async keep(tenantId, upload) {
      const sent = decrypted(passing, upload.id, createReadStream(arriving(upload.id)));
      return keepBytes(tenantId, upload, await whole(sent));
    },
    keepBytes,
    async putPiece(tenantId, key, content) {
      const at = keyOf(tenantId, key);
      await place.put(at, encrypted(fileKey(secret, tenantId), at, content));
    },
    put,
    open,
    scan: async (tenantId, id) => scanner.scan(await whole(await open(tenantId, id))),
    remove: (tenantId, id) => place.remove(keyOf(tenantId, id)),
    async sweepIncoming(before) {
      for (const name of await readdir(incoming)) {
        const found = await stat(arriving(name)).catch(() => null);
        if (found && found.mtimeMs < before) await rm(arriving(name), { force: true });
      }
    },
  };
}

/** All of it in memory: uploads are bounded by the limit of one file. */
export async function whole(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
