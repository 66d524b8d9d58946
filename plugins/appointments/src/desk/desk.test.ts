// The agents' side of appointments, as browsers without scripts walk it, on both engines.

import { describeEachHost, type OpenHost } from '@parvis/testing';
import { Temporal } from 'temporal-polyfill';
import { afterEach, expect, it, vi } from 'vitest';
import { agenda, CLAIRE, codeOf, mailsTo, nextWeek, SITE, textOf } from '../testing/town.ts';
import { tables } from './tables.ts';

afterEach(() => {
  vi.useRealTimers();
});

const HOME = '/agent/appointments';
const PERSON = { nom: 'Odile Brun', telephone: '02 37 11 22 33', canal: 'phone' };

async function atTheDesk(open: OpenHost) {
  const { host, town } = await agenda(open);
  const ada = await town.signIn('ada', SITE);
  return { host, town, ada };
}

/** The free times of a page of the desk, as its form sends them. */
function lines(html: string): string[] {
  return [...html.matchAll(/name="creneau" value="([^"]+)"/g)].map(([, value = '']) => value);
}

const slotOf = (line: string) => line.split('/')[1] ?? '';
const dayOf = (line: string) => slotOf(line).slice(0, 10);
const requestOf = (path: string) => /([0-9a-f-]{36})/.exec(path)?.[1] ?? '';

/** A day in three weeks, and its parts as a form sends them. */
function threeWeeks() {
  const day = Temporal.Now.plainDateISO('Europe/Paris').add({ days: 21 });
  const parts = (name: string) => ({
    [`${name}--day`]: String(day.day),
    [`${name}--month`]: String(day.month),
    [`${name}--year`]: String(day.year),
  });
  return { day: day.toString(), parts };
}

