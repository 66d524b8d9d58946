import { defineForm } from '@parvis/forms';
import { describe, expect, it } from 'vitest';
import { textSections, withTexts } from '../pooling/editable-texts.ts';
import { mergeDefinitions } from '../pooling/merge-definitions.ts';
import type { Definition } from '../schema.ts';
import { carteDecheterie } from '../starter/carte-decheterie.ts';
import { checkWorkflow } from './check-workflow.ts';
import { centsOf, type Fee } from './fees.ts';
import { runScenario } from './scenario.ts';
import type { Workflow } from './workflow.ts';

const card: Definition = { letters: [], scenarios: [], ...carteDecheterie };
const FEES: readonly Fee[] = [{ id: 'jour', label: 'Une journée', amount: 45.5 }];

const withFees = (fees: readonly Fee[], from = card): Definition => ({
  ...from,
  workflow: { ...from.workflow, fees },
});
const feesOf = ({ workflow }: Definition) => (workflow.fees ?? []).map(({ amount }) => amount);

describe('an amount', () => {
  it('is computed from answers and fees, in whole cents', () => {
    const rule = { '*': [{ var: 'jours' }, { var: 'tarifs.jour' }] };
    expect(centsOf(rule, FEES, { jours: 3 })).toBe(13_650);
    expect(centsOf({ var: 'tarifs.jour' }, [{ id: 'jour', label: 'x', amount: 0.29 }], {})).toBe(29);
    expect(centsOf(12.34, [], {})).toBe(1_234);
  });

  it.each([
    ['less than nothing', -5],
    ['nothing', 0],
    ['a text', { var: 'nom' }],
    ['missing', { var: 'tarifs.absent' }],
    ['without end', 1e20],
  ])('asks for nothing where it is %s', (_what, amount) => {
    expect(centsOf(amount, FEES, { nom: 'Martin' })).toBe(0);
  });
});

describe('what a procedure costs', () => {
  const refused = (change: (workflow: Workflow) => Workflow): unknown => {
    try {
      const { form, workflow, letters } = card;
      checkWorkflow({ form: defineForm(form), workflow: change(workflow), letters });
      return null;
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error;
    }
  };

  it('is refused where it could not work', () => {
    const fee = (over: Partial<Fee>) => (workflow: Workflow) => ({
      ...workflow,
      fees: [{ id: 'remplacement', label: 'Carte', amount: 10, ...over }],
    });
    expect(refused(fee({}))).toBeNull();
    for (const wrong of [{ amount: 10.005 }, { amount: -1 }, { amount: 1e6 }, { label: ' ' }])
      expect(refused(fee(wrong)), JSON.stringify(wrong)).toBe('PARVIS_WORKFLOW_FEE');
    // The payment names a fee that is there no more.
    expect(refused(fee({ id: 'autre' }))).toBe('PARVIS_WORKFLOW_REFERENCE');
    expect(refused((workflow) => ({ ...workflow, fees: [...FEES, ...FEES] }))).toBe(
      'PARVIS_WORKFLOW_DUPLICATE',
    );
  });

  it('is changed by a body as its own, and its scenarios still tell the same', () => {
    const values = Object.fromEntries(
      textSections(card).flatMap(({ fields }) =>
        fields.flatMap((field) => ('default' in field ? [[field.id, field.default] as const] : [])),
      ),
    );
    expect(values['tarif-0']).toBe(10);
    const own = withTexts(card, { ...values, 'tarif-0': 0 });
    expect(feesOf(own)).toEqual([0]);
    const failures = own.scenarios.flatMap((one) => runScenario(own, one).failures);
    expect(failures).toEqual([]);
  });

  it('keeps what a body set when the shared procedure changes, and says so where both changed it', () => {
    const [fee] = card.workflow.fees ?? [];
    if (!fee) throw new Error('the card costs nothing');
    const local = withFees([{ ...fee, amount: 15 }]);
    const renamed = withFees([{ ...fee, label: 'Nouvelle carte' }]);
    const merge = mergeDefinitions(card, renamed, local);
    expect(merge.conflicts).toEqual([]);
    expect(merge.definition.workflow.fees).toEqual([{ ...fee, label: 'Nouvelle carte', amount: 15 }]);
    const dearer = mergeDefinitions(card, withFees([{ ...fee, amount: 12 }]), local);
    expect(feesOf(dearer.definition)).toEqual([15]);
    expect(dearer.conflicts.map(({ sentence }) => sentence)).toEqual([
      'Le tarif «\u00A0Remplacement d’une carte perdue, volée ou abîmée\u00A0» change ici et dans le modèle partagé.',
    ]);
    const second = { id: 'jeton', label: 'Un jeton', amount: 2 };
    expect(feesOf(mergeDefinitions(card, withFees([fee, second]), local).definition)).toEqual([15, 2]);
  });
});

describe('a scenario that pays', () => {
  const lost = card.scenarios.find(({ name }) => name.includes('perdue'));
  const run = (steps: Parameters<typeof runScenario>[1]['steps'], amount = 10) =>
    runScenario(withFees([{ id: 'remplacement', label: 'Carte', amount }]), {
      name: 'essai',
      answers: lost?.answers ?? {},
      steps,
    }).failures;

  it('goes on when the right sum is paid', () => {
    expect(
      run([
        { press: 'faire-payer' },
        // What is decided waits for no silence.
        { expect: { status: 'a-payer', silenceOn: 'jamais' } },
        { pays: 10 },
        { expect: { status: 'acceptee' } },
      ]),
    ).toEqual([]);
    expect(run([{ press: 'faire-payer' }, { pays: 9 }])).toEqual([
      'Étape 2\u00A0: l’usager doit 10,00\u00A0€, pas 9,00\u00A0€.',
    ]);
    expect(run([{ pays: 10 }])).toHaveLength(1);
    expect(run([{ press: 'faire-payer' }, { expect: { payment: 12 } }])).toEqual([
      'Étape 2\u00A0: aucun paiement de 12,00\u00A0€ n’est demandé.',
    ]);
  });
});
