// An outside calendar, on a real CalDAV server and as a file, takes time of an agenda: on the pages, in the booking, in the
// database; and nothing else of it is kept.

import { createServer, type Server } from 'node:http';
import { describeEachHost, type OpenHost, type TestHost } from '@parvis/testing';
import { mayUseRadicale, type Radicale, radicale } from '@parvis/testing/radicale';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSlotAddress } from '../slot-address.ts';
import { agenda, nextWeek, SITE } from '../testing/town.ts';
import { refusalOf } from './outside-address.ts';
import { tables } from './tables.ts';
import { utcText } from './write-calendar.ts';

const PAGE = '/agent/appointments/calendriers';
const MINUTE = 60_000;

beforeEach(() => vi.stubEnv('PARVIS_CALENDARS_PRIVATE', '1'));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const startOf = (slot: string) =>
  readSlotAddress(slot.split('/').at(-1) ?? '')?.toZonedDateTime('Europe/Paris').epochMilliseconds ?? 0;

const meeting = (uid: string, start: number, title = 'Rendez-vous secret') =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//x//FR',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART:${utcText(start)}`,
    `DTEND:${utcText(start + 30 * MINUTE)}`,
    `SUMMARY:${title}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

async function ada(open: OpenHost) {
  const { host, town } = await agenda(open);
  const agent = await town.signIn('ada', SITE);
  const path = /\/agent\/appointments\/calendriers\/[\w-]+/.exec((await agent.get(PAGE)).html)?.[0] ?? '';
  const tie = async (typed: Readonly<Record<string, string>>) =>
    agent.submit(await agent.get(path), { type: 'ics', ...typed }, '/exterieur');
  return { host, agent, path, tie };
}

const rowsOf = (host: TestHost) =>
  host.inside(SITE, 'appointments', async ({ tx }) => {
    const { outside, external } = tables.for(tx);
    return { outside: await tx.select().from(outside), external: await tx.select().from(external) };
  });

async function quarterLater(host: TestHost, minutes = 16): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * MINUTE });
  await host.drain();
}

describe.skipIf(!mayUseRadicale)('on a CalDAV server', () => {
  let server: Radicale;
  beforeAll(async () => {
    server = await radicale();
  });
  afterAll(() => server.close());

  describeEachHost('an outside calendar', (open) => {
    it('takes its time from the free slots within a quarter of an hour, and gives it back', async () => {
      const { host, agent, path, tie } = await ada(open);
      const [slot = '', , , other = ''] = await nextWeek(host, 'le-favril');
      await server.put('reunion', meeting('reunion', startOf(slot)));
      const { url, login, password } = server;
      await tie({ type: 'caldav', adresse: url, identifiant: login, passe: password });
      await host.drain();
      expect(await nextWeek(host, 'le-favril')).not.toContain(slot);
      const refused = await host.visit(SITE).get(slot);
      expect(refused.status).toBe(409);
      // The hours, and nothing else of it; the address and the password are locked.
      const rows = await rowsOf(host);
      expect(rows.external).toMatchObject([{ startsAt: startOf(slot), endsAt: startOf(slot) + 30 * MINUTE }]);
      for (const secret of ['Rendez-vous', 'reunion', password, '/ada/agenda'])
        expect(JSON.stringify(rows)).not.toContain(secret);
      const shown = await agent.get(path);
      expect(shown.html).toContain('127.0.0.1');
      expect(shown.html).not.toContain(password);

      await server.put('reunion', meeting('reunion', startOf(other)));
      await quarterLater(host);
      expect(await nextWeek(host, 'le-favril')).toContain(slot);
      expect(await nextWeek(host, 'le-favril')).not.toContain(other);

      await server.remove('reunion');
      await quarterLater(host);
      expect((await rowsOf(host)).external).toEqual([]);
    });

    it('says in French that a password is wrong, and keeps what it read last', async () => {
      const { host, agent, path, tie } = await ada(open);
      await tie({ type: 'caldav', adresse: server.url, identifiant: server.login, passe: 'un autre' });
      await host.drain();
      expect((await agent.get(path)).html).toContain('refuse l’identifiant ou le mot de passe');
      expect((await rowsOf(host)).outside).toMatchObject([{ problem: 'refused', readAt: null }]);
    });
  });
});

/** A server of one file, which tests change. */
class FileServer {
  text = '';
  status = 200;
  asked = 0;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.asked += 1;
      const etag = `"${Buffer.from(this.text).toString('base64').slice(-40)}"`;
      const same = request.headers['if-none-match'] === etag;
      response.writeHead(same ? 304 : this.status, { etag, 'content-type': 'text/calendar', location: '/x' });
      response.end(same ? undefined : this.text);
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/ada.ics`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((done) => this.#server.close(() => done()));
  }
}

