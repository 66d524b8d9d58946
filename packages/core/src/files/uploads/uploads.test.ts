// Files that come in pieces: with the client that others write (tus-js-client), across cuts and a restart, and never for a
// stranger.

import { createHash } from 'node:crypto';
import { describeEachHost, type OpenHost, openTown, PARVIS_THEME, PHOTO_BYTES } from '@parvis/testing';
import { pino } from 'pino';
import { Upload } from 'tus-js-client';
import { expect, it } from 'vitest';
import { type Host, openHost } from '../../host.ts';
import { schema } from '../../schema.ts';

const SITE = 'le-favril.localhost';
const PIECE = 'application/offset+octet-stream';
/** A picture with much after its end, as cameras write: it takes several pieces. */
const BIG = Buffer.concat([PHOTO_BYTES, Buffer.alloc(300_000, 7)]);

async function opened(open: OpenHost) {
  const host = await open();
  await openTown(host);
  return { host, send: await sender(host), stranger: await sender(host) };
}

/** A browser that has met a form of the site, and speaks tus. */
async function sender(host: Pick<Host, 'fetch'>) {
  const page = await host.fetch(new Request(`http://${SITE}/suivi`));
  const [, csrf = ''] = /name="csrf" value="([^"]+)"/.exec(await page.text()) ?? [];
  const [cookie = ''] = page.headers.getSetCookie().map((one) => one.split(';')[0]);
  const headers = { cookie, 'x-csrf': csrf };
  const send = (
    method: string,
    path: string,
    more: Readonly<Record<string, string>> = {},
    body?: Uint8Array<ArrayBuffer>,
    at: Pick<Host, 'fetch'> = host,
  ) =>
    at.fetch(
      new Request(`http://${SITE}${path}`, {
        method,
        headers: { ...headers, 'tus-resumable': '1.0.0', ...more },
        ...(body && { body }),
      }),
    );
  return Object.assign(send, { headers });
}

type Sender = Awaited<ReturnType<typeof sender>>;

async function begun(send: Sender, size: number, name = 'photo.jpg'): Promise<string> {
  const metadata = `filename ${Buffer.from(name).toString('base64')},filetype ${btoa('image/jpeg')}`;
  const made = await send('POST', '/envois', {
    'upload-length': String(size),
    'upload-metadata': metadata,
  });
  expect(made.status).toBe(201);
  return made.headers.get('location') ?? '';
}

const piece = (
  send: Sender,
  path: string,
  from: number,
  bytes: Buffer,
  more = {},
  at?: Pick<Host, 'fetch'>,
) =>
  send(
    'PATCH',
    path,
    { 'content-type': PIECE, 'upload-offset': String(from), ...more },
    new Uint8Array(bytes),
    at,
  );

