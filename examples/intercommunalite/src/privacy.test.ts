// After an erasure nothing of the person is anywhere. A person is made of words that nobody else has, and the whole database is
// read for them, on both engines.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schema } from '@parvis/core';
import { eq, newId } from '@parvis/db';
import {
  addAdvisor,
  addOpening,
  addVenue,
  appointments,
  DIGITAL_HELP,
  motifIdOf,
} from '@parvis/plugin-appointments';
import { procedures } from '@parvis/plugin-procedures';
import {
  describeEachHost,
  type OpenHost,
  openTown,
  readZip,
  signInCitizen,
  startHost,
  type TestHost,
  type Town,
  type Visitor,
} from '@parvis/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';

const SITE = 'le-favril.localhost';
const FORM = '/demarches/encombrants/commencer';
const DAY = 86_400_000;
const EVERY_DAY = { freq: 'weekly', byDay: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] } as const;

const EMAIL = 'zephyrine.q@exemple.fr';
/** Words of the person, as they type them or as they are stored. None is in a page or in the catalogue. */
const SENTINELS = [
  'Zéphyrine',
  'zephyrine',
  'Quincampoix',
  'quincampoix',
  '698765432',
  'rue des Xylophages',
  'grimoire',
  'parchemin',
];
const PERSON = { prenom: 'Zéphyrine', nom: 'Quincampoix', courriel: EMAIL, telephone: '06 98 76 54 32' };
const PLACE = {
  'adresse--line': '3 rue des Xylophages',
  'adresse--postal-code': '28190',
  'adresse--commune': 'Le Favril',
};
const OTHER = { prenom: 'Camille', nom: 'Durand', courriel: 'camille@exemple.fr', telephone: '' };

async function opened(open: OpenHost): Promise<{ readonly host: TestHost; readonly town: Town }> {
  const host = await open({ plugins: [appointments, procedures] });
  const town = await openTown(host, {
    agents: [
      { name: 'samira', role: 'case-worker' },
      { name: 'ada', role: 'advisor' },
      { name: 'dora', role: 'data-protection-officer' },
      { name: 'denis', role: 'data-protection-officer', at: 'Favril' },
      { name: 'claire', role: 'secretary', at: 'Favril' },
    ],
    async furnish(contextOf, { authority, agent }) {
      const ctx = contextOf('appointments');
      const motifId = (await motifIdOf(ctx, DIGITAL_HELP)) ?? '';
      const resourceId = await addAdvisor(ctx, {
        name: 'Ada Martin',
        authorityId: authority().id,
        agentId: agent('ada'),
      });
      const venueId = await addVenue(ctx, {
        slug: 'le-favril',
        name: 'Mairie',
        address: ['2 rue de la Mairie'],
        commune: 'Le Favril',
        insee: '28148',
        latitude: 48.456,
        longitude: 1.077,
      });
      await addOpening(ctx, {
        resourceId,
        venueId,
        motifIds: [motifId],
        recurrence: EVERY_DAY,
        from: '2026-01-01',
        start: '09:00',
        end: '17:00',
      });
    },
  });
  return { host, town };
}

/** A request for bulky waste, sent; returns its page. */
async function sendForm(visitor: Visitor, person: typeof PERSON, words = 'un vieux grimoire') {
  const place = person === OTHER ? { ...PLACE, 'adresse--line': '1 rue du Lavoir' } : PLACE;
  let page = await visitor.get(FORM);
  const pages: readonly Parameters<Visitor['submit']>[1][] = [
    { quoi: ['meuble'], description: words },
    place,
    { aide: 'non' },
    person,
  ];
  for (const typed of pages) page = await visitor.submit(page, typed);
  return visitor.submit(page, {}, '/envoi');
}

