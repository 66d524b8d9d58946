import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { openDb } from './database.ts';
import { describeEachEngine, sameDatabase } from './testing.ts';
import { createTables, tables } from './testing-schema.ts';

const run = promisify(execFile);
const child = fileURLToPath(new URL('testing-count-process.ts', import.meta.url));

describeEachEngine('processes on one database', (open) => {
  it('write one after the other, and lose no write', async () => {
    const db = await open();
    await createTables(db);
    const { venue } = tables.for(db);
    await db.write((tx) => tx.insert(venue).values({ id: 'v', name: 'Mairie' }));
    const given = JSON.stringify({ options: sameDatabase(db), id: 'v', times: 50 });
    await Promise.all([1, 2].map(() => run(process.execPath, ['--import', 'tsx', child, given])));
    expect(await db.read.select({ places: venue.places }).from(venue)).toEqual([{ places: 100 }]);
  }, 30_000);

  it('wait for each other without stopping their own event loop, and not for ever', async () => {
    const db = await open();
    if (db.engine !== 'sqlite') return;
    await createTables(db);
    const { venue } = tables.for(db);
    const patient = await openDb(sameDatabase(db));
    const impatient = await openDb({ ...sameDatabase(db), busyTimeout: 50 });
    let beats = 0;
    const heart = setInterval(() => beats++, 5);
    const slow = db.write(async (tx) => {
      await tx.insert(venue).values({ name: 'first' });
      await sleep(400);
    });
    const waited = patient.write((tx) => tx.insert(venue).values({ name: 'second' }));
    const refused = impatient.write((tx) => tx.insert(venue).values({ name: 'third' }));
    await expect(refused).rejects.toMatchObject({ code: 'PARVIS_DB_BUSY' });
    await Promise.all([slow, waited]);
    clearInterval(heart);
    expect(await db.read.select({ name: venue.name }).from(venue)).toEqual([
      { name: 'first' },
      { name: 'second' },
    ]);
    // A loop that SQLite's own waiting blocked would hardly have beaten at all.
    expect(beats).toBeGreaterThan(10);
    await Promise.all([patient.close(), impatient.close()]);
  });
});
