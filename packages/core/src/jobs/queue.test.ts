// The outbox, on both engines.

import { type Db, eq, migrate } from '@parvis/db';
import { describeEachEngine } from '@parvis/db/testing';
import { expect, it } from 'vitest';
import { schema } from '../schema.ts';
import { type Job, jobQueue } from './queue.ts';

const wanted = (name: string, dueAt = 0) => ({ owner: 'core', name, siteId: null, payload: { name }, dueAt });

describeEachEngine('the queue of jobs', (open) => {
  async function queue(run: (job: Job) => Promise<void>) {
    const db = await open();
    await migrate(db, [{ owner: 'core', folder: new URL('../../migrations/', import.meta.url) }]);
    const failures: { readonly name: string; readonly final: boolean }[] = [];
    const jobs = jobQueue({
      db,
      run,
      onFailure: (job, _error, final) => failures.push({ name: job.name, final }),
    });
    return { db, jobs, failures };
  }
  const left = async (db: Db) => db.read.select().from(schema.for(db.read).job);

  it('runs what is due once, and leaves what is not', async () => {
    const ran: string[] = [];
    const { db, jobs } = await queue(async (job) => void ran.push(job.name));
    await db.write(async (tx) => {
      await jobs.enqueue(tx, wanted('now'));
      await jobs.enqueue(tx, wanted('later', Date.now() + 60_000));
    });
    expect(await jobs.drain()).toBe(1);
    expect(await jobs.drain()).toBe(0);
    expect(ran).toEqual(['now']);
    expect((await left(db)).map((one) => one.name)).toEqual(['later']);
  });

  it('runs nothing of a transaction that was rolled back', async () => {
    const ran: string[] = [];
    const { db, jobs } = await queue(async (job) => void ran.push(job.name));
    const failing = db.write(async (tx) => {
      await jobs.enqueue(tx, wanted('never'));
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect(await jobs.drain()).toBe(0);
  });

  it('tries again later what failed, and stops after eight times, keeping why', async () => {
    const { db, jobs, failures } = await queue(async () => {
      throw new Error('no server');
    });
    await db.write((tx) => jobs.enqueue(tx, wanted('mail')));
    for (let times = 1; times <= 8; times++) {
      await jobs.drain();
      // As if the wait were over.
      await db.write(async (tx) => {
        const { job } = schema.for(tx);
        await tx.update(job).set({ dueAt: 0 }).where(eq(job.name, 'mail'));
      });
    }
    expect(await jobs.drain()).toBe(0);
    expect(failures).toHaveLength(8);
    expect(failures.filter((one) => one.final)).toHaveLength(1);
    const [row] = await left(db);
    expect(row?.error).toContain('no server');
    expect(row?.failedAt).not.toBeNull();
  });

  it('gives a job to one worker only', async () => {
    const ran: string[] = [];
    const run = async (job: Job) => void ran.push(job.name);
    const { db, jobs } = await queue(run);
    const other = jobQueue({ db, run, onFailure: () => {} });
    await db.write(async (tx) => {
      for (let i = 0; i < 30; i++) await jobs.enqueue(tx, wanted(`job ${i}`));
    });
    await Promise.all([jobs.drain(), other.drain()]);
    expect(ran).toHaveLength(30);
    expect(new Set(ran).size).toBe(30);
  });

  it('works in the background as soon as the transaction is committed', async () => {
    let done: () => void = () => {};
    const ran = new Promise<void>((resolve) => {
      done = resolve;
    });
    const { db, jobs } = await queue(async () => done());
    jobs.start();
    await db.write((tx) => jobs.enqueue(tx, wanted('now')));
    await ran;
    await jobs.stop();
    expect(await left(db)).toEqual([]);
  });
});
