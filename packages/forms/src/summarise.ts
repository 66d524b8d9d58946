// Answers as people read them: the page to check before sending, the receipt, the agent's view.

import type { Answers, Field } from './field.ts';
import type { Form } from './form.ts';
import { kindOf } from './kind-of.ts';
import { ownEntry } from './own.ts';
import { asked } from './visibility.ts';

export interface SummaryRow {
  readonly fieldId: string;
  readonly label: string;
  /** Several lines for an address, several choices, several files. « Non renseigné » for what was left out. */
  readonly text: string | readonly string[];
}

export interface SummaryPage {
  readonly pageId: string;
  readonly title: string;
  readonly rows: readonly SummaryRow[];
}

const UNTOLD: ReadonlySet<Field['type']> = new Set(['info', 'hidden', 'password']);

/** The asked pages that have something to show. */
export function summarise(form: Form, answers: Answers): readonly SummaryPage[] {
  const { pages, answers: counted } = asked(form, answers);
  return pages.flatMap(({ page, fields }) => {
    const rows = fields.filter((field) => !UNTOLD.has(field.type)).map((field) => rowOf(field, counted));
    return rows.length > 0 ? [{ pageId: page.id, title: page.title, rows }] : [];
  });
}

function rowOf(field: Field, answers: Answers): SummaryRow {
  const answer = ownEntry(answers, field.id);
  const text = answer === undefined ? 'Non renseigné' : kindOf(field).text(field, answer);
  return { fieldId: field.id, label: field.label, text };
}