describeEachHost('a file that comes in pieces', (open) => {
  it('comes whole from tus-js-client, which goes on where it was cut', async () => {
    const { host, send } = await opened(open);
    const { port } = await host.listen();
    const endpoint = `http://127.0.0.1:${port}/envois`;
    const options = {
      endpoint,
      chunkSize: 100_000,
      retryDelays: null,
      headers: { ...send.headers, host: SITE },
      metadata: { filename: 'appareil.jpg', filetype: 'image/jpeg' },
    };
    const url = await new Promise<string>((done, failed) => {
      const first = new Upload(BIG, {
        ...options,
        onError: failed,
        onChunkComplete: () => {
          void first.abort();
          done(first.url ?? '');
        },
      });
      first.start();
    });
    const path = new URL(url).pathname;
    expect(Number((await send('HEAD', path)).headers.get('upload-offset'))).toBe(100_000);
    await new Promise<void>((done, failed) => {
      new Upload(BIG, { ...options, uploadUrl: url, onError: failed, onSuccess: () => done() }).start();
    });
    const { file, upload } = schema.for(host.house.db.read);
    const [kept] = await host.house.db.read.select().from(file);
    expect(kept).toMatchObject({ name: 'appareil.jpg', type: 'image/jpeg', requestId: null });
    expect(await host.house.db.read.select().from(upload)).toMatchObject([{ whole: true, parts: [] }]);
  });

  it('goes on after a restart, and shows nothing of itself meanwhile', async () => {
    const { host, send } = await opened(open);
    const path = await begun(send, BIG.length);
    expect((await piece(send, path, 0, BIG.subarray(0, 150_000))).status).toBe(204);
    const again = await openHost({
      config: host.house.config,
      plugins: [],
      themes: [PARVIS_THEME],
      log: pino({ level: 'silent' }),
    });
    expect((await send('HEAD', path, {}, undefined, again)).headers.get('upload-offset')).toBe('150000');
    const end = await piece(send, path, 150_000, BIG.subarray(150_000), {}, again);
    expect([end.status, end.headers.get('upload-offset')]).toEqual([204, String(BIG.length)]);
    await again.close();
  });

  it('keeps what arrived of a piece that was cut, and refuses one that is out of place or damaged', async () => {
    const { send } = await opened(open);
    const path = await begun(send, BIG.length);
    expect((await piece(send, path, 5, BIG.subarray(5, 10))).status).toBe(409);
    const sha = createHash('sha256').update('autre').digest('base64');
    expect(
      (await piece(send, path, 0, BIG.subarray(0, 10), { 'upload-checksum': `sha256 ${sha}` })).status,
    ).toBe(460);
    const right = createHash('sha1').update(BIG.subarray(0, 10)).digest('base64');
    expect(
      (await piece(send, path, 0, BIG.subarray(0, 10), { 'upload-checksum': `sha1 ${right}` })).status,
    ).toBe(204);
    const both = await Promise.all([
      piece(send, path, 10, BIG.subarray(10, 20)),
      piece(send, path, 10, BIG.subarray(10, 20)),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409]);
    expect((await send('HEAD', path)).headers.get('upload-offset')).toBe('20');
  });

  it('is refused with a sentence where it is too heavy, empty, or not what it says, and is gone then', async () => {
    const { host, send } = await opened(open);
    const heavy = await send('POST', '/envois', { 'upload-length': '30000000' });
    expect([heavy.status, await heavy.text()]).toEqual([413, expect.stringContaining('25\u00A0Mo')]);
    expect((await send('POST', '/envois', { 'upload-length': '0' })).status).toBe(400);
    const path = await begun(send, 5);
    const wrong = await piece(send, path, 0, Buffer.from('texte'));
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('ne correspond pas')]);
    expect((await send('HEAD', path)).status).toBe(404);
    const { file, upload } = schema.for(host.house.db.read);
    expect(await host.house.db.read.select().from(file)).toEqual([]);
    expect(await host.house.db.read.select().from(upload)).toEqual([]);
  });

  it('is nobody else’s, comes from no other site, and is dropped when it is not wanted any more', async () => {
    const { host, send, stranger } = await opened(open);
    const path = await begun(send, PHOTO_BYTES.length);
    for (const method of ['HEAD', 'DELETE']) expect((await stranger(method, path)).status).toBe(404);
    expect((await piece(stranger, path, 0, PHOTO_BYTES)).status).toBe(404);
    const cross = await piece(send, path, 0, PHOTO_BYTES, { 'sec-fetch-site': 'cross-site' });
    expect(cross.status).toBe(403);
    expect((await send('POST', '/envois', { 'upload-length': '9', 'x-csrf': 'faux' })).status).toBe(403);
    expect((await send('HEAD', path, { 'tus-resumable': '0.2.2' })).status).toBe(412);
    expect((await piece(send, path, 0, PHOTO_BYTES)).status).toBe(204);
    expect((await send('DELETE', path)).status).toBe(204);
    const { file } = schema.for(host.house.db.read);
    expect(await host.house.db.read.select().from(file)).toEqual([]);
  });

  it('waits for a day, and a browser has a few on the way at most', async () => {
    const { host, send } = await opened(open);
    for (let sent = 0; sent < 12; sent++) await begun(send, 1_000);
    const more = await send('POST', '/envois', { 'upload-length': '1000' });
    expect(more.status).toBe(429);
    const { upload } = schema.for(host.house.db.read);
    const [row] = await host.house.db.read.select().from(upload).limit(1);
    await host.house.db.write(async (tx) => {
      await tx.update(schema.for(tx).upload).set({ expiresAt: Date.now() - 1 });
    });
    expect((await send('HEAD', `/envois/${row?.id}`)).status).toBe(404);
    await begun(send, 1_000);
  });
});
