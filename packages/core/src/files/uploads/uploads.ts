// Uploads in pieces: begun, gone on with from where they were cut, and looked at once they are whole. They belong to the
// browser that began them, and to nobody else.

import { createHash } from 'node:crypto';
import { and, eq, gt, inArray, newId } from '@parvis/db';
import type { UploadedFile } from '@parvis/forms';
import type { House } from '../../house.ts';
import { schema } from '../../schema.ts';
import { refusalWords } from '../refusals.ts';
import { whole } from '../store.ts';
import { partKey } from './part-key.ts';
import { PATIENCE } from './retention.ts';

/** Bytes of one file, as of one that comes with its form. */
export const MOST_BYTES = 25_000_000;
/** Of one browser, announced and not yet ended. */
const MOST_OPEN = 12;
const MOST_OPEN_BYTES = 150_000_000;
/** A piece that every cut leaves: beyond, nobody is sending a file. */
const MOST_PARTS = 500;

/** Whose uploads: the browser, on a site of a tenant. */
export interface Sender {
  readonly tenantId: string;
  readonly siteId: string;
  readonly visitorHash: string;
}

export type Upload = typeof schema.sqlite.upload.$inferSelect;

/** The upload of that id, while it is waited for; null for anyone else's. */
export async function uploadOf(house: House, from: Sender, id: string, now: number): Promise<Upload | null> {
  const { upload } = schema.for(house.db.read);
  const [row] = await house.db.read
    .select()
    .from(upload)
    .where(and(mine(house, from), eq(upload.id, id), gt(upload.expiresAt, now)));
  return row ?? null;
}

function mine(house: House, { tenantId, siteId, visitorHash }: Sender) {
  const { upload } = schema.for(house.db.read);
  return and(eq(upload.tenantId, tenantId), eq(upload.siteId, siteId), eq(upload.visitorHash, visitorHash));
}

/** Begins an upload; null where this browser has too many on the way. */
export async function beginUpload(
  house: House,
  from: Sender,
  { name, type, size }: Omit<UploadedFile, 'id'>,
  now: number,
): Promise<Upload | null> {
  const { upload } = schema.for(house.db.read);
  const open = await house.db.read
    .select({ size: upload.size })
    .from(upload)
    .where(and(mine(house, from), eq(upload.taken, false), gt(upload.expiresAt, now)))
    .limit(MOST_OPEN);
  const announced = open.reduce((sum, one) => sum + one.size, size);
  if (open.length >= MOST_OPEN || announced > MOST_OPEN_BYTES) return null;
  const row: Upload = {
    ...from,
    id: newId(),
    name,
    type,
    size,
    received: 0,
    parts: [],
    whole: false,
    taken: false,
    expiresAt: now + PATIENCE,
  };
  await house.db.write(async (tx) => {
    await tx.insert(schema.for(tx).upload).values(row);
  });
  return row;
}

export type Appended =
  | { readonly upload: Upload }
  /** `moved`: another piece came first. `checksum`: not what was sent. `full`: too many pieces. */
  | { readonly refused: 'moved' | 'checksum' | 'full' };

interface Piece {
  readonly content: AsyncIterable<Uint8Array>;
  readonly checksum?: { readonly algorithm: string; readonly digest: string };
}

