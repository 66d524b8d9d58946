// A large form: 100 fields under 100 conditions, read whole, judged and summarised as at the moment of sending.

import {
  type Answers,
  defineForm,
  type Field,
  inputFrom,
  type Rule,
  readPage,
  summarise,
  validateForm,
} from '../src/index.ts';

const clock = { today: '2026-11-24' };

/** Milliseconds to read a page of 100 fields and validate the form: the median of 200 after 50 to warm up. */
export default async function form() {
  const large = hundredFields();
  const input = inputFrom(
    Array.from({ length: 100 }, (_, index): [string, string] => [
      `f${index}`,
      index % 3 === 0 ? 'oui' : `réponse ${index}`,
    ]),
  );
  let rows = 0;
  const times: number[] = [];
  for (let run = 0; run < 250; run += 1) {
    const start = performance.now();
    const { answers } = readPage(large, 'all', input, {} satisfies Answers, clock);
    const errors = validateForm(large, answers, clock);
    if (run >= 50) times.push(performance.now() - start);
    rows = (summarise(large, answers)[0]?.rows.length ?? 0) - errors.length;
  }
  times.sort((a, b) => a - b);
  const value = Math.round((times[100] ?? Number.NaN) * 1000) / 1000;
  const detail = `100 fields, 100 conditions, ${rows} rows right: read and validated`;
  return { name: 'form-100', value, unit: 'ms', goal: 1, better: 'lower', pass: value <= 1, detail } as const;
}

function hundredFields() {
  const fields = Array.from({ length: 100 }, (_, index): Field => {
    const before = index - (index % 3);
    const when: Rule =
      index % 3 === 0
        ? { '!': [{ '==': [1, 2] }] }
        : { and: [{ '==': [{ var: `f${before}` }, true] }, { '!=': [{ var: `f${before}` }, 'non'] }] };
    const common = { id: `f${index}`, label: `Question ${index}`, when };
    return index % 3 === 0 ? { ...common, type: 'yes-no' } : { ...common, type: 'text', maxLength: 80 };
  });
  return defineForm({ pages: [{ id: 'all', title: 'Tout', fields }] });
}
