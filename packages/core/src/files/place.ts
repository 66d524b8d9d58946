// Where the bytes of files are kept: a folder of the machine. `s3-place.ts` is the other place.

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Keeps bytes under a key such as `<tenant>/<file>`, made of the host's own ids, never of a name someone sent. */
export interface FilePlace {
  /** Whole or not at all: a key that `put` did not finish is not there. */
  put(key: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  get(key: string): Promise<AsyncIterable<Uint8Array>>;
  /** Nothing happens where it is not there. */
  remove(key: string): Promise<void>;
}

export function folderPlace(folder: string): FilePlace {
  const pathOf = (key: string) => join(folder, ...key.split('/'));
  return {
    async put(key, content) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const unfinished = `${path}.part`;
      // `flush`: on disk before its row says that it is there.
      await pipeline(content, createWriteStream(unfinished, { mode: 0o600, flush: true }));
      await rename(unfinished, path);
    },
    async get(key) {
      return createReadStream(pathOf(key));
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}
