import type { Form } from '@parvis/forms';
import { describe, expect, it } from 'vitest';
import { triable, trialAnswers } from './trial.ts';

const form: Form = {
  pages: [
    {
      id: 'p',
      title: 'P',
      fields: [
        { id: 'name', type: 'text', label: 'Nom', maxLength: 5 },
        { id: 'age', type: 'number', label: 'Âge', when: { '===': [{ var: 'name' }, 'x'] } },
        { id: 'paper', type: 'file', label: 'Papier' },
      ],
    },
  ],
};
const today = '2026-11-24';

describe('the answers of a trial', () => {
  it('come back, those of hidden questions too', () => {
    expect(trialAnswers(form, '{"name":"Marie","age":3}', today)).toEqual({ name: 'Marie', age: 3 });
  });

  it.each([
    undefined,
    '',
    'null',
    '[1]',
    '{"name":',
    '"x"',
    '{"name":{"a":1},"age":"trois","other":1}',
    '{"name":"bien trop long"}',
    '{"__proto__":{"name":"x"},"constructor":"x"}',
    `{"name":"${'x'.repeat(70_000)}"}`,
  ])('are nothing where they are no answers: %.40s', (typed) => {
    expect(trialAnswers(form, typed, today)).toEqual({});
  });

  it('need no file', () => {
    expect(triable(form).pages[0]?.fields[2]).toMatchObject({ optional: true });
  });
});
