// A file of a request, for an agent who may see it.

import { and, eq } from '@parvis/db';
import type { DeskCtx } from '@parvis/kit';
import { fileAnswer, fileView } from '../files/download.ts';
import type { House } from '../house.ts';
import { notFound } from '../http/error-pages.ts';
import type { SiteVisit } from '../http/visit.ts';
import { schema } from '../schema.ts';

export async function fileDownload(house: House, c: SiteVisit, ctx: DeskCtx, id: string): Promise<Response> {
  return fileAnswer(house, c, await seenFile(ctx, id));
}

/** To be looked at beside its request. */
export async function fileInline(house: House, c: SiteVisit, ctx: DeskCtx, id: string): Promise<Response> {
  return fileView(house, c, await seenFile(ctx, id));
}

/** @throws PageError 404 for a file of no request, or of one that the agent may not see */
async function seenFile(ctx: DeskCtx, id: string) {
  const { file } = schema.for(ctx.read);
  const [row] = await ctx.read
    .select()
    .from(file)
    .where(and(eq(file.id, id), eq(file.tenantId, ctx.tenant.id)));
  if (!row?.requestId || !(await ctx.requestFor(row.requestId))) throw notFound();
  ctx.looked('file', [id]);
  return row;
}