async function book(visitor: Visitor) {
  const week = await visitor.get('/rendez-vous/aide-numerique?lieu=le-favril');
  const slots = [...week.html.matchAll(/href="(\/rendez-vous\/aide-numerique\/le-favril\/[\d-]+)"/g)];
  const page = await visitor.get(slots.at(-1)?.[1] ?? '');
  return visitor.submit(page, {
    nom: 'Zéphyrine Quincampoix',
    courriel: EMAIL,
    telephone: '06 98 76 54 32',
    besoin: 'Lire un parchemin',
  });
}

/** Puts a file on the newest request, as the form would; returns its id. */
async function attach(host: TestHost, name: string): Promise<string> {
  const { db, files } = host.house;
  const row = (await rows(host)).at(-1);
  if (!row) throw new Error('no request to attach a file to');
  const id = newId();
  await files.receive(
    id,
    (async function* () {
      yield Buffer.from('le texte du parchemin');
    })(),
  );
  await files.keep(row.tenantId, { id, name });
  await db.write(async (tx) => {
    await tx.insert(schema.for(tx).file).values({
      id,
      tenantId: row.tenantId,
      requestId: row.id,
      name,
      type: 'text/plain',
      size: 21,
      keptAt: Date.now(),
    });
  });
  return id;
}

/** Every row of every table, as text. */
async function dump(host: TestHost): Promise<string> {
  const { read } = host.house.db;
  const owners = [schema, appointments.tables, procedures.tables];
  const rows: unknown[] = [];
  for (const owner of owners)
    for (const table of Object.values((owner?.for(read) ?? {}) as typeof schema.sqlite))
      rows.push(await read.select().from(table));
  return JSON.stringify(rows);
}

async function left(host: TestHost): Promise<readonly string[]> {
  const text = await dump(host);
  return SENTINELS.filter((word) => text.includes(word));
}

async function fileIsThere(host: TestHost, id: string): Promise<boolean> {
  const { db, files } = host.house;
  const [tenant] = await db.read.select().from(schema.for(db.read).tenant);
  try {
    for await (const _ of await files.open(tenant?.id ?? '', id)) return true;
    return true;
  } catch {
    return false;
  }
}

/** An agent answers every request for bulky waste, and it is done. */
async function close(host: TestHost, town: Town): Promise<void> {
  const samira = await town.signIn('samira', SITE);
  for (const { id, channel } of await rows(host)) {
    if (channel !== 'form') continue;
    const page = await samira.get(`/agent/demandes/${id}`);
    await samira.submit(page, { message: 'Bonjour Zéphyrine, votre grimoire est enlevé.' }, '/messages');
    await host.inside(SITE, 'core', (tx) =>
      tx.requests.move(id, ['received', 'in-progress'], 'done', 'La demande est traitée.'),
    );
  }
}

function moveTo(at: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: at });
}

async function purge(host: TestHost): Promise<void> {
  const { db, jobs } = host.house;
  const sites = await db.read.select().from(schema.for(db.read).site);
  const siteId = sites.find(({ slug }) => slug === 'le-favril')?.id ?? '';
  await db.write((tx) =>
    jobs.enqueue(tx, { owner: 'core', name: 'purge', siteId, payload: {}, dueAt: Date.now() }),
  );
  await host.drain();
}

async function rows(host: TestHost) {
  const { db } = host.house;
  const { request } = schema.for(db.read);
  return db.read.select().from(request).orderBy(request.id);
}

async function auditLines(host: TestHost, action: string) {
  const { db } = host.house;
  const { audit } = schema.for(db.read);
  return db.read.select().from(audit).where(eq(audit.action, action));
}

afterEach(() => {
  vi.useRealTimers();
});

