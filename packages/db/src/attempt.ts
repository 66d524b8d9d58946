/** One run of a `work`: whether its `tx` may still be used, and what is to follow its commit. */

import { DbError } from './errors.ts';

export class Attempt {
  readonly tags = new Set<string>();
  readonly callbacks: (() => void)[] = [];
  #ended = false;
  #failure: { readonly error: unknown; readonly original: unknown } | undefined;

  get ended(): boolean {
    return this.#ended;
  }

  /** What the first failed statement threw: to the caller, and as the driver said it. */
  get failure(): { readonly error: unknown; readonly original: unknown } | undefined {
    return this.#failure;
  }

  /** Throws unless a statement may run. */
  assertUsable(): void {
    if (this.#ended) {
      throw new DbError(
        'PARVIS_DB_TX_ENDED',
        'A transaction was used after its end.',
        'Await every statement inside the work given to db.write, and keep no tx outside of it.',
      );
    }
    if (this.#failure !== undefined) {
      throw new DbError(
        'PARVIS_DB_TX_FAILED',
        'A transaction was used after one of its statements failed.',
        'Let the error leave the work, and catch it around db.write; use onConflictDoNothing to expect one.',
        { cause: this.#failure.error },
      );
    }
  }

  /**
   * PostgreSQL refuses everything after a failed statement and turns the commit into a rollback; SQLite would
   * carry on. Noting the failure makes both behave as the stricter one.
   */
  fail(error: unknown, original: unknown): void {
    this.#failure ??= { error, original };
  }

  end(): void {
    this.#ended = true;
  }

  touch(tags: readonly string[]): void {
    this.assertUsable();
    for (const tag of tags) this.tags.add(tag);
  }

  afterCommit(callback: () => void): void {
    this.assertUsable();
    this.callbacks.push(callback);
  }
}
