// A place that is closed, for whole days or for hours of them, to agents and to citizens, on both engines.

import { describeEachHost } from '@parvis/testing';
import { describe, expect, it } from 'vitest';
import { agenda, CLAIRE, nextWeek, SITE, textOf } from '../testing/town.ts';
import { sayClosure } from './closure-words.ts';

const HOME = '/agent/appointments';

/** The day of a slot, in the boxes of a date. */
function daysOf(slot: string, name: string) {
  const [year = '', month = '', day = ''] = slot.slice(-15, -5).split('-');
  return { [`${name}--day`]: day, [`${name}--month`]: month, [`${name}--year`]: year };
}

const timesOn = (slots: readonly string[], slot: string) =>
  slots.filter((one) => one.includes(slot.slice(-15, -5))).map((one) => one.slice(-4));

describeEachHost('a closure', (open) => {
  it('closes a place: nobody is received there, and its own commune alone may say so', async () => {
    const { host, town } = await agenda(open);
    const favril = await town.signIn('favril', SITE);
    const [slot = ''] = await nextWeek(host, 'le-favril');
    const [year = '', month = '', day = ''] = slot.slice(-15, -5).split('-');
    const form = await favril.get(`${HOME}/fermetures`);
    expect(form.html).not.toContain('La Loupe');
    const lieu = /<option value="([0-9a-f-]{36})"/.exec(form.html)?.[1] ?? '';
    const days = { 'debut--day': day, 'debut--month': month, 'debut--year': year };
    const saved = await favril.submit(form, { lieu, ...days, raison: 'Travaux' }, '/fermetures');
    expect(textOf(saved)).toContain('Travaux');
    expect((await favril.submit(form, { lieu: 'tous', ...days }, '/fermetures')).status).toBe(422);
    expect(await nextWeek(host, 'le-favril')).not.toContain(slot);
    expect(await nextWeek(host, 'la-loupe')).not.toEqual([]);
    await favril.submit(saved, {}, '/suppression');
    expect(await nextWeek(host, 'le-favril')).toContain(slot);
    // The motifs of all are not a commune's to change.
    expect(textOf(await favril.get(`${HOME}/motifs`))).toContain('communs à toutes les collectivités');
    expect((await favril.get(`${HOME}/motifs/nouveau`)).status).toBe(403);
  });

  it('has hours: what is free before and after stays free, and whoever is in the way of it is told the hours', async () => {
    const { host, town } = await agenda(open);
    const favril = await town.signIn('favril', SITE);
    const ada = await town.signIn('ada', SITE);
    const before = await nextWeek(host, 'le-favril');
    const [slot = ''] = before;
    const other = before.find((one) => one.slice(-15, -5) !== slot.slice(-15, -5)) ?? '';
    const visitor = host.visit(SITE);
    await visitor.submit(await visitor.get(slot), CLAIRE);
    const form = await favril.get(`${HOME}/fermetures`);
    const lieu = /<option value="([0-9a-f-]{36})"/.exec(form.html)?.[1] ?? '';
    const closing = { lieu, ...daysOf(slot, 'debut'), de: '14:00', a: '15:30', raison: 'Élections' };
    const upside = await favril.submit(form, { ...closing, a: '13:00' }, '/fermetures');
    expect(upside.status).toBe(422);
    expect(textOf(upside)).toContain('L’heure de fin vient après celle du début.');
    expect(upside.html).toContain('value="14:00"');
    expect(upside.html).toContain(`value="${lieu}" selected`);
    const saved = await favril.submit(upside, closing, '/fermetures');
    expect(textOf(saved)).toMatch(/Mairie\s*\. Le \w+ \d.* de 14 h à 15 h 30\. Élections/);
    const left = await nextWeek(host, 'le-favril');
    expect(timesOn(left, slot)).toEqual(['1530', '1600']);
    expect(timesOn(left, other)).toEqual(timesOn(before, other));

    const calendar = textOf(await ada.get(`${HOME}?jour=${slot.slice(-15, -5)}&vue=jour`));
    expect(calendar).toContain('Fermé de 14 h à 15 h 30 : Mairie, Le Favril (Élections)');
    expect(calendar).toMatch(/15 h 30 – 17 h Libre/);
    const absences = textOf(await ada.get(`${HOME}/absences`));
    expect(absences).toMatch(/Claire.*Le lieu est fermé le .*, de 14 h à 15 h 30, au Favril\./);

    const book = await ada.get(`${HOME}/nouveau`);
    const avec = /<option value="([0-9a-f-]{36})"/.exec(book.html)?.[1] ?? '';
    const hour = { ...daysOf(slot, 'jour'), heure: '15:00', lieu: 'le-favril', avec };
    const person = { nom: 'Odile Brun', telephone: '02 37 11 22 33' };
    const refused = await ada.submit(book, { ...person, ...hour }, '/nouveau');
    expect(refused.status).toBe(409);
    expect(textOf(refused)).toMatch(/fermé le .*, de 14 h à 15 h 30, au Favril/);
    const forced = await ada.submit(refused, { ...person, ...hour, forcer: 'oui' }, '/nouveau');
    expect(forced.path).toMatch(/\/pris$/);
  });

  it('on several days closes the same hours of each, or from an hour on', async () => {
    const { host, town } = await agenda(open);
    const favril = await town.signIn('favril', SITE);
    const before = await nextWeek(host, 'le-favril');
    const first = before[0] ?? '';
    const last = before.at(-1) ?? '';
    const form = await favril.get(`${HOME}/fermetures`);
    const lieu = /<option value="([0-9a-f-]{36})"/.exec(form.html)?.[1] ?? '';
    const days = { ...daysOf(first, 'debut'), ...daysOf(last, 'fin') };
    const saved = await favril.submit(form, { lieu, ...days, de: '15:00' }, '/fermetures');
    expect(textOf(saved)).toContain('chaque jour à partir de 15 h');
    const left = await nextWeek(host, 'le-favril');
    expect(new Set(left.map((one) => one.slice(-4)))).toEqual(new Set(['1400']));
    await favril.submit(saved, {}, '/suppression');
    expect(await nextWeek(host, 'le-favril')).toEqual(before);
  });
});

describe('a closure in words', () => {
  it.each([
    ['2026-11-24', {}, 'Le mardi 24 novembre 2026'],
    ['2026-11-24', { start: '08:00', end: '12:30' }, 'Le mardi 24 novembre 2026, de 8 h à 12 h 30'],
    ['2026-11-24', { end: '12:00' }, 'Le mardi 24 novembre 2026, jusqu’à 12 h'],
    ['2026-11-25', {}, 'Du mardi 24 novembre 2026 au mercredi 25 novembre 2026'],
    [
      '2026-11-25',
      { start: '14:00', end: null },
      'Du mardi 24 novembre 2026 au mercredi 25 novembre 2026, chaque jour à partir de 14 h',
    ],
  ])('to %s with %o', (last, hours, text) => {
    expect(sayClosure('2026-11-24', last, hours).replaceAll('\u00A0', ' ')).toBe(text);
  });
});
