// What all fields of a single box share: one string in, one value out, shown again as it was typed.

import type { ControlDetail } from '../control.ts';
import type { Answer, Field } from '../field.ts';
import { cleanText } from '../input.ts';
import type { Kind, Problem, Reading } from '../kind.ts';
import { ownEntry } from '../own.ts';
import { named, problem } from '../sentences.ts';

interface OneBox<F extends Field> {
  /** Whether lines are kept. Default: no. */
  readonly lines?: boolean;
  /** The longest raw text shown again: what is beyond is nobody's honest typing. */
  readonly longest?: (field: F) => number;
  /** From a cleaned, non-empty text to an answer, limits aside. */
  parse(field: F, text: string): { readonly answer: Answer } | Problem;
  /** Type and limits of an answer. */
  check(field: F, answer: unknown, today: string): Problem | undefined;
  /** The answer as one would type it. */
  box(field: F, answer: Answer): string;
  /** The answer as one reads it, where that differs. */
  text?(field: F, answer: Answer): string;
  detail(field: F): Omit<ControlDetail, 'value'>;
}

const LONGEST_LINE = 1000;

/** A kind of field made of one box. */
export function oneBox<F extends Field>(box: OneBox<F>): Kind<F> {
  const lines = box.lines ?? false;
  return {
    parts: [],
    typed(field, input) {
      const raw = input.get(field.id);
      return raw === undefined ? {} : { [field.id]: raw.slice(0, box.longest?.(field) ?? LONGEST_LINE) };
    },
    read(field, input, { today }): Reading {
      const text = cleanText(input.get(field.id) ?? '', { lines });
      if (text === '') return {};
      if (text.includes('\0')) return { problem: forbiddenCharacter(field) };
      const parsed = box.parse(field, text);
      if ('code' in parsed) return { problem: parsed };
      const wrong = box.check(field, parsed.answer, today);
      return wrong ? { problem: wrong } : parsed;
    },
    check: (field, answer, today) => box.check(field, answer, today),
    text: (field, answer) => (box.text ? box.text(field, answer) : box.box(field, answer)),
    control(field, { answer, typed }) {
      const shown = ownEntry(typed, field.id);
      const value = typeof shown === 'string' ? shown : answer === undefined ? '' : box.box(field, answer);
      return { ...box.detail(field), value };
    },
  };
}

/** NUL, which databases refuse and nobody types. */
export function forbiddenCharacter(field: Field, part?: string): Problem {
  return problem(
    field,
    'forbidden-character',
    `Effacez puis réécrivez ${named(field)}\u00A0: un caractère est illisible.`,
    part,
  );
}
