import { defineForm } from '@parvis/forms';
import { describe, expect, it } from 'vitest';
import { runScenario, type Scenario } from './scenario.ts';
import { usualWorkflow } from './usual.ts';

const subject = {
  form: defineForm({
    pages: [
      { id: 'ici', title: 'Ici', fields: [{ id: 'ici', type: 'yes-no', label: 'Ici' }] },
      {
        id: 'ailleurs',
        title: 'Ailleurs',
        stop: true,
        when: { '===': [{ var: 'ici' }, false] },
        fields: [{ id: 'texte', type: 'info', label: 'Ailleurs.' }],
      },
      { id: 'quoi', title: 'Quoi', fields: [{ id: 'quoi', type: 'text', label: 'Quoi' }] },
    ],
  }),
  workflow: usualWorkflow({
    granted: 'C’est accordé.',
    grantLabel: 'Accorder',
    correctable: ['quoi'],
    within: 10,
    silence: { means: 'acceptance', months: 2, law: 'CRPA, art. L231-1' },
  }),
  letters: [],
};
const run = (steps: Scenario['steps'], answers = { ici: true, quoi: 'du papier' } as Scenario['answers']) =>
  runScenario(subject, { name: 'essai', answers, steps }).failures;

describe('a scenario', () => {
  it('fills, presses, lets days pass, and finds what it expects', () => {
    expect(
      run([
        { expect: { status: 'recue', silenceOn: '2026-05-02', nothingSent: true } },
        { press: 'completer', as: 'secretary', filled: { complement: 'Le livret de famille' } },
        { expect: { status: 'a-completer', mail: { to: 'citizen', contains: 'Le livret de famille' } } },
        { wait: 12 },
        { citizen: 'completee', changes: { quoi: 'tout le papier' } },
        { expect: { status: 'en-cours', silenceOn: '2026-05-14', mail: { to: 'operator' } } },
        { wait: 74 },
        { expect: { status: 'acceptee' } },
      ]),
    ).toEqual([]);
    expect(run([{ stopsAt: 'ailleurs' }], { ici: false })).toEqual([]);
  });

  it('says what went otherwise, and at which step', () => {
    expect(run([{ stopsAt: 'ailleurs' }])).toHaveLength(1);
    expect(run([], { ici: true })).toEqual([expect.stringContaining('quoi')]);
    const wrong = run([
      { press: 'completee' },
      {
        expect: {
          status: 'acceptee',
          mail: { to: 'citizen' },
          letter: 'x',
          offers: [],
          silenceOn: '2026-01-01',
        },
      },
      { press: 'accepter' },
      { expect: { nothingSent: true } },
    ]);
    expect(wrong.map((text) => text.slice(0, 7))).toEqual([
      'Étape 1',
      ...Array.from({ length: 5 }, () => 'Étape 2'),
      'Étape 4',
    ]);
  });
});
