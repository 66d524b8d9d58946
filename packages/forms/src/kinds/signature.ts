// A declaration confirmed by a code. Nothing of it is read here: a browser that says « signed » is not believed.

import type { Signature, SignatureField } from '../field.ts';
import type { Kind } from '../kind.ts';
import { controlId, partName } from '../naming.ts';
import { isRecord, ownEntry } from '../own.ts';
import { named, problem } from '../sentences.ts';

export const signature: Kind<SignatureField> = {
  parts: [],
  // A code that was typed is never shown again.
  typed: () => ({}),
  read: (_field, _input, { previous }) => (isSignature(previous) ? { answer: previous } : {}),
  check: (field, answer) =>
    isSignature(answer) ? undefined : problem(field, 'invalid', `Signez de nouveau ${named(field)}.`),
  text: (_field, answer) => (isSignature(answer) ? signedWords(answer) : []),
  control(field, { answer }) {
    return {
      kind: 'signature',
      value: '',
      signing: {
        ...(isSignature(answer) && { signed: signedWords(answer) }),
        code: {
          id: controlId(field.id),
          name: partName(field.id, 'code'),
          label: 'Code reçu',
          value: '',
          autocomplete: 'one-time-code',
          inputmode: 'numeric',
          maxlength: 20,
          width: 10,
        },
        sendName: partName(field.id, 'send'),
      },
    };
  },
};

const AT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** « Signé par code le 24/11/2026 à 14 h 32 », and where the code went. */
function signedWords({ at, by, to }: Signature): readonly string[] {
  const [, year, month, day, hour, minute] = AT.exec(at) ?? [];
  const through = by === 'mail' ? 'par courriel' : 'par SMS';
  return [
    `Signé par code le ${day}/${month}/${year} à ${Number(hour)}\u00A0h\u00A0${minute}`,
    `Code envoyé ${through} à ${to}`,
  ];
}

/** Whether a value of unknown origin has the shape of a signature. */
export function isSignature(value: unknown): value is Signature {
  if (!isRecord(value)) return false;
  const text = (key: string) => {
    const entry = ownEntry(value, key);
    return typeof entry === 'string' ? entry : '';
  };
  return (
    Object.keys(value).length === 4 &&
    AT.test(text('at')) &&
    (text('by') === 'mail' || text('by') === 'text') &&
    text('to') !== '' &&
    /^[0-9a-f]{64}$/.test(text('digest'))
  );
}
