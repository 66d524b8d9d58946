// Everyone wants the same fifty slots: each is sold once, and whoever came too late is offered something else. Then people
// book, hold, move and cancel at random: no two appointments overlap, and none that was acknowledged is lost. On SQLite in
// one process, on PostgreSQL in two.

import { everyRow } from '@parvis/db/testing';
import {
  addAdvisor,
  addOpening,
  addVenue,
  appointments,
  DIGITAL_HELP,
  motifIdOf,
} from '@parvis/plugin-appointments';
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
const MOTIF = `/rendez-vous/${DIGITAL_HELP}`;
const ADVISORS = 5;
/** The fifty: ten starts of five advisors, on one day. */
const STARTS = ['0800', '0900', '1000', '1100', '1200', '1300', '1400', '1500', '1600', '1700'];

interface Scene {
  readonly host: TestHost;
  /** A day that is ahead, and no holiday. */
  readonly day: string;
}

/** Five advisors at one venue, each day. */
async function agenda(open: OpenHost): Promise<Scene> {
  const host = await open({ plugins: [appointments], config: CROWD_CONFIG });
  await openTown(host, {
    async furnish(contextOf, { authority }) {
      const ctx = contextOf('appointments');
      const motifId = (await motifIdOf(ctx, DIGITAL_HELP)) ?? '';
      const venueId = await addVenue(ctx, {
        slug: 'mairie',
        name: 'Mairie',
        address: ['2 rue de la Mairie'],
        commune: 'Le Favril',
        insee: '28148',
        latitude: 48.456,
        longitude: 1.077,
      });
      for (let count = 1; count <= ADVISORS; count += 1) {
        const resourceId = await addAdvisor(ctx, { name: `Ada ${count}`, authorityId: authority().id });
        const rule = { resourceId, venueId, motifIds: [motifId], recurrence: { freq: 'daily' } as const };
        await addOpening(ctx, { ...rule, start: '08:00', end: '18:00', from: '2026-01-01' });
      }
    },
  });
  const week = Temporal.Now.plainDateISO('Europe/Paris').add({ days: 8 }).toString();
  const { html } = await host.visit(SITE).get(`${MOTIF}?lieu=mairie&semaine=${week}`);
  const day = /mairie\/(\d{4}-\d\d-\d\d)-0800"/.exec(html)?.[1];
  if (day === undefined) throw new Error('nobody receives');
  return { host, day };
}

const codeIn = (path: string) => /^\/suivi\/([A-Z0-9-]+)/.exec(path)?.[1];
/** The slots that a page offers instead. */
const offeredIn = (html: string) =>
  [...html.matchAll(/name="creneau" value="mairie\/(\d{4}-\d\d-\d\d-\d{4})"/g)].map(([, slot = '']) => slot);

interface StoredAppointment {
  readonly code: string;
  readonly resource: string;
  readonly status: string;
  readonly startsAt: number;
}

/** What the database holds, read without any of the code that wrote it. */
async function stored(host: TestHost) {
  const rows = await everyRow(host.house.db);
  const busy = (rows.get('appointments_occupancy') ?? []).filter(({ active }) => Number(active) === 1);
  const bookings: StoredAppointment[] = await host.inside(SITE, 'appointments', async (ctx) =>
    (rows.get('appointments_appointment') ?? []).map((row) => ({
      code: ctx.requests.codeOf(String(row['request_id'])),
      resource: String(row['resource_id']),
      status: String(row['status']),
      startsAt: Number(row['starts_at']),
    })),
  );
  const taken = new Set(busy.map(({ id }) => String(id)));
  const without = (rows.get('appointments_appointment') ?? []).filter(
    (row) => (row['status'] === 'booked') !== taken.has(String(row['occupancy_id'])),
  );
  return {
    bookings,
    overlaps: overlapsIn(busy),
    without: without.length,
    requests: (rows.get('request') ?? []).length,
  };
}

/** Pairs of times of one resource that touch the same moment, whatever they are for: nothing of the product is used here. */
function overlapsIn(busy: readonly Readonly<Record<string, unknown>>[]): number {
  let found = 0;
  for (const [index, one] of busy.entries())
    for (const other of busy.slice(index + 1))
      if (
        one['resource_id'] === other['resource_id'] &&
        Number(one['starts_at']) < Number(other['ends_at']) &&
        Number(other['starts_at']) < Number(one['ends_at'])
      )
        found += 1;
  return found;
}

