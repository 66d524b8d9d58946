import { describe, expect, it } from 'vitest';
import { chooseCommune, chooseEpci } from './choose.ts';

/** The refusal of a choice: its code, and what it suggests. */
function refusal(choose: () => unknown): { readonly code: unknown; readonly hint: unknown } {
  try {
    choose();
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'hint' in error)
      return { code: error.code, hint: error.hint };
    throw error;
  }
  throw new Error('it was accepted');
}

describe('choosing an intercommunality', () => {
  it('takes its SIREN, with or without spaces', () => {
    expect(chooseEpci('200058360').name).toBe('CC Entre Beauce et Perche');
    expect(chooseEpci('200 058 360').name).toBe('CC Entre Beauce et Perche');
  });

  it.each([
    ['a mistyped SIREN', '200058306'],
    ['its name', 'Entre Beauce et Perche'],
    ['the SIREN of a member', '212801484'],
    ['the INSEE code of a member', '28148'],
    ['the postal code of a member', '28190'],
    ['the name of a member', 'Le Favril'],
  ])('suggests it for %s', (_what, typed) => {
    const { code, hint } = refusal(() => chooseEpci(typed));
    expect(code).toBe('PARVIS_INIT_UNKNOWN_EPCI');
    expect(hint).toContain('--epci 200058360 (CC Entre Beauce et Perche)');
  });

  it('says where to look when nothing is close', () => {
    expect(refusal(() => chooseEpci('999999999')).hint).toContain('annuaire-entreprises');
  });
});

describe('choosing a commune', () => {
  it('takes its INSEE code, that of a former commune too', () => {
    expect(chooseCommune('28148').name).toBe('Le Favril');
    expect(chooseCommune('2a004').name).toBe('Ajaccio');
  });

  it.each([
    ['its SIREN', '212801484'],
    ['its name, mistyped', 'Le Favrille'],
    ['its postal code and name', '28190 favril'],
  ])('suggests it for %s', (_what, typed) => {
    const { code, hint } = refusal(() => chooseCommune(typed));
    expect(code).toBe('PARVIS_INIT_UNKNOWN_COMMUNE');
    expect(hint).toContain('--commune 28148 (Le Favril, 28)');
  });
});
