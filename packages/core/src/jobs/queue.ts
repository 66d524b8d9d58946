// Work for later, written in the same transaction as what asked for it: after a crash nothing is lost, and nothing is
// done for a transaction that was rolled back. A job runs at least once.

import { and, asc, type Db, eq, inArray, isNull, lte, type Tx } from '@parvis/db';
import { schema } from '../schema.ts';

export interface Job {
  readonly id: string;
  /** `core` or the name of a plugin. */
  readonly owner: string;
  readonly name: string;
  readonly siteId: string | null;
  readonly payload: unknown;
  /** 1 on the first run. */
  readonly attempts: number;
}

export interface NewJob {
  readonly owner: string;
  readonly name: string;
  readonly siteId: string | null;
  readonly payload: unknown;
  /** Epoch milliseconds. */
  readonly dueAt: number;
}

export interface JobQueue {
  enqueue(tx: Tx, job: NewJob): Promise<void>;
  /** Several, in one statement. */
  enqueueAll(tx: Tx, jobs: readonly NewJob[]): Promise<void>;
  /** Starts working in the background. */
  start(): void;
  /** Stops after the job at hand. */
  stop(): Promise<void>;
  /**
   * Runs everything that is due, and what that makes due; returns how many jobs it ran. What is being done in the background
   * is done too when it returns. For tests and `parvis` commands.
   */
  drain(): Promise<number>;
}

export interface QueueOptions {
  readonly db: Db;
  readonly run: (job: Job) => Promise<void>;
  readonly onFailure: (job: Job, error: unknown, final: boolean) => void;
  /** Epoch milliseconds; the machine’s clock unless given. */
  readonly now?: () => number;
  /** Milliseconds between two looks at the table, when nothing wakes the queue: another node may have enqueued. */
  readonly pollEvery?: number;
}

const BATCH = 10;
// A job not finished by then is taken up again, by this process or another.
const LEASE = 5 * 60_000;
const ATTEMPTS = 8;
/** Milliseconds before the next try: 10 s, 40 s, 2 min 40 s… about 15 hours in all. */
const backoff = (attempts: number): number => 10_000 * 4 ** (attempts - 1);

export function jobQueue({
  db,
  run,
  onFailure,
  now: clock = Date.now,
  pollEvery = 5_000,
}: QueueOptions): JobQueue {
  let started = false;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<number> | undefined;
  let woken = false;

  function wake(): void {
    if (!started) return;
    if (working) {
      woken = true;
      return;
    }
    clearTimeout(timer);
    working = drain()
      .catch(() => 0) // The database is away: the next look will tell.
      .finally(() => {
        working = undefined;
        if (!started) return;
        timer = setTimeout(wake, woken ? 0 : pollEvery);
        timer.unref();
        woken = false;
      });
  }

  async function drain(): Promise<number> {
    let ran = 0;
    for (let jobs = await claim(db, clock()); jobs.length > 0; jobs = await claim(db, clock())) {
      for (const job of jobs) await settle(job);
      ran += jobs.length;
    }
    return ran;
  }

  async function settle(job: Job): Promise<void> {
    try {
      await run(job);
      await db.write(async (tx) => {
        const { job: table } = schema.for(tx);
        await tx.delete(table).where(eq(table.id, job.id));
      });
    } catch (error) {
      const final = job.attempts >= ATTEMPTS;
      onFailure(job, error, final);
      await db.write(async (tx) => {
        const { job: table } = schema.for(tx);
        const now = clock();
        await tx
          .update(table)
          .set({ dueAt: now + backoff(job.attempts), error: String(error), failedAt: final ? now : null })
          .where(eq(table.id, job.id));
      });
    }
  }

  async function enqueueAll(tx: Tx, jobs: readonly NewJob[]): Promise<void> {
    if (jobs.length === 0) return;
    await tx.insert(schema.for(tx).job).values([...jobs]);
    tx.afterCommit(wake);
  }

  return {
    enqueue: (tx, job) => enqueueAll(tx, [job]),
    enqueueAll,
    start() {
      started = true;
      wake();
    },
    async stop() {
      started = false;
      clearTimeout(timer);
      await working;
    },
    async drain() {
      await working;
      const ran = await drain();
      await working;
      return ran;
    },
  };
}

/** Takes the next due jobs: nobody else does until their lease ends. */
async function claim(db: Db, now: number): Promise<readonly Job[]> {
  const t = schema.for(db.read).job;
  const due = and(isNull(t.failedAt), lte(t.dueAt, now));
  // Looking costs no write lock where nothing is due.
  const [any] = await db.read.select({ id: t.id }).from(t).where(due).limit(1);
  if (!any) return [];
  return db.write(async (tx) => {
    const { job: table } = schema.for(tx);
    const rows = await tx
      .select()
      .from(table)
      .where(and(isNull(table.failedAt), lte(table.dueAt, now)))
      .orderBy(asc(table.dueAt), asc(table.id))
      .limit(BATCH);
    const jobs = rows.map(({ id, owner, name, siteId, payload, attempts }) => ({
      id,
      owner,
      name,
      siteId,
      payload,
      attempts: attempts + 1,
    }));
    for (const attempts of new Set(jobs.map((one) => one.attempts))) {
      const ids = jobs.filter((one) => one.attempts === attempts).map((one) => one.id);
      await tx
        .update(table)
        .set({ dueAt: now + LEASE, attempts })
        .where(inArray(table.id, ids));
    }
    return jobs;
  });
}
