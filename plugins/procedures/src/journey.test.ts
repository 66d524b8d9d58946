// From the first question to the answers on an agent's page, through whole pages, on both engines.

import {
  type Answer,
  describeEachHost,
  type OpenHost,
  openTown,
  photo,
  type TestHost,
  type Visitor,
} from '@parvis/testing';
import { expect, it } from 'vitest';
import { procedures, publishProcedure } from './index.ts';
import { tables } from './schema.ts';
import { usualWorkflow } from './workflow/usual.ts';

const SITE = 'le-favril.localhost';
const FORM = '/demarches/encombrants/commencer';
const PERSON = { prenom: 'Claire', nom: 'Martin', courriel: 'claire@exemple.fr', telephone: '' };
const PLACE = {
  'adresse--line': '3 rue du Lavoir',
  'adresse--postal-code': '28190',
  'adresse--commune': 'Le Favril',
};

async function opened(open: OpenHost) {
  const host = await open({ plugins: [procedures] });
  const town = await openTown(host, {
    agents: [
      { name: 'samira', role: 'case-worker' },
      { name: 'claire', role: 'secretary', at: 'Favril' },
    ],
  });
  return { host, town, citizen: host.visit(SITE) };
}

/** Fills pages in turn: the form's own order decides which comes next. */
async function fill(citizen: Visitor, pages: readonly Parameters<Visitor['submit']>[1][]): Promise<Answer> {
  let page = await citizen.get(FORM);
  for (const typed of pages) page = await citizen.submit(page, typed);
  return page;
}

const OBJECTS = { quoi: ['meuble', 'literie'], description: 'un canapé' };
const WHEN = { aide: 'non' };

async function checked(citizen: Visitor): Promise<Answer> {
  return fill(citizen, [OBJECTS, PLACE, WHEN, PERSON]);
}

async function submissions(host: TestHost) {
  return host.house.db.read.select().from(tables.for(host.house.db.read).submission);
}

