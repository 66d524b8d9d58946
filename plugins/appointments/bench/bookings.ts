// How many appointments are booked in a second: forms sent and answered, each with its request, timeline, line in the audit
// log, planned letters, the time taken and the appointment, on the disk before it is acknowledged. On SQLite.

import { openTown, startHost, type TestHost, type Visitor } from '@parvis/testing';
import { addAdvisor, addOpening, addVenue, appointments, DIGITAL_HELP, motifIdOf } from '../src/index.ts';

const GOAL = 300;
const SITE = 'le-favril.localhost';
const ADVISORS = 20;
const BOOKINGS = 1_000;
const AT_ONCE = 50;

export default async function bookings() {
  const host = await startHost({ plugins: [appointments], config: { trustProxy: true } });
  try {
    await furnish(host);
    const slots = await slotsAhead(host);
    const people = await Promise.all(Array.from({ length: BOOKINGS }, (_, index) => someone(host, index)));
    const book = async (index: number): Promise<boolean> => {
      const { visitor, csrf } = people[index] ?? (await someone(host, index));
      const response = await host.fetch(
        new Request(`http://${SITE}${slots[Math.floor(index / ADVISORS) % slots.length]}`, {
          method: 'POST',
          redirect: 'manual',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'sec-fetch-site': 'same-origin',
            'x-forwarded-for': addressOf(index),
            cookie: `visiteur=${visitor.cookie('visiteur')}`,
          },
          body: new URLSearchParams({ csrf, nom: `Personne ${index}`, courriel: `p${index}@exemple.fr` }),
        }),
      );
      return response.status === 303;
    };
    let next = 0;
    let booked = 0;
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let index = next++; index < BOOKINGS; index = next++) if (await book(index)) booked += 1;
      }),
    );
    const value = Math.round(booked / ((performance.now() - begun) / 1_000));
    return {
      name: 'bookings',
      value,
      unit: 'bookings/s',
      goal: GOAL,
      better: 'higher',
      pass: value >= GOAL && booked === BOOKINGS,
      detail: `${booked} of ${BOOKINGS} forms by ${AT_ONCE} people side by side, ${ADVISORS} advisors, on SQLite with synchronous=FULL`,
    } as const;
  } finally {
    await host.close();
  }
}

const addressOf = (index: number) => `10.3.${index >> 8}.${index & 255}`;

async function someone(
  host: TestHost,
  index: number,
): Promise<{ readonly visitor: Visitor; readonly csrf: string }> {
  const visitor = host.visit(SITE, { 'x-forwarded-for': addressOf(index) });
  const { html } = await visitor.get('/suivi');
  return { visitor, csrf: /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '' };
}

async function furnish(host: TestHost): Promise<void> {
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
}

/** The starts of a week that do not overlap: on the hour. */
async function slotsAhead(host: TestHost): Promise<readonly string[]> {
  const visitor = host.visit(SITE);
  const first = await visitor.get(`/rendez-vous/${DIGITAL_HELP}?lieu=mairie`);
  const next = /href="([^"]+)" rel="nofollow">Semaine suivante/.exec(first.html)?.[1] ?? '';
  const { html } = await visitor.get(next.replaceAll('&amp;', '&').replace(/#.*/, ''));
  return [...html.matchAll(/href="(\/rendez-vous\/[\w-]+\/mairie\/[\d-]+00)"/g)].map(([, href = '']) => href);
}
