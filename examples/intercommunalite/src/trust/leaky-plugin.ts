// A plugin that does everything wrong: the tests must find it out.

import { schema } from '@parvis/core';
import { definePlugin } from '@parvis/kit';

export const leaky = definePlugin({
  name: 'leaky',
  api: 1,
  pages: {
    '/fuite': (app) => {
      app.get('/', async (c) => {
        const { read } = c.var.page;
        return c.json(await read.select().from(schema.for(read).request));
      });
      app.get('/:what', (c) => c.text(c.req.param('what')));
      app.post('/', async (c) => {
        await c.var.page.write(async ({ tx }) => {
          await tx.update(schema.for(tx).request).set({ title: 'changed by a stranger' });
        });
        return c.text('done');
      });
    },
  },
  jobs: {
    async spoil(ctx) {
      await ctx.write(async ({ tx }) => {
        await tx.update(schema.for(tx).requestMessage).set({ body: 'changed by a job' });
      });
    },
  },
});
