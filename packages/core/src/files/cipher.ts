// Files at rest: encrypted in chunks, so that a large one is written and read back in little memory and no byte is given
// out before it was verified. The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, 2015) over AES-256-GCM:
// chunks cannot be changed, moved, dropped or added, and a file cut short shows.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { CodedError } from '@parvis/kit';

/** « Parvis file, form 1 ». */
const MAGIC = Buffer.from('PVF1');
const CHUNK = 65_536;
const TAG = 16;
const PREFIX = 7;
const HEADER = MAGIC.length + PREFIX;

/** Of each tenant its own: what one tenant's key opens is that tenant's only. */
export function fileKey(secret: string, tenantId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, tenantId, 'parvis files', 32));
}

/** What was written under another key or for another place, or was changed since. */
export class FileDamaged extends CodedError {
  constructor() {
    super(
      'PARVIS_FILE_DAMAGED',
      'A stored file does not open: it was changed, cut short, or written under another secret.',
      'Restore it from a backup, with the secret of that time.',
    );
  }
}

type Bytes = AsyncIterable<Uint8Array>;

/** `place` names where the file is kept: its bytes open nowhere else. */
export async function* encrypted(key: Buffer, place: string, plain: Bytes): AsyncGenerator<Buffer> {
  const prefix = randomBytes(PREFIX);
  yield Buffer.concat([MAGIC, prefix]);
  let number = 0;
  for await (const { bytes, last } of inChunks(plain, CHUNK)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(prefix, number++, last));
    cipher.setAAD(Buffer.from(place));
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

/** @throws FileDamaged */
export async function* decrypted(key: Buffer, place: string, stored: Bytes): AsyncGenerator<Buffer> {
  let prefix: Buffer | undefined;
  let number = 0;
  for await (const { bytes, last } of inChunks(stored, CHUNK + TAG, HEADER)) {
    if (!prefix) {
      if (bytes.length !== HEADER || !bytes.subarray(0, MAGIC.length).equals(MAGIC) || last)
        throw new FileDamaged();
      prefix = bytes.subarray(MAGIC.length);
      continue;
    }
    if (bytes.length < TAG) throw new FileDamaged();
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(prefix, number++, last), {
      authTagLength: TAG,
    });
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes.subarray(-TAG));
    try {
      yield Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()]);
    } catch {
      throw new FileDamaged();
    }
  }
}

function nonce(prefix: Buffer, number: number, last: boolean): Buffer {
  const counter = Buffer.alloc(5);
  counter.writeUInt32BE(number);
  counter[4] = last ? 1 : 0;
  return Buffer.concat([prefix, counter]);
}

interface Chunk {
  readonly bytes: Buffer;
  readonly last: boolean;
}

/** Cuts a stream into pieces of one size, the first of another where that is given; the last may be shorter, or empty. */
async function* inChunks(source: Bytes, size: number, first = size): AsyncGenerator<Chunk> {
  let held: Buffer[] = [];
  let length = 0;
  let wanted = first;
  for await (const piece of source) {
    held.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    length += piece.byteLength;
    // A whole chunk is given out once more is known to follow.
    while (length > wanted) {
      const all: Buffer = held.length === 1 && held[0] ? held[0] : Buffer.concat(held);
      yield { bytes: all.subarray(0, wanted), last: false };
      const rest = all.subarray(wanted);
      held = [rest];
      length = rest.length;
      wanted = size;
    }
  }
  yield { bytes: Buffer.concat(held), last: true };
}
