// Workshops as browsers without scripts use them, on both engines: signing up, the last place, the waiting list, a series.

import { describeEachHost, type TestHost, type Visitor } from '@parvis/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { mailsTo, SITE, slotsOn, textOf } from '../testing/town.ts';
import { moveToSession } from './enrol.ts';
import { enrolmentOf } from './enrolment.ts';
import { programmeOf } from './programme.ts';
import { callOff, changeSession } from './sessions.ts';
import { tables } from './tables.ts';
import { inDays, inside, signUpAs, statesOf, takenAt, workshopTown } from './testing/town.ts';

/** Noon of today in Paris: by day, people are told at once. */
const NOON = new Date(`${inDays(0)}T11:00:00Z`).getTime();

function noon(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
}

afterEach(() => {
  vi.useRealTimers();
});

const later = (hours: number) => vi.setSystemTime(Date.now() + hours * 3_600_000);

async function cancel(visitor: Visitor, code: string): Promise<string> {
  const page = await visitor.get(`/ateliers/place/${code}`);
  return textOf(await visitor.submit(page, { geste: 'annuler' }, `/place/${code}`));
}

async function planned(host: TestHost) {
  return inside(host, async (ctx) => {
    const [one] = await programmeOf({ ...ctx, read: ctx.tx }, 'ranger-ses-photos');
    return one?.sessions ?? [];
  });
}

