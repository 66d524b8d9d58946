import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { openDb, runAlone } from './database.ts';
import { describeEachEngine, sameDatabase } from './testing.ts';

describeEachEngine('touch and afterCommit', (open) => {
  it('are heard once each, after the commit and before write returns', async () => {
    const db = await open();
    const order: unknown[] = [];
    const stop = db.onTouched((tags) => order.push(tags));
    await db.write(async (tx) => {
      tx.touch('site:1', 'site:2');
      tx.touch('site:1');
      tx.afterCommit(() => order.push('callback'));
      order.push('work');
    });
    order.push('returned');
    // Long enough for PostgreSQL's own notification to come back, were it not ignored.
    await sleep(100);
    expect(order).toEqual(['work', ['site:1', 'site:2'], 'callback', 'returned']);

    stop();
    await db.write(async (tx) => tx.touch('site:3'));
    expect(order).toHaveLength(4);
  });

  it('are not heard after a rollback', async () => {
    const db = await open();
    const heard = vi.fn<() => void>();
    db.onTouched(heard);
    const failing = db.write(async (tx) => {
      tx.touch('site:1');
      tx.afterCommit(heard);
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(heard).not.toHaveBeenCalled();
  });

  it('cannot undo the commit by throwing, and are reported', async () => {
    const reported: unknown[] = [];
    const db = await open({ onBackgroundError: (error) => reported.push(error) });
    const heard: string[] = [];
    db.onTouched(() => {
      throw new RangeError('listener');
    });
    db.onTouched((tags) => heard.push(...tags));
    const written = db.write(async (tx) => {
      tx.touch('site:1');
      tx.afterCommit(() => {
        throw new RangeError('callback');
      });
      return 'written';
    });
    expect(await written).toBe('written');
    expect(heard).toEqual(['site:1']);
    expect(reported.map(String)).toEqual(['RangeError: listener', 'RangeError: callback']);
  });

  it('reach the other nodes on PostgreSQL, however many tags there are', async () => {
    const db = await open();
    if (db.engine !== 'postgres') return;
    const other = await openDb(sameDatabase(db));
    const heard: string[] = [];
    other.onTouched((tags) => heard.push(...tags));
    const tags = Array.from({ length: 1000 }, (_, n) => `commune:élan:${n}`);
    await db.write(async (tx) => tx.touch(...tags));
    await vi.waitFor(() => expect(heard).toHaveLength(1000));
    expect(heard).toEqual(tags);
    await other.close();
  });

  it('say that anything may have changed when the connection to the other nodes was lost', async () => {
    const reported: unknown[] = [];
    const db = await open({ onBackgroundError: (error) => reported.push(error) });
    if (db.engine !== 'postgres') return;
    const heard: string[] = [];
    db.onTouched((tags) => heard.push(...tags));
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
    await runAlone(db, (runner) => runner.query(cut));
    await vi.waitFor(() => expect(heard).toEqual(['*']), 5000);
    expect(reported).not.toEqual([]);

    const other = await openDb(sameDatabase(db));
    await other.write(async (tx) => tx.touch('site:1'));
    await vi.waitFor(() => expect(heard).toEqual(['*', 'site:1']));
    await other.close();
  });
});
