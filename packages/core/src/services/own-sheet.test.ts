import type { ServiceSheet } from '@parvis/kit';
import { describe, expect, it } from 'vitest';
import type { ServiceChanges } from './catalogue.ts';
import { editedChanges, isAdapted, movedParts, partStanding } from './own-sheet.ts';

const shared: ServiceSheet = {
  who: 'tous',
  need: ['Un plan'],
  cost: 'Gratuit',
  delay: 'Une semaine',
  days: 7,
};
const nothing = { kept: new Set<never>(), recipients: [], parts: {} };

describe('what a body says itself of a sheet', () => {
  it('is what differs from the shared one, with what that said then', () => {
    const said = editedChanges(
      shared,
      {},
      {
        ...nothing,
        parts: {
          cost: { cost: '5 €' },
          delay: { delay: 'Une semaine', days: 7 },
          need: { need: ['Un plan', 'Une photo'] },
        },
        sentence: 'À Pontgouin, sonnez.',
      },
    );
    expect(said).toEqual({
      sheet: { cost: '5 €', need: ['Un plan', 'Une photo'] },
      sentence: 'À Pontgouin, sonnez.',
      base: { cost: 'Gratuit', need: 'Un plan' },
    });
    expect(isAdapted(said)).toBe(true);
    expect(isAdapted(editedChanges(shared, said, nothing))).toBe(false);
  });

  it('is to be looked at once the shared one says something else, until it is kept or given up', () => {
    const said: ServiceChanges = { sheet: { cost: '5 €' }, base: { cost: 'Gratuit' } };
    const later = { ...shared, cost: '10 €' };
    expect(partStanding(shared, said, 'cost')).toBe('own');
    expect(movedParts(later, said)).toEqual(['cost']);
    const untouched = editedChanges(later, said, { ...nothing, parts: { cost: { cost: '6 €' } } });
    expect(movedParts(later, untouched)).toEqual(['cost']);
    const kept = editedChanges(later, said, {
      ...nothing,
      parts: { cost: { cost: '5 €' } },
      kept: new Set(['cost']),
    });
    expect(kept).toEqual({ sheet: { cost: '5 €' }, base: { cost: '10 €' } });
    expect(movedParts(later, kept)).toEqual([]);
    expect(editedChanges(later, said, nothing)).toEqual({});
  });

  it('follows again where the shared one comes to say the same', () => {
    const said: ServiceChanges = { sheet: { cost: '5 €' }, base: { cost: 'Gratuit' } };
    expect(
      editedChanges({ ...shared, cost: '5 €' }, said, { ...nothing, parts: { cost: { cost: '5 €' } } }),
    ).toEqual({});
  });

  it('takes the number of days with the delay, never one of the other', () => {
    const said = editedChanges(shared, {}, { ...nothing, parts: { delay: { delay: 'Un mois' } } });
    expect(said.sheet).toEqual({ delay: 'Un mois' });
  });

  it('leaves titles and other words of an installation alone', () => {
    const before: ServiceChanges = { title: 'Autre titre', sheet: { who: 'Nos habitants' } };
    expect(editedChanges(shared, before, nothing)).toEqual(before);
  });
});