describeEachHost('the nightly purge', (open) => {
  it('leaves nothing of the person two years after the closure, and what counts stays', async () => {
    const { host, town } = await opened(open);
    const start = Date.now();
    const visitor = host.visit(SITE);
    const sent = await sendForm(visitor, PERSON);
    const fileId = await attach(host, 'grimoire.txt');
    await visitor.submit(sent, { message: 'Le grimoire est lourd.' }, '/messages');
    await book(visitor);
    // Begun and never sent.
    await visitor.submit(await visitor.get(FORM), { quoi: ['meuble'], description: 'un autre grimoire' });
    await host.drain();
    await close(host, town);
    await host.drain();
    expect(await left(host)).toEqual(SENTINELS);
    expect(await fileIsThere(host, fileId)).toBe(true);

    // The appointment is over, and its request with it.
    moveTo(start + 60 * DAY);
    await host.drain();
    expect((await rows(host)).map(({ status }) => status)).toEqual(['done', 'done']);
    const other = host.visit(SITE);
    await sendForm(other, OTHER, 'une armoire');

    moveTo(start + 800 * DAY);
    await purge(host);
    expect(await left(host)).toEqual([]);
    expect(await fileIsThere(host, fileId)).toBe(false);
    const [bulky, visit, fresh] = await rows(host);
    expect(bulky).toMatchObject({ requester: { name: 'Effacé' }, status: 'done', citizenId: null });
    expect(bulky?.reference).toMatch(/^\d\d-/);
    expect(bulky?.serviceId).not.toBeNull();
    expect(visit?.requester).toEqual({ name: 'Effacé' });
    expect(fresh?.requester.name).toBe('Camille Durand');
    expect(fresh?.erasedAt).toBeNull();
    // The code opens nothing any more.
    expect((await host.visit(SITE).get(sent.path)).status).toBe(404);
  });

  it('may run again, does nothing twice, and says each time what it did', async () => {
    const { host, town } = await opened(open);
    const start = Date.now();
    await sendForm(host.visit(SITE), PERSON);
    await close(host, town);
    moveTo(start + 731 * DAY);
    await purge(host);
    const once = (await rows(host)).map(({ erasedAt }) => erasedAt);
    await purge(host);
    expect((await rows(host)).map(({ erasedAt }) => erasedAt)).toEqual(once);
    expect(await auditLines(host, 'privacy.purged')).toHaveLength(2);
    const dora = await town.signIn('dora', SITE);
    const { html } = await dora.get('/agent/donnees');
    expect(html).toContain('Demandes anonymisées\u00A0: 1');
    expect(html).toContain('Rien n’était à effacer.');
  });

  it('keeps for as long as its service says, and never what is still open', async () => {
    const { host, town } = await opened(open);
    const start = Date.now();
    await host.house.db.write(async (tx) => {
      const { service } = schema.for(tx);
      const [bulky] = await tx.select().from(service).where(eq(service.slug, 'encombrants'));
      if (bulky)
        await tx
          .update(service)
          .set({ sheet: { ...bulky.sheet, keepDays: 90 } })
          .where(eq(service.id, bulky.id));
    });
    await sendForm(host.visit(SITE), PERSON);
    await close(host, town);
    await sendForm(host.visit(SITE), OTHER, 'une armoire');
    moveTo(start + 89 * DAY);
    await purge(host);
    expect((await rows(host)).map(({ erasedAt }) => erasedAt)).toEqual([null, null]);
    moveTo(start + 91 * DAY);
    await purge(host);
    expect((await rows(host)).map(({ erasedAt }) => erasedAt === null)).toEqual([false, true]);
    moveTo(start + 2_000 * DAY);
    await purge(host);
    expect((await rows(host)).at(-1)?.erasedAt).toBeNull();
    const dora = await town.signIn('dora', SITE);
    expect((await dora.get('/agent/donnees')).html).toContain((await rows(host)).at(-1)?.reference);
  });

  it('warns the owner of a sleeping account a month before, and erases it unless they come back', async () => {
    const { host } = await opened(open);
    const start = Date.now();
    for (const email of [EMAIL, 'camille@exemple.fr']) await signInCitizen(host, host.visit(SITE), email);
    const accounts = async () => {
      const { db } = host.house;
      const { citizen } = schema.for(db.read);
      const all = await db.read.select().from(citizen).orderBy(citizen.email);
      return all.map(({ email }) => email);
    };
    moveTo(start + 1_064 * DAY);
    await purge(host);
    expect(await accounts()).toHaveLength(2);
    moveTo(start + 1_066 * DAY);
    await purge(host);
    await purge(host);
    const { db } = host.house;
    const mails = await db.read.select().from(schema.for(db.read).mail);
    const warnings = mails.filter(({ subject }) => subject === 'Votre compte sera bientôt effacé');
    expect(new Set(warnings.map(({ to }) => to))).toEqual(new Set(['camille@exemple.fr', EMAIL]));
    expect(warnings).toHaveLength(2);
    await signInCitizen(host, host.visit(SITE), 'camille@exemple.fr');
    moveTo(start + 1_095 * DAY);
    await purge(host);
    expect(await accounts()).toHaveLength(2);
    moveTo(start + 1_097 * DAY);
    await purge(host);
    expect(await accounts()).toEqual(['camille@exemple.fr']);
    expect(await left(host)).toEqual([]);
  });
});

