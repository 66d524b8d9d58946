// What agents do with workshops, on both engines: making one, who comes and who came, the list to sign, calling off.

import { type Answer, describeEachHost, type TestHost, type Visitor } from '@parvis/testing';
import { expect, it } from 'vitest';
import { mailsTo, SITE, textOf } from '../../testing/town.ts';
import { inDays, signUpAs, statesOf, takenAt, workshopTown } from '../testing/town.ts';

const HOME = '/agent/appointments/ateliers';

async function team(host: TestHost, town: { signIn(name: string, site: string): Promise<Visitor> }) {
  return {
    ada: await town.signIn('ada', SITE),
    favril: await town.signIn('favril', SITE),
    visitor: host.visit(SITE),
  };
}

function day(days: number) {
  const [year = '', month = '', date = ''] = inDays(days).split('-');
  return { 'jour--day': date, 'jour--month': month, 'jour--year': year };
}

/** The value of an option, or of a box, by what is written beside it. */
function valueOf({ html }: Answer, words: string): string {
  const option = new RegExp(`<option value="([^"]+)"[^>]*>[^<]*${words}`).exec(html)?.[1];
  return option ?? new RegExp(`value="([^"]+)"[^>]*>\\s*<label[^>]*>[^<]*${words}`).exec(html)?.[1] ?? '';
}

