// Phone numbers: French ones, overseas included, as people write them; foreign ones with their +.

import type { PhoneField } from '../field.ts';
import type { Kind } from '../kind.ts';
import { plain } from '../own.ts';
import { named, problem } from '../sentences.ts';
import { oneBox } from './one-box.ts';

// Calling codes that share the French plan, by what follows the 0: the number keeps its nine digits (ARCEP).
const OVERSEAS: readonly { readonly prefix: RegExp; readonly code: string }[] = [
  { prefix: /^(?:590|69[01])/, code: '590' },
  { prefix: /^(?:594|694)/, code: '594' },
  { prefix: /^(?:596|69[67])/, code: '596' },
  { prefix: /^(?:262|263|269|639|69[23])/, code: '262' },
];
const FRENCH_CODES = ['33', '262', '590', '594', '596'];

/** The E.164 form of a number as typed in France, or undefined when it cannot be one. */
export function toE164(typed: string): string | undefined {
  // "+33 (0)6…" is a habit of letterheads: that 0 is not dialled.
  const compact = typed
    .replace(/^((?:\+|00)\d{1,3})\s*\(0\)/, '$1')
    .replace(/[\s.\-/()·\u2010-\u2015]/gu, '');
  const international = /^(?:\+|00)(\d{6,15})$/.exec(compact)?.[1];
  if (international !== undefined) return fromInternational(international);
  const national = /^0([1-9]\d{8})$/.exec(compact)?.[1];
  return national === undefined ? undefined : fromNational(national);
}

function fromInternational(digits: string): string | undefined {
  if (digits.startsWith('0')) return undefined;
  const french = FRENCH_CODES.find((code) => digits.startsWith(code));
  if (french === undefined) return digits.length >= 8 ? `+${digits}` : undefined;
  const national = digits.slice(french.length).replace(/^0/, '');
  if (!/^[1-9]\d{8}$/.test(national)) return undefined;
  return french === '33' ? fromNational(national) : `+${french}${national}`;
}

function fromNational(nine: string): string {
  return `+${OVERSEAS.find(({ prefix }) => prefix.test(nine))?.code ?? '33'}${nine}`;
}

/** '+33612345678' as « 06 12 34 56 78 », '+262692123456' as « 0692 12 34 56 », foreign numbers with their +. */
export function formatPhone(e164: string): string {
  const digits = e164.slice(1);
  const code = FRENCH_CODES.find((one) => digits.startsWith(one) && digits.length === one.length + 9);
  if (code === undefined) return e164;
  const national = `0${digits.slice(code.length)}`;
  const groups = code === '33' ? /^(..)(..)(..)(..)(..)$/ : /^(....)(..)(..)(..)$/;
  return (groups.exec(national) ?? []).slice(1).join('\u00A0');
}

export const phone: Kind<PhoneField> = oneBox<PhoneField>({
  parse: (field, text) => {
    const answer = toE164(text);
    return answer === undefined ? invalid(field) : { answer };
  },
  check: (field, answer) =>
    typeof answer === 'string' && answer.startsWith('+') && toE164(answer) === answer
      ? undefined
      : invalid(field),
  box: (_field, answer) => formatPhone(plain(answer)),
  detail: () => ({ kind: 'text', type: 'tel', inputmode: 'tel', maxlength: 40 }),
});

function invalid(field: PhoneField) {
  return problem(
    field,
    'invalid',
    `Vérifiez ${named(field)}\u00A0: un numéro français a dix chiffres, par exemple 06 12 34 56 78. Commencez par + pour un numéro étranger.`,
  );
}
