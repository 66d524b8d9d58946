import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { ageOf } from './inbox.ts';
import { deadlineWords } from './requests/deadline.ts';
import { inboxParameters, toInboxQuery } from './requests/inbox-query.ts';

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
  const plain = toInboxQuery(() => undefined);
  expect(toInboxQuery((name) => made[name])).toEqual({ ...plain, q: 'a'.repeat(98) });
  expect(plain).toMatchObject({ state: 'ouvertes', order: 'arrivee', after: '' });
});

it('says the same again as an address', () => {
  const address =
    'etat=toutes&q=dupont&demarche=a&etape=%C3%80+v%C3%A9rifier&commune=b&attribution=moi&retard=oui&du=2026-01-01&au=2026-02-28&tri=echeance';
  const parameters = new URLSearchParams(address);
  expect(inboxParameters(toInboxQuery((name) => parameters.get(name) ?? undefined)).toString()).toBe(address);
  expect(toInboxQuery((name) => ({ du: '2026-02-30', au: 'demain' })[name])).toMatchObject({
    from: '',
    to: '',
  });
});

it('says how far a deadline is by the calendar, whatever the clock does', () => {
  const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Paris]`).epochMilliseconds;
  const words = (due: string, now: string) => deadlineWords(at(due), at(now), 'Europe/Paris');
  expect(deadlineWords(null, 0, 'Europe/Paris')).toBeNull();
  expect(words('2026-11-22T00:00', '2026-11-24T23:59')).toEqual({
    word: 'En retard de 2\u00A0jours',
    tone: 'warn',
  });
  expect(words('2026-11-23T23:59', '2026-11-24T00:00')).toMatchObject({ word: 'En retard de 1\u00A0jour' });
  expect(words('2026-11-24T00:00', '2026-11-24T18:00')).toMatchObject({ word: 'À faire aujourd’hui' });
  expect(words('2026-10-26T00:00', '2026-10-25T01:00')).toMatchObject({ word: 'À faire demain' });
  expect(words('2026-11-27T00:00', '2026-11-24T18:00')).toEqual({ word: 'Dans 3\u00A0jours', tone: 'info' });
  expect(words('2026-12-24T00:00', '2026-11-24T18:00')).toEqual({
    word: 'Dans 30\u00A0jours',
    tone: 'neutral',
  });
});
