import { expect, it } from 'vitest';
import { openDb, runAlone } from './database.ts';
import { describeEachEngine, type OpenTestDb, sameDatabase } from './testing.ts';

async function withCounters(open: OpenTestDb) {
  const db = await open();
  await runAlone(db, (runner) =>
    runner.exec(
      'CREATE TABLE rate_limit (key text PRIMARY KEY NOT NULL, points integer NOT NULL, expire bigint)',
    ),
  );
  return db;
}

describeEachEngine('a limiter', (open) => {
  it('lets so many tries through, each key for itself, however close together', async () => {
    const limiter = (await withCounters(open)).limiter({ name: 'door', points: 5, seconds: 60 });
    const waits = await Promise.all(Array.from({ length: 8 }, () => limiter.take('claire')));
    expect(waits.filter((seconds) => seconds === 0)).toHaveLength(5);
    for (const seconds of waits.filter((one) => one > 0)) {
      expect(seconds).toBeGreaterThanOrEqual(58);
      expect(seconds).toBeLessThanOrEqual(60);
    }
    expect(await limiter.take('yvan')).toBe(0);
  });

  it('gives a try back, and forgets them all', async () => {
    const limiter = (await withCounters(open)).limiter({ name: 'door', points: 1, seconds: 60 });
    expect(await limiter.take('a')).toBe(0);
    await limiter.giveBack('a');
    expect(await limiter.take('a')).toBe(0);
    expect(await limiter.take('a')).toBeGreaterThan(0);
    await limiter.clear('a');
    expect(await limiter.take('a')).toBe(0);
  });

  it('tells limits of different names apart', async () => {
    const db = await withCounters(open);
    const [door, window] = ['door', 'window'].map((name) => db.limiter({ name, points: 1, seconds: 60 }));
    expect(await door?.take('a')).toBe(0);
    expect(await window?.take('a')).toBe(0);
    expect(await door?.take('a')).toBeGreaterThan(0);
  });

  it('counts together with the other nodes of a PostgreSQL', async () => {
    const db = await withCounters(open);
    if (db.engine !== 'postgres') return;
    const other = await openDb(sameDatabase(db));
    const limit = { name: 'door', points: 3, seconds: 60 };
    const waits = await Promise.all(
      [db, other, db, other, db].map((node) => node.limiter(limit).take('claire')),
    );
    expect(waits.filter((seconds) => seconds === 0)).toHaveLength(3);
    await other.close();
  });
});
