// The desk books for people who collect titles: a number each, checked and declared as when they book themselves.

import { describeEachHost, type OpenHost } from '@parvis/testing';
import { type AntsRegister, antsRegister } from '@parvis/testing/ants';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DIGITAL_HELP, motifIdOf, setAntsReasons } from '../index.ts';
import { agenda, SITE, textOf } from '../testing/town.ts';

let register: AntsRegister;

beforeEach(async () => {
  register = await antsRegister('the token of the register');
  vi.stubEnv('PARVIS_ANTS_COORDINATION_TOKEN', 'the token of the register');
  vi.stubEnv('PARVIS_ANTS_COORDINATION_URL', register.url);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await register.close();
});

const HOME = '/agent/appointments';
const PERSON = { nom: 'Odile Brun', telephone: '02 37 11 22 33', canal: 'counter' };

async function counter(open: OpenHost) {
  const { host, town } = await agenda(open);
  await host.inside(SITE, 'appointments', async (ctx) =>
    setAntsReasons(ctx, (await motifIdOf(ctx, DIGITAL_HELP)) ?? '', ['CNI', 'PASSPORT']),
  );
  return { host, ada: await town.signIn('ada', SITE) };
}

const lines = (html: string) =>
  [...html.matchAll(/name="creneau" value="([^"]+)"/g)].map(([, value = '']) => value);
const requestOf = (path: string) => /([0-9a-f-]{36})/.exec(path)?.[1] ?? '';
/** `le-favril/2026-12-01-1400/…` as ANTS writes it. */
const dateOf = (line: string) =>
  (line.split('/')[1] ?? '').replace(
    /^(.{10})-(\d\d)(\d\d)$/,
    (_, day, hour, minute) => `${day} ${hour}:${minute}:00`,
  );

describeEachHost('the desk of titles', (open) => {
  it('asks a number for each who comes, for as many lengths, and tells ANTS of the booking, of its move and of its end', async () => {
    const { host, ada } = await counter(open);
    register.give('6123155111');
    register.give('6123155222');
    const alone = await ada.get(`${HOME}/nouveau`);
    expect(textOf(alone)).toContain('45 minutes Pour 1 personne');
    const form = await ada.get(`${HOME}/nouveau?personnes=2`);
    expect(textOf(form)).toContain('1 h 30 Pour 2 personnes');
    expect(textOf(form)).toContain('Numéro de pré-demande de la 2e personne');
    const [first = '', , , later = ''] = lines(form.html);
    const numbers = { 'predemande-1': '6123 155 111', 'predemande-2': '6123155222' };
    const booked = await ada.submit(form, { ...PERSON, ...numbers, creneau: first }, '/nouveau');
    expect(booked.path).toMatch(/\/pris$/);
    expect(textOf(booked)).toMatch(/Nombre 2 personnes .*Durée 1 h 30 .*Pré-demande 6123155111 6123155222/);
    // Sent twice, its numbers are not in its own way.
    const again = await ada.submit(form, { ...PERSON, ...numbers, creneau: first }, '/nouveau');
    expect(again.path).toBe(booked.path);
    await host.drain();
    for (const number of ['6123155111', '6123155222'])
      expect(register.appointments(number)).toMatchObject([{ appointment_date: dateOf(first) }]);

    const id = requestOf(booked.path);
    const change = await ada.get(`${HOME}/${id}/deplacement`);
    const to = lines(change.html).find((line) => dateOf(line) !== dateOf(first)) ?? later;
    const moved = await ada.submit(change, { creneau: to }, '/deplacement');
    expect(moved.path).not.toContain('deplacement');
    await host.drain();
    expect(register.appointments('6123155222')).toMatchObject([{ appointment_date: dateOf(to) }]);

    const revoked = await ada.submit(
      await ada.get(`${HOME}/${id}/annulation`),
      { raison: 'La machine est en panne.' },
      '/annulation',
    );
    expect(revoked.path).not.toContain('annulation');
    await host.drain();
    expect(register.appointments('6123155111')).toEqual([]);
    expect(register.appointments('6123155222')).toEqual([]);
  });

  it('says what is wrong with a number as the citizen reads it, keeps what was typed, and books nothing', async () => {
    const { host, ada } = await counter(open);
    register.give('6123155111');
    register.give('CONSUMED01', 'consumed');
    const form = await ada.get(`${HOME}/nouveau?personnes=2`);
    const [creneau = ''] = lines(form.html);
    const send = (first: string, second: string, more: Readonly<Record<string, string>> = {}) =>
      ada.submit(
        form,
        { ...PERSON, 'predemande-1': first, 'predemande-2': second, creneau, ...more },
        '/nouveau',
      );
    const lacking = await send('', '612315511');
    expect(lacking.status).toBe(422);
    expect(textOf(lacking)).toContain('le numéro de pré-demande de la 1re personne');
    expect(textOf(lacking)).toContain('dix lettres et chiffres');
    expect(lacking.html).toContain('href="#champ-predemande-1"');
    expect(textOf(lacking)).not.toContain('1re personne (facultatif)');
    const same = await send('6123155111', '6123155-111');
    expect(textOf(same)).toContain('déjà écrit plus haut. Chaque personne a le sien.');
    const used = await send('6123155111', 'CONSUMED01');
    expect(used.status).toBe(422);
    expect(textOf(used)).toContain('Le numéro CONSUMED01 a déjà servi.');
    expect(used.html).toContain('value="Odile Brun"');
    expect(textOf(used)).toContain('Pour 2 personnes');
    expect(used.html).toMatch(new RegExp(`value="${creneau}"[^>]* checked`));
    register.be('down');
    expect((await send('6123155111', 'CONSUMED01')).path).toMatch(/\/pris$/);
    const next = await ada.get(`${HOME}/nouveau`);
    const taken = await ada.submit(
      next,
      { ...PERSON, 'predemande-1': '6123155111', creneau: lines(next.html)[0] ?? '' },
      '/nouveau',
    );
    expect(textOf(taken)).toContain('Un rendez-vous est déjà pris avec le numéro 6123155111');
    await host.drain();
    expect(register.writes).toEqual([]);
  });

  it('takes whoever fills in the form on paper, without a number', async () => {
    const { host, ada } = await counter(open);
    const form = await ada.get(`${HOME}/nouveau`);
    const [creneau = ''] = lines(form.html);
    const booked = await ada.submit(form, { ...PERSON, papier: 'oui', creneau }, '/nouveau');
    expect(booked.path).toMatch(/\/pris$/);
    expect(textOf(booked)).not.toContain('Pré-demande');
    await host.drain();
    expect(register.writes).toEqual([]);
    await host.inside(SITE, 'appointments', async (ctx) =>
      setAntsReasons(ctx, (await motifIdOf(ctx, DIGITAL_HELP)) ?? '', []),
    );
    const other = textOf(await ada.get(`${HOME}/nouveau?personnes=3`));
    expect(other).not.toContain('pré-demande');
    expect(other).not.toContain('Pour 3 personnes');
  });
});
