import { type Answers, type Field, type Form, validateForm } from '@parvis/forms';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '../schema.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { planMove } from './move-request.ts';

const ZONE = 'Europe/Paris';
const DAY = '2026-03-02';
const receivedAt = Date.UTC(2026, 2, 2, 10);
const state = { status: 'recue', receivedAt, enteredAt: receivedAt, stoppedDays: 0 };

function definitionOf(form: Form): Definition {
  const workflow = usualWorkflow({
    granted: 'C’est fait.',
    grantLabel: 'Accorder',
    correctable: [],
    within: 10,
    silence: { means: 'nothing', why: 'Un essai n’est pas une demande.' },
  });
  return { form, requester: { name: [] }, workflow, letters: [], scenarios: [] };
}

const IDS = ['a', 'b', 'c', 'd'] as const;
const aField = (id: string): fc.Arbitrary<Field> =>
  fc
    .tuple(
      fc.boolean(),
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom('text', 'number', 'yes-no', 'choice', 'date'),
    )
    .map(([optional, limit, type]): Field => {
      const common = { id, label: id.toUpperCase(), ...(optional && { optional }) };
      switch (type) {
        case 'text':
          return { ...common, type, maxLength: limit };
        case 'number':
          return { ...common, type, max: limit };
        case 'choice':
          return {
            ...common,
            type,
            options: ['x', 'y', 'z'].slice(0, 1 + (limit % 3)).map((value) => ({ value, label: value })),
          };
        case 'date':
          return { ...common, type, earliest: 'today' };
        default:
          return { ...common, type: 'yes-no' };
      }
    });
const aForm: fc.Arbitrary<Form> = fc
  .subarray([...IDS], { minLength: 1 })
  .chain((ids) => fc.tuple(...ids.map(aField)))
  .map((fields) => ({ pages: [{ id: 'p', title: 'P', fields }] }));
const someAnswers: fc.Arbitrary<Answers> = fc.dictionary(
  fc.constantFrom(...IDS),
  fc.oneof(
    fc.stringMatching(/^[a-z]{1,8}$/),
    fc.nat(9),
    fc.boolean(),
    fc.constantFrom('x', 'z', DAY, '2026-03-09'),
  ),
);

describe('moving a request to another version', () => {
  it('leaves it right on the version that it is then pinned to, or where it is; and loses no answer', () => {
    let moved = 0;
    fc.assert(
      fc.property(aForm, aForm, someAnswers, (from, to, answers) => {
        const clock = { today: DAY };
        fc.pre(validateForm(from, answers, clock).length === 0);
        const planned = planMove({ definition: definitionOf(from), answers, state }, definitionOf(to), ZONE);
        if (!planned.ok) {
          expect(planned.why.length).toBeGreaterThan(0);
          return;
        }
        moved += 1;
        const { plan } = planned;
        expect(validateForm(to, plan.answers, clock)).toEqual([]);
        const aside = plan.aside.map(({ fieldId, answer }) => [fieldId, answer] as const);
        expect({ ...plan.answers, ...Object.fromEntries(aside) }).toEqual(answers);
      }),
      { numRuns: 400 },
    );
    expect(moved).toBeGreaterThan(20);
  });

  it('keeps its state, or takes the first of its kind, and says what is in the way else', () => {
    const form: Form = { pages: [{ id: 'p', title: 'P', fields: [{ id: 'a', label: 'A', type: 'text' }] }] };
    const from = definitionOf(form);
    const renamed = {
      ...from,
      workflow: {
        ...from.workflow,
        statuses: from.workflow.statuses.map((one) => (one.id === 'recue' ? { ...one, id: 'arrivee' } : one)),
      },
    };
    const planned = planMove({ definition: from, answers: { a: 'x' }, state }, renamed, ZONE);
    expect(planned.ok && planned.plan.status.id).toBe('arrivee');
    const none = { ...from, workflow: { ...from.workflow, statuses: from.workflow.statuses.slice(1) } };
    expect(planMove({ definition: from, answers: { a: 'x' }, state }, none, ZONE).ok).toBe(false);
  });
});