describe('what is on the disk', () => {
  it('is nothing of the person either, once they are erased: not in the files, not in the pages of the database', async () => {
    const data = await mkdtemp(join(tmpdir(), 'parvis-erased-'));
    try {
      const { host, town } = await opened((options) => startHost({ ...options, config: { data } }));
      const start = Date.now();
      const visitor = host.visit(SITE);
      const sent = await sendForm(visitor, PERSON);
      await visitor.submit(sent, { message: 'Le grimoire est lourd.' }, '/messages');
      await attach(host, 'grimoire.txt');
      await host.drain();
      await close(host, town);
      await host.drain();
      const before = await bytesUnder(data);
      expect(SENTINELS.slice(0, 3).filter((word) => before.includes(word))).toHaveLength(3);
      moveTo(start + 800 * DAY);
      await purge(host);
      await host.close();
      const after = await bytesUnder(data);
      expect(after.includes('le-favril')).toBe(true);
      expect(SENTINELS.filter((word) => after.includes(word))).toEqual([]);
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  });

  async function bytesUnder(folder: string): Promise<Buffer> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return Buffer.concat(
      await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name)))),
    );
  }
});

describeEachHost('a citizen’s own data', (open) => {
  it('comes as a zip with a page to read, the data and the files, for the person only', async () => {
    const { host } = await opened(open);
    const visitor = host.visit(SITE);
    await signInCitizen(host, visitor, EMAIL);
    await sendForm(visitor, PERSON);
    await attach(host, 'mon/grimoire.txt');
    await book(visitor);
    await sendForm(host.visit(SITE), OTHER, 'une armoire');
    const page = await visitor.get('/mon-espace/donnees');
    const answer = await visitor.submit(page, {}, '/archive');
    expect(answer.headers.get('content-type')).toBe('application/zip');
    const zip = readZip(answer.bytes);
    const text = (name: string) => zip.get(name)?.toString('utf8') ?? '';
    const [row] = await rows(host);
    expect([...zip.keys()].sort()).toEqual([
      'donnees/appointments-applications.json',
      'donnees/appointments-attendance.json',
      'donnees/appointments-orientations.json',
      'donnees/appointments-visits.json',
      'donnees/appointments-waiting.json',
      'donnees/appointments-workshops.json',
      'donnees/core-accounts.json',
      'donnees/core-payments.json',
      'donnees/core-requests.json',
      'donnees/core-sessions.json',
      'donnees/procedures-answers.json',
      'donnees/procedures-deliveries.json',
      'donnees/procedures-drafts.json',
      'donnees/procedures-opinions.json',
      `fichiers/${row?.reference}/1-mon_grimoire.txt`,
      'lisez-moi.html',
    ]);
    expect(text(`fichiers/${row?.reference}/1-mon_grimoire.txt`)).toBe('le texte du parchemin');
    const answers: unknown = JSON.parse(text('donnees/procedures-answers.json'));
    expect(JSON.stringify(answers)).toContain('un vieux grimoire');
    for (const word of ['Quincampoix', 'un vieux grimoire', 'Lire un parchemin', EMAIL])
      expect(text('lisez-moi.html')).toContain(word);
    expect([...zip.values()].join('\n')).not.toContain('Durand');
    expect(await auditLines(host, 'citizen.data-exported')).toHaveLength(1);
    expect((await host.visit(SITE).post('/mon-espace/donnees/archive', {})).status).toBeGreaterThanOrEqual(
      400,
    );
  });

  it('asks for a fresh sign-in, for the copy and for the end', async () => {
    const { host } = await opened(open);
    const visitor = host.visit(SITE);
    await signInCitizen(host, visitor, EMAIL);
    const [data, ending] = [
      await visitor.get('/mon-espace/donnees'),
      await visitor.get('/mon-espace/donnees/suppression'),
    ];
    moveTo(Date.now() + 16 * 60_000);
    expect((await visitor.submit(data, {}, '/archive')).headers.get('content-type')).toContain('text/html');
    await visitor.submit(ending, { compris: 'oui' }, '/suppression');
    expect((await visitor.get('/mon-espace/donnees')).html).toContain('/connexion?retour=');
    const { db } = host.house;
    expect(await db.read.$count(schema.for(db.read).citizen)).toBe(1);
  });

  it('ends with the account: said before, ticked, mailed, and the requests go on without it', async () => {
    const { host } = await opened(open);
    const visitor = host.visit(SITE);
    await signInCitizen(host, visitor, EMAIL);
    const sent = await sendForm(visitor, PERSON);
    const page = await visitor.get('/mon-espace/donnees/suppression');
    const [row] = await rows(host);
    expect(page.html).toContain(row?.reference);
    expect(page.html).toContain('après sa clôture');
    const unsure = await visitor.submit(page, {}, '/suppression');
    expect(unsure.status).toBe(422);
    const [, tick = ''] = /type="checkbox"[^>]* name="([^"]+)"/.exec(page.html) ?? [];
    const [, value = ''] = /type="checkbox"[^>]* value="([^"]+)"/.exec(page.html) ?? [];
    const gone = await visitor.submit(page, { [tick]: value }, '/suppression');
    expect(gone.path).toBe('/mon-espace/donnees/au-revoir');
    expect((await visitor.get('/mon-espace')).path).toMatch(/^\/connexion/);
    const { db } = host.house;
    const t = schema.for(db.read);
    for (const table of [t.citizen, t.citizenSession, t.linkedIdentity, t.oneTime])
      expect(await db.read.$count(table)).toBe(0);
    expect((await rows(host)).map(({ citizenId, requester }) => [citizenId, requester.name])).toEqual([
      [null, 'Zéphyrine Quincampoix'],
    ]);
    expect((await host.visit(SITE).get(sent.path)).status).toBe(200);
    await host.drain();
    const mails = await db.read.select().from(t.mail).where(eq(t.mail.to, EMAIL));
    expect(mails.map(({ subject }) => subject)).toContain('Votre compte est effacé');
    expect(await auditLines(host, 'citizen.account-erased')).toHaveLength(1);
  });
});

