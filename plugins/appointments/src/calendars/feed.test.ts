// An agent's agenda by its secret address: what it says, to whom, until when.

import { describeEachHost, type OpenHost } from '@parvis/testing';
import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { tables as base } from '../schema.ts';
import { calendarErrors } from '../testing/strict-calendar.ts';
import { agenda, nextWeek, SITE } from '../testing/town.ts';
import { tables } from './tables.ts';

const PAGE = '/agent/appointments/calendriers';

/** Ada signed in, with an appointment, and the page of her agenda. */
async function ada(open: OpenHost) {
  const { host, town } = await agenda(open);
  const visitor = host.visit(SITE);
  const [slot = ''] = await nextWeek(host, 'le-favril');
  await visitor.submit(
    await visitor.get(slot),
    { nom: 'Claire Dupont', courriel: 'claire@exemple.fr' },
    slot,
  );
  const agent = await town.signIn('ada', SITE);
  const list = await agent.get(PAGE);
  const path = /\/agent\/appointments\/calendriers\/[\w-]+/.exec(list.html)?.[0] ?? '';
  const make = async (contenu: string) => {
    const made = await agent.submit(await agent.get(path), { contenu }, '/flux');
    return new URL(/value="([^"]+\.ics)"/.exec(made.html)?.[1] ?? '').pathname;
  };
  return { host, town, agent, path, make, reader: host.visit(SITE) };
}

describeEachHost('the private feed of an agenda', (open) => {
  it('says no more than chosen, is strictly a calendar, and is sent once while nothing changes', async () => {
    const { make, reader } = await ada(open);
    const bare = await reader.get(await make('rendez-vous'));
    expect(bare.status).toBe(200);
    expect(calendarErrors(bare.html)).toEqual([]);
    expect(bare.html).toContain('SUMMARY:Rendez-vous');
    expect(bare.html).not.toContain('Claire');
    const address = await make('noms');
    const full = await reader.get(address);
    expect(calendarErrors(full.html)).toEqual([]);
    const events = new ICAL.Component(ICAL.parse(full.html)).getAllSubcomponents('vevent');
    expect(events.map((one) => one.getFirstPropertyValue('summary'))).toEqual([
      expect.stringContaining('Claire Dupont'),
    ]);
    expect(full.html).not.toContain('claire@exemple.fr');
    const etag = full.headers.get('etag') ?? '';
    expect((await reader.get(address, { 'if-none-match': etag })).status).toBe(304);
    expect((await reader.get(address, { 'if-none-match': '"another"' })).status).toBe(200);
  });

  it('is opened by its newest token alone, which is in no database, and ends when it is told to', async () => {
    const { host, agent, path, make, reader } = await ada(open);
    const first = await make('noms');
    const second = await make('noms');
    expect(second).not.toBe(first);
    expect((await reader.get(first)).status).toBe(404);
    expect((await reader.get(second)).status).toBe(200);
    const token = second.replace(/^.*\/|\.ics$/g, '');
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    await host.inside(SITE, 'appointments', async (tx) => {
      const rows = await tx.tx.select().from(tables.for(tx.tx).feed);
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain(token);
    });
    expect((await agent.get(path)).html).not.toContain(token);
    await agent.submit(await agent.get(path), {}, '/flux/suppression');
    expect((await reader.get(second)).status).toBe(404);
  });

  it('is guessed by nobody for long', async () => {
    const { reader, make } = await ada(open);
    const address = await make('noms');
    // A calendar program that reads a right address is not stopped.
    for (let times = 0; times < 45; times += 1) expect((await reader.get(address)).status).toBe(200);
    const statuses = new Set<number>();
    for (let times = 0; times < 45; times += 1)
      statuses.add((await reader.get(`/agenda-prive/${'a'.repeat(43)}.ics`)).status);
    expect([...statuses]).toEqual([404, 429]);
  });

  it('is the agent’s own: neither a colleague nor another tenant reads or ends it', async () => {
    const { host, town, path, make, reader } = await ada(open);
    const address = await make('noms');
    const colleague = await town.signIn('favril', SITE);
    expect((await colleague.get(path)).status).toBe(404);
    const page = await colleague.get(PAGE);
    await colleague.submit(page, {}).catch(() => null);
    expect((await reader.get(address)).status).toBe(200);
    await host.inside(SITE, 'appointments', async (tx) => {
      const { resource } = base.for(tx.tx);
      expect(await tx.tx.select().from(resource).where(tx.own(resource))).toHaveLength(1);
    });
  });
});
