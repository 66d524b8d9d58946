import type { Answers, Field } from '@parvis/forms';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '../schema.ts';
import { starterProcedures } from '../starter/index.ts';
import { runScenario } from '../workflow/scenario.ts';
import { kindsFor } from './addable.ts';
import { faultsOf } from './faults.ts';
import { placed } from './field-place.ts';
import { optionsFrom } from './kind-carry.ts';
import { changeKind, type KindChange } from './kind-change.ts';

const CHOICES = [
  { value: 'a', label: 'Salle A' },
  { value: 'b', label: 'Salle B' },
];
const ASKED: readonly Field[] = [
  {
    id: 'nom',
    type: 'text',
    label: 'Nom',
    help: 'Le vôtre.',
    error: { missing: 'Dites-le.', invalid: 'Non.' },
  },
  { id: 'salle', type: 'choice', label: 'Salle', options: CHOICES },
  { id: 'accord', type: 'yes-no', label: 'Accord' },
  { id: 'tables', type: 'number', label: 'Tables', min: 1, unit: 'tables' },
  {
    id: 'enfants',
    type: 'repeat',
    label: 'Enfants',
    one: 'Enfant',
    fields: [
      { id: 'repas', type: 'number', label: 'Repas' },
      { id: 'prenom', type: 'text', label: 'Prénom' },
    ],
  },
];
const ANSWERS: Answers = {
  nom: 'Claire',
  salle: 'b',
  accord: true,
  tables: 4,
  enfants: { items: [{ repas: 2, prenom: 'Léo' }] },
};

/** A small procedure, with more questions that read those above. */
function procedure(...more: readonly Field[]): Definition {
  return {
    form: { pages: [{ id: 'une', title: 'Une', fields: [...ASKED, ...more] }] },
    requester: { name: ['nom'] },
    workflow: {
      statuses: [
        { id: 'recue', label: 'Reçue', kind: 'received', citizen: '' },
        { id: 'faite', label: 'Faite', kind: 'done', citizen: '' },
      ],
      transitions: [
        {
          id: 'faire',
          label: 'Faire',
          from: ['recue'],
          to: 'faite',
          by: { kind: 'agent' },
          asks: [{ id: 'note', type: 'text', label: 'Note' }],
          actions: [{ do: 'mail', to: 'citizen', subject: 'Fait', text: '{{note}}' }],
        },
      ],
      silence: { means: 'nothing', why: 'Un essai.' },
    },
    letters: [],
    scenarios: [
      {
        name: 'Tout',
        answers: ANSWERS,
        steps: [{ press: 'faire', filled: { note: 'Oui' } }, { expect: { status: 'faite' } }],
      },
    ],
  };
}

function changed(definition: Definition, path: string, kind: Parameters<typeof changeKind>[2]): KindChange {
  const field = placed(definition, path)?.field;
  const options = field ? optionsFrom(field) : [];
  const change = changeKind(definition, path, kind, options.length > 0 ? options : CHOICES);
  if (!change) throw new Error('not there');
  return change;
}

const when = (condition: Field['when']): Field => ({
  id: 'suite',
  type: 'text',
  label: 'La suite',
  optional: true,
  ...(condition !== undefined && { when: condition }),
});
const asked = ({ definition }: KindChange, path: string) => placed(definition, path)?.field;