describeEachHost('the data-protection officer', (open) => {
  const PERSON_PAGE = '/agent/donnees/personne';

  async function find(visitor: Visitor, recherche: string) {
    return visitor.submit(await visitor.get(PERSON_PAGE), { recherche }, '/personne');
  }

  const ids = (html: string) =>
    [...html.matchAll(/name="demande" value="([^"]+)"/g)].map(([, id = '']) => id);

  it('finds someone by address, reference or name, among what their own authority operates', async () => {
    const { host, town } = await opened(open);
    await sendForm(host.visit(SITE), PERSON);
    await sendForm(host.visit(SITE), OTHER, 'une armoire');
    const [row] = await rows(host);
    const dora = await town.signIn('dora', SITE);
    for (const words of ['ZEPHYRINE.Q@exemple.fr', row?.reference ?? '', 'quincampoix'])
      expect(ids((await find(dora, words)).html), words).toEqual([row?.id]);
    expect((await find(dora, 'personne@exemple.fr')).html).toContain('Rien n’est gardé ici');
    // The commune reads along, but does not answer for what the EPCI operates.
    const denis = await town.signIn('denis', SITE);
    expect(ids((await find(denis, EMAIL)).html)).toEqual([]);
    const stolen = await denis.post(
      `${PERSON_PAGE}/dossier`,
      { demande: row?.id ?? '', csrf: csrfOf(await denis.get(PERSON_PAGE)) },
      { 'sec-fetch-site': 'same-origin' },
    );
    expect(stolen.status).toBe(400);
    expect(stolen.html).not.toContain('Quincampoix');
  });

  it('is the only one who may', async () => {
    const { town } = await opened(open);
    for (const name of ['samira', 'claire']) {
      const visitor = await town.signIn(name, SITE);
      for (const path of ['', '/registre.csv', '/personne'])
        expect((await visitor.get(`/agent/donnees${path}`)).status).toBe(403);
    }
  });

  it('shows, hands over and erases, and each is written down with who, for whom and why', async () => {
    const { host, town } = await opened(open);
    const citizen = host.visit(SITE);
    await signInCitizen(host, citizen, EMAIL);
    await sendForm(citizen, PERSON);
    await attach(host, 'grimoire.txt');
    await book(citizen);
    await host.drain();
    const dora = await town.signIn('dora', SITE);
    const found = await find(dora, EMAIL);
    const dossier = await dora.submit(found, { demande: ids(found.html) }, '/dossier');
    for (const word of ['Quincampoix', 'un vieux grimoire', 'Lire un parchemin', EMAIL])
      expect(dossier.html).toContain(word);

    const carried = { demande: ids(dossier.html) };
    expect((await dora.submit(dossier, carried, '/archive')).status).toBe(422);
    const copy = await dora.submit(dossier, { ...carried, 'motif-remise': 'lettre du 3 mars' }, '/archive');
    expect(readZip(copy.bytes).get('lisez-moi.html')?.toString()).toContain('un vieux grimoire');

    const tick = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(dossier.html)?.[1] ?? '';
    const wanted = {
      ...carried,
      'motif-effacement': 'demande du 3 mars',
      certain: tick('certain'),
    };
    const refused = await dora.submit(dossier, wanted, '/effacement');
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Une demande est encore en cours');
    const done = await dora.submit(dossier, { ...wanted, 'quand-meme': tick('quand-meme') }, '/effacement');
    expect(done.path).toBe(`${PERSON_PAGE}?efface=1`);
    await host.drain();
    expect(await left(host)).toEqual([]);
    expect((await rows(host)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    for (const [action, lines] of [
      ['privacy.searched', 1],
      ['privacy.exported', 3],
      ['privacy.erased', 3],
    ] as const)
      expect(await auditLines(host, action), action).toHaveLength(lines);
    expect((await auditLines(host, 'privacy.erased')).map(({ actorId }) => actorId)).toEqual(
      Array.from({ length: 3 }, () => town.agent('dora')),
    );
  });

  it('has a register of what their authority does, and its table', async () => {
    const { town } = await opened(open);
    const [dora, denis] = [await town.signIn('dora', SITE), await town.signIn('denis', SITE)];
    const [whole, own] = [await dora.get('/agent/donnees'), await denis.get('/agent/donnees')];
    expect(whole.html).toContain('Comptes des usagers');
    expect(own.html).not.toContain('Comptes des usagers');
    expect(whole.html).toContain('Faire enlever un meuble ou un gros objet');
    const csv = await denis.get('/agent/donnees/registre.csv');
    expect(csv.html.split('\r\n').length).toBeGreaterThan(5);
    expect(csv.html).toContain('Communauté de communes Entre Beauce et Perche, SIREN 200058360');
  });
});

function csrfOf({ html }: { readonly html: string }): string {
  return /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
}
