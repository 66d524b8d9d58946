// The last judgement, before anything is sent: every asked question has a right answer.

import type { Answers, Field, FieldError } from './field.ts';
import type { Form, FormPage } from './form.ts';
import { kindOf } from './kind-of.ts';
import { ownEntry } from './own.ts';
import { type Clock, toError } from './read-page.ts';
import { missing } from './sentences.ts';
import { asked } from './visibility.ts';

/** What still prevents sending, in the order of the form. Takes answers from anywhere: they may be any JSON. */
export function validateForm(form: Form, answers: Answers, { today }: Clock): readonly FieldError[] {
  return asked(form, answers).pages.flatMap(({ page, fields }) => [
    ...fields.flatMap((field) => checkAnswer(field, ownEntry(answers, field.id), today)),
    ...(page.stop ? [stopped(page)] : []),
  ]);
}

/** The error of one answer, in a list, or an empty list. */
function checkAnswer(field: Field, answer: unknown, today: string): readonly FieldError[] {
  if (field.type === 'info' || field.type === 'computed') return [];
  if (isEmpty(answer)) {
    return field.optional ? [] : [toError(field, missing(field))];
  }
  const wrong = kindOf(field).check(field, answer, today);
  return wrong ? [toError(field, wrong)] : [];
}

function isEmpty(answer: unknown): boolean {
  return (
    answer === undefined || answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0)
  );
}

/** A page that stops leaves nothing to correct: `fieldId` is the page's. */
function stopped(page: FormPage): FieldError {
  const message = 'Cette démarche ne correspond pas à votre situation. Lisez ce que vous pouvez faire.';
  return { fieldId: page.id, code: 'stopped', message, anchor: 'contenu' };
}

/** The answers that count, to be sent and kept: those of asked fields, and nothing else. */
export function answersToSend(form: Form, answers: Answers): Answers {
  return { ...asked(form, answers).answers };
}