describeEachHost('a calendar file on the web', (open) => {
  it('is read again only when it changed, and what was read stays while it cannot be', async () => {
    const server = new FileServer();
    const { host, agent, path, tie } = await ada(open);
    const [slot = ''] = await nextWeek(host, 'le-favril');
    server.text = meeting('a', startOf(slot));
    await tie({ adresse: await server.listen() });
    await host.drain();
    expect((await rowsOf(host)).external).toHaveLength(1);
    const [{ readAt } = { readAt: 0 }] = (await rowsOf(host)).outside;
    await quarterLater(host);
    expect(server.asked).toBe(2);
    expect((await rowsOf(host)).outside).toMatchObject([{ readAt, problem: null }]);
    for (const [status, text, words] of [
      [302, '', 'pas d’agenda à cette adresse'],
      [404, '', 'pas d’agenda à cette adresse'],
      [503, '', 'ne répond pas'],
      [200, '<html></html>', 'n’est pas un agenda'],
      [200, 'x'.repeat(5_000_001), 'trop gros'],
    ] as const) {
      Object.assign(server, { status, text });
      await quarterLater(host);
      expect((await agent.get(path)).html).toContain(words);
      expect((await rowsOf(host)).external).toHaveLength(1);
    }
    await server.close();
    await agent.submit(await agent.get(path), {}, '/exterieur/suppression');
    expect(await rowsOf(host)).toEqual({ outside: [], external: [] });
    expect(await nextWeek(host, 'le-favril')).toContain(slot);
  });

  it('cannot be booked over, even by whoever held the slot before it was read', async () => {
    const server = new FileServer();
    const { host, tie } = await ada(open);
    const [slot = ''] = await nextWeek(host, 'le-favril');
    const visitor = host.visit(SITE);
    const form = await visitor.get(slot);
    expect(form.status).toBe(200);
    server.text = meeting('a', startOf(slot));
    await tie({ adresse: await server.listen() });
    await host.drain();
    const booked = await visitor.submit(form, { nom: 'Claire', courriel: 'claire@exemple.fr' }, slot);
    expect(booked.status).toBe(409);
    await server.close();
  });

  it('is never inside the network of the installation, unless the operator says so', async () => {
    vi.stubEnv('PARVIS_CALENDARS_PRIVATE', '');
    const { host, tie } = await ada(open);
    for (const adresse of [
      'https://127.0.0.1/a.ics',
      'https://[::1]/a',
      'http://exemple.fr/a.ics',
      'https://a:b@exemple.fr/',
    ])
      expect((await tie({ adresse })).status).toBe(422);
    expect((await rowsOf(host)).outside).toEqual([]);
    // A name that leads inside is only found out when it is looked up.
    await tie({ adresse: 'https://localhost.localdomain.exemple.invalid/a.ics' });
    await host.drain();
    expect((await rowsOf(host)).outside).toMatchObject([{ problem: 'silent' }]);
    expect(refusalOf('https://agenda.exemple.fr/a.ics', false)).toBeNull();
    expect(refusalOf('https://10.0.0.1/a.ics', false)).toContain('réseau privé');
  });
});
