// The numbers by which the State knows a company, one of its sites, or an association.

import type { RnaField, SirenField, SiretField } from '../field.ts';
import type { Kind, Problem } from '../kind.ts';
import { plain } from '../own.ts';
import { named, problem } from '../sentences.ts';
import { oneBox } from './one-box.ts';

const LA_POSTE = '356000000';

const digitsOf = (digits: string): number[] => Array.from(digits, Number);

/** Luhn's formula, as INSEE applies it to SIREN and SIRET. */
function passesLuhn(digits: string): boolean {
  const sum = digitsOf(digits)
    .toReversed()
    .map((digit, index) => digit * (index % 2 === 1 ? 2 : 1))
    .reduce((total, doubled) => total + (doubled > 9 ? doubled - 9 : doubled), 0);
  return sum % 10 === 0;
}

/** Whether nine digits are a SIREN. */
function isSiren(digits: string): boolean {
  return /^\d{9}$/.test(digits) && digits !== '000000000' && passesLuhn(digits);
}

/**
 * Whether fourteen digits are a SIRET. La Poste has more sites than Luhn's formula leaves numbers for: the sum of the digits
 * of the others is a multiple of five (INSEE, Sirene).
 */
function isSiret(digits: string): boolean {
  if (!/^\d{14}$/.test(digits) || !isSiren(digits.slice(0, 9))) return false;
  if (passesLuhn(digits)) return true;
  if (!digits.startsWith(LA_POSTE)) return false;
  return digitsOf(digits).reduce((sum, digit) => sum + digit, 0) % 5 === 0;
}

const compact = (text: string): string => text.replace(/[\s.\-\u2010-\u2015]/gu, '').toUpperCase();
const inThrees = (digits: string): string =>
  digits.replace(/^(\d{3})(\d{3})(\d{3})(\d*)$/, (_all, a, b, c, nic) =>
    [a, b, c, nic].filter(Boolean).join('\u00A0'),
  );

interface Numbering {
  readonly length: number;
  readonly example: string;
  /** « neuf chiffres » */
  readonly shape: string;
  readonly isRight: (digits: string) => boolean;
}

function digitsBox<F extends SirenField | SiretField>({
  length,
  example,
  shape,
  isRight,
}: Numbering): Kind<F> {
  const check = (field: F, answer: unknown): Problem | undefined => {
    if (typeof answer !== 'string' || !/^\d+$/.test(answer) || answer.length !== length) {
      return problem(
        field,
        'invalid',
        `Vérifiez ${named(field)}\u00A0: il a ${shape}, par exemple ${example}.`,
      );
    }
    return isRight(answer)
      ? undefined
      : problem(field, 'wrong-check', `Recopiez ${named(field)}\u00A0: un de ses chiffres n’est pas le bon.`);
  };
  return oneBox<F>({
    parse: (_field, text) => ({ answer: compact(text) }),
    check,
    box: (_field, answer) => inThrees(plain(answer)),
    detail: () => ({ kind: 'text', type: 'text', inputmode: 'numeric', maxlength: length + 6 }),
  });
}

export const siren: Kind<SirenField> = digitsBox<SirenField>({
  length: 9,
  example: '200 058 360',
  shape: 'neuf chiffres',
  isRight: isSiren,
});

export const siret: Kind<SiretField> = digitsBox<SiretField>({
  length: 14,
  example: '200 058 360 00018',
  shape: 'quatorze chiffres',
  isRight: isSiret,
});

/** W, the registering office (W751, W9R1…), six digits. There is no check digit. */
const RNA = /^W\d[\dA-Z]\d{7}$/;

export const rna: Kind<RnaField> = oneBox<RnaField>({
  parse: (_field, text) => ({ answer: compact(text) }),
  check: (field, answer) =>
    typeof answer === 'string' && RNA.test(answer)
      ? undefined
      : problem(
          field,
          'invalid',
          `Vérifiez ${named(field)}\u00A0: la lettre W puis neuf chiffres, par exemple W281001234.`,
        ),
  box: (_field, answer) => plain(answer),
  detail: () => ({ kind: 'text', type: 'text', maxlength: 20 }),
});
