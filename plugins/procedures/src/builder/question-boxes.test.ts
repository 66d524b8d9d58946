import { type Answer, type Answers, type Field, fieldSet } from '@parvis/forms';
import { describe, expect, it } from 'vitest';
import { starterProcedures } from '../starter/index.ts';
import { fieldsOf } from './outline.ts';
import { questionBoxes, questionWith } from './question-boxes.ts';
import { sampleAnswer } from './sample-answer.ts';

/** What a page of boxes sends when nothing was typed: what they hold. */
function untouched(boxes: readonly Field[]): Answers {
  return Object.fromEntries(
    boxes.flatMap((box): (readonly [string, Answer])[] =>
      'default' in box && box.default !== undefined ? [[box.id, box.default]] : [],
    ),
  );
}

const every = starterProcedures.flatMap(({ slug, form }) =>
  fieldsOf(form)
    .flatMap((field) => [field, ...(field.type === 'repeat' ? field.fields : [])])
    .map((field) => [`${slug} ${field.id}`, field, fieldsOf(form)] as const),
);

describe('the boxes of a question', () => {
  it('change nothing where nothing is typed, for every question of the library', () => {
    for (const [name, field, others] of every) {
      const boxes = questionBoxes(field, others);
      expect(fieldSet(boxes).fields, name).toBe(boxes);
      expect(questionWith(field, untouched(boxes)), name).toEqual(field);
    }
  });

  it('set and clear what they say', () => {
    const field: Field = { id: 'f', type: 'date', label: 'Jour', help: 'Le jour.', earliest: 'today' };
    const answers = {
      ...untouched(questionBoxes(field, [])),
      label: 'Quel jour',
      obligatoire: false,
      tot: 'days',
      'tot-nombre': 7,
      tard: 'day',
      'tard-jour': '2030-01-01',
      'message-vide': 'Dites quel jour.',
    };
    const { aide: _aide, ...without } = answers as Answers & { readonly aide?: Answer };
    expect(questionWith(field, without)).toEqual({
      id: 'f',
      type: 'date',
      label: 'Quel jour',
      optional: true,
      earliest: { days: 7 },
      latest: '2030-01-01',
      error: { missing: 'Dites quel jour.' },
    });
  });
});

describe('a sample answer', () => {
  it('is found for every necessary question of the library', () => {
    const lost = every
      .filter(([, { type, optional }]) => !optional && !['info', 'computed', 'hidden'].includes(type))
      .filter(([, field]) => sampleAnswer(field) === undefined);
    expect(lost.map(([name]) => name)).toEqual([]);
  });
});
