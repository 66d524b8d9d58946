// Scenarios understand what steps do beyond mails and letters: texts, software, opinions that come or do not.

import { defineForm } from '@parvis/forms';
import { describe, expect, it } from 'vitest';
import { checkWorkflow } from './check-workflow.ts';
import { runScenario, type Scenario } from './scenario.ts';
import { usualWorkflow } from './usual.ts';
import type { Action, Workflow } from './workflow.ts';

const form = defineForm({
  pages: [{ id: 'qui', title: 'Qui', fields: [{ id: 'nom', type: 'text', label: 'Nom' }] }],
});

/** Two bodies are asked at once; unfavourable of the commune, the request is refused by itself. */
function workflowWith(...more: readonly Action[]): Workflow {
  const usual = usualWorkflow({
    granted: 'C’est accordé.',
    grantLabel: 'Accorder',
    correctable: [],
    within: 10,
    opinionWithin: 10,
    silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4' },
  });
  const opinions: readonly Action[] = [
    { do: 'opinion', of: 'commune', question: 'D’accord\u202F?', days: 5, into: 'avis-commune' },
    { do: 'opinion', of: 'epci', question: 'D’accord\u202F?', days: 10, into: 'avis-epci' },
  ];
  const transitions = usual.transitions.flatMap((one) => {
    if (one.id === 'demander-avis') return [{ ...one, asks: [], actions: [...opinions, ...more] }];
    if (one.id !== 'avis-rendu') return [one];
    const unfavourable = { '==': [{ var: 'avis-commune' }, 'unfavourable'] };
    return [
      {
        ...one,
        id: 'avis-contraire',
        to: 'refusee',
        when: unfavourable,
        actions: [
          { do: 'mail', to: 'citizen', subject: 'Non', text: '{{avis-commune-texte}}' } satisfies Action,
        ],
      },
      one,
    ];
  });
  return { ...usual, transitions };
}

const run = (steps: Scenario['steps'], workflow = workflowWith()) =>
  runScenario({ form, workflow, letters: [] }, { name: 'essai', answers: { nom: 'Martin' }, steps }).failures;

describe('a scenario', () => {
  it('finds the text, the message to a software and the opinions that a step sends for', () => {
    const workflow = workflowWith(
      { do: 'sms', text: 'Bonjour {{nom}}' },
      { do: 'webhook', to: 'logiciel-metier', fields: ['nom'] },
    );
    checkWorkflow({ form, workflow, letters: [] });
    const expected = { sms: { contains: 'Martin' }, webhook: 'logiciel-metier', opinion: 'epci' } as const;
    expect(run([{ press: 'demander-avis' }, { expect: expected }], workflow)).toEqual([]);
    const missing = run([{ press: 'demander-avis' }, { expect: expected }]);
    expect(missing).toEqual([expect.stringContaining('SMS'), expect.stringContaining('logiciel-metier')]);
    expect(run([{ press: 'demander-avis' }, { expect: { nothingSent: true } }], workflow)).toHaveLength(1);
  });

  it('goes on when the last body has answered, by what it answered', () => {
    expect(
      run([
        { press: 'demander-avis' },
        { opinion: 'unfavourable', text: 'La rue est trop étroite.' },
        { expect: { status: 'avis-demande', nothingSent: true } },
        { opinion: 'favourable' },
        { expect: { status: 'refusee', mail: { to: 'citizen', contains: 'trop étroite' } } },
      ]),
    ).toEqual([]);
    expect(run([{ opinion: 'favourable' }])).toEqual([expect.stringContaining('aucun avis')]);
  });

  it('goes on without those whose days are over', () => {
    expect(
      run([
        { press: 'demander-avis' },
        { wait: 6 },
        { opinion: 'favourable' },
        { expect: { status: 'en-cours' } },
      ]),
    ).toEqual([]);
    expect(run([{ press: 'demander-avis' }, { wait: 11 }, { expect: { status: 'en-cours' } }])).toEqual([]);
  });
});

describe('a workflow', () => {
  const refused = (action: Action) => () =>
    checkWorkflow({ form, workflow: workflowWith(action), letters: [] });

  it('is refused for what its actions name and nobody knows', () => {
    expect(refused({ do: 'webhook', to: 'logiciel-metier', fields: ['age'] })).toThrow('age');
    expect(refused({ do: 'webhook', to: 'Mon logiciel' })).toThrow('Mon logiciel');
    expect(refused({ do: 'sms', text: '{{age}}' })).toThrow('age');
    expect(refused({ do: 'opinion', of: 'epci', question: '', days: 0 })).toThrow('0 days');
    expect(refused({ do: 'opinion', of: 'epci', question: '', days: 3, into: 'nom' })).toThrow('nom');
    expect(refused({ do: 'fax', to: 'citizen' } as unknown as Action)).toThrow('"fax"');
  });
});
