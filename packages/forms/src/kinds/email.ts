// E-mail addresses: a pragmatic check. Only a message that arrives proves an address.

import type { EmailField } from '../field.ts';
import type { Kind } from '../kind.ts';
import { plain } from '../own.ts';
import { named, problem } from '../sentences.ts';
import { oneBox } from './one-box.ts';

const LOCAL = /^[^\s@"(),:;<>[\\\]]{1,64}$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;
const MAX_LENGTH = 254;

/** Whether a text has the shape of an e-mail address that today's mail servers take. */
export function looksLikeEmail(address: string): boolean {
  const at = address.lastIndexOf('@');
  if (at < 1 || address.length > MAX_LENGTH) return false;
  const local = address.slice(0, at);
  const labels = address.slice(at + 1).split('.');
  if (!LOCAL.test(local) || /^\.|\.\.|\.$/.test(local)) return false;
  return (
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label)) &&
    /\p{L}{2}|^xn--/u.test(labels.at(-1) ?? '')
  );
}

export const email: Kind<EmailField> = oneBox<EmailField>({
  parse(_field, text) {
    // Some keyboards add a space after the completed word, inside the address too.
    const compact = text.replace(/\s+/gu, '');
    const at = compact.lastIndexOf('@');
    return { answer: compact.slice(0, at) + compact.slice(at).toLowerCase() };
  },
  check(field, answer) {
    if (typeof answer === 'string' && looksLikeEmail(answer)) return undefined;
    return problem(
      field,
      'invalid',
      `Vérifiez ${named(field)}\u00A0: une adresse électronique s’écrit comme prenom.nom@exemple.fr.`,
    );
  },
  box: (_field, answer) => plain(answer),
  detail: () => ({ kind: 'text', type: 'email', inputmode: 'email', maxlength: MAX_LENGTH }),
});
