// A form that is left and found again: by its code, in an account, after a session that ended, on a newer version.

import {
  describeEachHost,
  type OpenHost,
  openTown,
  photo,
  signInCitizen,
  type Visitor,
} from '@parvis/testing';
import { expect, it } from 'vitest';
import { procedures, publishProcedure } from '../index.ts';
import { tables } from '../schema.ts';
import { answerOnly } from './testing-form.ts';

const SITE = 'le-favril.localhost';
const FORM = '/demarches/encombrants/commencer';
const OBJECTS = { quoi: ['meuble', 'literie'], description: 'un canapé' };
const PLACE = {
  'adresse--line': '3 rue du Lavoir',
  'adresse--postal-code': '28190',
  'adresse--commune': 'Le Favril',
};
const EMAIL = 'jeanne.martin@exemple.fr';

async function opened(open: OpenHost) {
  const host = await open({ plugins: [procedures] });
  await openTown(host);
  return { host, phone: host.visit(SITE), desk: host.visit(SITE) };
}

const begin = async (citizen: Visitor) => citizen.submit(await citizen.get(FORM), OBJECTS);

/** Presses « Reprendre plus tard » and reads the code. */
async function codeFrom(citizen: Visitor): Promise<string> {
  const later = await citizen.submit(await citizen.get(FORM), { 'plus-tard': 'oui' });
  expect(later.path).toBe(`${FORM}/plus-tard`);
  return /[A-Z\d]{4}-[A-Z\d]{4}-[A-Z\d]{4}/.exec(later.html)?.[0] ?? '';
}

