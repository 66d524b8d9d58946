// Free text, on one line or several, passwords and hidden values.

import type { HiddenField, PasswordField, TextareaField, TextField } from '../field.ts';
import type { Kind, Problem } from '../kind.ts';
import { plain } from '../own.ts';
import { count, forExample, headed, named, problem } from '../sentences.ts';
import { forbiddenCharacter, oneBox } from './one-box.ts';

type Lengthy = TextField | TextareaField | PasswordField | HiddenField;

/** In UTF-16 units, as browsers count for maxlength. */
const DEFAULT_MAX_LENGTH = { text: 200, textarea: 4000, password: 256, hidden: 2000 } as const;

export function maxLengthOf(field: Lengthy): number {
  return field.maxLength ?? DEFAULT_MAX_LENGTH[field.type];
}

function checkLength(field: Lengthy, answer: unknown): Problem | undefined {
  if (typeof answer !== 'string') return problem(field, 'invalid', `Réécrivez ${named(field)}.`);
  if (answer.includes('\0')) return forbiddenCharacter(field);
  const max = maxLengthOf(field);
  if (answer.length > max) {
    return problem(
      field,
      'too-long',
      `Raccourcissez ${named(field)}\u00A0: ${count(max, 'caractère')} au plus, vous en avez écrit ${count(answer.length, 'caractère')}.`,
    );
  }
  const min = field.minLength ?? 0;
  if (answer.length < min) {
    return problem(field, 'too-short', `${headed(field)} doit avoir au moins ${count(min, 'caractère')}.`);
  }
  return undefined;
}

/** The whole text must match. The pattern was tried by `defineForm`. */
function matches(pattern: string, text: string): boolean {
  return new RegExp(`^(?:${pattern})$`, 'u').test(text);
}

export const text: Kind<TextField> = oneBox<TextField>({
  longest: (field) => Math.max(1000, maxLengthOf(field) * 4),
  parse: (_field, text) => ({ answer: text }),
  check(field, answer) {
    const wrong = checkLength(field, answer);
    if (wrong || typeof answer !== 'string' || field.pattern === undefined) return wrong;
    if (matches(field.pattern, answer)) return undefined;
    return problem(field, 'invalid', `Vérifiez ${named(field)}${forExample(field)}.`);
  },
  box: (_field, answer) => plain(answer),
  detail: (field) => ({
    kind: 'text',
    type: 'text',
    maxlength: maxLengthOf(field),
    ...(field.inputmode && { inputmode: field.inputmode }),
  }),
});

export const textarea: Kind<TextareaField> = oneBox<TextareaField>({
  lines: true,
  longest: (field) => Math.max(20_000, maxLengthOf(field) * 4),
  parse: (_field, text) => ({ answer: text }),
  check: checkLength,
  box: (_field, answer) => plain(answer),
  // No maxlength attribute: a browser would cut a pasted letter without a word. The error says it instead.
  detail: () => ({ kind: 'textarea' }),
});

export const hidden: Kind<HiddenField> = oneBox<HiddenField>({
  longest: (field) => maxLengthOf(field),
  parse: (_field, text) => ({ answer: text }),
  check: checkLength,
  box: (_field, answer) => plain(answer),
  detail: () => ({ kind: 'hidden', type: 'hidden' }),
});

/** Taken as typed, NFC aside: spaces count. Never given back. */
export const password: Kind<PasswordField> = {
  parts: [],
  typed: () => ({}),
  read(field, input) {
    const secret = (input.get(field.id) ?? '').normalize('NFC');
    if (secret === '') return {};
    const wrong = checkLength(field, secret);
    return wrong ? { problem: wrong } : { answer: secret };
  },
  check: checkLength,
  text: () => '••••••••',
  control: (field) => ({ kind: 'password', type: 'password', value: '', maxlength: maxLengthOf(field) }),
};
