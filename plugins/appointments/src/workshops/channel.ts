// Workshops in the `appointment` channel: the same way into services, the same requests, the same letters.

import type { Channel, Ctx, SlotBlock, SlotFiller } from '@parvis/kit';
import { toHtml } from '@parvis/kit';
import { showWorkshop, workshopWay } from './block.ts';
import { workshopMessages, workshopReceipt } from './messages.ts';

/** The channel of appointments, for requests that are a place at a workshop too. */
export function withWorkshops(channel: Channel): Channel {
  return {
    ...channel,
    offer: (ctx, service, settings) =>
      settings.workshops === true ? workshopWay(ctx, service) : channel.offer(ctx, service, settings),
    show: async (ctx, request, viewer, options) =>
      (await showWorkshop(ctx, request, viewer, options)) ??
      (await channel.show?.(ctx, request, viewer, options)) ??
      null,
    receipt: async (ctx, request) =>
      (await workshopReceipt(ctx, request)) ?? (await channel.receipt?.(ctx, request)) ?? null,
    messages: { ...channel.messages, ...workshopMessages },
  };
}

/** One after the other in the same slot. */
export function together(...fillers: readonly SlotFiller[]): SlotFiller {
  return async (ctx: Ctx): Promise<SlotBlock | null> => {
    const blocks = (await Promise.all(fillers.map((fill) => fill(ctx)))).filter((block) => block !== null);
    if (blocks.length === 0) return null;
    const ends = blocks.flatMap(({ until }) => (until === undefined ? [] : [until]));
    return {
      html: toHtml(blocks.map(({ html }) => html).join('\n')),
      tags: [...new Set(blocks.flatMap(({ tags }) => tags))],
      ...(ends.length > 0 && { until: Math.min(...ends) }),
    };
  };
}
