import { type Answers, defineForm, validateForm, visiblePages } from '@parvis/forms';
import { describe, expect, it } from 'vitest';
import { acteDeNaissance } from './acte-de-naissance.ts';
import { starterProcedures } from './index.ts';

const clock = { today: '2026-11-24' };
const ids = (answers: Answers) => visiblePages(acteDeNaissance.form, answers).map((page) => page.id);

describe('the starter procedures', () => {
  it.each(starterProcedures.map((one) => [one.slug, one] as const))(
    '%s is a form that works',
    (_slug, one) => {
      expect(defineForm(one.form)).toBe(one.form);
      const asked = new Set(one.form.pages.flatMap((page) => page.fields.map((field) => field.id)));
      expect(
        [...one.requester.name, one.requester.email].every((id) => id !== undefined && asked.has(id)),
      ).toBe(true);
    },
  );

  it.each(starterProcedures.map((one) => [one.slug, one] as const))(
    '%s limits every free text',
    (_slug, one) => {
      const free = one.form.pages.flatMap((page) =>
        page.fields.filter(({ type }) => type === 'text' || type === 'textarea'),
      );
      expect(free.filter((field) => !('maxLength' in field)).map((field) => field.id)).toEqual([]);
    },
  );
});

describe('a birth certificate', () => {
  it('is asked of the mairie of the birth: elsewhere, the form stops at once', () => {
    expect(ids({ 'nee-ici': false })).toEqual(['lieu', 'autre-mairie']);
    const errors = validateForm(acteDeNaissance.form, { 'nee-ici': false }, clock);
    expect(errors.map((error) => error.code)).toEqual(['stopped']);
  });

  it('of someone who is no close relative never asks for more than the extract without parents', () => {
    // Even where the whole copy had been chosen before.
    const answers = { 'nee-ici': true, pour: 'autre', type: 'integrale' };
    expect(ids(answers)).toEqual(['lieu', 'qui', 'extrait-seul', 'naissance', 'envoi-acte', 'coordonnees']);
  });

  it('asks for the parents only where the document names them', () => {
    const answers = { 'nee-ici': true, pour: 'moi' };
    expect(ids({ ...answers, type: 'integrale' })).toContain('parents');
    expect(ids({ ...answers, type: 'sans-filiation' })).not.toContain('parents');
  });
});
