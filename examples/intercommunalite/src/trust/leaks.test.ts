// Nobody of one tenant ever sees or changes anything of another, nor of the commune next door but what the rules allow: on
// every route, by every kind of person, and in every job. The routes and the jobs are read from the host itself.

import { schema } from '@parvis/core';
import { describeEachHost } from '@parvis/testing';
import { expect, it } from 'vitest';
import { filesOf, jobsOnForeignData, mailsOf, unknownJobs } from './jobs.ts';
import { leaky } from './leaky-plugin.ts';
import { unresolved } from './parameters.ts';
import type { Guest } from './people.ts';
import { lostFrom, newIn, rowsOfB } from './rows-of-tenant.ts';
import { act, look, type Swept } from './sweep.ts';
import { openWorld } from './world.ts';

const LONG = 300_000;

/** A draft is its browser’s alone, and none of these people sits at it. The log keeps more details than it shows. */
const ON_NO_PAGE = ['description of a draft, a1', 'street of a draft, a1', 'detail in the audit log, a1'];

/** Enough to see what is wrong. */
function firstOf(sentences: readonly string[]): readonly string[] {
  return sentences.length > 40 ? [...sentences.slice(0, 40), `and ${sentences.length - 40} more`] : sentences;
}

async function all(
  guests: readonly Guest[],
  work: (guest: Guest) => Promise<Swept>,
): Promise<readonly Swept[]> {
  const swept: Swept[] = [];
  for (const guest of guests) swept.push(await work(guest));
  return swept;
}

describeEachHost('what is nobody else’s business', (open) => {
  it(
    'is on no page, whoever asks for whatever',
    async () => {
      const world = await openWorld(open);
      expect(unresolved(world.routes)).toEqual([]);
      const before = await rowsOfB(world);
      const swept = await all(world.guests, (guest) => look(world, guest));
      expect(firstOf(swept.flatMap(({ leaks }) => leaks))).toEqual([]);
      expect(firstOf(swept.flatMap(({ broken }) => broken))).toEqual([]);
      // A stranger on B's own site may begin something there, as anyone, and its log goes on; what was there stays as it is.
      const lost = lostFrom(before, await rowsOfB(world));
      expect(lost.filter((row) => !row.startsWith('audit_head '))).toEqual([]);
      // What is secret there is really on pages: of those who may see it.
      const seen = new Set(swept.flatMap((one) => [...one.seen]));
      const unseen = world.book.planted('a').filter((what) => what.endsWith(', a1') && !seen.has(what));
      expect(unseen.filter((what) => !ON_NO_PAGE.includes(what))).toEqual([]);
      expect(seen.size).toBeGreaterThan(80);
    },
    LONG,
  );

  it(
    'is changed by no form, whoever sends it with whatever in it',
    async () => {
      const world = await openWorld(open);
      const strong = world.guests
        .filter(({ person }) => /^a citizen$|of the EPCI$/.test(person.name))
        .slice(0, 2);
      const fields = new Set(
        (await all(strong, (one) => look(world, one))).flatMap((one) => [...one.fields]),
      );
      const before = await rowsOfB(world);
      const swept: Swept[] = [];
      for (const guest of world.guests) {
        swept.push(await act(world, guest, fields));
        if (guest.deskOnly && guest !== world.guests.at(-1)) continue;
        const after = await rowsOfB(world);
        const changes = [...lostFrom(before, after), ...newIn(before, after)];
        expect(changes, `after ${guest.person.name}`).toEqual([]);
      }
      expect(firstOf(swept.flatMap(({ leaks }) => leaks))).toEqual([]);
      expect(firstOf(swept.flatMap(({ broken }) => broken))).toEqual([]);
    },
    LONG,
  );

  it(
    'is sent by no job that is given the ids of another tenant',
    async () => {
      const world = await openWorld(open);
      expect(unknownJobs(world)).toEqual([]);
      const before = await rowsOfB(world);
      const known = new Set((await mailsOf(world)).map(({ id }) => id));
      expect(await jobsOnForeignData(world)).toBeGreaterThan(3);
      const sent = (await mailsOf(world)).filter(({ id }) => !known.has(id));
      expect(
        sent.flatMap((mail) => world.book.in(JSON.stringify(mail)).filter(({ tenant }) => tenant === 'b')),
      ).toEqual([]);
      const after = await rowsOfB(world);
      expect([...lostFrom(before, after), ...newIn(before, after)]).toEqual([]);
      expect(await filesOf(world, 'b1')).toContain('content of a file');
    },
    LONG,
  );

  it(
    'is found where a plugin forgets whose rows it reads, writes or mails',
    async () => {
      const world = await openWorld(open, [leaky]);
      expect(unresolved(world.routes).join()).toContain('nothing stands for ":what"');
      const routes = world.routes.filter(({ owner, path }) => owner === 'leaky' && !path.includes(':'));
      const [nobody] = world.guests;
      if (!nobody) throw new Error('nobody came');
      const before = await rowsOfB(world);
      const { leaks } = await look({ ...world, routes }, nobody);
      expect(leaks.join('\n')).toMatch(/nobody: GET \S+\/fuite → 200 shows « .*, b1 »/);
      expect(leaks.join('\n')).toMatch(/nobody: GET \S+\/fuite → 200 shows « .*, a2 »/);
      await act({ ...world, routes }, nobody, new Set());
      const after = await rowsOfB(world);
      expect(lostFrom(before, after).join()).toMatch(/^request /);
      await jobsOnForeignData(world);
      expect(lostFrom(after, await rowsOfB(world)).join()).toMatch(/^request_message /);
      const { read } = world.host.house.db;
      expect(await read.$count(schema.for(read).job)).toBeGreaterThan(0);
    },
    LONG,
  );
});
