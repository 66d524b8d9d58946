// The protocol of resumable uploads (tus 1.0.0, https://tus.io/protocols/resumable-upload): creation, expiration, checksum and
// termination. A page's script speaks it where there is one; without a script, files come with their form.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import { csrfToken, isCrossSite, isCsrfToken } from '../../http/security.ts';
import { addressOf, hostOf, knownVisitor, type SiteEnv, type SiteVisit } from '../../http/visit.ts';
import { waitText } from '../../identity/limits.ts';
import {
  addPiece,
  beginUpload,
  endUpload,
  finishUpload,
  MOST_BYTES,
  type Sender,
  type Upload,
  uploadOf,
} from './uploads.ts';

/** Its address on every site. */
export const UPLOADS = '/envois';

const VERSION = '1.0.0';
const ALGORITHMS: ReadonlySet<string> = new Set(['sha1', 'sha256']);
const CONTENT = 'application/offset+octet-stream';

export function uploadRoutes(house: House): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.use(async function speaksTus(c, next) {
    if (isCrossSite(c.req.raw.headers, hostOf(c))) return said(403, 'Cet envoi vient d’un autre site.');
    if (c.req.method !== 'OPTIONS' && c.req.header('tus-resumable') !== VERSION)
      return said(412, 'Cette version du protocole n’est pas comprise.', { 'tus-version': VERSION });
    await next();
    c.res.headers.set('tus-resumable', VERSION);
    c.res.headers.set('cache-control', 'no-store');
  });
  app.options('/', (c) =>
    c.body(null, 204, {
      'tus-version': VERSION,
      'tus-extension': 'creation,expiration,checksum,termination',
      'tus-max-size': String(MOST_BYTES),
      'tus-checksum-algorithm': [...ALGORITHMS].join(','),
    }),
  );
  app.post('/', (c) => begin(house, c));
  // Hono answers HEAD with what GET would.
  app.get('/:upload', (c) => standing(house, c));
  app.patch('/:upload', (c) => append(house, c));
  app.delete('/:upload', (c) => end(house, c));
  return app;
}

/** Whose uploads come from there; null for a browser that no page of the site has met. */
export function senderOf(house: House, c: SiteVisit): Sender | null {
  const visitor = knownVisitor(house, c);
  if (visitor === null) return null;
  return senderFor(house, c, visitor);
}

export function senderFor(house: House, c: SiteVisit, visitor: string): Sender {
  const { tenant, site } = c.get('snapshot');
  return {
    tenantId: tenant.id,
    siteId: site.id,
    visitorHash: house.vault.hash('upload-visitor', `${site.id}\0${visitor}`),
  };
}

async function begin(house: House, c: SiteVisit): Promise<Response> {
  const from = senderOf(house, c);
  const visitor = knownVisitor(house, c);
  const ours =
    visitor !== null &&
    isCsrfToken(c.req.header('x-csrf'), csrfToken(house.config.secret, hostOf(c), visitor));
  if (!from || !ours) return said(403, 'Rechargez la page, puis choisissez de nouveau le fichier.');
  const size = Number(c.req.header('upload-length') ?? Number.NaN);
  if (!Number.isSafeInteger(size) || size < 0) return said(400, 'La taille du fichier n’est pas dite.');
  if (size > MOST_BYTES) return said(413, 'Ce fichier est trop lourd. La limite est de 25\u00A0Mo.');
  if (size === 0) return said(400, 'Ce fichier est vide. Vérifiez qu’il s’ouvre.');
  const wait = await house.limits.take('upload-address', addressOf(house, c));
  if (wait > 0)
    return said(429, `Beaucoup de fichiers sont partis de votre connexion. Attendez ${waitText(wait)}.`, {
      'retry-after': String(wait),
    });
  const { filename = '', filetype = '' } = metadata(c.req.header('upload-metadata') ?? '');
  const file = { name: (filename || 'fichier').slice(-200), type: filetype.slice(0, 200), size };
  const row = await beginUpload(house, from, file, c.get('now'));
  if (!row)
    return said(429, 'Trop de fichiers sont en cours d’envoi. Envoyez d’abord cette page, ou retirez-en.');
  return c.body(null, 201, { location: `${UPLOADS}/${row.id}`, ...expiry(row) });
}

/** `filename d29ybGQ=,type ...`: keys with their values in Base64. */
function metadata(header: string): Readonly<Record<string, string>> {
  const pairs = header
    .slice(0, 2_000)
    .split(',')
    .map((pair) => pair.trim().split(' '))
    .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')] as const);
  return Object.fromEntries(pairs);
}

async function standing(house: House, c: SiteVisit): Promise<Response> {
  const row = await found(house, c);
  if (!row) return gone();
  const refusal = await finishUpload(house, row, c.get('now'));
  if (refusal) return said(422, refusal);
  return c.body(null, 200, offset(row));
}

async function append(house: House, c: SiteVisit): Promise<Response> {
  const row = await found(house, c);
  if (!row) return gone();
  if (c.req.header('content-type') !== CONTENT) return said(415, `Il faut ${CONTENT}.`);
  if (Number(c.req.header('upload-offset') ?? Number.NaN) !== row.received)
    return said(409, 'L’envoi reprend d’un autre endroit.', offset(row));
  if (Number(c.req.header('content-length') ?? 0) > row.size - row.received)
    return said(413, 'Ce fichier est plus lourd que ce qui était annoncé.');
  const checksum = checksumIn(c.req.header('upload-checksum'));
  if (checksum === 'unknown') return said(400, 'Cette empreinte n’est pas comprise.');
  const content = c.req.raw.body ?? empty();
  const now = c.get('now');
  const added = await addPiece(house, row, { content, ...(checksum && { checksum }) }, now);
  if ('refused' in added) {
    if (added.refused === 'checksum') return said(460, 'Ce morceau est arrivé abîmé.');
    if (added.refused === 'full') return said(413, 'Cet envoi a été coupé trop de fois. Recommencez-le.');
    return said(409, 'Un autre morceau est arrivé avant.');
  }
  const refusal = await finishUpload(house, added.upload, now);
  if (refusal) return said(422, refusal);
  return c.body(null, 204, offset(added.upload));
}

async function* empty(): AsyncGenerator<Uint8Array> {}

function checksumIn(header: string | undefined) {
  if (header === undefined) return undefined;
  const [algorithm = '', digest = ''] = header.split(' ');
  return ALGORITHMS.has(algorithm) ? { algorithm, digest } : 'unknown';
}

async function end(house: House, c: SiteVisit): Promise<Response> {
  const row = await found(house, c);
  if (!row) return gone();
  await endUpload(house, row);
  return c.body(null, 204);
}

async function found(house: House, c: SiteVisit): Promise<Upload | null> {
  const from = senderOf(house, c);
  return from && uploadOf(house, from, c.req.param('upload') ?? '', c.get('now'));
}

function offset(row: Upload): Record<string, string> {
  return { 'upload-offset': String(row.received), 'upload-length': String(row.size), ...expiry(row) };
}

function expiry({ expiresAt }: Upload): Record<string, string> {
  return { 'upload-expires': new Date(expiresAt).toUTCString() };
}

const gone = (): Response => said(404, 'Cet envoi n’existe pas, ou plus. Choisissez de nouveau le fichier.');

/** A refusal with the sentence that the script shows. */
function said(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'tus-resumable': VERSION, ...headers },
  });
}
