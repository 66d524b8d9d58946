// ANTS calls, and is called, over loopback, on both engines.

import { inputFrom } from '@parvis/forms';
import { describeEachHost, type OpenHost, openTown, type TestHost } from '@parvis/testing';
import { type AntsRegister, antsHub, antsRegister } from '@parvis/testing/ants';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { moveAppointment } from '../../booking.ts';
import { readContact } from '../../contact-form.ts';
import {
  addAdvisor,
  addOpening,
  addVenue,
  appointments,
  DIGITAL_HELP,
  motifIdOf,
  setAntsReasons,
} from '../../index.ts';
import { keptRoster } from '../../roster.ts';
import { tables as base } from '../../schema.ts';
import { toSlotAddress } from '../../slot-address.ts';
import { mailsTo } from '../../testing/town.ts';
import { readApplicationIds } from './application-id.ts';
import { applicationErrors, applicationsMoved, asksApplication } from './applications.ts';
import { checkAnts } from './coordination.ts';

const SITE = 'le-favril.localhost';
const TOKEN = 'the token of the search';
const EVERY_DAY = { freq: 'weekly', byDay: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] } as const;
const DAY = 86_400_000;

let register: AntsRegister;

beforeEach(async () => {
  register = await antsRegister('the token of the register');
  vi.stubEnv('PARVIS_ANTS_TOKEN', TOKEN);
  vi.stubEnv('PARVIS_ANTS_COORDINATION_TOKEN', 'the token of the register');
  vi.stubEnv('PARVIS_ANTS_COORDINATION_URL', register.url);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await register.close();
});

/** A counter for titles at Le Favril in the afternoon, of 45 minutes each; another at La Réunion's hours. */
async function counter(open: OpenHost): Promise<TestHost> {
  const host = await open({ plugins: [appointments] });
  await openTown(host, {
    async furnish(contextOf, { authority }) {
      const ctx = contextOf('appointments');
      const motifId = (await motifIdOf(ctx, DIGITAL_HELP)) ?? '';
      await setAntsReasons(ctx, motifId, ['CNI', 'CNI-PASSPORT']);
      // It serves its own commune only, but titles are collected from everyone.
      const resourceId = await addAdvisor(ctx, {
        name: 'Guichet',
        kind: 'desk',
        authorityId: authority('Favril').id,
        communes: ['28148'],
      });
      const venue = { latitude: 48.456, longitude: 1.077, commune: 'Le Favril', insee: '28148' };
      const address = ['14 Grande Rue', '28190 Le Favril'];
      const favril = await addVenue(ctx, { ...venue, slug: 'le-favril', name: 'Mairie', address });
      const island = await addVenue(ctx, {
        ...venue,
        slug: 'antenne',
        name: 'Antenne',
        address: ['2 rue du Port'],
        commune: 'Saint-Denis',
        insee: '97411',
        zone: 'Indian/Reunion',
      });
      const rule = { motifIds: [motifId], recurrence: EVERY_DAY, from: '2026-01-01' };
      await addOpening(ctx, { ...rule, resourceId, venueId: favril, start: '14:00', end: '17:00' });
      const other = await addAdvisor(ctx, { name: 'Antenne', kind: 'desk', authorityId: authority().id });
      await addOpening(ctx, { ...rule, resourceId: other, venueId: island, start: '09:00', end: '10:30' });
    },
  });
  return host;
}

const hubOf = (host: TestHost, site = SITE, token = TOKEN) =>
  antsHub((request) => host.fetch(request), `http://${site}/api/ants`, token);

const dayIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

