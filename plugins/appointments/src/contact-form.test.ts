import { inputFrom } from '@parvis/forms';
import { describe, expect, it } from 'vitest';
import {
  alternativeControls,
  type ContactQuestions,
  contactControls,
  readContact,
  sayHome,
} from './contact-form.ts';

const AT_A_DESK: ContactQuestions = { motif: { place: 'on-site' }, texts: false };
const read = (typed: object, questions = AT_A_DESK) =>
  readContact(inputFrom(Object.entries(typed)), questions, '2026-11-24');
const wrongIn = (typed: object, questions: ContactQuestions) => {
  const outcome = read({ nom: 'Claire', ...typed }, questions);
  return outcome.ok ? [] : outcome.errors.map(({ fieldId }) => fieldId);
};

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
    const controls = contactControls(AT_A_DESK, outcome);
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

describe('the questions of a kind of place', () => {
  it('are where to call by phone, and where to go at home', () => {
    const email = { courriel: 'claire@exemple.fr' };
    expect(wrongIn(email, { motif: { place: 'phone' }, texts: false })).toEqual(['telephone']);
    expect(wrongIn(email, { motif: { place: 'home' }, texts: false })).toEqual(['domicile']);
    const address = {
      'domicile--line': '3 rue du Lavoir',
      'domicile--postal-code': '28190',
      'domicile--commune': 'Le Favril',
    };
    const visit = read(
      { nom: 'Claire', ...email, ...address, acces: 'au fond' },
      { motif: { place: 'home' }, texts: false },
    );
    expect(visit.ok && sayHome(visit.values)).toBe('3 rue du Lavoir, 28190 Le Favril (au fond)');
    const half = { ...email, ...address, 'domicile--commune': '' };
    expect(wrongIn(half, { motif: { place: 'home' }, texts: false })).toEqual(['domicile']);
    const asked = contactControls(AT_A_DESK).map(({ name }) => name);
    expect(asked).not.toContain('domicile');
    expect(asked).not.toContain('sms');
  });

  it('are whether to send text messages, where the installation can, to a mobile', () => {
    const questions: ContactQuestions = { motif: { place: 'on-site' }, texts: true };
    const [box] = contactControls(questions).flatMap(({ name, options }) =>
      name === 'sms' ? (options ?? []) : [],
    );
    const sms = box?.value ?? '';
    expect(wrongIn({ sms, telephone: '02 37 12 34 56' }, questions)).toEqual(['telephone']);
    expect(wrongIn({ sms, courriel: 'claire@exemple.fr' }, questions)).toEqual(['telephone']);
    expect(wrongIn({ sms, telephone: '06 12 34 56 78' }, questions)).toEqual([]);
    expect(wrongIn({ sms, telephone: '0692 12 34 56' }, questions)).toEqual([]);
    expect(wrongIn({ sms, telephone: '+44 7911 123456' }, questions)).toEqual(['telephone']);
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
