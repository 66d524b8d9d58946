import { inputFrom } from '@parvis/forms';
import { describe, expect, it } from 'vitest';
import { alternativeControls, contactControls, readContact } from './contact-form.ts';

const read = (typed: object) => readContact(inputFrom(Object.entries(typed)), '2026-11-24');

describe('readContact', () => {
  it.each([{ courriel: 'claire@exemple.fr' }, { telephone: '06 12 34 56 78' }])(
    'is content with %o',
    (way) => {
      expect(read({ nom: 'Claire Dupont', ...way }).ok).toBe(true);
    },
  );

  it('asks for one way to reach the person, and keeps what was typed', () => {
    const outcome = read({ nom: 'Claire Dupont', besoin: 'Impôts' });
    if (outcome.ok) throw new Error('nobody could be reached');
    expect(outcome.errors).toMatchObject([{ fieldId: 'courriel' }]);
    const controls = contactControls(outcome);
    const email = controls.find(({ name }) => name === 'courriel');
    expect(outcome.errors[0]?.anchor).toBe(email?.id);
    expect(email?.error).toContain('numéro de téléphone');
    expect(controls.find(({ name }) => name === 'besoin')?.value).toBe('Impôts');
  });

  it('refuses what is no name, no address or no number', () => {
    const outcome = read({ nom: ' ', courriel: 'claire', telephone: '12' });
    expect(outcome.ok ? [] : outcome.errors.map(({ fieldId }) => fieldId)).toEqual([
      'nom',
      'courriel',
      'telephone',
    ]);
  });
});

describe('alternativeControls', () => {
  it('ticks the first, and asks nothing where nothing is free', () => {
    const [control] = alternativeControls([
      { value: 'a/1', label: 'Un' },
      { value: 'b/2', label: 'Deux' },
    ]);
    expect(control?.options?.map(({ value, checked }) => [value, checked])).toEqual([
      ['a/1', true],
      ['b/2', false],
    ]);
    expect(alternativeControls([])).toEqual([]);
  });
});
