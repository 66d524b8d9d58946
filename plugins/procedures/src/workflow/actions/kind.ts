// What a workflow must know of a kind of action: a file beside this one each. Carrying it out is `case/actions`.

import type { Known } from '../known.ts';
import type { LetterTemplate } from '../workflow.ts';

export interface ActionKind<A> {
  /**
   * Refuses what could not work.
   *
   * @throws CodedError PARVIS_WORKFLOW_REFERENCE and its like
   */
  check(action: A, where: string, known: Known): void;
  /** What it does, in a few French words, as in a list. */
  words(action: A, letters: readonly LetterTemplate[]): string;
  /** What it notes on the case: names that conditions and texts may use then. */
  notes?(action: A): readonly string[];
  /** Something leaves for somebody: what `nothingSent` of a scenario looks for. */
  readonly leaves?: boolean;
}

const NBSP = '\u00A0';
export const quoted = (text: string): string => `«${NBSP}${text}${NBSP}»`;
