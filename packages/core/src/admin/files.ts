// A file of a request, for an agent who may see it.

import { and, eq } from '@parvis/db';
import type { DeskCtx } from '@parvis/kit';
import { fileAnswer } from '../files/download.ts';
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
  ctx.looked('file', [id]);
  return fileAnswer(house, c, row);
}