describe('a question of another kind', () => {
  it('keeps its words, and says what goes', () => {
    const change = changed(procedure(), 'nom', 'textarea');
    expect(asked(change, 'nom')).toEqual({ ...ASKED[0], type: 'textarea', maxLength: 2_000 });
    expect(change.kept).toEqual(['l’intitulé', 'l’aide', 'ses messages d’erreur à elle']);
    const number = changed(procedure(), 'tables', 'amount');
    expect(asked(number, 'tables')).toEqual({ id: 'tables', type: 'amount', label: 'Tables', min: 1 });
    expect(number.lost).toEqual(['l’unité']);
    const block = changed(procedure(), 'enfants', 'textarea');
    expect(block.lost.join()).toContain('«\u00A0Repas\u00A0», «\u00A0Prénom\u00A0»');
    const choice = changed(procedure(), 'salle', 'choices');
    expect(asked(choice, 'salle')).toMatchObject({ type: 'choices', options: CHOICES });
  });

  it.each<readonly [string, Parameters<typeof changeKind>[2], string, Field['when'], Field['when']]>([
    ['one answer', 'choices', 'salle', { '===': [{ var: 'salle' }, 'a'] }, { in: ['a', { var: 'salle' }] }],
    [
      'none of them',
      'choices',
      'salle',
      { '!==': [{ var: 'salle' }, 'a'] },
      { '!': [{ in: ['a', { var: 'salle' }] }] },
    ],
    [
      'one of some',
      'choices',
      'salle',
      { in: [{ var: 'salle' }, ['a', 'b']] },
      { or: [{ in: ['a', { var: 'salle' }] }, { in: ['b', { var: 'salle' }] }] },
    ],
    ['yes', 'choice', 'accord', { '===': [{ var: 'accord' }, true] }, { '===': [{ var: 'accord' }, 'oui'] }],
    [
      'yes, among other things',
      'tick',
      'accord',
      { and: [{ '===': [{ var: 'accord' }, true] }, { '===': [{ var: 'nom' }, 'x'] }] },
      { and: [{ '===': [{ var: 'accord' }, true] }, { '===': [{ var: 'nom' }, 'x'] }] },
    ],
    [
      'an answer',
      'date',
      'tables',
      { '!==': [{ var: 'tables' }, null] },
      { '!==': [{ var: 'tables' }, null] },
    ],
    [
      'more than',
      'amount',
      'tables',
      { '>': [{ var: 'tables' }, 3] },
      { and: [{ '!==': [{ var: 'tables' }, null] }, { '>': [{ var: 'tables' }, 3] }] },
    ],
  ])('carries a condition that says: %s', (_words, kind, path, before, after) => {
    const change = changed(procedure(when(before)), path, kind);
    expect(change.first).toEqual([]);
    expect(asked(change, 'suite')?.when).toEqual(after);
    expect(faultsOf(change.definition)).toEqual([]);
  });

  it.each<readonly [Parameters<typeof changeKind>[2], string, Field, string]>([
    ['number', 'salle', when({ '===': [{ var: 'salle' }, 'a'] }), 'la condition de «\u00A0La suite\u00A0»'],
    ['date', 'tables', when({ '>': [{ var: 'tables' }, 3] }), 'la condition de «\u00A0La suite\u00A0»'],
    [
      'text',
      'tables',
      { id: 'prix', type: 'computed', label: 'Prix', rule: { '*': [{ var: ['tables', 0] }, 2] } },
      'le calcul de «\u00A0Prix\u00A0»',
    ],
    [
      'text',
      'enfants.repas',
      {
        id: 'prix',
        type: 'computed',
        label: 'Prix',
        rule: {
          reduce: [
            { var: ['enfants.items', []] },
            { '+': [{ var: 'accumulator' }, { var: 'current.repas' }] },
            0,
          ],
        },
      },
      'le calcul de «\u00A0Prix\u00A0»',
    ],
    ['date', 'nom', when(undefined), '«\u00A0Qui demande\u00A0»'],
  ])('to %s is refused for %s where something would mean nothing', (kind, path, more, words) => {
    const change = changed(procedure(more), path, kind);
    expect(change.first.map((one) => one.words).join()).toContain(words);
    expect(change.first.every(({ at }) => at.length > 0)).toBe(true);
  });

  it('is nothing to read where a text takes it up', () => {
    const said = changed(procedure(), 'faire:note', 'info');
    expect(said.first).toEqual([
      { words: 'ce que fait le bouton «\u00A0Faire\u00A0»', at: ['etapes', 'faire'] },
    ]);
  });

  it('is answered in scenarios as it was, where that can be', () => {
    const scenario = (change: KindChange) => change.definition.scenarios[0];
    expect(scenario(changed(procedure(), 'salle', 'choices'))?.answers['salle']).toEqual(['b']);
    expect(scenario(changed(procedure(), 'accord', 'choice'))?.answers['accord']).toBe('oui');
    expect(scenario(changed(procedure(), 'tables', 'amount'))?.answers['tables']).toBe(4);
    const date = changed(procedure(), 'tables', 'date');
    expect(date.along.join()).toContain('Un scénario y répond autrement');
    expect(
      runScenario(date.definition, date.definition.scenarios[0] ?? { name: '', answers: {}, steps: [] })
        .failures,
    ).toEqual([]);
    const inner = changed(procedure(), 'enfants.prenom', 'date');
    expect(faultsOf(inner.definition)).toEqual([]);
    const note = changed(procedure(), 'faire:note', 'amount');
    expect(scenario(note)?.steps[0]).toEqual({ press: 'faire', filled: {} });
  });

  it('tells the scenarios that will not go as they did', () => {
    const before = procedure(when({ '!==': [{ var: 'tables' }, null] }));
    const late = {
      ...before,
      scenarios: before.scenarios.map((one) => ({ ...one, steps: [{ stopsAt: 'fin' }] })),
    };
    const stops: Definition = {
      ...late,
      form: {
        pages: [
          ...late.form.pages,
          { id: 'fin', title: 'Fin', fields: [], stop: true, when: { '!==': [{ var: 'tables' }, null] } },
        ],
      },
    };
    const change = changed(stops, 'tables', 'email');
    expect(change.along.join()).toContain('Le scénario «\u00A0Tout\u00A0» ne se passera plus comme prévu');
  });

  it('of the library works then, or says what must be changed first', () => {
    const all = starterProcedures.flatMap(({ form, requester, workflow, letters = [], scenarios = [] }) =>
      form.pages.flatMap((page) =>
        page.fields.map((field) => ({
          field,
          definition: { form, requester, workflow, letters, scenarios },
        })),
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.constantFrom(...kindsFor('page')),
        ({ field, definition }, kind) => {
          const change = changed(definition, field.id, kind);
          if (change.first.length > 0) return;
          const [left] = faultsOf(change.definition).filter(({ where }) => where !== 'scenarios');
          expect(left === undefined || left.calculation === field.id, left?.sentence).toBe(true);
          const becomes = asked(change, field.id);
          expect(becomes).toMatchObject({ id: field.id, label: field.label, type: kind });
          expect(becomes?.when).toEqual(field.when);
        },
      ),
      { numRuns: 150 },
    );
  });
});