describeEachHost('a procedure', (open) => {
  it('goes page by page to a request, its receipt, and the agent who reads the answers', async () => {
    const { host, town, citizen } = await opened(open);
    const check = await checked(citizen);
    expect(check.path).toBe(`${FORM}/verifier`);
    expect(check.html).toContain('3 rue du Lavoir');
    const sent = await citizen.submit(check, {}, '/envoi');
    expect(sent.path).toMatch(/^\/suivi\/[A-Z0-9-]+\?envoye=1$/);
    expect(sent.html).toContain('un canapé');

    await host.drain();
    const mails = await host.visit('localhost').get('/_courrier');
    expect(mails.html).toContain('est bien arrivée');
    const samira = await town.signIn('samira', SITE);
    const inbox = await samira.get('/agent');
    const [, id] = /\/agent\/demandes\/([0-9a-f-]{36})/.exec(inbox.html) ?? [];
    expect((await samira.get(`/agent/demandes/${id}`)).html).toContain('un canapé');
  });

  it('keeps everything typed when a page is wrong, and says what to do', async () => {
    const { citizen } = await opened(open);
    const page = await fill(citizen, [OBJECTS, PLACE]);
    const wrong = await citizen.submit(page, {
      'date--day': '31',
      'date--month': '2',
      'date--year': '2027',
      aide: 'oui',
      etage: '<script>alert(1)</script>',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('31 février');
    expect(wrong.html).toMatch(/value="31"/);
    expect(wrong.html).toContain('&lt;script&gt;alert(1)');
    expect(wrong.html).not.toContain('<script>alert');
    // Leaving, correcting another page and coming back shows it again.
    await citizen.submit(await citizen.get(`${FORM}/lieu`), PLACE);
    const back = await citizen.get(FORM);
    expect(back.path).toBe(`${FORM}/quand`);
    expect(back.html).toContain('&lt;script&gt;alert(1)');
  });

  it('asks what an answer makes necessary before blaming for its absence', async () => {
    const { citizen } = await opened(open);
    const page = await fill(citizen, [OBJECTS, PLACE, { aide: 'oui' }]);
    expect(page.status).toBe(200);
    expect(page.html).toContain('Votre réponse demande une précision');
    expect(page.html).toContain('name="etage"');
    expect((await citizen.submit(page, {})).status).toBe(422);
    expect((await citizen.submit(page, { etage: 'au premier' })).path).toBe(`${FORM}/coordonnees`);
  });

  it('is found again where it was left, in that browser only', async () => {
    const { host, citizen } = await opened(open);
    await fill(citizen, [OBJECTS]);
    expect((await citizen.get(FORM)).path).toBe(`${FORM}/lieu`);
    expect((await host.visit(SITE).get(FORM)).path).toBe(`${FORM}/objets`);
    await citizen.submit(await citizen.get(FORM), {}, '/abandon');
    expect((await citizen.get(FORM)).path).toBe(`${FORM}/objets`);
  });

  it('cannot be sent before its time, nor skipped ahead', async () => {
    const { host, citizen } = await opened(open);
    const page = await fill(citizen, [OBJECTS]);
    expect((await citizen.get(`${FORM}/verifier`)).path).toBe(`${FORM}/lieu`);
    const [, csrf = ''] = /name="csrf" value="([^"]+)"/.exec(page.html) ?? [];
    expect((await citizen.post(`${FORM}/envoi`, { csrf })).path).toBe(`${FORM}/lieu`);
    expect(await submissions(host)).toEqual([]);
  });

  it('makes one request of a form sent twice, even at the same moment', async () => {
    const { host, citizen } = await opened(open);
    const check = await checked(citizen);
    const both = await Promise.all([
      citizen.submit(check, {}, '/envoi'),
      citizen.submit(check, {}, '/envoi'),
    ]);
    const third = await citizen.submit(check, {}, '/envoi');
    expect(new Set([...both, third].map((one) => one.path)).size).toBe(1);
    expect(await submissions(host)).toHaveLength(1);
  });

  it('sends no answer to a question that is not asked any more', async () => {
    const { host, citizen } = await opened(open);
    let page = await fill(citizen, [OBJECTS, PLACE]);
    page = await citizen.submit(page, { aide: 'oui', etage: 'au grenier' });
    page = await citizen.submit(page, PERSON);
    const change = await citizen.get(`${FORM}/quand?retour=verifier`);
    page = await citizen.submit(change, { aide: 'non' });
    expect(page.path).toBe(`${FORM}/verifier`);
    expect(page.html).not.toContain('au grenier');
    await citizen.submit(page, {}, '/envoi');
    const [row] = await submissions(host);
    expect(row?.answers).not.toHaveProperty('etage');
  });

  it('refuses a file of 30 MB with its weight, and keeps the words beside it', async () => {
    const { citizen } = await opened(open);
    const page = await citizen.get(FORM);
    const photo = new File([new Uint8Array(30_000_000)], 'canapé.jpg', { type: 'image/jpeg' });
    const wrong = await citizen.submit(page, { ...OBJECTS, photo });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toMatch(/Ce fichier pèse 30\u00A0Mo/);
    expect(wrong.html).toContain('un canapé');
  });

  it('refuses a file that is not what its name says, and keeps everything else that was typed', async () => {
    const { citizen } = await opened(open);
    const wrong = await citizen.submit(await citizen.get(FORM), {
      ...OBJECTS,
      photo: new File(['une page'], 'canapé.jpg', { type: 'image/jpeg' }),
    });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Le contenu de ce fichier ne correspond pas à son nom');
    expect(wrong.html).toContain('un canapé');
    const right = await citizen.submit(wrong, { ...OBJECTS, photo: photo('canapé.jpg') });
    expect(right.path).toBe(`${FORM}/lieu`);
  });

  it('gives a file to the agents of its request, as a download, and to nobody else', async () => {
    const { host, town, citizen } = await opened(open);
    await fill(citizen, [{ ...OBJECTS, photo: photo('mon <canapé>.jpg') }, PLACE, WHEN, PERSON]);
    const sent = await citizen.submit(await citizen.get(`${FORM}/verifier`), {}, '/envoi');
    expect(sent.html).not.toContain('/agent/fichiers/');
    const samira = await town.signIn('samira', SITE);
    const [, id] = /\/agent\/demandes\/([0-9a-f-]{36})/.exec((await samira.get('/agent')).html) ?? [];
    const [, file = ''] =
      /\/agent\/fichiers\/([\w-]+)/.exec((await samira.get(`/agent/demandes/${id}`)).html) ?? [];
    const got = await samira.get(`/agent/fichiers/${file}`);
    // The picture that was sent, written anew: a whole JPEG from its first sign to its last.
    expect(got.headers.get('content-length')).toBe(String(got.bytes.length));
    expect(Buffer.from(got.bytes).toString('hex')).toMatch(/^ffd8ff.*ffd9$/);
    expect(got.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\w.-]+"; filename\*=UTF-8''mon%20%3Ccanap%C3%A9%3E\.jpg$/,
    );
    expect((await host.visit(SITE).get(`/agent/fichiers/${file}`)).path).toBe('/agent/connexion');
  });

  it('goes on with the version it began with when a newer one is published', async () => {
    const { host, citizen } = await opened(open);
    await fill(citizen, [OBJECTS]);
    const form = {
      pages: [
        { id: 'tout', title: 'Une seule question', fields: [{ id: 'nom', type: 'text', label: 'Nom' }] },
      ],
    } as const;
    await host.inside(SITE, 'procedures', (tx) =>
      publishProcedure(tx, {
        slug: 'encombrants',
        title: 'Nouveau',
        form,
        requester: { name: ['nom'] },
        workflow: usualWorkflow({
          granted: 'Fait.',
          grantLabel: 'Faire',
          correctable: ['nom'],
          within: 5,
          silence: { means: 'nothing', why: 'Pour un essai.' },
        }),
      }),
    );
    expect((await citizen.get(FORM)).path).toBe(`${FORM}/lieu`);
    expect((await host.visit(SITE).get(FORM)).html).toContain('Une seule question');
  });

  it('brings back what was typed when its page had grown stale, without the token', async () => {
    const { citizen } = await opened(open);
    await citizen.get(FORM);
    const stale = await citizen.post(
      `${FORM}/objets`,
      { csrf: 'faux', ...OBJECTS },
      { 'sec-fetch-site': 'same-origin' },
    );
    expect(stale.status).toBe(403);
    expect(stale.html).toContain('un canapé');
    const again = await citizen.submit(stale, { quoi: ['meuble', 'literie'] });
    expect(again.path).toBe(`${FORM}/lieu`);
    const foreign = await citizen.post(`${FORM}/objets`, OBJECTS, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    expect(foreign.html).not.toContain('un canapé');
  });
});