describeEachHost('the national search', (open) => {
  it('is refused without its token, and where the installation has none', async () => {
    const host = await counter(open);
    await expect(hubOf(host, SITE, 'another').meetingPoints()).rejects.toThrow(
      '401: {"error":{"code":401,"message":"X-HUB-RDV-AUTH-TOKEN header is missing or invalid"}}',
    );
    vi.stubEnv('PARVIS_ANTS_TOKEN', '');
    await expect(hubOf(host, SITE, '').meetingPoints()).rejects.toThrow('401');
  });

  it('finds the points of the tenant on any of its sites, whole', async () => {
    const host = await counter(open);
    const points = await hubOf(host, 'illiers-combray.localhost').meetingPoints();
    expect(points.map(({ name }) => name).toSorted()).toEqual(['Antenne, Saint-Denis', 'Mairie, Le Favril']);
    expect(points.find(({ city_name }) => city_name === 'Le Favril')).toMatchObject({
      longitude: 1.077,
      latitude: 48.456,
      public_entry_address: '14 Grande Rue',
      zip_code: '28190',
      website: host.house.originOf(SITE),
    });
    expect(points.find(({ city_name }) => city_name === 'Saint-Denis')?.zip_code).toMatch(/^974\d\d$/);
  });

  it('is told free times on the clock of each place, sorted, each with a page that books it', async () => {
    const host = await counter(open);
    const hub = hubOf(host, 'illiers-combray.localhost');
    const points = await hub.meetingPoints();
    const ids = points.map(({ id }) => id);
    const favril = points.find(({ city_name }) => city_name === 'Le Favril')?.id ?? '';
    const island = points.find(({ city_name }) => city_name === 'Saint-Denis')?.id ?? '';
    const search = { points: [...ids, 'of-another'], from: dayIn(3), to: dayIn(4), reason: 'CNI' };
    const slots = await hub.slots(search);
    expect([...slots.keys()].toSorted()).toEqual(ids.toSorted());
    const times = (id: string) => (slots.get(id) ?? []).map(({ datetime }) => datetime);
    const days = [dayIn(3), dayIn(4)];
    const usual = days.flatMap((day) =>
      ['14:00', '14:30', '15:00', '15:30', '16:00'].map((at) => `${day}T${at}Z`),
    );
    const holiday = (list: readonly string[]) => list.length < usual.length;
    expect(usual).toEqual(expect.arrayContaining(times(favril)));
    if (!holiday(times(favril))) expect(times(favril)).toEqual(usual);
    expect(times(island).every((at) => /T09:(00|30)Z$/.test(at))).toBe(true);
    expect(times(favril)).toEqual(times(favril).toSorted());
    const [first] = slots.get(favril) ?? [];
    const page = new URL(first?.callback_url ?? '');
    expect(page.host.replace(/:\d+$/, '')).toBe(SITE);
    expect((await host.visit(SITE).get(page.pathname)).status).toBe(200);
  });

  it('counts one length a document, and knows which titles are collected', async () => {
    const host = await counter(open);
    const hub = hubOf(host);
    const points = (await hub.meetingPoints()).map(({ id }) => id);
    const search = { points, from: dayIn(3), to: dayIn(16), reason: 'CNI-PASSPORT' };
    const number = async (more: object) =>
      [...(await hub.slots({ ...search, ...more })).values()].reduce((sum, list) => sum + list.length, 0);
    const [one, two, five] = [
      await number({}),
      await number({ documents: 2 }),
      await number({ documents: 5 }),
    ];
    expect(one).toBeGreaterThan(two);
    expect(two).toBeGreaterThan(0);
    expect(five).toBe(0);
    const none = await hub.slots({ ...search, reason: 'PASSPORT' });
    expect([...none]).toEqual(points.map((id) => [id, []]));
  });

  it('is told in its own words what it asked wrongly', async () => {
    const host = await counter(open);
    const hub = hubOf(host);
    const search = { points: ['x'], from: dayIn(1), to: dayIn(2), reason: 'CNI' };
    const wrong = (more: object) => hub.slots({ ...search, ...more });
    await expect(wrong({ reason: 'PERMIS' })).rejects.toThrow(
      '400: {"error":{"code":400,"message":"Invalid reason param"}}',
    );
    await expect(wrong({ from: '2026-02-30' })).rejects.toThrow('Invalid start_date param');
    await expect(wrong({ to: 'tomorrow' })).rejects.toThrow('Invalid end_date param');
    await expect(wrong({ to: dayIn(0) })).rejects.toThrow('Invalid end_date param');
    await expect(wrong({ documents: 0 })).rejects.toThrow('Invalid documents_number param');
    await expect(hub.meetings(['12345'])).rejects.toThrow('Invalid application_ids param');
  });

  it('answers at once, even about all of time', async () => {
    const host = await counter(open);
    const hub = hubOf(host);
    const points = (await hub.meetingPoints()).map(({ id }) => id);
    const started = performance.now();
    await hub.slots({ points, from: '0001-01-01', to: '9999-12-31', reason: 'CNI' });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

/** Books in the citizen's way for as many people as there are numbers, and returns what is needed to go on. */
async function booked(host: TestHost, ...numbers: readonly string[]) {
  const hub = hubOf(host);
  const points = (await hub.meetingPoints()).filter(({ city_name }) => city_name === 'Le Favril');
  const ids = points.map(({ id }) => id);
  const search = { points: ids, from: dayIn(5), to: dayIn(20), reason: 'CNI', documents: numbers.length };
  const [slots = []] = [...(await hub.slots(search)).values()];
  const [first, second] = slots.map(({ callback_url }) => new URL(callback_url));
  const visitor = host.visit(SITE);
  const path = `${first?.pathname}${first?.search}`;
  const typed = Object.fromEntries(numbers.map((number, index) => [`predemande-${index + 1}`, number]));
  const answer = await visitor.submit(
    await visitor.get(path),
    { nom: 'Claire', courriel: 'claire@exemple.fr', ...typed },
    path,
  );
  expect(answer.path).toMatch(/^\/suivi\//);
  const request = await host.inside(SITE, 'appointments', async (tx) => {
    const { appointment } = base.for(tx.tx);
    const [row] = await tx.tx.select().from(appointment).where(tx.own(appointment));
    const found = await tx.requests.byId(row?.requestId ?? '');
    if (!row || !found) throw new Error('nothing was booked');
    return { ...found, minutes: (row.endsAt - row.startsAt) / 60_000 };
  });
  const at = (url: URL | undefined) =>
    url?.pathname
      .split('/')
      .at(-1)
      ?.replace(/(\d\d)(\d\d)$/, '$1:$2') ?? '';
  return { request, hub, points, first: at(first), second: at(second), visitor, answer };
}

/** `2026-12-01-14:00` → `2026-12-01 14:00:00` */
const dateOf = (at: string) => `${at.slice(0, 10)} ${at.slice(11)}:00`;

async function move(host: TestHost, to: string): Promise<void> {
  await host.inside(SITE, 'appointments', async (tx) => {
    const { appointment, motif, venue } = base.for(tx.tx);
    const [row] = await tx.tx.select().from(appointment).where(tx.own(appointment));
    const motifs = await tx.tx.select().from(motif).where(tx.own(motif));
    const venues = await tx.tx.select().from(venue).where(tx.own(venue));
    const wanted = {
      motif: motifs.find(({ id }) => id === row?.motifId),
      venue: venues.find(({ id }) => id === row?.venueId),
    };
    if (!row || !wanted.motif || !wanted.venue) throw new Error('nothing to move');
    const moved = await moveAppointment(tx, row, {
      motif: wanted.motif,
      venue: wanted.venue,
      slot: to.replace(':', ''),
    });
    expect(moved && toSlotAddress(moved.startsAt, moved.zone)).toBe(to.replace(':', ''));
    await applicationsMoved(tx, row.requestId);
  });
}

describeEachHost('the register of pre-applications', (open) => {
  it('is told of a booking, of its move and of its end, and frees the number', async () => {
    const host = await counter(open);
    register.give('6123155111');
    const { request, hub, points, first, second } = await booked(host, '6123155111');
    await host.drain();
    const managementUrl = `${host.house.originOf(SITE)}/suivi?demande=${request.reference}`;
    const declared = {
      meeting_point: 'Mairie, Le Favril',
      meeting_point_id: points[0]?.id,
      appointment_date: dateOf(first),
      management_url: managementUrl,
    };
    expect(register.appointments('6123155111')).toEqual([declared]);
    const meeting = { meeting_point: declared.meeting_point, management_url: managementUrl };
    expect([...(await hub.meetings(['6123155111', '0000000000']))]).toEqual([
      ['6123155111', [{ ...meeting, datetime: `${dateOf(first).slice(0, 16).replace(' ', 'T')}Z` }]],
      ['0000000000', []],
    ]);
    // What other mairies see opens nothing: the tracking code is asked for there.
    const page = await host.visit(SITE).get(new URL(managementUrl).pathname + new URL(managementUrl).search);
    expect(page.status).toBe(200);
    expect(page.html).not.toContain('Claire');

    await move(host, second);
    await host.drain();
    expect(register.appointments('6123155111')).toEqual([{ ...declared, appointment_date: dateOf(second) }]);
    expect(register.writes).toEqual(['POST', 'DELETE', 'POST']);

    await host.inside(SITE, 'appointments', (tx) =>
      tx.requests.move(request.id, ['received'], 'cancelled', 'Annulé.'),
    );
    await host.drain();
    expect(register.appointments('6123155111')).toEqual([]);
    expect((await hub.meetings(['6123155111'])).get('6123155111')).toEqual([]);
  });

  it('is told later when it does not answer, and once', async () => {
    const host = await counter(open);
    register.give('6123155111');
    register.be('down');
    await booked(host, '6123155111');
    await host.drain();
    expect(register.appointments('6123155111')).toEqual([]);
    register.be('up');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 });
    await host.drain();
    vi.useRealTimers();
    expect(register.appointments('6123155111')).toHaveLength(1);
    await host.inside(SITE, 'appointments', async (tx) => {
      const { appointment } = base.for(tx.tx);
      const [row] = await tx.tx.select().from(appointment).where(tx.own(appointment));
      await applicationsMoved(tx, row?.requestId ?? '');
    });
    await host.drain();
    expect(register.writes).toEqual(['POST']);
  });

  it('is never written for a number that is not validated, nor touched for what others booked', async () => {
    const host = await counter(open);
    register.give('6123155111', 'consumed');
    register.give('6123155222');
    const theirs = {
      meeting_point: 'Ailleurs',
      meeting_point_id: '1',
      appointment_date: '2030-01-01 10:00:00',
      management_url: 'https://exemple.org/1',
    };
    register.book('6123155222', theirs);
    register.be('down');
    const { request } = await booked(host, '6123155111', '6123155222');
    expect(request.minutes).toBe(90);
    register.be('up');
    await host.drain();
    await host.drain();
    const told = (await mailsTo(host, 'claire@exemple.fr')).filter(({ text }) =>
      text.includes('ne convient pas'),
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('Le numéro 6123155111 a déjà servi');
    expect(told[0]?.text).not.toContain('6123155222');
    expect(register.appointments('6123155111')).toEqual([]);
    expect(register.appointments('6123155222').map(({ management_url }) => management_url)).toEqual([
      theirs.management_url,
      `${host.house.originOf(SITE)}/suivi?demande=${request.reference}&numero=2`,
    ]);
    await host.inside(SITE, 'appointments', (tx) =>
      tx.requests.move(request.id, ['received'], 'cancelled', 'Annulé.'),
    );
    await host.drain();
    expect(register.appointments('6123155222')).toEqual([theirs]);
  });

  it('is told nothing of an appointment by another tenant, and the search neither', async () => {
    const host = await counter(open);
    await openTown(host, { epci: '200050532', domain: 'ailleurs.localhost' });
    const elsewhere = 'pamandzi.ailleurs.localhost';
    register.be('down');
    const { request, points } = await booked(host, '6123155111');
    register.be('up');
    // Nothing is written: ANTS does not know the number yet.
    await host.drain();
    register.give('6123155111');
    await host.inside(elsewhere, 'appointments', (tx) => tx.enqueue('ants', { requestId: request.id }));
    await host.drain();
    expect(register.writes).toEqual([]);
    await host.inside(SITE, 'appointments', (tx) => tx.enqueue('ants', { requestId: request.id }));
    await host.drain();
    expect(register.writes).toEqual(['POST']);
    const hub = hubOf(host, elsewhere);
    expect(await hub.meetingPoints()).toEqual([]);
    expect([...(await hub.meetings(['6123155111']))]).toEqual([['6123155111', []]]);
    const search = { points: points.map(({ id }) => id), from: dayIn(3), to: dayIn(9), reason: 'CNI' };
    expect([...(await hub.slots(search))]).toEqual([]);
  });

  it('is off without its token', async () => {
    vi.stubEnv('PARVIS_ANTS_COORDINATION_TOKEN', '');
    const host = await counter(open);
    register.give('6123155111');
    await booked(host, '6123155111');
    await host.drain();
    expect(register.writes).toEqual([]);
    const search = await asked(host, ['6123155999']);
    expect(search).toEqual([]);
  });

  it('asks for the number only where titles are collected', async () => {
    const host = await counter(open);
    const asks = async () =>
      host.inside(SITE, 'appointments', async (tx) => {
        const id = (await motifIdOf(tx, DIGITAL_HELP)) ?? '';
        return {
          id,
          asked: asksApplication(await keptRoster({ ...tx, read: host.house.db.read }), {
            slug: DIGITAL_HELP,
          }),
        };
      });
    const { id, asked } = await asks();
    expect(asked).toBe(true);
    await host.inside(SITE, 'appointments', (tx) => setAntsReasons(tx, id, []));
    expect((await asks()).asked).toBe(false);
    expect(await hubOf(host).meetingPoints()).toEqual([]);
  });
});

describe('a pre-application number', () => {
  it('is ten letters and digits, however it is written', () => {
    expect(readApplicationIds(' 6123155111, aabbccddee;6123155111')).toEqual(['6123155111', 'AABBCCDDEE']);
    for (const wrong of ['612315511', '61231551111', '612315511é', '6123155111 x'])
      expect(readApplicationIds(wrong)).toBeNull();
  });

  it('is asked for as a question of a booking form, one a person', () => {
    const questions = { motif: { place: 'on-site' }, texts: false, applications: 2 } as const;
    const read = (first: string, second: string) =>
      readContact(
        inputFrom([
          ['nom', 'Claire'],
          ['courriel', 'claire@exemple.fr'],
          ['predemande-1', first],
          ['predemande-2', second],
        ]),
        questions,
        '2026-11-24',
      );
    const right = read(' 6123 155.111', 'aabbccddee');
    expect(right.ok && right.applicationIds).toEqual(['6123155111', 'AABBCCDDEE']);
    const wrongIn = (first: string, second: string) => {
      const outcome = read(first, second);
      return outcome.ok ? [] : outcome.errors.map(({ fieldId, message }) => `${fieldId} ${message}`);
    };
    expect(wrongIn('612315511', '')).toEqual([
      expect.stringMatching(/^predemande-1 .*dix lettres et chiffres/),
      expect.stringMatching(/^predemande-2 .*2e personne/),
    ]);
    expect(wrongIn('6123155111', '6123155-111')).toEqual([
      expect.stringMatching(/^predemande-2 .*déjà écrit plus haut/),
    ]);
  });
});

/** What is said of numbers, at their fields. */
async function asked(host: TestHost, ids: readonly string[]): Promise<readonly string[]> {
  const { own, now } = await host.inside(SITE, 'appointments', async (tx) => tx);
  const errors = await applicationErrors({ read: host.house.db.read, own, now }, ids);
  return errors.map(({ fieldId, message }) => `${fieldId}: ${message}`);
}

describeEachHost('the check of a number', (open) => {
  it('is by ANTS, in words for the person; when ANTS is silent they book all the same', async () => {
    const host = await counter(open);
    register.give('VALIDATED1');
    register.give('CONSUMED01', 'consumed');
    register.give('DECLARED01', 'declared');
    register.give('EXPIRED001', 'expired');
    register.give('TWICE00001');
    register.book('TWICE00001', {
      meeting_point: 'Mairie de Chartres',
      meeting_point_id: '1',
      appointment_date: '2030-01-01 10:00:00',
      management_url: 'https://exemple.org/1',
    });
    expect(await asked(host, ['VALIDATED1'])).toEqual([]);
    expect(
      await asked(host, ['VALIDATED1', 'CONSUMED01', 'EXPIRED001', 'NOBODY0001', 'DECLARED01', 'TWICE00001']),
    ).toEqual([
      expect.stringMatching(/^predemande-2: .*CONSUMED01 a déjà servi/),
      expect.stringMatching(/^predemande-3: .*n’est plus valable/),
      expect.stringMatching(/^predemande-4: .*n’existe pas/),
      expect.stringMatching(/^predemande-5: .*Terminez-la/),
      expect.stringMatching(/^predemande-6: .*Mairie de Chartres/),
    ]);
    register.be('silent');
    const started = performance.now();
    expect(await asked(host, ['CONSUMED01', 'EXPIRED001'])).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_500);
  }, 10_000);

  it('knows what is booked here while ANTS cannot be asked, and a form that is sent twice', async () => {
    const host = await counter(open);
    register.give('6123155111');
    await booked(host, '6123155111');
    register.be('down');
    expect(await asked(host, ['6123155111', '6123155222'])).toEqual([
      expect.stringMatching(/^predemande-1: .*Mairie, Le Favril/),
    ]);
  });

  it('gives the form back with what was typed, and asks first how many come', async () => {
    const host = await counter(open);
    register.give('CONSUMED01', 'consumed');
    const visitor = host.visit(SITE);
    const people = await visitor.get(`/rendez-vous/${DIGITAL_HELP}?lieu=le-favril`);
    expect(people.html).toContain('name="personnes"');
    expect(people.html).toContain('name="lieu" value="le-favril"');
    const times = await visitor.get(`/rendez-vous/${DIGITAL_HELP}?lieu=le-favril&personnes=2`);
    const [path = ''] = /\/rendez-vous\/[\w-]+\/le-favril\/[\d-]+\?personnes=2/.exec(times.html) ?? [];
    const form = await visitor.get(path);
    const typed = { nom: 'Claire', courriel: 'claire@exemple.fr', 'predemande-1': 'CONSUMED01' };
    const back = await visitor.submit(form, { ...typed, 'predemande-2': '6123155111' }, path);
    expect(back.status).toBe(422);
    expect(back.html).toContain('CONSUMED01 a déjà servi');
    expect(back.html).toContain('value="6123155111"');
    expect(back.html).toContain('Pour 2\u00A0personnes');
  });
});

describe('calls to ANTS', () => {
  it('go over https only', async () => {
    const env = {
      PARVIS_ANTS_COORDINATION_TOKEN: 'x',
      PARVIS_ANTS_COORDINATION_URL: 'http://exemple.org/api',
    };
    await expect(checkAnts(env)).rejects.toMatchObject({ code: 'PARVIS_ANTS_URL' });
    expect(await checkAnts({})).toEqual([{ name: 'ants', ok: true, text: 'not used' }]);
    const half = { ...env, PARVIS_ANTS_COORDINATION_URL: 'https://exemple.org/api' };
    expect(await checkAnts(half)).toMatchObject([{ ok: false }]);
  });
});
