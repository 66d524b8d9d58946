// The files that came with the messages of a request: letters, for whoever may read the thread.

import { and, eq, isNotNull, type Reader } from '@parvis/db';
import { formatBytes } from '@parvis/forms';
import type { CitizenRequest, PageCtx } from '@parvis/kit';
import { fileAnswer } from '../files/download.ts';
import type { House } from '../house.ts';
import { notFound } from '../http/error-pages.ts';
import type { SiteVisit } from '../http/visit.ts';
import { schema } from '../schema.ts';

export interface MessageLink {
  readonly href: string;
  readonly text: string;
}

/** By message; `pathOf` says where a file is got. */
export async function messageLinks(
  reader: Reader,
  request: CitizenRequest,
  pathOf: (fileId: string) => string,
): Promise<ReadonlyMap<string, readonly MessageLink[]>> {
  const { file } = schema.for(reader);
  const rows = await reader
    .select({ id: file.id, messageId: file.messageId, name: file.name, size: file.size })
    .from(file)
    .where(and(eq(file.requestId, request.id), isNotNull(file.messageId)));
  const links = new Map<string, MessageLink[]>();
  for (const { id, messageId, name, size } of rows) {
    if (messageId === null) continue;
    const link = { href: pathOf(id), text: `${name} (${formatBytes(size)})` };
    links.set(messageId, [...(links.get(messageId) ?? []), link]);
  }
  return links;
}

/** To whoever may read the thread: what they sent with the form itself is not among these. */
export async function messageFileAnswer(
  house: House,
  c: SiteVisit,
  ctx: PageCtx,
  request: CitizenRequest,
  fileId: string,
): Promise<Response> {
  const { file } = schema.for(ctx.read);
  const [row] = await ctx.read
    .select()
    .from(file)
    .where(
      and(
        eq(file.id, fileId),
        eq(file.tenantId, ctx.tenant.id),
        eq(file.requestId, request.id),
        isNotNull(file.messageId),
      ),
    );
  if (!row) throw notFound();
  return fileAnswer(house, c, row);
}
