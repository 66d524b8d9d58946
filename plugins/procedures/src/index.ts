// Procedures: the `form` channel, from the first question to the request that an agent reads.

import { definePlugin } from '@parvis/kit';
import { channel } from './channel.ts';
import { purgeDrafts } from './drafts.ts';
import { publishProcedure } from './publish.ts';
import { tables } from './schema.ts';
import { starterProcedures } from './starter/index.ts';

const DAY = 86_400_000;

export const procedures = definePlugin({
  name: 'procedures',
  api: 1,
  tables,
  migrations: new URL('../migrations/', import.meta.url),
  views: new URL('../views/', import.meta.url),
  channels: { form: channel },
  jobs: {
    async purge(ctx) {
      await purgeDrafts(ctx);
      await ctx.write((tx) => tx.enqueue('purge', {}, { at: tx.now + DAY }));
    },
  },
  async starter(tx) {
    for (const procedure of starterProcedures) await publishProcedure(tx, procedure);
    await tx.enqueue('purge', {}, { at: tx.now + DAY });
  },
});

export { type NewProcedure, publishProcedure } from './publish.ts';
export { starterProcedures } from './starter/index.ts';
