// What someone sent, looked at before it is kept: is it what its name says, is it a picture that tells where it was taken?

import { extname } from 'node:path';

export type Inspection =
  | { readonly ok: true; readonly type: string; readonly bytes: Buffer }
  | { readonly ok: false; readonly why: 'not-what-it-says' | 'damaged-picture' };

/** Names that mean the same content, as `file-type` says it. */
const SAME: Readonly<Record<string, string>> = {
  jpeg: 'jpg',
  jfif: 'jpg',
  tiff: 'tif',
  // Office documents of before 2007 share one container.
  doc: 'cfb',
  xls: 'cfb',
  ppt: 'cfb',
  msg: 'cfb',
};

/** What only its name tells: text has no signature. */
const TEXTS: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  csv: 'text/csv',
  md: 'text/markdown',
  json: 'application/json',
  xml: 'application/xml',
  ics: 'text/calendar',
  eml: 'message/rfc822',
};

const UNKNOWN = 'application/octet-stream';
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp']);
/** Pixels of a picture that is opened: beyond, it is an attack on memory (12,000 by 8,000). */
const MOST_PIXELS = 96_000_000;

/** Says the real type; of a picture, gives it back without what it tells of the place and the telephone. */
export async function inspect(name: string, bytes: Buffer): Promise<Inspection> {
  const extension = extname(name).slice(1).toLowerCase();
  const said = SAME[extension] ?? extension;
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(bytes);
  if (!found && KNOWN.has(said)) return { ok: false, why: 'not-what-it-says' };
  if (!found) return { ok: true, type: TEXTS[said] ?? UNKNOWN, bytes };
  if (found.ext !== said) return { ok: false, why: 'not-what-it-says' };
  if (!PICTURES.has(found.mime)) return { ok: true, type: found.mime, bytes };
  const clean = await withoutMetadata(bytes);
  return clean ? { ok: true, type: found.mime, bytes: clean } : { ok: false, why: 'damaged-picture' };
}

/** Extensions whose content has a signature: a file so named that has none is something else. */
const KNOWN = new Set([
  'pdf',
  'jpg',
  'png',
  'webp',
  'gif',
  'tif',
  'heic',
  'docx',
  'xlsx',
  'odt',
  'ods',
  'zip',
  'cfb',
]);

/** The same picture, the right way up, with no Exif, IPTC or XMP; null where it cannot be read. */
async function withoutMetadata(bytes: Buffer): Promise<Buffer | null> {
  const { default: sharp } = await import('sharp');
  try {
    // sharp writes no metadata unless asked to. The quality is one at which letters on a photographed page stay sharp.
    return await sharp(bytes, { limitInputPixels: MOST_PIXELS, sequentialRead: true })
      .autoOrient()
      .jpeg({ quality: 90, force: false })
      .webp({ quality: 90, force: false })
      .timeout({ seconds: 20 })
      .toBuffer();
  } catch {
    return null;
  }
}
