// Procedures: the `form` channel, from the first question to the request that an agent reads.

import { definePlugin } from '@parvis/kit';
import { channel } from './channel.ts';
import { publishProcedure } from './publish.ts';
import { impersonal, retention } from './retention.ts';
import { tables } from './schema.ts';
import { starterProcedures } from './starter/index.ts';

export const procedures = definePlugin({
  name: 'procedures',
  api: 1,
  tables,
  migrations: new URL('../migrations/', import.meta.url),
  views: new URL('../views/', import.meta.url),
  channels: { form: channel },
  async starter(tx) {
    for (const procedure of starterProcedures) await publishProcedure(tx, procedure);
  },
  retention,
  impersonal,
});

export { type NewProcedure, publishProcedure } from './publish.ts';
export { starterProcedures } from './starter/index.ts';