describeEachHost('the desk of workshops', (open) => {
  it('makes a workshop, gives it dates that repeat, publishes and copies it', async () => {
    const { host, town } = await workshopTown(open);
    const { ada, visitor } = await team(host, town);
    const form = await ada.get(`${HOME}/nouveau`);
    const refused = await ada.submit(form, { titre: 'Écrire un <i>courriel</i>' }, '/nouveau');
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Écrire un &lt;i&gt;courriel');
    const made = await ada.submit(
      refused,
      {
        titre: 'Écrire un courriel',
        resume: 'Envoyer et recevoir.',
        apprendre: 'Écrire\n\nRépondre',
        public: 'Tout adulte.',
        niveau: 'beginner',
        theme: 'Courriel',
        lieu: 'on-site',
        inscription: 'session',
        personnes: '2',
        acces: 'everyone',
      },
      '/nouveau',
    );
    expect(made.path).toMatch(/\/ateliers\/[\w-]+$/);
    expect(textOf(await visitor.get('/ateliers'))).not.toContain('Écrire un courriel');
    const dates = { ...day(20), debut: '10:00', fin: '09:00', places: '8', repetition: '1', nombre: '3' };
    const ou = valueOf(made, 'La Loupe, Espace');
    const wrong = await ada.submit(made, { ...dates, ou }, '/seances');
    expect(wrong.status).toBe(422);
    expect(textOf(wrong)).toContain('La fin est avant le début');
    const added = await ada.submit(wrong, { ...dates, ou, fin: '11:30' }, '/seances');
    expect(added.html.match(/0 sur 8/g)).toHaveLength(3);
    await ada.submit(added, {}, '/publication');
    expect(textOf(await visitor.get('/ateliers/ecrire-un-courriel'))).toContain('Il reste 8 places');
    const copy = await ada.submit(added, {}, '/copie');
    expect(copy.path).toMatch(/\/modifier$/);
    expect(copy.html).toContain('Écrire un courriel');
    expect(textOf(await ada.get(HOME))).toContain('Brouillon');
  });

  it('refuses a session when who leads it has something else to do then', async () => {
    const { host, town } = await workshopTown(open);
    const { ada } = await team(host, town);
    const list = await ada.get(HOME);
    const own = /href="(\/agent\/appointments\/ateliers\/[\w-]{30,})"/.exec(list.html)?.[1] ?? '';
    const page = await ada.get(own);
    const met = await ada.submit(
      page,
      {
        ...day(10),
        debut: '15:00',
        fin: '17:00',
        places: '4',
        repetition: 'once',
        ou: valueOf(page, 'La Loupe, Espace'),
        qui: valueOf(page, 'Ada Martin'),
      },
      '/seances',
    );
    expect(met.status).toBe(422);
    expect(textOf(met)).toContain('a déjà un rendez-vous ou un atelier');
    expect(await takenAt(host)).toHaveLength(2);
  });

  it('shows who comes, notes who came, adds, moves, writes to all, and prints the list to sign', async () => {
    const { host, town, sessions } = await workshopTown(open, { mostPeople: 2, capacity: 3 });
    const { ada, visitor } = await team(host, town);
    const [first, second] = sessions;
    await signUpAs(visitor, 'Lea', first, { personnes: '2', accompagnants: 'Zoé' });
    const address = `/agent/appointments/ateliers/seances/${first?.id}`;
    const form = await ada.get(`${address}/inscription`);
    expect((await ada.submit(form, { nom: 'Bob' }, '/inscription')).status).toBe(422);
    const added = await ada.submit(
      form,
      { nom: 'Bob', telephone: '02 37 00 00 00', personnes: '1' },
      '/inscription',
    );
    expect(textOf(added)).toContain('3 places prises sur 3');
    await ada.submit(
      form,
      { nom: 'Carl', telephone: '02 37 00 00 01', personnes: '1', once: '' },
      '/inscription',
    );
    expect(await statesOf(host)).toEqual({ Lea: 'booked', Bob: 'booked', Carl: 'waiting' });

    const page = await ada.get(address);
    const press = /name="presence" value="([\w-]+:seen)"/.exec(page.html)?.[1] ?? '';
    const noted = await ada.submit(page, { presence: press }, '/presences');
    expect(noted.html).toMatch(/aria-pressed="true">Présent/);
    const sheet = textOf(await ada.get(`${address}/emargement`));
    expect(sheet).toContain('Avec Lea : Zoé');
    expect(sheet).toContain('Signature');

    await ada.submit(noted, { message: 'Apportez <b>vos</b> chargeurs.' }, '/message');
    await host.drain();
    expect((await mailsTo(host, 'lea@exemple.fr'))[0]?.text).toContain('Apportez');
    const moved = await ada.submit(
      noted,
      { personne: valueOf(noted, 'Bob'), vers: second?.id ?? '' },
      '/deplacement',
    );
    expect(moved.status).toBe(200);
    // Carl is next in line for the place that Bob leaves.
    expect(await statesOf(host)).toEqual({ Lea: 'booked', Bob: 'booked', Carl: 'offered' });
    expect(await takenAt(host)).toEqual([3, 1]);
    await ada.submit(moved, { personne: valueOf(moved, 'Lea'), vers: 'retirer' }, '/deplacement');
    expect(await statesOf(host)).toMatchObject({ Lea: 'cancelled' });
  });

  it('changes a session, and calls it off', async () => {
    const { host, town, sessions } = await workshopTown(open);
    const { ada, visitor } = await team(host, town);
    await signUpAs(visitor, 'Lea', sessions[0]);
    const address = `/agent/appointments/ateliers/seances/${sessions[0]?.id}`;
    const form = await ada.get(`${address}/modifier`);
    expect(form.html).toContain('value="14:00"');
    const ou = /<option value="([^"]+)" selected/.exec(form.html)?.[1] ?? '';
    const small = await ada.submit(form, { ou, places: '0' }, '/modifier');
    expect(small.status).toBe(422);
    const changed = await ada.submit(form, { ou, places: '1', debut: '15:00', fin: '17:00' }, '/modifier');
    expect(textOf(changed)).toContain('1 place prise sur 1');
    await host.drain();
    expect((await mailsTo(host, 'lea@exemple.fr'))[0]?.text).toContain('15 h');
    const off = await ada.submit(await ada.get(`${address}/annulation`), { raison: 'Neige.' }, '/annulation');
    expect(textOf(off)).toContain('Cette séance est annulée');
    expect(await statesOf(host)).toEqual({ Lea: 'cancelled' });
    expect((await ada.get(`${address}/modifier`)).status).toBe(409);
  });

  it('belongs to the body that runs it: no other agent sees who comes', async () => {
    const { host, town, sessions } = await workshopTown(open);
    const { favril, visitor } = await team(host, town);
    await signUpAs(visitor, 'Lea', sessions[0]);
    const address = `/agent/appointments/ateliers/seances/${sessions[0]?.id}`;
    for (const path of [
      address,
      `${address}/emargement`,
      `${address}/inscription`,
      `${HOME}/${sessions[0]?.workshopId}`,
    ])
      expect((await favril.get(path)).status, path).toBe(404);
    expect(textOf(await favril.get(HOME))).not.toContain('Ranger ses photos');
  });
});
