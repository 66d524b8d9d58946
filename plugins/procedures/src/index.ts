// Procedures: the `form` channel, from the first question to the request that an agent reads.

import { definePlugin } from '@parvis/kit';
import { wakeClock } from './case/clock-job.ts';
import { correctionRoutes } from './case/correction.ts';
import { deskRoutes } from './case/desk.ts';
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
  pages: { '/completer': correctionRoutes },
  desk: { routes: deskRoutes },
  jobs: { clock: wakeClock },
  async starter(tx) {
    for (const procedure of starterProcedures) await publishProcedure(tx, procedure);
  },
  retention,
  impersonal,
});

export { type NewProcedure, publishProcedure } from './publish.ts';
export { starterProcedures } from './starter/index.ts';
