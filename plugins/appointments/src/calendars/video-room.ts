// Where an agent receives by video: a room of their own, whose link goes to whoever booked.

import type { TxCtx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import type { Resource } from '../schema.ts';
import { tables } from './tables.ts';

/** Null takes it away. */
export async function setVideoRoom(
  ctx: TxCtx,
  { id: resourceId }: Pick<Resource, 'id'>,
  url: string | null,
): Promise<void> {
  const { videoRoom } = tables.for(ctx.tx);
  await ctx.tx.delete(videoRoom).where(ctx.own(videoRoom, eq(videoRoom.resourceId, resourceId)));
  if (url !== null) await ctx.tx.insert(videoRoom).values({ resourceId, tenantId: ctx.tenant.id, url });
  await ctx.record('video-room-set', { kind: 'agenda', id: resourceId });
}