describeEachHost('the desk of appointments', (open) => {
  it('books for someone on the phone: who took it down is kept, the person is told, the calendar shows it', async () => {
    const { host, ada } = await atTheDesk(open);
    const form = await ada.get(`${HOME}/nouveau`);
    const [first = '', second = ''] = lines(form.html);
    const booked = await ada.submit(
      form,
      { ...PERSON, courriel: 'odile@exemple.fr', creneau: second },
      '/nouveau',
    );
    expect(textOf(booked)).toContain('Rendez-vous pris');
    expect(booked.path).toMatch(/\/pris$/);
    const code = /Code de suivi\s+([A-Z0-9-]{10,})/.exec(textOf(booked))?.[1] ?? '';
    // Sent twice, it is one booking.
    expect((await ada.submit(form, { ...PERSON, creneau: first }, '/nouveau')).path).toBe(booked.path);
    await host.drain();
    const [mail] = await mailsTo(host, 'odile@exemple.fr');
    expect(mail?.text).toContain('Votre rendez-vous est pris');
    const citizen = await host.visit(SITE).get(`/suivi/${code}`);
    expect(textOf(citizen)).toContain('Rendez-vous pris au téléphone.');
    const calendar = await ada.get(`${HOME}?jour=${dayOf(second)}`);
    expect(textOf(calendar)).toContain('Odile Brun');
    expect(textOf(calendar)).toContain('02 37 11 22 33');
    const [kept] = await host.inside(SITE, 'appointments', (ctx) =>
      ctx.tx.select().from(tables.for(ctx.tx).attendance),
    );
    expect(kept).toMatchObject({ intake: 'phone', outside: false, presence: 'unknown' });
    expect(kept?.takenBy).toMatch(/ada/i);
  });

  it('asks again for what lacks, with what was typed, and opens nothing', async () => {
    const { ada } = await atTheDesk(open);
    const form = await ada.get(`${HOME}/nouveau`);
    const refused = await ada.submit(form, { ...PERSON, nom: 'Odile <b>', telephone: '' }, '/nouveau');
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('value="Odile &lt;b&gt;"');
    expect(textOf(refused)).toContain('Donnez une adresse électronique ou un numéro de téléphone.');
    const half = await ada.submit(form, { ...PERSON, heure: '10:00' }, '/nouveau');
    expect(half.status).toBe(422);
    expect(textOf(half)).toContain('Donnez aussi le jour.');
    expect(textOf(await ada.get('/agent'))).not.toContain('Odile');
  });

  it('gives one time to one of two secretaries, and tells the other what is in the way and what is near', async () => {
    const { ada, town } = await atTheDesk(open);
    const favril = await town.signIn('favril', SITE);
    const forms = [await ada.get(`${HOME}/nouveau`), await favril.get(`${HOME}/nouveau`)] as const;
    const [line = ''] = lines(forms[0].html);
    const answers = await Promise.all([
      ada.submit(forms[0], { ...PERSON, creneau: line }, '/nouveau'),
      favril.submit(forms[1], { ...PERSON, nom: 'Paul Noir', creneau: line }, '/nouveau'),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(textOf(lost ?? forms[0])).toMatch(/Ada Martin.{1,3}: pris de .* à /);
    expect(lines(lost?.html ?? '').length).toBeGreaterThan(3);
    expect(lines(lost?.html ?? '')).not.toContain(line);
    expect(lost?.html).toMatch(/value="(Odile Brun|Paul Noir)"/);
  });

  it('books outside the openings only when it is asked to, and never over another appointment', async () => {
    const { host, ada } = await atTheDesk(open);
    const form = await ada.get(`${HOME}/nouveau`);
    const { day, parts } = threeWeeks();
    const avec = /<option value="([0-9a-f-]{36})"/.exec(form.html)?.[1] ?? '';
    const evening = { ...PERSON, ...parts('jour'), heure: '20:00', lieu: 'la-loupe', avec };
    const refused = await ada.submit(form, evening, '/nouveau');
    expect(refused.status).toBe(409);
    expect(textOf(refused)).toContain('pas de permanence à La Loupe de 20 h à 20 h 45');
    const forced = await ada.submit(
      refused,
      { ...evening, forcer: valueOf(refused.html, 'forcer') },
      '/nouveau',
    );
    expect(forced.path).toMatch(/\/pris$/);
    const again = await ada.get(`${HOME}/nouveau`);
    const over = { ...evening, heure: '20:30', forcer: valueOf(again.html, 'forcer') };
    const taken = await ada.submit(again, over, '/nouveau');
    expect(taken.status).toBe(409);
    expect(textOf(taken)).toMatch(/Ada Martin.{1,3}: pris de .* à La Loupe/);
    expect(textOf(taken)).not.toContain('cochez');
    const elsewhere = await ada.submit(again, { ...over, heure: '20:50', lieu: 'le-favril' }, '/nouveau');
    expect(textOf(elsewhere)).toContain('le trajet demande');
    expect(textOf(await ada.get(`${HOME}?jour=${day}&vue=jour`)).match(/Odile Brun/g)?.length).toBe(3);
    const rows = await host.inside(SITE, 'appointments', (ctx) =>
      ctx.tx.select().from(tables.for(ctx.tx).attendance),
    );
    expect(rows.map(({ outside }) => outside)).toEqual([true]);
  });

  it('moves an appointment, tells the person why, and not from a page that is out of date', async () => {
    const { host, ada } = await atTheDesk(open);
    const [slot = ''] = await nextWeek(host, 'la-loupe');
    const visitor = host.visit(SITE);
    const code = codeOf(await visitor.submit(await visitor.get(slot), CLAIRE));
    const calendar = await ada.get(`${HOME}?jour=${slot.slice(-15, -5)}`);
    const address = /href="([^"]+\/deplacement)"/.exec(calendar.html)?.[1] ?? '';
    const form = await ada.get(address);
    const stale = await ada.get(address);
    const line = lines(form.html).find((one) => slotOf(one) !== slot.slice(-15)) ?? '';
    const moved = await ada.submit(form, { creneau: line, raison: 'La salle est prise.' }, '/deplacement');
    expect(moved.path).toContain(`jour=${dayOf(line)}`);
    await host.drain();
    const [mail] = await mailsTo(host, CLAIRE.courriel);
    expect(mail?.text).toContain('La salle est prise.');
    expect(mail?.file).toContain('SEQUENCE:1');
    expect(textOf(await visitor.get(`/suivi/${code}`))).toContain('Rendez-vous déplacé au');
    const late = await ada.submit(stale, { creneau: lines(stale.html).at(-1) ?? '' }, '/deplacement');
    expect(late.status).toBe(409);
    expect(textOf(late)).toContain('a été changé entre-temps');
    // Dropped on free time, it takes the first slot there.
    const fresh = await ada.get(address);
    const [venue = '', at = '', who = ''] = line.split('/');
    const drop = `${venue}/${at.slice(0, 11)}0000/${who}`;
    const dropped = await ada.submit(fresh, { creneau: drop, glisse: '1' }, '/deplacement');
    expect(dropped.status).toBe(200);
    expect(dropped.path).toContain(dayOf(line));
  });

  it('cancels for the service with a reason, frees the time, and offers what is free instead', async () => {
    const { host, ada } = await atTheDesk(open);
    const [slot = ''] = await nextWeek(host, 'la-loupe');
    const visitor = host.visit(SITE);
    const code = codeOf(await visitor.submit(await visitor.get(slot), CLAIRE));
    const calendar = await ada.get(`${HOME}?jour=${slot.slice(-15, -5)}`);
    const address = /href="([^"]+\/annulation)"/.exec(calendar.html)?.[1] ?? '';
    const form = await ada.get(address);
    expect((await ada.submit(form, { raison: '' }, '/annulation')).status).toBe(422);
    await ada.submit(form, { raison: 'La conseillère est absente.' }, '/annulation');
    await host.drain();
    const [mail] = await mailsTo(host, CLAIRE.courriel);
    expect(mail?.text).toContain('Nous ne pourrons pas vous recevoir');
    expect(mail?.text).toContain('La conseillère est absente.');
    expect(mail?.text).toContain('Sont libres en ce moment');
    expect(mail?.file).toContain('STATUS:CANCELLED');
    expect(textOf(await visitor.get(`/suivi/${code}`))).toContain('Rendez-vous annulé par le service');
    expect(await nextWeek(host, 'la-loupe')).toContain(slot);
    expect((await ada.get(address)).status).toBe(409);
  });

  it('keeps the appointments that a change of openings, an absence or a closure meets, and shows them', async () => {
    const { host, ada } = await atTheDesk(open);
    const [slot = ''] = await nextWeek(host, 'la-loupe');
    const visitor = host.visit(SITE);
    await visitor.submit(await visitor.get(slot), CLAIRE);
    const day = slot.slice(-15, -5);
    const openings = await ada.get(`${HOME}/permanences`);
    expect(textOf(openings)).toContain('Tous les jours');
    const address = [...openings.html.matchAll(/href="([^"]+\/permanences\/[0-9a-f-]{36})"/g)].map(
      ([, one = '']) => one,
    );
    const morning = await ada.get(address[0] ?? '');
    const form = morning.html.includes('value="09:00"') ? morning : await ada.get(address[1] ?? '');
    const answers = {
      avec: chosenIn(form.html, 'avec'),
      lieu: chosenIn(form.html, 'lieu'),
      motifs: valueOf(form.html, 'motifs'),
      jours: [...form.html.matchAll(/name="jours" value="([^"]+)"/g)].map(([, one = '']) => one),
    };
    // Two hours at once at two places: explained, and kept only when it is confirmed.
    const met = await ada.submit(form, { ...answers, fin: '15:00', portee: 'toutes' }, form.path);
    expect(met.status).toBe(409);
    expect(textOf(met)).toContain('une autre permanence a lieu de 14 h à 17 h');
    const kept = await ada.submit(form, { ...answers, portee: 'jour', le: day, debut: '11:00' }, form.path);
    expect(textOf(kept)).toContain('Une seule fois');
    expect(textOf(kept)).toContain('Rendez-vous à déplacer');
    const next = await nextWeek(host, 'la-loupe');
    expect(next.filter((one) => one.includes(day)).map((one) => one.slice(-4))).toEqual(['1100']);
    expect(next.some((one) => !one.includes(day) && one.endsWith('0900'))).toBe(true);
  });

  it('ends an opening from a day on, and takes one in', async () => {
    const { host, ada } = await atTheDesk(open);
    const openings = await ada.get(`${HOME}/permanences`);
    const [, address = ''] = /href="([^"]+\/permanences\/[0-9a-f-]{36})"/.exec(openings.html) ?? [];
    const form = await ada.get(address);
    const { day } = threeWeeks();
    const ended = await ada.submit(form, { le: day, portee: 'suite' }, '/fin');
    expect(textOf(ended)).toMatch(/jusqu’au/);
    const blank = await ada.get(`${HOME}/permanences/nouvelle`);
    const wrong = await ada.submit(blank, {}, '/nouvelle');
    expect(wrong.status).toBe(422);
    const option = (name: string) =>
      new RegExp(`name="${name}"[^]*?<option value="([0-9a-f-]{36})"`).exec(blank.html)?.[1] ?? '';
    const motif = /name="motifs" value="([^"]+)"/.exec(blank.html)?.[1] ?? '';
    const added = await ada.submit(
      blank,
      {
        avec: option('avec'),
        lieu: option('lieu'),
        motifs: motif,
        debut: '18:00',
        fin: '19:30',
        rythme: 'semaine',
        jours: 'TU',
      },
      '/nouvelle',
    );
    expect(textOf(added)).toContain('Chaque mardi');
    expect(textOf(added)).toContain('18 h – 19 h 30');
    const slots = [...(await nextWeek(host, 'la-loupe')), ...(await nextWeek(host, 'le-favril'))];
    expect(slots.some((one) => one.endsWith('1800'))).toBe(true);
  });

  it('is away for some hours, every week, and back when the series is removed', async () => {
    const { host, ada } = await atTheDesk(open);
    const { parts } = threeWeeks();
    const form = await ada.get(`${HOME}/absences`);
    const qui = /name="qui" value="([^"]+)"/.exec(form.html)?.[1] ?? '';
    const soon = Temporal.Now.plainDateISO('Europe/Paris').add({ days: 1 });
    const first = {
      'debut--day': String(soon.day),
      'debut--month': String(soon.month),
      'debut--year': String(soon.year),
    };
    const hours = { qui, ...first, de: '09:00', a: '10:00', repete: 'semaine', raison: 'Réunion' };
    expect((await ada.submit(form, hours, '/absences')).status).toBe(422);
    const saved = await ada.submit(form, { ...hours, ...parts('jusqua') }, '/absences');
    expect(textOf(saved).match(/de 9 h à 10 h/g)?.length).toBeGreaterThanOrEqual(3);
    expect(saved.html).toContain('Réunion');
    const away = soon.add({ days: 7 }).toString();
    expect(textOf(await ada.get(`${HOME}?vue=jour&jour=${away}`))).toContain('Absence');
    expect((await host.visit(SITE).get('/rendez-vous/aide-numerique?lieu=la-loupe')).html).not.toContain(
      'Réunion',
    );
    await ada.submit(saved, { serie: '1' }, '/suppression');
    expect(textOf(await ada.get(`${HOME}/absences`))).toContain('Aucune absence');
  });

  it('says with one press who came; nothing shames whoever did not, and it is corrected', async () => {
    const { host, town, ada: before } = await atTheDesk(open);
    const slots = await nextWeek(host, 'la-loupe');
    const day = slots[0]?.slice(-15, -5) ?? '';
    const visitor = host.visit(SITE);
    const codes: string[] = [];
    for (const one of slots.filter((slot) => slot.includes(day)).slice(0, 2))
      codes.push(codeOf(await visitor.submit(await visitor.get(one), CLAIRE)));
    const list = `${HOME}/liste?jour=${day}`;
    expect((await before.get(list)).html).not.toContain('/presence');
    const evening = Temporal.PlainDateTime.from(`${day}T18:00`).toZonedDateTime(
      'Europe/Paris',
    ).epochMilliseconds;
    vi.useFakeTimers({ toFake: ['Date'], now: evening });
    const ada = await town.signIn('ada', SITE);
    const rows = await ada.get(list);
    const marked = await ada.submit(rows, { venue: 'absent' }, '/presence');
    expect(textOf(marked)).toContain('Pas venu');
    const all = await ada.submit(marked, {}, '/tous-venus');
    expect(textOf(all)).toMatch(/Pas venu.*Venu/);
    const citizen = textOf(await visitor.get(`/suivi/${codes[0]}`));
    expect(citizen).toContain('Le rendez-vous est clos.');
    expect(citizen).not.toMatch(/pas venu|absent/i);
    const corrected = await ada.submit(all, { venue: 'effacer' }, '/presence');
    expect(textOf(await ada.submit(corrected, { venue: 'excuse' }, '/presence'))).toContain('Excusé');
  });

  it('shows and changes nothing of another authority’s agendas', async () => {
    const { host, ada, town } = await atTheDesk(open);
    const [slot = ''] = await nextWeek(host, 'la-loupe');
    const visitor = host.visit(SITE);
    await visitor.submit(await visitor.get(slot), CLAIRE);
    const calendar = await ada.get(`${HOME}?jour=${slot.slice(-15, -5)}`);
    const id = requestOf(/href="([^"]+\/annulation)"/.exec(calendar.html)?.[1] ?? '');
    const openings = await ada.get(`${HOME}/permanences`);
    const [, opening = ''] = /href="([^"]+\/permanences\/[0-9a-f-]{36})"/.exec(openings.html) ?? [];
    const favril = await town.signIn('favril', SITE);
    for (const path of [
      `${HOME}/${id}/deplacement`,
      `${HOME}/${id}/annulation`,
      `${HOME}/${id}/pris`,
      opening,
    ])
      expect((await favril.get(path)).status, path).toBe(404);
    expect((await favril.get(`${HOME}?jour=${slot.slice(-15, -5)}&agenda=tous`)).html).not.toContain(
      'Claire',
    );
  });
});

function chosenIn(html: string, name: string): string {
  return new RegExp(`name="${name}"[^]*?<option value="([^"]*)" selected`).exec(html)?.[1] ?? '';
}

function valueOf(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}
