// A file of a request, for an agent who may see it: always a download, never a page.

import { and, eq } from '@parvis/db';
import type { DeskCtx } from '@parvis/kit';
import type { House } from '../house.ts';
import { notFound } from '../http/error-pages.ts';
import type { SiteVisit } from '../http/visit.ts';
import { schema } from '../schema.ts';

export async function fileDownload(house: House, c: SiteVisit, ctx: DeskCtx, id: string): Promise<Response> {
  const { file } = schema.for(ctx.read);
  const [row] = await ctx.read
    .select()
    .from(file)
    .where(and(eq(file.id, id), eq(file.tenantId, ctx.tenant.id)));
  if (!row?.requestId || !(await ctx.requestFor(row.requestId))) throw notFound();
  return c.body(house.files.open(row.tenantId, row.id), 200, {
    'content-type': 'application/octet-stream',
    'content-length': String(row.size),
    'content-disposition': attachmentNamed(row.name),
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
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