const instantOf = (slot: string) =>
  Temporal.PlainDateTime.from(`${slot.slice(0, 10)}T${slot.slice(11, 13)}:${slot.slice(13)}`).toZonedDateTime(
    'Europe/Paris',
  ).epochMilliseconds;

describeEachHost('a race for appointments', (open) => {
  afterEach(closeDoors);

  it('sells fifty slots to fifty of five hundred people, and offers the others something else', async () => {
    const { host, day } = await agenda(open);
    const fetches = await doors(host);
    const won: string[] = [];
    const losers: (readonly string[])[] = [];
    await crowd(500, 60, async (index) => {
      const visitor = visitorOf(fetches, SITE, index);
      let slot = `${day}-${STARTS[index % STARTS.length]}`;
      let page = await visitor.get(`${MOTIF}/mairie/${slot}`);
      const typed = { nom: `Personne ${index}`, courriel: `personne-${index}@exemple.fr` };
      for (;;) {
        page = await visitor.submit(page, { ...typed, creneau: `mairie/${slot}` });
        const code = codeIn(page.path);
        if (code !== undefined) {
          won.push(code);
          return;
        }
        expect(page.status).toBe(409);
        expect(page.html).toContain(`value="Personne ${index}"`);
        const offered = offeredIn(page.html);
        const sameDay = offered.find((one) => one.startsWith(day));
        if (sameDay === undefined) {
          losers.push(offered);
          return;
        }
        slot = sameDay;
      }
    });
    expect(new Set(won).size).toBe(50);
    expect(losers).toHaveLength(450);
    expect(losers.every((offered) => offered.length > 0)).toBe(true);
    const { bookings, overlaps, requests, without } = await stored(host);
    expect(
      bookings
        .filter(({ status }) => status === 'booked')
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual(won.toSorted());
    expect({ overlaps, requests, without }).toEqual({ overlaps: 0, requests: 50, without: 0 });
  }, 240_000);

  it('loses none and overlaps none while people book, hold, move and cancel at random', async () => {
    const { host, day } = await agenda(open);
    const fetches = await doors(host);
    /** What each was told last: where their appointment is, or that it is cancelled. */
    const told = new Map<string, string | null>();
    const until = Date.now() + raceSeconds(60) * 1_000;
    const random = randomFrom(20_261_124);
    const anySlot = () => `${day}-${STARTS[random(STARTS.length)]}`;
    let moves = 0;
    let cancels = 0;
    // A slow machine goes on until something of each kind has happened.
    const goesOn = () => Date.now() < until || (Date.now() < until + 90_000 && Math.min(moves, cancels) < 5);
    await crowd(30, 30, async (index) => {
      const visitor = visitorOf(fetches, SITE, index);
      let code: string | undefined;
      for (let turn = 0; goesOn(); turn += 1) {
        const slot = anySlot();
        const what = random(10);
        if (code === undefined) {
          const form = await visitor.get(`${MOTIF}/mairie/${slot}`);
          // Some look, hold, and go away.
          if (what < 3) continue;
          const typed = { nom: `Personne ${index}`, courriel: `personne-${index}-${turn}@exemple.fr` };
          const answer = await visitor.submit(form, { ...typed, creneau: `mairie/${slot}` });
          code = codeIn(answer.path);
          expect([200, 409]).toContain(answer.status);
          if (code !== undefined) told.set(code, slot);
        } else if (what < 6) {
          const path = `/rendez-vous/${code}/deplacement/mairie/${slot}`;
          const answer = await visitor.submit(await visitor.get(path), {}, slot);
          expect([200, 409]).toContain(answer.status);
          if (answer.path === `/suivi/${code}`) {
            told.set(code, slot);
            moves += 1;
          }
        } else {
          const page = await visitor.get(`/rendez-vous/${code}/annulation`);
          const answer = await visitor.submit(page, {}, '/annulation');
          expect(answer.path).toBe(`/suivi/${code}`);
          told.set(code, null);
          cancels += 1;
          code = undefined;
        }
      }
    });
    const { bookings, overlaps, without } = await stored(host);
    const held = new Map(bookings.map((one) => [one.code, one]));
    const wrong = [...told].filter(([code, slot]) => {
      const found = held.get(code);
      if (found === undefined) return true;
      return slot === null
        ? found.status !== 'cancelled'
        : found.status !== 'booked' || found.startsAt !== instantOf(slot);
    });
    expect(wrong).toEqual([]);
    expect({ overlaps, without, all: bookings.length }).toEqual({ overlaps: 0, without: 0, all: told.size });
    expect(Math.min(moves, cancels)).toBeGreaterThan(0);
  }, 240_000);
});