/** Adds a piece. Of one whose connection was cut, what arrived stays: that is what the next one goes on from. */
export async function addPiece(
  house: House,
  row: Upload,
  { content, checksum }: Piece,
  now: number,
): Promise<Appended> {
  if (row.parts.length >= MOST_PARTS) return { refused: 'full' };
  const id = newId();
  const key = partKey(row.id, id);
  const hash = createHash(checksum?.algorithm ?? 'sha256');
  let size = 0;
  async function* arriving(): AsyncGenerator<Uint8Array> {
    try {
      for await (const bytes of content) {
        const fits = bytes.subarray(0, row.size - row.received - size);
        size += fits.length;
        hash.update(fits);
        yield fits;
      }
    } catch {
      // The connection was cut.
    }
  }
  await house.files.putPiece(row.tenantId, key, arriving());
  const drop = () => house.files.remove(row.tenantId, key);
  if (checksum && hash.digest('base64') !== checksum.digest) {
    await drop();
    return { refused: 'checksum' };
  }
  if (size === 0) {
    await drop();
    return { upload: row };
  }
  const next = {
    received: row.received + size,
    parts: [...row.parts, { id, size }],
    expiresAt: now + PATIENCE,
  };
  const taken = await house.db.write(async (tx) => {
    const { upload } = schema.for(tx);
    return tx
      .update(upload)
      .set(next)
      .where(and(eq(upload.id, row.id), eq(upload.received, row.received)))
      .returning({ id: upload.id });
  });
  if (taken.length === 1) return { upload: { ...row, ...next } };
  await drop();
  return { refused: 'moved' };
}

/** Looks at an upload that arrived whole: it is a file then, or is refused with a sentence and gone. Done twice, it is done once. */
export async function finishUpload(house: House, row: Upload, now: number): Promise<string | null> {
  if (row.whole || row.received < row.size) return null;
  const { tenantId, id } = row;
  const kept = await house.files.keepBytes(tenantId, row, await assembled(house, row));
  await house.db.write(async (tx) => {
    const { upload, file } = schema.for(tx);
    if (!kept.ok) {
      await tx.delete(upload).where(eq(upload.id, id));
      return;
    }
    const { type, size, scan } = kept;
    await tx
      .insert(file)
      .values({ id, tenantId, name: row.name, type, size, scan, keptAt: now })
      .onConflictDoNothing();
    await tx.update(upload).set({ whole: true, parts: [] }).where(eq(upload.id, id));
    if (scan === 'waiting') {
      await house.jobs.enqueue(tx, {
        owner: 'core',
        name: 'scan',
        siteId: row.siteId,
        payload: { fileId: id },
        dueAt: now + 60_000,
      });
    }
  });
  await dropParts(house, row);
  return kept.ok ? null : refusalWords(kept.why);
}

/** Pieces in their order; each is verified before its bytes are used. */
async function assembled(house: House, { tenantId, id, parts }: Upload): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (const part of parts) pieces.push(await whole(await house.files.open(tenantId, partKey(id, part.id))));
  return Buffer.concat(pieces);
}

async function dropParts(house: House, { tenantId, id, parts }: Upload): Promise<void> {
  await Promise.all(parts.map((part) => house.files.remove(tenantId, partKey(id, part.id))));
}

/** Ends an upload before its form was sent. */
export async function endUpload(house: House, row: Upload): Promise<void> {
  const loose = row.whole && !row.taken;
  await house.db.write(async (tx) => {
    const { upload, file } = schema.for(tx);
    await tx.delete(upload).where(eq(upload.id, row.id));
    if (loose) await tx.delete(file).where(and(eq(file.id, row.id), eq(file.tenantId, row.tenantId)));
  });
  await dropParts(house, row);
  if (loose) await house.files.remove(row.tenantId, row.id);
}

/** Those of these that are whole and this browser's, as a form takes them. */
export async function wholeUploads(
  house: House,
  from: Sender,
  ids: readonly string[],
): Promise<readonly UploadedFile[]> {
  if (ids.length === 0) return [];
  const { upload, file } = schema.for(house.db.read);
  return house.db.read
    .select({ id: file.id, name: file.name, type: file.type, size: file.size })
    .from(upload)
    .innerJoin(file, eq(file.id, upload.id))
    .where(and(mine(house, from), inArray(upload.id, [...ids]), eq(upload.whole, true)));
}

/** Says that a form was sent with them. */
export async function takeUploads(house: House, from: Sender, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await house.db.write(async (tx) => {
    const { upload } = schema.for(tx);
    await tx
      .update(upload)
      .set({ taken: true })
      .where(and(mine(house, from), inArray(upload.id, [...ids])));
  });
}
