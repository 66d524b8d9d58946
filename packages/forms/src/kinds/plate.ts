// French licence plates: the SIV ones since 2009, the FNI ones before.

import type { PlateField } from '../field.ts';
import type { Kind } from '../kind.ts';
import { plain } from '../own.ts';
import { named, problem } from '../sentences.ts';
import { oneBox } from './one-box.ts';

/** No I, O or U, which read like digits or V; never SS (arrêté du 9 février 2009). */
const SIV = /^(?!SS)([A-HJ-NP-TV-Z]{2})(?!000)(\d{3})(?!SS)([A-HJ-NP-TV-Z]{2})$/;
/** Up to four digits, one to three letters, the département. */
const FNI = /^([1-9]\d{0,3})([A-HJ-NP-TV-Z]{1,3})(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-8])$/;

/** 'AB-123-CD' or '1234 AB 28', or undefined when it is no French plate. */
function toPlate(typed: string): string | undefined {
  const compact = typed.replace(/[\s.\-·\u2010-\u2015]/gu, '').toUpperCase();
  const siv = SIV.exec(compact);
  if (siv) return siv.slice(1).join('-');
  return FNI.exec(compact)?.slice(1).join(' ');
}

export const plate: Kind<PlateField> = oneBox<PlateField>({
  parse: (field, text) => {
    const answer = toPlate(text);
    return answer === undefined ? invalid(field) : { answer };
  },
  check: (field, answer) =>
    typeof answer === 'string' && toPlate(answer) === answer ? undefined : invalid(field),
  box: (_field, answer) => plain(answer),
  detail: () => ({ kind: 'text', type: 'text', maxlength: 15 }),
});

function invalid(field: PlateField) {
  return problem(
    field,
    'invalid',
    `Vérifiez ${named(field)}\u00A0: une plaque s’écrit AB-123-CD, ou 1234 AB 28 pour une ancienne.`,
  );
}
