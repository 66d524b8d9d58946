// The store of files, in a folder and in an S3-compatible server, with and without a scanner.

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sign } from 'aws4';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FilePlace, folderPlace } from './place.ts';
import { s3Place } from './s3-place.ts';
import { noScanner, type Scanner } from './scanner.ts';
import { type FileStore, fileStore } from './store.ts';

const SECRET = 'un secret d’au moins trente-deux signes';
const PDF = Buffer.from(
  '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n',
);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parvis-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const storeAt = (place: FilePlace, scanner: Scanner = noScanner) =>
  fileStore({ place, scanner, secret: SECRET, incoming: join(folder, 'incoming') });

async function keep(store: FileStore, bytes: Buffer, name = 'acte.pdf') {
  await store.receive('f1', Readable.from([bytes]));
  const kept = await store.keep('t1', { id: 'f1', name });
  await store.discard('f1');
  return kept;
}

async function read(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

async function allBytes(path: string): Promise<string> {
  const names = await readdir(path, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile());
  return (await Promise.all(files.map((one) => readFile(join(one.parentPath, one.name), 'latin1')))).join('');
}

describe('the store of files', () => {
  it('keeps nothing in clear: neither what arrives nor what stays', async () => {
    const store = await storeAt(folderPlace(join(folder, 'kept')));
    await store.receive('f1', Readable.from([PDF]));
    expect(await allBytes(folder)).not.toContain('Catalog');
    expect(await store.keep('t1', { id: 'f1', name: 'acte.pdf' })).toEqual({
      ok: true,
      type: 'application/pdf',
      size: PDF.length,
      scan: 'off',
    });
    await store.discard('f1');
    expect(await allBytes(folder)).not.toContain('Catalog');
    expect((await read(await store.open('t1', 'f1'))).equals(PDF)).toBe(true);
  });

  it('opens a file at its own tenant only, even when someone moved it', async () => {
    const store = await storeAt(folderPlace(join(folder, 'kept')));
    await keep(store, PDF);
    const place = folderPlace(join(folder, 'kept'));
    await place.put('t2/f1', await place.get('t1/f1'));
    await expect(store.open('t2', 'f1').then(read)).rejects.toMatchObject({ code: 'PARVIS_FILE_DAMAGED' });
  });

  it('refuses what is not what its name says', async () => {
    const store = await storeAt(folderPlace(join(folder, 'kept')));
    const program = Buffer.concat([
      Buffer.from('7f454c460201010000000000000000000200', 'hex'),
      Buffer.alloc(64),
    ]);
    for (const [bytes, name] of [
      [program, 'acte.pdf'],
      [program, 'notes.txt'],
      [Buffer.from('<html><script>alert(1)</script>'), 'acte.pdf'],
      [PDF, 'photo.jpg'],
    ] as const) {
      expect(await keep(store, bytes, name), name).toEqual({ ok: false, why: 'not-what-it-says' });
    }
    expect(await keep(store, Buffer.from('bonjour'), 'notes.txt')).toMatchObject({ type: 'text/plain' });
  });

  it('takes from a picture what tells where it was taken, and leaves it the right way up', async () => {
    const store = await storeAt(folderPlace(join(folder, 'kept')));
    const sent = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#a52a2a' } })
      .withExif({
        IFD0: { Model: 'Telephone-Sentinelle' },
        IFD3: { GPSLatitude: '48/1 26/1 50/1', GPSLongitude: '1/1 15/1 0/1' },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(sent.toString('latin1')).toContain('Telephone-Sentinelle');
    expect(await keep(store, sent, 'photo.JPEG')).toMatchObject({ ok: true, type: 'image/jpeg' });
    const kept = await read(await store.open('t1', 'f1'));
    const { exif, width, height } = await sharp(kept).metadata();
    expect(exif).toBeUndefined();
    expect([width, height]).toEqual([20, 40]);
    expect(await keep(store, sent.subarray(0, 200), 'photo.jpg')).toEqual({
      ok: false,
      why: 'damaged-picture',
    });
  });

  it('keeps no infected file, and one that could not be scanned until it can', async () => {
    const place = folderPlace(join(folder, 'kept'));
    const infected = await storeAt(place, { scan: async () => 'infected' });
    expect(await keep(infected, PDF)).toEqual({ ok: false, why: 'infected' });
    const away = await storeAt(place, { scan: async () => 'waiting' });
    expect(await keep(away, PDF)).toMatchObject({ ok: true, scan: 'waiting' });
    expect(await (await storeAt(place, { scan: async () => 'clean' })).scan('t1', 'f1')).toBe('clean');
  });

  it('sweeps what a crash left behind, and not what is arriving', async () => {
    const store = await storeAt(folderPlace(join(folder, 'kept')));
    await writeFile(join(folder, 'incoming', 'left'), 'x');
    await store.sweepIncoming(Date.now() - 60_000);
    expect(await readdir(join(folder, 'incoming'))).toEqual(['left']);
    await store.sweepIncoming(Date.now() + 60_000);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });
});

describe('files in an S3-compatible store', () => {
  const options = { bucket: 'parvis', region: 'fr-par', keyId: 'cle', key: 'un secret de test' };
  const objects = new Map<string, Buffer>();
  let server: Server;
  let endpoint: string;

  beforeEach(async () => {
    objects.clear();
    const answer = async (request: IncomingMessage, response: ServerResponse) => {
      const body = await read(request);
      const path = request.url ?? '';
      if (!(await isSigned(request, body))) {
        response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
      } else if (request.method === 'PUT') {
        objects.set(path, body);
        response.writeHead(200).end();
      } else if (request.method === 'DELETE') {
        objects.delete(path);
        response.writeHead(204).end();
      } else if (objects.has(path)) response.writeHead(200).end(objects.get(path));
      else response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    };
    server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((done) => server.close(done)));

  /** Signature Version 4 computed again by another library, from what came over the wire. */
  async function isSigned(
    { method = '', url = '', headers }: IncomingMessage,
    body: Buffer,
  ): Promise<boolean> {
    const given = headers.authorization ?? '';
    const names = /SignedHeaders=([^,]+)/.exec(given)?.[1]?.split(';') ?? [];
    const signed = Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]));
    const again = sign(
      {
        service: 's3',
        region: options.region,
        method,
        path: url,
        headers: { ...signed, 'x-amz-content-sha256': String(headers['x-amz-content-sha256']) },
        body,
        doNotModifyHeaders: true,
      } as Parameters<typeof sign>[0],
      { accessKeyId: options.keyId, secretAccessKey: options.key },
    );
    const signature = /Signature=(\w+)/;
    return signature.exec(given)?.[1] === signature.exec(String(again.headers?.['Authorization']))?.[1];
  }

  it('are put, read back and removed, encrypted before they leave', async () => {
    const store = await storeAt(s3Place({ ...options, endpoint }));
    expect(await keep(store, PDF)).toMatchObject({ ok: true });
    expect([...objects.keys()]).toEqual(['/parvis/t1/f1']);
    expect(objects.get('/parvis/t1/f1')?.toString('latin1')).not.toContain('Catalog');
    expect((await read(await store.open('t1', 'f1'))).equals(PDF)).toBe(true);
    await store.remove('t1', 'f1');
    expect(objects.size).toBe(0);
  });

  it('say what is wrong where the store refuses', async () => {
    const store = await storeAt(s3Place({ ...options, endpoint, key: 'un autre secret' }));
    await expect(keep(store, PDF)).rejects.toMatchObject({
      code: 'PARVIS_FILE_STORE',
      message: expect.stringContaining('SignatureDoesNotMatch'),
    });
  });
});
