// The declared tables and the migrations say the same, on both engines.

import { migrate } from '@parvis/db';
import { schemaDrift } from '@parvis/db/migrations';
import { describeEachEngine } from '@parvis/db/testing';
import { expect, it } from 'vitest';
import { appointments } from './index.ts';

describeEachEngine('the tables of appointments', (open) => {
  it('are those that its migrations make', async () => {
    const db = await open();
    await migrate(db, [{ owner: 'appointments', folder: new URL('../migrations/', import.meta.url) }]);
    const { tables } = appointments;
    expect(tables && (await schemaDrift(db, tables))).toEqual([]);
  });
});
