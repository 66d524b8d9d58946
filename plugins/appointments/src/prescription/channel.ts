// Who oriented someone and why, on the page of the request: for the agents who receive the person, and nobody else.

import type { Channel } from '@parvis/kit';
import { toHtml } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { prescriptionTables } from './tables.ts';

/** The channel of appointments, for requests that someone was oriented to. */
export function withOrientations(channel: Channel): Channel {
  return {
    ...channel,
    async show(ctx, request, viewer, options) {
      const block = (await channel.show?.(ctx, request, viewer, options)) ?? null;
      if (block === null || viewer === 'citizen' || options.mayAct !== true) return block;
      const { prescription } = prescriptionTables.for(ctx.read);
      const [found] = await ctx.read
        .select()
        .from(prescription)
        .where(ctx.own(prescription, eq(prescription.requestId, request.id)));
      if (found === undefined) return block;
      const body = ctx.authorities.find(({ id }) => id === found.authorityId);
      const by = [found.agentName, ...(body === undefined ? [] : [body.name])].join(', ');
      return toHtml(`${block}\n${ctx.view('orientation-block', { by, why: found.why })}`);
    },
  };
}
