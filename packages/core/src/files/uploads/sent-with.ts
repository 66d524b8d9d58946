// A form that was sent with uploads which came before it: each is named under `<field>--sent`, and is a file of that field.

import { type Input, inputFrom, type UploadedFile } from '@parvis/forms';
import type { House } from '../../house.ts';
import type { ParsedBody } from '../../http/body.ts';
import type { SiteVisit } from '../../http/visit.ts';
import { senderOf } from './tus.ts';
import { wholeUploads } from './uploads.ts';

const SENT = /^(.+)--sent$/;
const MOST = 40;

/** The body with those uploads among its files; only the browser's own. */
export async function withUploads(house: House, c: SiteVisit, body: ParsedBody): Promise<Input> {
  const named = body.entries.flatMap(([name, id]) => {
    const [, field] = SENT.exec(name) ?? [];
    return field === undefined ? [] : [{ field, id }];
  });
  const from = named.length > 0 ? senderOf(house, c) : null;
  if (!from) return body.input;
  const ids = [...new Set(named.map(({ id }) => id))].slice(0, MOST);
  const found = new Map((await wholeUploads(house, from, ids)).map((file) => [file.id, file]));
  const files = named.flatMap(({ field, id }): readonly (readonly [string, UploadedFile])[] => {
    const file = found.get(id);
    return file ? [[field, file]] : [];
  });
  return inputFrom(body.entries, [...files, ...body.files]);
}
