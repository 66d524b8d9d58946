import { describe, expect, it } from 'vitest';
import { DECLARED } from '../facts.ts';
import { withVouched } from './vouched-facts.ts';

const said = (value: string, from: string, at = 1) => ({ value, from, at });

describe('the facts after a sign-in through a provider', () => {
  it('are its own of today, each with where it came from', () => {
    expect(withVouched({}, 'franceconnect', { familyName: 'Aubin' }, 5)).toEqual({
      familyName: said('Aubin', 'franceconnect', 5),
    });
  });

  it('replace what was declared of a name, and leave how to reach someone to them', () => {
    const known = {
      familyName: said('Aubain', DECLARED),
      email: said('la-sienne@exemple.fr', DECLARED),
      phone: said('0600000000', DECLARED),
    };
    const vouched = { familyName: 'Aubin', email: 'autre@exemple.fr' };
    expect(withVouched(known, 'franceconnect', vouched, 5)).toEqual({
      familyName: said('Aubin', 'franceconnect', 5),
      email: said('la-sienne@exemple.fr', DECLARED),
      phone: said('0600000000', DECLARED),
    });
  });

  it('no longer hold what the provider says no longer, and keep what others said', () => {
    const known = {
      usualName: said('Tessier', 'franceconnect'),
      email: said('ancienne@exemple.fr', 'franceconnect'),
      birthplace: said('28085', 'autre'),
    };
    expect(withVouched(known, 'franceconnect', { email: 'nouvelle@exemple.fr' }, 5)).toEqual({
      email: said('nouvelle@exemple.fr', 'franceconnect', 5),
      birthplace: said('28085', 'autre'),
    });
  });
});
