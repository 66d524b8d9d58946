// What the code knows about each type of field: reading, checking, showing and drawing it.

import type { ControlDetail } from './control.ts';
import type { Answer, ErrorCode, Field, FieldError, Typed } from './field.ts';
import type { Input } from './input.ts';
import type { KnownCommune } from './known-commune.ts';
import type { KnownFacts } from './known-facts.ts';

/** What is wrong, before it is tied to a control. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  /** The part to correct, where the field has several. */
  readonly part?: string;
}

/** Neither answer nor problem: nothing was given. Both: what is kept (files), and what was refused. */
export interface Reading {
  readonly answer?: Answer | undefined;
  readonly problem?: Problem | undefined;
  /** What else is wrong, where the field has controls of its own. */
  readonly more?: readonly Problem[];
  /** Of blocks: their answers have just made something needed that the person has not seen. */
  readonly revealed?: boolean;
}

export interface ReadContext {
  /** 'YYYY-MM-DD' in the commune's time zone. */
  readonly today: string;
  /** The answer held so far. */
  readonly previous: Answer | undefined;
  readonly communes: readonly KnownCommune[];
}

export interface DrawContext {
  readonly answer: Answer | undefined;
  readonly typed: Typed;
  /** Of the first error. */
  readonly anchor: string | undefined;
  readonly errors: readonly FieldError[];
  readonly known: KnownFacts;
  readonly communes: readonly KnownCommune[];
  /** 'YYYY-MM-DD', where a browser is to follow the rules. */
  readonly today: string | undefined;
}

export interface Kind<F extends Field> {
  /** The parts that an error can point to, first one first; none for a single box. */
  readonly parts: readonly string[];
  /** Everything that was sent for this field, as it was, to be shown again. */
  typed(field: F, input: Input): Typed;
  read(field: F, input: Input, context: ReadContext): Reading;
  /** Whether a stored answer, possibly from elsewhere, is a right one. */
  check(field: F, answer: unknown, today: string): Problem | undefined;
  /** The answer as a person reads it. */
  text(field: F, answer: Answer): string | readonly string[];
  control(field: F, context: DrawContext): ControlDetail;
}
