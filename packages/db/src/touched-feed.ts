/** Hears, on PostgreSQL, what other processes touched. */

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { listenToTouched, touchedChannel } from './dialect.ts';
import { newId } from './ids.ts';
import type { TouchedListener } from './touched.ts';

const LONGEST_PAUSE = 10_000;

export class TouchedFeed {
  readonly #url: string;
  readonly #heard: TouchedListener;
  readonly #report: (error: unknown) => void;
  /** Marks this Db's own notifications, which it hears at once and without PostgreSQL. */
  readonly #self = newId();
  #client: pg.Client | undefined;
  #stopped = false;

  constructor(url: string, heard: TouchedListener, report: (error: unknown) => void) {
    this.#url = url;
    this.#heard = heard;
    this.#report = report;
  }

  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    let listening = false;
    client.on('error', (error) => {
      if (listening && !this.#stopped) this.#report(error);
    });
    client.on('end', () => {
      if (listening && !this.#stopped) void this.#restart();
    });
    client.on('notification', ({ channel, payload = '' }) => {
      if (channel === touchedChannel) this.#receive(payload);
    });
    try {
      await client.connect();
      await client.query(listenToTouched);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    listening = true;
    this.#client = client;
    if (this.#stopped) await client.end();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end();
  }

  /** The payloads that tell other processes of `tags`, each at most `limit` bytes unless one tag alone is longer. */
  *notifications(tags: Iterable<string>, limit: number): Generator<string> {
    let batch: string[] = [];
    let bytes = 0;
    for (const tag of tags) {
      const size = Buffer.byteLength(JSON.stringify(tag)) + 1;
      if (batch.length > 0 && bytes + size > limit) {
        yield JSON.stringify([this.#self, ...batch]);
        batch = [];
        bytes = 0;
      }
      batch.push(tag);
      bytes += size;
    }
    if (batch.length > 0) yield JSON.stringify([this.#self, ...batch]);
  }

  #receive(payload: string): void {
    try {
      const parsed: unknown = JSON.parse(payload);
      if (!Array.isArray(parsed)) return;
      const [sender, ...tags] = parsed.filter((item) => typeof item === 'string');
      if (sender !== this.#self) this.#heard(tags);
    } catch (error) {
      this.#report(error);
    }
  }

  async #restart(): Promise<void> {
    for (let pause = 100; !this.#stopped; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
      try {
        await this.start();
        // What was touched while nobody listened is not known.
        this.#heard(['*']);
        return;
      } catch (error) {
        this.#report(error);
        await sleep(pause * (0.5 + Math.random()), undefined, { ref: false });
      }
    }
  }
}
