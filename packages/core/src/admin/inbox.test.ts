import { expect, it } from 'vitest';
import { ageOf, toInboxQuery } from './inbox.ts';

it('says the age of a request by the calendar', () => {
  expect(ageOf('2026-11-24', '2026-11-24')).toBe('aujourd’hui');
  expect(ageOf('2026-11-23', '2026-11-24')).toBe('hier');
  expect(ageOf('2026-10-24', '2026-11-24')).toBe('il y a 31\u00A0jours');
});

it('reads an address that someone made up as the plain inbox', () => {
  const made: Readonly<Record<string, string>> = {
    etat: 'constructor',
    q: `  ${'a'.repeat(300)}`,
    apres: "' or 1",
  };
  expect(toInboxQuery((name) => made[name])).toEqual({ state: 'ouvertes', q: 'a'.repeat(98), after: null });
});
