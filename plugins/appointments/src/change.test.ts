// Moving, cancelling, being reminded and coming earlier, on both engines.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeEachHost, type TestHost, type Visitor } from '@parvis/testing';
import ical from 'node-ical';
import { afterEach, expect, it, vi } from 'vitest';
import { agenda, CLAIRE, closeAllElse, codeOf, mailsTo, nextWeek, SITE, textOf } from './testing/town.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

afterEach(() => {
  vi.useRealTimers();
});

/** A calendar that reads mails: what it holds after the files, in any order of SEQUENCE (RFC 5546, 3.2). */
function calendarAfter(
  files: readonly string[],
): ReadonlyMap<string, { readonly sequence: number; readonly start: number }> {
  const events = new Map<string, { readonly sequence: number; readonly start: number }>();
  for (const file of files) {
    const parsed = ical.sync.parseICS(file);
    const isCancelled = /^STATUS:CANCELLED\r$/m.test(file);
    for (const item of Object.values(parsed)) {
      if (item?.type !== 'VEVENT') continue;
      const sequence = Number(item.sequence);
      if ((events.get(item.uid)?.sequence ?? -1) > sequence) continue;
      if (isCancelled) events.delete(item.uid);
      else events.set(item.uid, { sequence, start: item.start.getTime() });
    }
  }
  return events;
}

/** Books a slot; returns its code. */
async function booked(visitor: Visitor, slot: string, person: Readonly<Record<string, string>> = CLAIRE) {
  return codeOf(await visitor.submit(await visitor.get(slot), person));
}

const startOf = (slot: string) => {
  const [, day = '', hour = '', minute = ''] = /(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)$/.exec(slot) ?? [];
  return `${day}T${hour}:${minute}`;
};

/** Works off what is due, at eleven in the morning so many days from now. */
async function drainIn(host: TestHost, days: number): Promise<void> {
  const morning = new Date();
  morning.setUTCHours(10, 0, 0, 0);
  vi.useFakeTimers({ toFake: ['Date'], now: morning.getTime() + days * DAY });
  await host.drain();
}

