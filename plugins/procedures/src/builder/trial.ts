// Answers that are tried on a plan: they travel in the page, and are judged again each time, for nobody answers for them.

import { type Answers, type Field, type Form, validateForm } from '@parvis/forms';

/** The form as it can be tried: nothing is uploaded, and no code is sent. */
export function triable(form: Form): Form {
  return { pages: form.pages.map((page) => ({ ...page, fields: page.fields.map(spared) })) };
}

function spared(field: Field): Field {
  if (field.type === 'file' || field.type === 'signature') return { ...field, optional: true };
  return field.type === 'repeat' ? { ...field, fields: field.fields.map(spared) } : field;
}

/** Answers as JSON that came back from a page: what no question of the form would take is left out. */
export function trialAnswers(form: Form, typed: string | undefined, today: string): Answers {
  const given = parsed(typed);
  const fields = form.pages.flatMap((page) => page.fields).map(({ when: _when, ...field }) => field as Field);
  const known = new Set(fields.map(({ id }) => id));
  const answers = Object.fromEntries(Object.entries(given).filter(([id]) => known.has(id)));
  const bare: Form = { pages: [{ id: 'essai', title: '', fields }] };
  const wrong = new Set(validateForm(bare, answers, { today }).map(({ fieldId }) => fieldId));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !wrong.has(id)));
}

const LONGEST = 60_000;

function parsed(typed: string | undefined): Answers {
  if (!typed || typed.length > LONGEST) return {};
  try {
    const value: unknown = JSON.parse(typed);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Answers) : {};
  } catch {
    return {};
  }
}
