// What a signature covers: the declaration and every answer that is sent with it. When one changes, it covers them no more.

import { createHash } from 'node:crypto';
import {
  type Answers,
  answersToSend,
  type Form,
  isSignature,
  type SignatureField,
  type SummaryPage,
  summarise,
} from '@parvis/forms';

/** SHA-256, in hexadecimal, of the declaration and the answers as canonical JSON: keys in order, no spaces. */
export function digestOf(form: Form, field: SignatureField, answers: Answers): string {
  const others = new Set(signatureFields(form).map(({ id }) => id));
  const sent = Object.entries(answersToSend(form, answers)).filter(([id]) => !others.has(id));
  const signed = { declaration: field.label, answers: Object.fromEntries(sent) };
  return createHash('sha256').update(canonical(signed)).digest('hex');
}

/** The same JSON for the same value, whatever the order of its keys: the database may keep another one. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
}

function signatureFields({ pages }: Form): readonly SignatureField[] {
  return pages.flatMap(({ fields }) => fields.filter((field) => field.type === 'signature'));
}

/** Whether the signature of a field is there and covers these answers; null where it asks for none that was given. */
function stands(form: Form, fieldId: string, answers: Answers): boolean | null {
  const field = signatureFields(form).find(({ id }) => id === fieldId);
  const given = answers[fieldId];
  return field && isSignature(given) ? given.digest === digestOf(form, field, answers) : null;
}

/** The answers without the signatures that cover them no more. */
export function onlyStanding(form: Form, answers: Answers): Answers {
  const fallen = signatureFields(form).filter(({ id }) => stands(form, id, answers) === false);
  if (fallen.length === 0) return answers;
  const ids = new Set(fallen.map(({ id }) => id));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.has(id)));
}

/** The answers as they are read, each signature with whether it still covers them. */
export function withStanding(form: Form, answers: Answers): readonly SummaryPage[] {
  return summarise(form, answers).map((page) => ({
    ...page,
    rows: page.rows.map((row) => {
      const standing = stands(form, row.fieldId, answers);
      return standing === null ? row : { ...row, text: [row.text, standing ? COVERS : FELL].flat() };
    }),
  }));
}

const COVERS = 'Les réponses n’ont pas changé depuis.';
const FELL = 'Des réponses ont changé depuis\u00A0: cette signature ne les couvre plus.';

/** « Signé par code le… », for the receipt; none where nothing was signed. */
export function signatureFacts(
  form: Form,
  answers: Answers,
): readonly { readonly label: string; readonly value: string }[] {
  const signed = summarise(form, answers).flatMap(({ rows }) =>
    rows.filter(({ fieldId }) => isSignature(answers[fieldId])),
  );
  return signed.map(({ label, text }) => ({
    label: 'Votre signature',
    value: [label, ...[text].flat()].join(' '),
  }));
}
