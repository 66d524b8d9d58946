// Everyone wants one of the fifty places of a workshop: fifty have one, the others wait in the order in which they came. Then
// people sign up, give places back, take and leave what is held for them at random: no place is given twice, none is lost, and
// nobody is passed over. On SQLite in one process, on PostgreSQL in two.

import { everyRow } from '@parvis/db/testing';
import { addSessions, addVenue, addWorkshop, appointments } from '@parvis/plugin-appointments';
import { describeEachHost, type OpenHost, openTown, type TestHost } from '@parvis/testing';
import { Temporal } from 'temporal-polyfill';
import { afterEach, expect, it } from 'vitest';
import {
  CROWD_CONFIG,
  closeDoors,
  crowd,
  doors,
  raceSeconds,
  randomFrom,
  visitorOf,
} from './testing-crowd.ts';

const SITE = 'le-favril.localhost';

/** A workshop with one session, in ten days. Returns the address of its form. */
async function workshop(open: OpenHost, capacity: number, mostPeople = 1) {
  const host = await open({ plugins: [appointments], config: CROWD_CONFIG });
  let form = '';
  await openTown(host, {
    async furnish(contextOf, { authority }) {
      const ctx = contextOf('appointments');
      const id = await addVenue(ctx, {
        slug: 'mairie',
        name: 'Mairie',
        address: ['2 rue de la Mairie'],
        commune: 'Le Favril',
        insee: '28148',
        latitude: 48.456,
        longitude: 1.077,
      });
      const made = await addWorkshop(ctx, {
        authorityId: authority().id,
        service: 'aide-numerique',
        slug: 'photos',
        title: 'Ranger ses photos',
        summary: 'Retrouver ses photos sur son téléphone.',
        audience: 'Tout adulte.',
        theme: 'Photos',
        status: 'published',
        mostPeople,
      });
      const [session] = await addSessions(ctx, {
        workshop: made,
        venue: { id, zone: 'Europe/Paris' },
        days: [Temporal.Now.plainDateISO('Europe/Paris').add({ days: 10 }).toString()],
        start: '14:00',
        end: '16:00',
        capacity,
        leaders: [],
      });
      form = `/ateliers/photos/inscription?seance=${session?.id ?? ''}`;
    },
  });
  return { host, form };
}

const codeIn = (path: string) => /^\/suivi\/([A-Z0-9-]+)/.exec(path)?.[1];

interface StoredEnrolment {
  readonly code: string;
  readonly people: number;
  readonly status: string;
  readonly since: number;
  readonly notices: number;
  readonly noticedAt: number;
}

/** What the database holds, read without any of the code that wrote it. */
async function stored(host: TestHost) {
  const rows = await everyRow(host.house.db);
  const [session] = rows.get('appointments_workshop_session') ?? [];
  const enrolments: StoredEnrolment[] = await host.inside(SITE, 'appointments', async (ctx) =>
    (rows.get('appointments_enrolment') ?? []).map((row) => ({
      code: ctx.requests.codeOf(String(row['request_id'])),
      people: Number(row['people']),
      status: String(row['status']),
      since: Number(row['since']),
      notices: Number(row['notices']),
      noticedAt: Number(row['noticed_at'] ?? 0),
    })),
  );
  const placed = enrolments.filter(({ status }) => status === 'booked' || status === 'offered');
  return {
    enrolments,
    requests: (rows.get('request') ?? []).length,
    seats: (rows.get('appointments_enrolment_session') ?? []).length,
    capacity: Number(session?.['capacity']),
    /** As the session counts them, and as those who have one count. */
    taken: Number(session?.['taken']),
    placed: placed.reduce((sum, { people }) => sum + people, 0),
  };
}

