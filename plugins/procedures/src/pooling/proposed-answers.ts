// The answers that a question proposes, edited a line each, and what scenarios answer then.

import type { Answer, Answers, Field, Form } from '@parvis/forms';
import { freshId } from './fresh-id.ts';

type Options = Extract<Field, { readonly type: 'choice' }>['options'];

/** A label that is there keeps its value; one on the line of another renames it; the others are new. */
export function optionsOf(before: Options, typed: string): Options {
  const labels = typed
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);
  if (labels.length === 0) return before;
  const byLabel = new Map(before.map((one) => [one.label, one]));
  const taken = new Set(before.map(({ value }) => value));
  return [...new Set(labels)].map((label, index) => {
    const known = byLabel.get(label);
    if (known) return known;
    const renamed = before[index];
    if (renamed && !labels.includes(renamed.label)) return { ...renamed, label };
    const value = freshId(label, taken);
    taken.add(value);
    return { value, label };
  });
}

/** The answers of a scenario, with the first answer that is proposed in the place of one that no longer is. */
export function stillProposed({ pages }: Form, answers: Answers): Answers {
  const changed = pages
    .flatMap(({ fields }) => fields)
    .flatMap((field): readonly (readonly [string, Answer])[] => {
      const answer = answers[field.id];
      if (!('options' in field) || field.other !== undefined || answer === undefined) return [];
      const values = field.options.map(({ value }) => value);
      const [first = ''] = values;
      if (field.type === 'choice') return values.some((one) => one === answer) ? [] : [[field.id, first]];
      const given = Array.isArray(answer) ? answer.map(String) : [];
      const kept = given.filter((one) => values.includes(one));
      if (kept.length === given.length) return [];
      return [[field.id, kept.length > 0 ? kept : [first]]];
    });
  return { ...answers, ...Object.fromEntries(changed) };
}
