// Who may read the mails that were not sent: visitors of a demonstration, nobody else.

import { describeEachHost, openTown } from '@parvis/testing';
import { expect, it } from 'vitest';
import { schema } from '../schema.ts';

describeEachHost('the mailbox', (open) => {
  it('opens where every site is a demonstration, and only on the hosts that list the sites', async () => {
    const host = await open();
    expect((await host.visit('localhost').get('/_courrier')).status).toBe(200);
    await openTown(host, { demo: false });
    expect((await host.visit('localhost').get('/_courrier')).status).toBe(404);
    await host.house.db.write(async (tx) => {
      await tx.update(schema.for(tx).site).set({ demo: true });
    });
    expect((await host.visit('localhost').get('/_courrier')).status).toBe(200);
    expect((await host.visit('le-favril.localhost').get('/_courrier')).status).toBe(404);
  });
});
