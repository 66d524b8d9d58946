// « A few weeks at the mairie », played once when the demonstration is founded: stories of invented people and agents who come to
// the pages, on a host whose clock they carry along. What they leave is what such people would have left.

import { type Config, type Host, openHost, schema } from '@parvis/core';
import { eq, lt } from '@parvis/db';
import { pino } from 'pino';
import { calendarOf } from './calendar.ts';
import { stories } from './stories.ts';
import { type Story, Town } from './town.ts';

export interface Played {
  readonly config: Config;
  readonly installation: {
    readonly plugins: Parameters<typeof openHost>[0]['plugins'];
    readonly themes: Parameters<typeof openHost>[0]['themes'];
  };
  /** Epoch milliseconds: when the weeks end. */
  readonly now: number;
}

/** Days of mails that are kept: older ones would only hide them. */
const MAIL_DAYS = 2;
const DAY = 86_400_000;

/** Plays the weeks that end at `now` on a demonstration that was just founded, and that nobody visits yet. */
export async function playWeeks({ config, installation, now }: Played): Promise<void> {
  let clock = now;
  // Whatever the environment says, nothing of this leaves the machine.
  const { smtp: _smtp, sms: _sms, ...kept } = config;
  const host = await openHost({
    ...installation,
    config: kept,
    now: () => clock,
    log: pino({ level: 'error' }, process.stderr),
  });
  try {
    await refuseReal(host);
    const town = new Town(host, calendarOf(now));
    await play(stories, town, async (at) => {
      clock = at;
      await host.house.jobs.drain();
    });
    clock = now;
    await host.house.jobs.drain();
    await leaveDesk(host, now);
  } finally {
    await host.close();
  }
}

interface Running {
  readonly story: AsyncGenerator<number, void, void>;
  readonly at: number;
}

/** Each story goes on when its time has come, the earliest first. What would come after now is not played. */
async function play(all: readonly Story[], town: Town, goTo: (at: number) => Promise<void>): Promise<void> {
  const running: Running[] = [];
  const goOn = async (story: Running['story']) => {
    const { done, value: at } = await story.next();
    if (!done && at <= town.days.now) running.push({ story, at });
  };
  for (const story of all) await goOn(story(town));
  while (running.length > 0) {
    // Of two at one time, the one that began to wait first.
    const next = running.reduce((first, one) => (one.at < first.at ? one : first));
    running.splice(running.indexOf(next), 1);
    await goTo(next.at);
    await goOn(next.story);
    // What it left to do at once, mails first, is done before anyone comes later.
    await goTo(next.at);
  }
}

async function refuseReal({ house }: Host): Promise<void> {
  const { site } = schema.for(house.db.read);
  const [real] = await house.db.read.select({ id: site.id }).from(site).where(eq(site.demo, false)).limit(1);
  if (real)
    throw new Error('Invented people must not come to real mairies: this installation is no demonstration.');
}

/** Everyone goes home, and the mailbox keeps the last days. */
async function leaveDesk({ house }: Host, now: number): Promise<void> {
  await house.db.write(async (tx) => {
    const { mail, agentSession, citizenSession } = schema.for(tx);
    await tx.delete(mail).where(lt(mail.at, now - MAIL_DAYS * DAY));
    await tx.delete(agentSession);
    await tx.delete(citizenSession);
  });
}
