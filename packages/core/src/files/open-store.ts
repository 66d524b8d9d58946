// The store of an installation, as its configuration says.

import { join } from 'node:path';
import type { Config } from '../config.ts';
import { folderPlace } from './place.ts';
import { clamdScanner, noScanner } from './scanner.ts';
import { type FileStore, fileStore } from './store.ts';

export async function openFileStore({ data, secret, s3, clamd }: Config): Promise<FileStore> {
  const folder = join(data, 'files');
  return fileStore({
    // The client of S3 is loaded by those who have one.
    place: s3 ? (await import('./s3-place.ts')).s3Place(s3) : folderPlace(join(folder, 'kept')),
    scanner: clamd ? clamdScanner(clamd) : noScanner,
    secret,
    incoming: join(folder, 'incoming'),
  });
}
