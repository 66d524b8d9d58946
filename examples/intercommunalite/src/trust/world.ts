// A host with every plugin of the installation, two tenants and their people, as each of these tests begins.

import type { Plugin } from '@parvis/kit';
import type { OpenHost, TestHost } from '@parvis/testing';
import installation from '../../parvis.config.ts';
import { type Guest, guestsOf } from './people.ts';
import { openPlaces, PLACE_KEYS } from './places.ts';
import { BROKER_HOST, type Scene } from './scene.ts';
import { seed } from './seed.ts';
import { SentinelBook } from './sentinels.ts';

export interface World extends Scene {
  readonly guests: readonly Guest[];
  /** The fields of each kind of job that the seeding made, by `<owner>.<name>`. */
  readonly payloads: ReadonlyMap<string, ReadonlySet<string>>;
}

export async function openWorld(open: OpenHost, more: readonly Plugin[] = []): Promise<World> {
  const host = await open({
    plugins: [...installation.plugins, ...more],
    themes: installation.themes,
    config: { brokerHost: BROKER_HOST },
  });
  const book = new SentinelBook();
  const places = await openPlaces(host, book);
  const payloads = new Map<string, Set<string>>();
  hearJobs(host, (job) => {
    const name = `${job.owner}.${job.name}`;
    const fields = Object.keys(Object(job.payload));
    payloads.set(name, new Set([...(payloads.get(name) ?? []), ...fields]));
  });
  for (const key of PLACE_KEYS) await seed({ host, book, place: places[key] });
  await host.drain();
  const guests = await guestsOf(host, book, places);
  return { host, book, places, guests, payloads, routes: await host.routes() };
}

type Jobs = TestHost['house']['jobs'];

/** Tells of each job that is enqueued. */
function hearJobs({ house }: TestHost, heard: (job: Parameters<Jobs['enqueue']>[1]) => void): void {
  const queue = { ...house.jobs };
  const listening: Pick<Jobs, 'enqueue' | 'enqueueAll'> = {
    enqueue: (tx, job) => {
      heard(job);
      return queue.enqueue(tx, job);
    },
    enqueueAll: (tx, jobs) => {
      jobs.forEach(heard);
      return queue.enqueueAll(tx, jobs);
    },
  };
  Object.assign(house.jobs, listening);
}