describeEachHost('a race for the places of a workshop', (open) => {
  afterEach(closeDoors);

  it('gives fifty places to fifty of five hundred people, and a rank without holes to each of the others', async () => {
    const { host, form } = await workshop(open, 50);
    const fetches = await doors(host);
    const won: string[] = [];
    const waiting: { readonly code: string; readonly asked: number; readonly told: number }[] = [];
    await crowd(500, 60, async (index) => {
      const visitor = visitorOf(fetches, SITE, index);
      let page = await visitor.get(form);
      const typed = { nom: `Personne ${index}`, courriel: `personne-${index}@exemple.fr` };
      for (;;) {
        // Whoever sees a place asks for it; the button of the list is pressed where none is left.
        const waits = !page.html.includes('Réserver ma place');
        const asked = Date.now();
        page = await visitor.submit(page, { ...typed, ...(waits && { attente: '1' }) });
        const code = codeIn(page.path);
        if (code === undefined) {
          expect(page.status).toBe(409);
          expect(page.html).toContain(`value="Personne ${index}"`);
          expect(page.html).toContain('name="attente"');
        } else {
          if (waits) waiting.push({ code, asked, told: Date.now() });
          else won.push(code);
          return;
        }
      }
    });
    expect({ won: new Set(won).size, waiting: waiting.length }).toEqual({ won: 50, waiting: 450 });
    const { enrolments, ...counted } = await stored(host);
    expect(counted).toEqual({ requests: 500, seats: 500, capacity: 50, taken: 50, placed: 50 });
    const withStatus = (wanted: string) =>
      enrolments.filter(({ status }) => status === wanted).map(({ code }) => code);
    expect(withStatus('booked').toSorted()).toEqual(won.toSorted());
    expect(withStatus('waiting').toSorted()).toEqual(waiting.map(({ code }) => code).toSorted());

    const ranked: ((typeof waiting)[number] & { readonly rank: number })[] = [];
    await crowd(waiting.length, 20, async (index) => {
      const one = waiting[index];
      if (one === undefined) return;
      const { html } = await visitorOf(fetches, SITE, index).get(`/suivi/${one.code}`);
      ranked.push({ ...one, rank: Number(/(\d+)(?:re|e) sur la liste/.exec(html)?.[1]) });
    });
    ranked.sort((a, b) => a.rank - b.rank);
    expect(ranked.map(({ rank }) => rank)).toEqual(waiting.map((_, index) => index + 1));
    // Whoever was on the list before another pressed the button is before them.
    const passed = ranked.filter(({ told, rank }) =>
      ranked.slice(0, rank - 1).some((before) => before.asked > told),
    );
    expect(passed).toEqual([]);
  }, 240_000);

  it('gives no place twice, loses none and passes nobody over while people come and go at random', async () => {
    const { host, form } = await workshop(open, 10, 2);
    const fetches = await doors(host);
    /** What each was told last, and when they had their first answer. */
    const told = new Map<
      string,
      { readonly is: 'booked' | 'waiting' | 'cancelled'; readonly since: number }
    >();
    const until = Date.now() + raceSeconds(20) * 1_000;
    const random = randomFrom(20_261_202);
    const done = { booked: 0, waiting: 0, cancelled: 0, taken: 0, left: 0 };
    // A slow machine goes on until something of each kind has happened.
    const goesOn = () =>
      Date.now() < until || (Date.now() < until + 90_000 && Math.min(...Object.values(done)) < 1);
    await crowd(30, 30, async (index) => {
      const visitor = visitorOf(fetches, SITE, index);
      let code: string | undefined;
      for (let turn = 0; goesOn(); turn += 1) {
        if (code === undefined) {
          const page = await visitor.get(form);
          const typed = {
            nom: `Personne ${index}`,
            courriel: `personne-${index}-${turn}@exemple.fr`,
            personnes: String(1 + random(2)),
          };
          const waits = random(2) === 0 || !page.html.includes('Réserver ma place');
          const answer = await visitor.submit(page, { ...typed, ...(waits && { attente: '1' }) });
          expect([200, 409]).toContain(answer.status);
          code = codeIn(answer.path);
          if (code === undefined) continue;
          // A place may be held for whoever has just joined the list.
          const is = /sur la liste|Une place est gardée/.test(answer.html) ? 'waiting' : 'booked';
          told.set(code, { is, since: Date.now() });
          done[is] += 1;
          continue;
        }
        const known = told.get(code);
        const address = `/ateliers/place/${code}`;
        const page = await visitor.get(address);
        if (known === undefined || page.path !== address) throw new Error(`${code} is not there`);
        const held = page.html.includes('value="prendre"');
        const what = held ? random(3) : random(10) < 4 ? 2 : 3;
        const geste = ['prendre', 'laisser', 'annuler'][what];
        // Some look only.
        if (geste === undefined) continue;
        const answer = await visitor.submit(page, { geste }, address);
        expect(answer.status).toBe(200);
        if (geste === 'prendre') {
          told.set(code, { ...known, is: 'booked' });
          done.taken += 1;
        } else if (geste === 'laisser') {
          done.left += 1;
        } else {
          told.set(code, { ...known, is: 'cancelled' });
          done.cancelled += 1;
          code = undefined;
        }
      }
    });
    expect(Math.min(...Object.values(done))).toBeGreaterThan(0);

    // What is free is offered by jobs too, of whichever process: until nobody waits who fits.
    await expect
      .poll(
        async () => {
          await host.drain();
          const { enrolments, capacity, taken } = await stored(host);
          return enrolments.filter(
            ({ status, notices, people }) =>
              status === 'waiting' && notices === 0 && people <= capacity - taken,
          );
        },
        { timeout: 30_000, interval: 500 },
      )
      .toEqual([]);
    const { enrolments, ...counted } = await stored(host);
    expect(counted.taken).toBe(counted.placed);
    expect(counted.placed).toBeLessThanOrEqual(counted.capacity);
    expect({ enrolments: enrolments.length, requests: counted.requests, seats: counted.seats }).toEqual({
      enrolments: told.size,
      requests: told.size,
      seats: told.size,
    });
    const wrong = enrolments.filter(({ code, status }) => {
      const is = told.get(code)?.is;
      // Whoever waits may be offered a place at any time.
      return is === 'waiting' ? status !== 'waiting' && status !== 'offered' : status !== is;
    });
    expect(wrong).toEqual([]);
    // Who had their answer before a place was offered to someone behind them, and would have fitted, was offered one too.
    const over = enrolments.filter((ahead) =>
      enrolments.some(
        (behind) =>
          ahead.status === 'waiting' &&
          ahead.notices === 0 &&
          behind.notices > 0 &&
          ahead.people <= behind.people &&
          ahead.since < behind.since &&
          (told.get(ahead.code)?.since ?? 0) < behind.noticedAt,
      ),
    );
    expect(over).toEqual([]);
  }, 240_000);
});
