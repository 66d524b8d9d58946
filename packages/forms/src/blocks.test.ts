import { describe, expect, it } from 'vitest';
import { type Block, expandBlocks, type FormSource } from './blocks.ts';
import { FormError } from './form-error.ts';
import { type KnownFacts, originsOf } from './known-facts.ts';
import { toPageControls } from './page-controls.ts';
import { visibleFields } from './pages.ts';

const dog: Block = {
  id: 'animal',
  version: 2,
  title: 'Un animal',
  fields: [
    { id: 'kind', label: 'Espèce', type: 'text' },
    { id: 'chip', label: 'Puce', type: 'text', when: { '===': [{ var: 'kind' }, 'chien'] } },
    { id: 'total', label: 'Nombre', type: 'computed', rule: { '+': [1, { var: ['outside', 0] }] } },
  ],
};
const library = (id: string, version: number) => (id === dog.id && version === dog.version ? dog : undefined);
const source = (version: number): FormSource => ({
  pages: [
    {
      id: 'p',
      title: 'P',
      fields: [
        { id: 'outside', label: 'Combien', type: 'number' },
        { id: 'has', label: 'Un animal ?', type: 'yes-no' },
        { block: 'animal', version, as: 'first', when: { var: 'has' } },
        { block: 'animal', version, as: 'second' },
      ],
    },
  ],
});

describe('expandBlocks', () => {
  it('writes a block out as often as it is used, under ids of its own, conditions following', () => {
    const form = expandBlocks(source(2), library);
    expect(form.pages[0]?.fields.map((field) => field.id)).toEqual([
      'outside',
      'has',
      'first-kind',
      'first-chip',
      'first-total',
      'second-kind',
      'second-chip',
      'second-total',
    ]);
    const shown = (answers: object) => visibleFields(form, 'p', { ...answers }).map((field) => field.id);
    expect(shown({ 'first-kind': 'chien' })).not.toContain('first-chip');
    expect(shown({ has: true, 'first-kind': 'chien' })).toContain('first-chip');
    expect(shown({ 'second-kind': 'chien' })).toContain('second-chip');
  });

  it('refuses a version that does not exist', () => {
    expect(() => expandBlocks(source(3), library)).toThrow(FormError);
    expect(() => expandBlocks(source(3), library)).toThrow(/"animal" in version 3/);
  });
});

describe('what is known already', () => {
  const form = {
    pages: [
      {
        id: 'p',
        title: 'P',
        fields: [
          { id: 'who', label: 'Vous', type: 'person', ask: ['birth-date'] },
          { id: 'mail', label: 'Courriel', type: 'email' },
        ],
      },
    ],
  } as const;
  const known: KnownFacts = {
    'who--family-name': { value: 'Petit', from: 'votre compte FranceConnect' },
    'who--birth-date': { value: '1980-03-31', from: 'votre compte FranceConnect' },
    mail: { value: 'jeanne@exemple.fr', from: 'votre compte' },
  };
  const clock = { today: '2026-11-24' };

  it('is shown with where it came from, until something else is answered', () => {
    const [who, mail] = toPageControls(form, 'p', { known, ...clock });
    expect(mail).toMatchObject({
      value: 'jeanne@exemple.fr',
      note: 'Repris de votre compte. Vérifiez, et corrigez si besoin.',
    });
    expect(
      who?.controls?.map((one) => [one.value || (one.parts?.[2]?.value ?? ''), one.note !== undefined]),
    ).toEqual([
      ['', false],
      ['Petit', true],
      ['1980', true],
    ]);
    const [, changed] = toPageControls(form, 'p', { known, answers: { mail: 'autre@exemple.fr' }, ...clock });
    expect(changed?.note).toBeUndefined();
    const [, typing] = toPageControls(form, 'p', { known, typed: { mail: 'faux' }, ...clock });
    expect(typing).toMatchObject({ value: 'faux' });
    expect(typing?.note).toBeUndefined();
  });

  it('stays marked with its origin when it was sent as it was', () => {
    const who = { givenNames: 'Jeanne', familyName: 'Petit', birthDate: '1981-03-31' };
    expect(originsOf(form, { who, mail: 'jeanne@exemple.fr' }, known)).toEqual({
      'who--family-name': 'votre compte FranceConnect',
      mail: 'votre compte',
    });
  });
});