describeEachHost('a change of an appointment', (open) => {
  it('moves it by its link: the calendar updates, then strikes it out when it is cancelled', async () => {
    const { host } = await agenda(open);
    const [slot = '', , other = ''] = await nextWeek(host, 'la-loupe');
    const visitor = host.visit(SITE);
    const code = await booked(visitor, slot);
    await host.drain();
    const times = await visitor.get(
      `/rendez-vous/${code}/deplacement?semaine=${startOf(other).slice(0, 10)}`,
    );
    const target = `/rendez-vous/${code}/deplacement/la-loupe/${other.split('/').at(-1)}`;
    expect(times.html).toContain(target);
    // Its own time is free for itself: half an hour later overlaps it.
    const confirm = await visitor.get(target);
    expect(textOf(confirm)).toContain('Au lieu de');
    const moved = await visitor.submit(confirm, {}, other.split('/').at(-1));
    expect(moved.path).toBe(`/suivi/${code}`);
    expect(textOf(moved)).toContain('Rendez-vous déplacé au');
    expect(await nextWeek(host, 'la-loupe')).toContain(slot);
    expect(await nextWeek(host, 'la-loupe')).not.toContain(other);
    await host.drain();
    const file = (await visitor.get(`/rendez-vous/${code}/calendrier.ics`)).html;
    expect(file).toContain('SEQUENCE:1');
    await visitor.submit(await visitor.get(`/rendez-vous/${code}/annulation`), {}, '/annulation');
    await host.drain();
    const files = (await mailsTo(host, CLAIRE.courriel)).map((mail) => mail.file).toReversed();
    expect(files.at(-1)).toContain('STATUS:CANCELLED');
    const before = calendarAfter(files.slice(0, 1));
    const after = calendarAfter(files.slice(0, 2));
    expect([...after.keys()]).toEqual([...before.keys()]);
    const [first, second] = [...before.values(), ...after.values()];
    expect(second?.sequence).toBe((first?.sequence ?? 0) + 1);
    expect(second?.start).not.toBe(first?.start);
    // Late mail changes nothing.
    expect(calendarAfter(files.slice(0, 2).toReversed())).toEqual(after);
    expect(calendarAfter(files).size).toBe(0);
    expect((await visitor.get(`/rendez-vous/${code}/deplacement`)).status).toBe(409);
  });

  it('is refused where the new time is not free, and nothing has changed', async () => {
    const { host } = await agenda(open);
    const [slot = '', , other = ''] = await nextWeek(host, 'la-loupe');
    const visitor = host.visit(SITE);
    const code = await booked(visitor, slot);
    const target = `/rendez-vous/${code}/deplacement/la-loupe/${other.split('/').at(-1)}`;
    const confirm = await visitor.get(target);
    await booked(host.visit(SITE), other, { ...CLAIRE, courriel: 'bob@exemple.fr' });
    const refused = await visitor.submit(confirm, {}, other.split('/').at(-1));
    expect(refused.status).toBe(409);
    expect(textOf(refused)).toContain('Votre rendez-vous n’a pas changé');
    expect(await nextWeek(host, 'la-loupe')).not.toContain(slot);
    expect((await visitor.get(`/rendez-vous/${code}/deplacement/nulle-part/2099-01-01-0900`)).status).toBe(
      404,
    );
    expect((await visitor.get(`/rendez-vous/${code}/deplacement/la-loupe/demain`)).status).toBe(404);
  });

  it('is reminded two days before, at its new time only, and not at all once cancelled', async () => {
    const { host } = await agenda(open);
    const [slot = '', , other = ''] = await nextWeek(host, 'la-loupe');
    const visitor = host.visit(SITE);
    const code = await booked(visitor, slot);
    const target = `/rendez-vous/${code}/deplacement/la-loupe/${other.split('/').at(-1)}`;
    await visitor.submit(await visitor.get(target), {}, other.split('/').at(-1));
    const gone = { ...CLAIRE, courriel: 'bob@exemple.fr' };
    const cancelled = await booked(visitor, slot, gone);
    await visitor.submit(await visitor.get(`/rendez-vous/${cancelled}/annulation`), {}, '/annulation');
    await host.drain();
    const reminders = async (email: string) =>
      (await mailsTo(host, email)).filter(({ text }) =>
        text.includes('Votre rendez-vous est dans deux jours'),
      );
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(`${startOf(other)}Z`) - 51 * HOUR });
    await host.drain();
    expect(await reminders(CLAIRE.courriel)).toHaveLength(0);
    vi.setSystemTime(Date.parse(`${startOf(other)}Z`) - 47 * HOUR);
    await host.drain();
    const [reminder, ...more] = await reminders(CLAIRE.courriel);
    expect(more).toEqual([]);
    expect(reminder?.text).toContain('Plan : https://www.openstreetmap.org/');
    expect(reminder?.text).toContain('À apporter');
    expect(await reminders(gone.courriel)).toHaveLength(0);
  });

  it('that frees time is offered to whoever waits, one after the other, and comes back when nobody wants it', async () => {
    const { host } = await agenda(open);
    const visitor = host.visit(SITE);
    const all = await nextWeek(host, 'la-loupe');
    const far = all.slice(-2);
    const emails = ['un@exemple.fr', 'deux@exemple.fr'];
    // Everything before is taken, so that only what is freed can be offered.
    const codes = [];
    for (const [index, slot] of far.entries())
      codes.push(await booked(visitor, slot, { ...CLAIRE, courriel: emails[index] ?? '' }));
    const freed = await booked(visitor, all[0] ?? '', { ...CLAIRE, courriel: 'parti@exemple.fr' });
    await host.inside(SITE, 'appointments', (ctx) => closeAllElse(ctx, all[0] ?? '', ...far));
    for (const code of codes) {
      const page = await visitor.get(`/rendez-vous/${code}/plus-tot`);
      expect(textOf(page)).toContain('Rien n’est libre plus tôt');
      const waiting = await visitor.submit(page, { geste: 'attendre', ou: 'partout' }, '/plus-tot');
      expect(textOf(waiting)).toContain('Vous êtes sur la liste d’attente');
    }
    await drainIn(host, 1);
    const offers = async (email: string) =>
      (await mailsTo(host, email)).filter(({ text }) => text.includes('Vous pouvez venir plus tôt')).length;
    expect(await Promise.all(emails.map(offers))).toEqual([0, 0]);

    await visitor.submit(await visitor.get(`/rendez-vous/${freed}/annulation`), {}, '/annulation');
    await host.drain();
    expect(await Promise.all(emails.map(offers))).toEqual([1, 0]);
    expect(await nextWeek(host, 'la-loupe')).not.toContain(all[0]);
    const offered = await visitor.get(`/rendez-vous/${codes[0]}/plus-tot`);
    expect(textOf(offered)).toContain('Un créneau est gardé pour vous');

    // The first does not answer: four hours later it is the second's.
    vi.setSystemTime(Date.now() + 4 * HOUR + 1);
    await host.drain();
    expect(await Promise.all(emails.map(offers))).toEqual([1, 1]);
    const late = await visitor.submit(offered, { geste: 'prendre' }, '/plus-tot');
    expect(late.status).toBe(409);
    const page = await visitor.get(`/rendez-vous/${codes[1]}/plus-tot`);
    const taken = await visitor.submit(page, { geste: 'prendre' }, '/plus-tot');
    expect(taken.path).toBe(`/suivi/${codes[1]}`);
    expect(textOf(taken)).toContain('Rendez-vous déplacé au');
    await host.drain();
    expect(await Promise.all(emails.map(offers))).toEqual([1, 1]);
  });

  it('is told by text message to who asked for it', async () => {
    const heard: { readonly to: string; readonly text: string }[] = [];
    const take = async (request: IncomingMessage, answer: ServerResponse) => {
      let body = '';
      for await (const part of request) body += String(part);
      heard.push(JSON.parse(body) as (typeof heard)[number]);
      answer.writeHead(202).end();
    };
    const gateway = createServer((request, answer) => void take(request, answer));
    await new Promise<void>((ready) => gateway.listen(0, '127.0.0.1', ready));
    const { port } = gateway.address() as AddressInfo;
    try {
      const config = { sms: { url: `http://127.0.0.1:${port}/`, token: 'jeton' } };
      const { host } = await agenda(open, { config });
      const [slot = '', , other = ''] = await nextWeek(host, 'la-loupe');
      const visitor = host.visit(SITE);
      const form = await visitor.get(slot);
      const [sms = ''] = /name="sms" value="([^"]+)"/.exec(form.html)?.slice(1) ?? [];
      const phone = { nom: 'Claire', telephone: '06 12 34 56 78' };
      const code = codeOf(await visitor.submit(form, { ...phone, sms }));
      await booked(visitor, other, phone);
      await host.drain();
      expect(heard).toHaveLength(1);
      expect(heard[0]).toMatchObject({ to: '+33612345678' });
      expect(heard[0]?.text).toMatch(/^Rendez-vous pris : .*La Loupe\. Changer ou annuler : http.*\/suivi\//);
      expect(heard[0]?.text).toContain(code);
      vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(`${startOf(slot)}Z`) - 47 * HOUR });
      await host.drain();
      expect(heard.map(({ text }) => text.split(' :')[0])).toEqual([
        'Rendez-vous pris',
        'Rappel de votre rendez-vous',
      ]);
    } finally {
      gateway.close();
    }
  });
});
