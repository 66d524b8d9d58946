// Someone has a copy of the whole database, and nothing else. Nothing in it lets them in, and no code can be guessed from it.

import { createHash, createHmac } from 'node:crypto';
import { schema } from '@parvis/core';
import { eq } from '@parvis/db';
import { everyRow } from '@parvis/db/testing';
import { franceconnect } from '@parvis/plugin-franceconnect';
import { describeEachHost, type TestHost } from '@parvis/testing';
import { simulateFranceConnect } from '@parvis/testing/oidc';
import { afterEach, expect, it } from 'vitest';
import installation from '../../parvis.config.ts';
import { exchange, fromAnywhere } from './exchange.ts';
import { DRAFTED, leaveMailWaiting, overheard, SITE, useAllKeys } from './keys-in-use.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';
import { BROKER_HOST } from './scene.ts';

const closing: PostOffice[] = [];
afterEach(() => closing.splice(0).forEach((post) => post.close()));

describeEachHost('a stolen database', (open) => {
  async function loot() {
    const post = await openPostOffice();
    closing.push(post);
    const simulator = simulateFranceConnect({ brokerHost: BROKER_HOST });
    const heard: string[] = [];
    const others = installation.plugins.filter(({ name }) => name !== 'franceconnect');
    const host = await open({
      plugins: [...others, franceconnect(simulator.client)],
      themes: installation.themes,
      programs: [overheard(simulator, heard)],
      config: { brokerHost: BROKER_HOST, smtp: post.url },
    });
    const { port } = await host.listen();
    // Jobs run when the test says: one must be waiting when the copy is taken.
    await host.house.jobs.stop();
    const ring = await useAllKeys(host, post, { port, heard });
    const lateMail = await leaveMailWaiting(ring);
    const rows = await everyRow(host.house.db);
    const late = await lateMail();
    const secrets = [
      ...ring.secrets,
      ...late,
      { what: 'secret of the client at a provider', value: simulator.client.secret },
      { what: 'secret of the installation', value: host.house.config.secret },
    ];
    return { host, rows, secrets, shortCodes: ring.shortCodes };
  }

  it('holds no session, link, code, key or password in clear', { timeout: 300_000 }, async () => {
    const { rows, secrets, shortCodes } = await loot();
    const text = JSON.stringify([...rows]);
    expect(rows.get('audit')?.length).toBeGreaterThan(5);
    expect(rows.get('job')?.length).toBeGreaterThan(0);
    expect(rows.get('mail')).toEqual([]);
    expect(secrets.length).toBeGreaterThan(20);
    const found = secrets.filter(({ value }) => spellings(value).some((one) => text.includes(one)));
    expect(found.map(({ what }) => what)).toEqual([]);
    const told = shortCodes.filter(({ value }) => new RegExp(`(?<![\\w-])${value}(?![\\w-])`).test(text));
    expect(told.map(({ what }) => what)).toEqual([]);
  });

  it('opens nothing with what is in it', { timeout: 300_000 }, async () => {
    const { host, rows, secrets } = await loot();
    expect(await openedWith(host, stringsIn(rows))).toEqual(new Set());
    // The doors are real: what people hold opens them all.
    const held = await openedWith(
      host,
      secrets.map(({ value }) => value),
    );
    expect(held).toEqual(new Set(DOORS_TO_TRY.flatMap(({ door, bound }) => (bound ? [] : [door]))));
  });

  it('tells no short code to who tries them all', { timeout: 300_000 }, async () => {
    const { host, rows, shortCodes } = await loot();
    const { house } = host;
    const hashes = new Map(rows.get('one_time')?.map((row) => [String(row['code_hash']), String(row['id'])]));
    const strings = stringsIn(rows);
    // As who counts from 000000 to 999999 would, arrived at the right one.
    const guessed = shortCodes.flatMap(({ what, value }) =>
      [...hashes.values()]
        .flatMap((id) => [value, `${id}\0${value}`, `${id}${value}`, `${value}${id}`])
        .flatMap((message) => hashesOf(message, strings))
        .some((hash) => hashes.has(hash))
        ? [what]
        : [],
    );
    expect(guessed).toEqual([]);
    // With the secret of the installation, which is not in the database, each is found at once.
    for (const { value } of shortCodes) {
      const [id] =
        [...hashes].find(([hash, one]) => house.vault.hash('one-time-code', `${one}\0${value}`) === hash) ??
        [];
      expect(id).toBeDefined();
    }
    const { agent } = schema.for(house.db.read);
    const [known] = await house.db.read.select().from(agent).where(eq(agent.email, 'favril@exemple.fr'));
    expect(known?.passwordHash).toMatch(/^\$argon2id\$/);
  });
});

