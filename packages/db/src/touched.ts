/** Who listens to what committed writes touched. */

import type { Attempt } from './attempt.ts';

export type TouchedListener = (tags: readonly string[]) => void;

export class Touched {
  readonly #listeners = new Set<TouchedListener>();
  readonly #report: (error: unknown) => void;

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  listen(listener: TouchedListener): () => void {
    // A listener given twice is heard twice, and each stop stops one.
    const own: TouchedListener = (tags) => listener(tags);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  emit(tags: readonly string[]): void {
    if (tags.length === 0) return;
    for (const listener of this.#listeners) this.#safely(() => listener(tags));
  }

  /** Everything that follows a commit. Nothing in it can undo the commit, so its errors are only reported. */
  committed(attempt: Attempt): void {
    this.emit([...attempt.tags]);
    for (const callback of attempt.callbacks) this.#safely(callback);
  }

  #safely(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#report(error);
    }
  }
}
