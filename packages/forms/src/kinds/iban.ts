// A bank account by its IBAN (ISO 13616), checked by its remainder modulo 97 and by its country's length.

import type { IbanField } from '../field.ts';
import type { Kind, Problem } from '../kind.ts';
import { plain } from '../own.ts';
import { named, problem } from '../sentences.ts';
import { oneBox } from './one-box.ts';

/** The lengths of the single euro payments area: from elsewhere, no transfer would arrive. */
const LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AL28 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 IE22 IS26 IT27 ' +
    'LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24 SM27 VA22'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Remainder of a long decimal number, digit by digit. */
function modulo97(iban: string): number {
  const turned = iban.slice(4) + iban.slice(0, 4);
  return Array.from(turned).reduce((rest, sign) => {
    const value = Number.parseInt(sign, 36);
    return (rest * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
}

function checkIban(field: IbanField, answer: unknown): Problem | undefined {
  const shaped = typeof answer === 'string' && /^[A-Z]{2}\d{2}[A-Z0-9]{11,27}$/.test(answer);
  const length =
    shaped && Object.hasOwn(LENGTHS, answer.slice(0, 2)) ? LENGTHS[answer.slice(0, 2)] : undefined;
  if (!shaped || length === undefined || answer.length !== length) {
    const missing =
      shaped && length !== undefined
        ? `il doit avoir ${length} signes, il en a ${answer.length}`
        : 'il commence par les lettres du pays, par exemple FR76, et figure sur votre relevé d’identité bancaire';
    return problem(field, 'invalid', `Vérifiez ${named(field)}\u00A0: ${missing}.`);
  }
  return modulo97(answer) === 1
    ? undefined
    : problem(field, 'wrong-check', `Recopiez ${named(field)}\u00A0: un de ses signes n’est pas le bon.`);
}

export const iban: Kind<IbanField> = oneBox<IbanField>({
  parse: (_field, text) => ({
    answer: text
      .replace(/^IBAN/i, '')
      .replace(/[\s.\-:\u2010-\u2015]/gu, '')
      .toUpperCase(),
  }),
  check: checkIban,
  box: (_field, answer) => plain(answer).replace(/(.{4})(?=.)/g, '$1\u00A0'),
  detail: () => ({ kind: 'text', type: 'text', maxlength: 50 }),
});
