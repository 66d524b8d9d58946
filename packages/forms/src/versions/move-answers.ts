// Moving an open request to another version of its form: no answer is lost, and none is taken for what it was not.

import type { Answer, Answers, Field } from '../field.ts';
import type { Form } from '../form.ts';
import { kindOf } from '../kind-of.ts';
import type { Clock } from '../read-page.ts';

export interface AsideAnswer {
  readonly fieldId: string;
  /** The question as it was asked. */
  readonly label: string;
  readonly answer: Answer;
  /** As a person reads it. */
  readonly text: string | readonly string[];
  /** The new version does not ask it, asks it as another type, or would refuse the answer. */
  readonly why: 'not-asked' | 'other-type' | 'refused';
}

export interface MovedAnswers {
  /** For the new version. */
  readonly answers: Answers;
  /** To be kept with the request and shown beside it. */
  readonly aside: readonly AsideAnswer[];
}

/** Every answer is in `answers` or in `aside`, unchanged. */
export function moveAnswers(answers: Answers, from: Form, to: Form, { today }: Clock): MovedAnswers {
  const before = fieldsOf(from);
  const after = fieldsOf(to);
  const moved: Record<string, Answer> = {};
  const aside: AsideAnswer[] = [];
  for (const [fieldId, answer] of Object.entries(answers)) {
    const was = before.get(fieldId);
    const is = after.get(fieldId);
    const why = whyAside(was, is, answer, today);
    if (why === undefined) moved[fieldId] = answer;
    else {
      const text = was ? textOf(was, answer, today) : '';
      aside.push({ fieldId, label: was?.label ?? fieldId, answer, text, why });
    }
  }
  return { answers: moved, aside };
}

/** Why an answer cannot follow; undefined where it can. Calculations are made again. */
function whyAside(
  was: Field | undefined,
  is: Field | undefined,
  answer: Answer,
  today: string,
): AsideAnswer['why'] | undefined {
  if (!is || is.type === 'info') return 'not-asked';
  if (was && was.type !== is.type) return 'other-type';
  if (is.type === 'computed') return undefined;
  return kindOf(is).check(is, answer, today) ? 'refused' : undefined;
}

function textOf(field: Field, answer: Answer, today: string): AsideAnswer['text'] {
  if (field.type === 'password') return '';
  return kindOf(field).check(field, answer, today) ? '' : kindOf(field).text(field, answer);
}

function fieldsOf(form: Form): ReadonlyMap<string, Field> {
  return new Map(form.pages.flatMap((page) => page.fields.map((field) => [field.id, field])));
}
