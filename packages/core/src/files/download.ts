// Giving a file back: always a download, never a page.

import { PageError } from '@parvis/kit';
import type { House } from '../house.ts';
import { notFound } from '../http/error-pages.ts';
import type { SiteVisit } from '../http/visit.ts';
import type { ScanState } from './scanner.ts';

export interface StoredRow {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly size: number;
  readonly scan: ScanState;
}

/**
 * The answer for someone who may see the file: that is for the caller to know.
 *
 * @throws PageError 409 until it was scanned, 410 where it turned out to be infected
 */
export async function fileAnswer(house: House, c: SiteVisit, file: StoredRow): Promise<Response> {
  refuseUnscanned(file.scan);
  const content = await house.files.open(file.tenantId, file.id);
  return c.body(ReadableStream.from<Uint8Array>(content), 200, {
    'content-type': 'application/octet-stream',
    'content-length': String(file.size),
    'content-disposition': attachmentNamed(file.name),
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
}

/** Types that a browser shows without running anything of them: never HTML, never SVG. */
const SHOWN: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];

export function isShown(type: string): boolean {
  return SHOWN.includes(type);
}

/**
 * The same to be looked at, in a frame of the site or alone: a picture, or a PDF in the browser's own viewer. Its type is what
 * was found in it when it came, and the browser is told to guess nothing.
 *
 * @throws PageError as `fileAnswer`; 404 for what is not shown
 */
export async function fileView(
  house: House,
  c: SiteVisit,
  file: StoredRow & { readonly type: string },
): Promise<Response> {
  if (!isShown(file.type)) throw notFound();
  const answer = await fileAnswer(house, c, file);
  // A sandbox keeps the viewer of PDF from working; it runs apart from the site by itself.
  const policy = file.type === 'application/pdf' ? "style-src 'unsafe-inline'; object-src 'self'" : 'sandbox';
  answer.headers.set('content-type', file.type);
  answer.headers.set('content-disposition', attachmentNamed(file.name).replace(/^attachment/, 'inline'));
  answer.headers.set('content-security-policy', `default-src 'none'; ${policy}; frame-ancestors 'self'`);
  return answer;
}

function refuseUnscanned(scan: ScanState): void {
  if (scan === 'waiting') {
    throw new PageError(
      409,
      'Ce fichier n’est pas encore vérifié',
      'La recherche de virus n’est pas terminée. Réessayez dans quelques minutes.',
    );
  }
  if (scan === 'infected') {
    throw new PageError(
      410,
      'Ce fichier a été supprimé',
      'Il contenait un virus. Demandez à la personne de vous l’envoyer de nouveau.',
    );
  }
}

/** RFC 6266: a plain name for old browsers, the real one in UTF-8. */
export function attachmentNamed(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '_')
    .slice(-100);
  // A lone half of a pair, which a cut name may end with, cannot be encoded.
  const encoded = encodeURIComponent(name.replace(/\p{Cs}/gu, '\u{FFFD}')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
