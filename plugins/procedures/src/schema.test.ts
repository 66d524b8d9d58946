// The declared tables and the migrations say the same, on both engines.

import { migrate } from '@parvis/db';
import { schemaDrift } from '@parvis/db/migrations';
import { describeEachEngine } from '@parvis/db/testing';
import { expect, it } from 'vitest';
import { resumeTables } from './resume/tables.ts';
import { tables } from './schema.ts';

describeEachEngine('the tables of procedures', (open) => {
  it('are those that its migrations make', async () => {
    const db = await open();
    await migrate(db, [{ owner: 'procedures', folder: new URL('../migrations/', import.meta.url) }]);
    expect(await schemaDrift(db, tables)).toEqual([]);
    expect(await schemaDrift(db, resumeTables)).toEqual([]);
  });
});