describeEachHost('a form that is left', (open) => {
  it('is opened on another device by its code, typed at « Suivi », and lives on both', async () => {
    const { host, phone, desk } = await opened(open);
    const wrong = await phone.submit(await begin(phone), {
      'adresse--line': '3 rue du Lavoir',
      'plus-tard': 'oui',
    });
    expect(wrong.path).toBe(`${FORM}/plus-tard`);
    const code = await codeFrom(phone);
    // However it is typed.
    const found = await desk.submit(
      await desk.get('/suivi'),
      { code: code.toLowerCase().replaceAll('-', ' ') },
      '/suivi',
    );
    expect(found.path).toBe(`/reprendre/${code}`);
    expect(found.html).not.toContain('Lavoir');
    expect((await desk.get(FORM)).path).toBe(`${FORM}/objets`);
    const page = await desk.submit(found, {});
    expect(page.path).toBe(`${FORM}/lieu`);
    // What was typed on a page that was not finished came along.
    expect(page.html).toContain('3 rue du Lavoir');
    await desk.submit(page, PLACE);
    expect((await phone.get(FORM)).path).toBe(`${FORM}/quand`);
    // Nobody else finds anything, and a code that opens nothing says nothing.
    const stranger = host.visit(SITE);
    expect((await stranger.get('/reprendre/KXTM-97WD-CHPQ')).status).toBe(404);
    const refused = await stranger.submit(await stranger.get('/suivi'), { code: 'KXTM-97WD-CHPQ' }, '/suivi');
    expect(refused.html).toContain('Aucune demande n’a ce code');
    expect((await host.visit('saint-denis-des-puits.localhost').get(`/reprendre/${code}`)).status).toBe(404);
  });

  it('sends its link by mail, and the code ends with the draft', async () => {
    const { host, phone, desk } = await opened(open);
    await begin(phone);
    const code = await codeFrom(phone);
    const later = await phone.get(`${FORM}/plus-tard`);
    expect((await phone.submit(later, { courriel: 'pas une adresse' }, '/plus-tard')).status).toBe(422);
    const sent = await phone.submit(later, { courriel: EMAIL }, '/plus-tard');
    expect(sent.html).toContain('Un courriel est parti');
    await host.drain();
    const mails = await host.visit('localhost').get('/_courrier');
    const [, mail = ''] = /href="(\/_courrier\/[\w-]+)"/.exec(mails.html) ?? [];
    expect((await host.visit('localhost').get(mail)).html).toContain(`/reprendre/${code}`);
    await phone.submit(await phone.get(FORM), {}, '/abandon');
    expect((await desk.get(`/reprendre/${code}`)).status).toBe(404);
  });

  it('keeps both drafts where this device had one: the other is put aside with a code', async () => {
    const { phone, desk } = await opened(open);
    await begin(phone);
    const code = await codeFrom(phone);
    await desk.submit(await desk.get(FORM), { ...OBJECTS, description: 'deux chaises' });
    const asked = await desk.get(`/reprendre/${code}`);
    expect(asked.html).toContain('Vous avez déjà commencé ce formulaire ici');
    const aside = await desk.submit(asked, {});
    const other = /[A-Z\d]{4}-[A-Z\d]{4}-[A-Z\d]{4}/.exec(aside.html)?.[0] ?? '';
    expect(other).not.toBe(code);
    expect((await desk.get(`${FORM}/objets`)).html).toContain('un canapé');
    await desk.submit(await desk.get(`/reprendre/${other}`), {});
    expect((await desk.get(`${FORM}/objets`)).html).toContain('deux chaises');
    expect((await phone.get(`${FORM}/mis-de-cote/${'0'.repeat(36)}`)).status).toBe(404);
  });

  it('joins the account of whoever signs in, is in their space, and leaves the browser with them', async () => {
    const { host, phone, desk } = await opened(open);
    await begin(phone);
    await signInCitizen(host, phone, EMAIL);
    expect((await phone.get('/mon-espace')).html).toContain('Un formulaire à finir');
    await signInCitizen(host, desk, EMAIL);
    const space = await desk.get('/mon-espace');
    expect(space.html).toContain(`href="${FORM}"`);
    expect((await desk.get(FORM)).path).toBe(`${FORM}/lieu`);
    await phone.submit(await phone.get('/mon-espace'), {}, '/deconnexion');
    expect((await phone.get(FORM)).path).toBe(`${FORM}/objets`);
    const other = host.visit(SITE);
    await signInCitizen(host, other, 'autre@exemple.fr');
    expect((await other.get('/mon-espace')).html).not.toContain('formulaire à finir');
    await desk.submit(await desk.get(`${FORM}/effacer`), {}, '/abandon');
    expect((await desk.get('/mon-espace')).html).not.toContain('formulaire à finir');
  });

  it('asks which goes on where both the account and the browser have one, and loses neither', async () => {
    const { host, phone, desk } = await opened(open);
    await signInCitizen(host, desk, EMAIL);
    await begin(desk);
    await phone.submit(await phone.get(FORM), { ...OBJECTS, description: 'deux chaises' });
    await signInCitizen(host, phone, EMAIL);
    const choice = await phone.get(FORM);
    expect(choice.path).toBe(`${FORM}/choisir`);
    expect(choice.html).toMatch(/un canapé[\s\S]*deux chaises/);
    const second = choice.html.slice(choice.html.indexOf('Sur cet appareil'));
    const aside = await phone.submit({ ...choice, html: second }, {});
    expect(aside.path).toMatch(new RegExp(`^${FORM}/mis-de-cote/`));
    expect((await desk.get(`${FORM}/objets`)).html).toContain('deux chaises');
    const space = await desk.get('/mon-espace');
    const [, link = ''] = /href="(\/reprendre\/[A-Z\d-]+)"/.exec(space.html) ?? [];
    await desk.submit(await desk.get(link), {});
    expect((await desk.get(`${FORM}/objets`)).html).toContain('un canapé');
  });

  it('brings back what was sent after the session had ended, with its file, once signed in again', async () => {
    const { host, phone } = await opened(open);
    await signInCitizen(host, phone, EMAIL);
    await begin(phone);
    const page = await phone.get(`${FORM}/objets`);
    phone.hold('usager', 'finie');
    const over = await phone.submit(page, {
      ...OBJECTS,
      description: 'et une pendule',
      photo: photo('pendule.jpg'),
    });
    expect(over.path).toBe(`${FORM}/reconnexion`);
    expect(over.html).not.toContain('canapé');
    expect((await phone.get(`${FORM}/objets`)).html).not.toContain('pendule');
    await signInCitizen(host, phone, EMAIL);
    const back = await phone.get(`${FORM}/objets`);
    expect(back.html).toContain('et une pendule');
    expect(back.html).toContain('pendule.jpg');
    const { draft } = tables.for(host.house.db.read);
    expect(await host.house.db.read.select().from(draft)).toHaveLength(1);
  });

  it('gives back a form whose page had grown stale with its file, which is not asked for again', async () => {
    const { phone } = await opened(open);
    const stale = await phone.post(
      `${FORM}/objets`,
      { csrf: 'faux', ...OBJECTS, photo: photo('pendule.jpg') },
      { 'sec-fetch-site': 'same-origin' },
    );
    expect(stale.status).toBe(403);
    expect(stale.html).toMatch(/Vos fichiers sont gardés.*pendule\.jpg/);
    await phone.submit(stale, { quoi: OBJECTS.quoi });
    expect((await phone.get(`${FORM}/objets`)).html).toContain('pendule.jpg');
  });

  it('keeps what two devices save on two pages at once', async () => {
    const { phone, desk } = await opened(open);
    await begin(phone);
    await desk.submit(await desk.get(`/reprendre/${await codeFrom(phone)}`), {});
    const [objects, place] = [await phone.get(`${FORM}/objets`), await desk.get(`${FORM}/lieu`)];
    await Promise.all([
      phone.submit(objects, { ...OBJECTS, description: 'une table' }),
      desk.submit(place, PLACE),
    ]);
    expect((await phone.get(`${FORM}/objets`)).html).toContain('une table');
    expect((await phone.get(`${FORM}/lieu`)).html).toContain('3 rue du Lavoir');
  });

  it('carries its answers to a newer version when asked to, and says what does not follow', async () => {
    const { host, phone } = await opened(open);
    let page = await begin(phone);
    const pages: readonly Parameters<Visitor['submit']>[1][] = [
      PLACE,
      { aide: 'non' },
      { prenom: 'Claire', nom: 'Martin', courriel: EMAIL },
    ];
    for (const typed of pages) page = await phone.submit(page, typed);
    await host.inside(SITE, 'procedures', (tx) => publishProcedure(tx, answerOnly(['nom', 'courriel'])));
    const check = await phone.get(`${FORM}/verifier`);
    expect(check.html).toContain('Ce formulaire a changé');
    const newer = await phone.get(`${FORM}/nouvelle-version`);
    expect(newer.html).toContain('3 rue du Lavoir');
    const moved = await phone.submit(newer, {}, '/nouvelle-version');
    expect(moved.path).toBe(`${FORM}/verifier`);
    expect(moved.html).toContain('Martin');
    expect(moved.html).not.toContain('Lavoir');
    expect((await phone.submit(moved, {}, '/envoi')).path).toMatch(/^\/suivi\//);
  });
});