describeEachHost('a workshop', (open) => {
  it('is found, signed up for without an account, confirmed with a calendar file, and cancelled', async () => {
    noon();
    const { host, sessions } = await workshopTown(open, { mostPeople: 3 });
    const visitor = host.visit(SITE);
    expect(textOf(await visitor.get('/demarches/aide-numerique'))).toContain(
      'Prochain atelier : Ranger ses photos',
    );
    const programme = textOf(await visitor.get('/ateliers'));
    expect(programme).toMatch(/Ranger ses photos .* au Favril Il reste 2 places/);
    expect(textOf(await visitor.get('/ateliers?fauteuil=1'))).toContain('Aucun atelier ne répond');
    const about = textOf(await visitor.get('/ateliers/ranger-ses-photos'));
    expect(about).toContain('Créer un album');
    expect(about).toContain('Avec Ada Martin');

    const form = await visitor.get(`/ateliers/ranger-ses-photos/inscription?seance=${sessions[0]?.id}`);
    const refused = await visitor.submit(form, { nom: '<b>Léa</b>', personnes: '9' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('&lt;b&gt;Léa');
    const unreachable = await visitor.submit(refused, { nom: 'Léa', personnes: '2' });
    expect(textOf(unreachable)).toContain('Donnez une adresse électronique ou un numéro de téléphone.');
    const booked = await visitor.submit(unreachable, { courriel: 'lea@exemple.fr', accompagnants: 'Zoé' });
    expect(booked.path).toMatch(/^\/suivi\/.*envoye=1/);
    expect(textOf(booked)).toContain('Zoé');
    expect(await takenAt(host)).toEqual([2, 0]);
    const again = await visitor.submit(unreachable, { courriel: 'lea@exemple.fr', accompagnants: 'Zoé' });
    expect(again.path).toBe(booked.path);
    expect(await takenAt(host)).toEqual([2, 0]);

    await host.drain();
    const [mail] = await mailsTo(host, 'lea@exemple.fr');
    expect(mail?.text).toContain('Votre place est réservée');
    expect(mail?.file).toContain('BEGIN:VEVENT');
    const code = /^\/suivi\/([^?]+)/.exec(booked.path)?.[1] ?? '';
    expect(await cancel(visitor, code)).toContain('Atelier annulé');
    expect(await takenAt(host)).toEqual([0, 0]);
    await host.drain();
    const [goodbye] = await mailsTo(host, 'lea@exemple.fr');
    expect(goodbye?.text).toContain('Votre inscription est annulée');
    expect(goodbye?.file).toContain('STATUS:CANCELLED');
    expect(goodbye?.file).toContain('SEQUENCE:1');
  });

  it('never has more people than places, whoever presses at once', async () => {
    const { host, sessions } = await workshopTown(open, { capacity: 5 });
    const form = await host
      .visit(SITE)
      .get(`/ateliers/ranger-ses-photos/inscription?seance=${sessions[0]?.id}`);
    expect(form.status).toBe(200);
    const crowd = Array.from({ length: 30 }, (_, index) => index);
    const codes = await Promise.all(
      crowd.map((index) => signUpAs(host.visit(SITE), `Claire${index}`, sessions[0])),
    );
    expect(codes.filter((code) => code !== '')).toHaveLength(5);
    expect(await takenAt(host)).toEqual([5, 0]);
  });

  it('refuses a place too many in the database itself, and a capacity under what is taken', async () => {
    const { host, sessions } = await workshopTown(open);
    await signUpAs(host.visit(SITE), 'Lea', sessions[0]);
    const { session } = tables.for(host.house.db.read);
    const force = (values: { taken?: number; capacity?: number }) =>
      inside(host, (ctx) => ctx.tx.update(session).set(values).where(ctx.own(session)));
    await expect(force({ taken: 3 })).rejects.toMatchObject({ kind: 'check' });
    await expect(force({ taken: -1 })).rejects.toMatchObject({ kind: 'check' });
    await expect(force({ capacity: 0 })).rejects.toMatchObject({ kind: 'check' });
  });

  it('takes the time of who leads it: no appointment is offered then', async () => {
    const { host, sessions } = await workshopTown(open);
    const page = await host
      .visit(SITE)
      .get(`/rendez-vous/aide-numerique?lieu=le-favril&semaine=${inDays(10)}`);
    const slots = slotsOn(page).filter((href) => href.includes(`/le-favril/${inDays(10)}-`));
    expect(slots.every((href) => /-16\d\d$/.test(href))).toBe(true);
    const [first] = sessions;
    await expect(
      inside(host, async (ctx) => {
        const { occupancy } = tables.for(ctx.tx);
        const [row] = await ctx.tx.select().from(occupancy).where(ctx.own(occupancy)).limit(1);
        if (row && first) await ctx.tx.insert(occupancy).values({ ...row, id: 'twice' });
      }),
    ).rejects.toMatchObject({ kind: 'overlap' });
  });

  it('that is full has a line: who gives a place back gives it to the first, who has some hours to take it', async () => {
    noon();
    const { host, sessions } = await workshopTown(open);
    const visitor = host.visit(SITE);
    const [session] = sessions;
    const lea = await signUpAs(visitor, 'Lea', session);
    await signUpAs(visitor, 'Bob', session);
    expect(await signUpAs(visitor, 'Carl', session)).toBe('');
    const carl = await signUpAs(visitor, 'Carl', session, { attente: '1' });
    const dora = await signUpAs(visitor, 'Dora', session, { attente: '1' });
    expect(textOf(await visitor.get(`/suivi/${dora}`))).toContain('2e sur la liste');
    await host.drain();
    expect((await mailsTo(host, 'dora@exemple.fr'))[0]?.text).toContain(
      'Vous êtes 2e sur la liste d’attente',
    );

    await cancel(visitor, lea);
    expect(await statesOf(host)).toEqual({
      Lea: 'cancelled',
      Bob: 'booked',
      Carl: 'offered',
      Dora: 'waiting',
    });
    expect(await takenAt(host)).toEqual([2, 0]);
    await host.drain();
    expect((await mailsTo(host, 'carl@exemple.fr'))[0]?.text).toContain('Une place s’est libérée');

    // Carl lets the time go by: it is Dora's turn.
    later(13);
    await host.drain();
    expect(await statesOf(host)).toMatchObject({ Carl: 'waiting', Dora: 'offered' });
    const late = await visitor.submit(
      await visitor.get(`/ateliers/place/${carl}`),
      { geste: 'prendre' },
      carl,
    );
    expect(late.status).toBe(409);
    const taken = await visitor.submit(
      await visitor.get(`/ateliers/place/${dora}`),
      { geste: 'prendre' },
      dora,
    );
    expect(textOf(taken)).toContain('Place confirmée.');
    expect(await takenAt(host)).toEqual([2, 0]);
    expect(await statesOf(host)).toMatchObject({ Bob: 'booked', Carl: 'waiting', Dora: 'booked' });
  });

  it('offers a place three times at most, and never at night', async () => {
    noon();
    const { host, sessions } = await workshopTown(open, { capacity: 1 });
    const visitor = host.visit(SITE);
    const lea = await signUpAs(visitor, 'Lea', sessions[0]);
    await signUpAs(visitor, 'Carl', sessions[0], { attente: '1' });
    later(11);
    await cancel(visitor, lea);
    await host.drain();
    const told = async () =>
      (await mailsTo(host, 'carl@exemple.fr')).filter(({ text }) => text.includes('s’est libérée')).length;
    expect(await told()).toBe(0);
    later(10);
    await host.drain();
    expect(await told()).toBe(1);
    // Nobody else waits: a day after each offer there is another, up to the third.
    for (let day = 1; day <= 6; day += 1) {
      later(24);
      await host.drain();
    }
    expect(await told()).toBe(3);
    expect(await statesOf(host)).toMatchObject({ Carl: 'cancelled' });
    expect(await takenAt(host)).toEqual([0, 0]);
  });

  it('that is a series is signed up for as a whole, or not at all', async () => {
    const { host, sessions } = await workshopTown(open, { signUp: 'series', mostPeople: 2, capacity: 2 });
    const visitor = host.visit(SITE);
    await signUpAs(visitor, 'Lea', undefined);
    expect(await takenAt(host)).toEqual([1, 1]);
    const full = await visitor.submit(await visitor.get('/ateliers/ranger-ses-photos/inscription'), {
      nom: 'Bob',
      courriel: 'bob@exemple.fr',
      personnes: '2',
    });
    expect(full.status).toBe(409);
    expect(textOf(full)).toContain('Il reste 1 place, et vous venez à 2 personnes');
    expect(await takenAt(host)).toEqual([1, 1]);
    await host.drain();
    const [mail] = await mailsTo(host, 'lea@exemple.fr');
    expect(mail?.file.match(/BEGIN:VEVENT/g)).toHaveLength(2);

    const [first] = sessions;
    if (first === undefined) throw new Error('the series has no session');
    expect(await inside(host, (ctx) => callOff(ctx, first, 'Ada est malade'))).toBe(true);
    await host.drain();
    const [changed] = await mailsTo(host, 'lea@exemple.fr');
    expect(changed?.text).toContain('Votre atelier a changé');
    expect(changed?.file).toContain('STATUS:CANCELLED');
    expect(await statesOf(host)).toEqual({ Lea: 'booked' });
  });

  it('that is called off tells everyone, with the other dates', async () => {
    const { host, sessions } = await workshopTown(open);
    const visitor = host.visit(SITE);
    const code = await signUpAs(visitor, 'Lea', sessions[0]);
    const [first] = sessions;
    if (first === undefined) throw new Error('no session');
    expect(await inside(host, (ctx) => callOff(ctx, first, 'La salle est fermée.'))).toBe(true);
    expect(await inside(host, (ctx) => callOff(ctx, first, 'La salle est fermée.'))).toBe(false);
    await host.drain();
    const [mail] = await mailsTo(host, 'lea@exemple.fr');
    expect(mail?.text).toContain('L’atelier n’aura pas lieu');
    expect(mail?.text).toContain('La salle est fermée.');
    expect(mail?.text).toContain('Autres dates');
    expect(textOf(await visitor.get(`/suivi/${code}`))).toContain('La salle est fermée.');
    expect(textOf(await visitor.get('/ateliers/ranger-ses-photos'))).toContain('La date');
  });

  it('may be moved, and someone in it to another date, each with a later SEQUENCE', async () => {
    const { host, sessions } = await workshopTown(open);
    const visitor = host.visit(SITE);
    const code = await signUpAs(visitor, 'Lea', sessions[0]);
    const requestId = await inside(host, async (ctx) => (await ctx.requests.byCode(code))?.id ?? '');
    const [, second] = await planned(host);
    if (second === undefined) throw new Error('no second session');
    expect(await inside(host, (ctx) => moveToSession(ctx, requestId, second))).toBe(true);
    expect(await takenAt(host)).toEqual([0, 1]);
    const { session, venue } = second;
    const change = { venue, startsAt: session.startsAt + 3_600_000, endsAt: session.endsAt + 3_600_000 };
    await inside(host, (ctx) => changeSession(ctx, session, { ...change, capacity: 4, leaders: [] }));
    await host.drain();
    const [mail] = await mailsTo(host, 'lea@exemple.fr');
    expect(mail?.file).toContain('SEQUENCE:2');
    expect(mail?.text).toContain('15 h');
    const detail = await enrolmentOf(await inside(host, async (ctx) => ctx), host.house.db.read, requestId);
    expect(detail?.sessions).toHaveLength(1);
  });

  it('recalls itself two days before, and closes its requests when it is over', async () => {
    noon();
    const { host, sessions } = await workshopTown(open, { capacity: 1 });
    const visitor = host.visit(SITE);
    const lea = await signUpAs(visitor, 'Lea', sessions[0]);
    const carl = await signUpAs(visitor, 'Carl', sessions[0], { attente: '1' });
    await host.drain();
    later(24 * 8 + 4);
    await host.drain();
    expect((await mailsTo(host, 'lea@exemple.fr'))[0]?.text).toContain('Votre atelier est dans deux jours');
    later(48);
    await host.drain();
    expect(textOf(await visitor.get(`/suivi/${lea}`))).toContain('L’atelier est passé.');
    expect(textOf(await visitor.get(`/suivi/${carl}`))).toContain('sans qu’une place se libère');
  });

  it('is for the communes that it names, and for those whom its access lets in', async () => {
    const { host } = await workshopTown(open, { communes: ['28214'] });
    expect(textOf(await host.visit(SITE).get('/ateliers'))).toContain('Aucun atelier n’est au programme');
    expect((await host.visit(SITE).get('/ateliers/ranger-ses-photos')).status).toBe(404);
    const { host: other, sessions } = await workshopTown(open, { access: 'prescribers' });
    const visitor = other.visit(SITE);
    expect(textOf(await visitor.get('/ateliers/ranger-ses-photos'))).toContain(
      'On ne s’inscrit pas en ligne',
    );
    const form = await visitor.get(`/ateliers/ranger-ses-photos/inscription?seance=${sessions[0]?.id}`);
    expect(form.status).toBe(403);
  });
});