/** A secret as it could be written: as it is, in capitals or not, without its hyphens, in base64 and hexadecimal. */
function spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  return [
    value,
    value.toLowerCase(),
    value.toUpperCase(),
    value.replaceAll('-', ''),
    base64,
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

/** Tables in which something could open a door. */
const DOORS =
  /^(agent|citizen|one_time|oidc_flow|linked_identity|job|audit|request|procedures_draft|rate_limit|file)/;

/** Every text in those tables, and in the values of their JSON. */
function stringsIn(
  rows: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>,
): readonly string[] {
  const found = new Set<string>();
  const gather = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value.length >= 4 && value.length <= 400) found.add(value);
      if (/^[[{]/.test(value)) gather(JSON.parse(value));
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(gather);
  };
  for (const [table, those] of rows) if (DOORS.test(table)) those.forEach(gather);
  return [...found];
}

/** The doors that these values open, shown as each kind of key there is. */
async function openedWith(host: TestHost, values: readonly string[]): Promise<ReadonlySet<string>> {
  const opened = new Set<string>();
  const from = fromAnywhere(host);
  for (const value of values) {
    const key = encodeURIComponent(value);
    for (const { door, host: name = SITE, path, cookie, shows } of DOORS_TO_TRY) {
      const url = `http://${name}${path.replace('*', key)}`;
      const { status, html, setCookies } = await exchange(from, url, {
        ...(cookie && { cookie: `${cookie}=${key}` }),
      });
      if (status === 200 && (shows === undefined || html.includes(shows))) opened.add(door);
      if (setCookies.some((one) => /^(usager|agent)=[^;]/.test(one))) opened.add(`${door}: signed in`);
    }
  }
  return opened;
}

/** `*` is the key; else it is in the cookie. `shows`: what only the owner's page says. */
const DOORS_TO_TRY: readonly {
  readonly door: string;
  readonly path: string;
  readonly cookie?: string;
  readonly shows?: string;
  readonly host?: string;
  /** To a browser: the key alone opens nothing. */
  readonly bound?: true;
}[] = [
  { door: 'citizen', path: '/mon-espace', cookie: 'usager' },
  { door: 'agent', path: '/agent/compte', cookie: 'agent' },
  { door: 'draft', path: '/demarches/encombrants/commencer/objets', cookie: 'visiteur', shows: DRAFTED },
  { door: 'device', path: '/connexion/code', cookie: 'connexion' },
  { door: 'link', path: '/connexion/lien/*' },
  { door: 'invitation', path: '/agent/invitation/*' },
  { door: 'new password', path: '/agent/nouveau-mot-de-passe/*' },
  { door: 'request', path: '/suivi/*' },
  // Both want the browser that left as well: not even what people hold is enough.
  { door: 'hand-off', path: '/connexion/retour?jeton=*', bound: true, shows: '/mon-espace' },
  {
    door: 'state',
    host: BROKER_HOST,
    path: '/oidc/franceconnect/retour?code=x&state=*',
    bound: true,
    shows: '/mon-espace',
  },
];

/** What a thief could compute of a message, with every text of the database as a key or as salt. */
function hashesOf(message: string, keys: readonly string[]): readonly string[] {
  const digests = [
    createHash('sha256').update(message),
    ...keys.flatMap((key) => [
      createHmac('sha256', key).update(message),
      createHash('sha256').update(key + message),
    ]),
  ];
  return digests.flatMap((digest) => {
    const bytes = digest.digest();
    return [bytes.toString('base64url'), bytes.toString('hex')];
  });
}
