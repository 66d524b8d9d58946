// Orienting people, on both engines: to an appointment, to a workshop; who sees what of it, and motifs kept for prescribers.

import { describeEachHost } from '@parvis/testing';
import { expect, it } from 'vitest';
import { motifIdOf } from '../seed.ts';
import { mailsTo, SITE, textOf } from '../testing/town.ts';
import { inside, signUpAs, statesOf, workshopTown } from '../workshops/testing/town.ts';
import { openMotifTo } from './access.ts';

const HOME = '/agent/appointments/orientations';
const MOTIF = `${HOME}/rendez-vous/aide-numerique`;
const PERSON = {
  nom: 'Nadia',
  courriel: 'nadia@exemple.fr',
  pourquoi: 'Ouvrir ses <b>droits</b>.',
  accord: 'oui',
};

describeEachHost('an orientation', (open) => {
  it('books a free time for someone who agrees; the reason is for agents only', async () => {
    const { host, town } = await workshopTown(open);
    const samira = await town.signIn('samira', SITE);
    const form = await samira.get(MOTIF);
    const { accord: _, ...unasked } = PERSON;
    const refused = await samira.submit(form, unasked, '/aide-numerique');
    expect(refused.status).toBe(422);
    expect(textOf(refused)).toContain('Demandez d’abord son accord à la personne');
    expect(refused.html).toContain('Ouvrir ses &lt;b&gt;droits');
    const unreachable = await samira.submit(form, { ...PERSON, courriel: '' }, '/aide-numerique');
    expect(textOf(unreachable)).toContain('Donnez une adresse électronique ou un numéro');
    const done = await samira.submit(refused, PERSON, '/aide-numerique');
    expect(textOf(done)).toContain('C’est fait');
    expect(textOf(done)).toMatch(/Nadia Être aidé par un conseiller numérique .* À venir/);
    await host.drain();
    const [mail] = await mailsTo(host, 'nadia@exemple.fr');
    expect(mail?.text).toContain('Votre rendez-vous est pris');
    const code = /\/suivi\/([A-Z0-9-]+)/i.exec(mail?.text ?? '')?.[1] ?? '';
    const own = await host.visit(SITE).get(`/suivi/${code}`);
    expect(own.status).toBe(200);
    expect(textOf(own)).toContain('Pris pour vous, avec votre accord, par samira');
    expect(own.html).not.toContain('droits');
    const ada = await town.signIn('ada', SITE);
    const requestId = await inside(host, async (ctx) => (await ctx.requests.byCode(code))?.id ?? '');
    expect((await ada.get(`/agent/demandes/${requestId}`)).html).toContain('Ouvrir ses &lt;b&gt;droits');
  });

  it('takes a place at a workshop, even one that is not open online, and says whether the person came', async () => {
    const { host, town, sessions } = await workshopTown(open, { access: 'prescribers', capacity: 1 });
    const samira = await town.signIn('samira', SITE);
    const address = `${HOME}/ateliers/${sessions[0]?.id}`;
    const form = await samira.get(address);
    await samira.submit(form, PERSON, address);
    await samira.submit(
      await samira.get(address),
      { ...PERSON, nom: 'Omar', courriel: 'omar@exemple.fr' },
      address,
    );
    expect(await statesOf(host)).toEqual({ Nadia: 'booked', Omar: 'waiting' });
    const ada = await town.signIn('ada', SITE);
    const list = await ada.get(`/agent/appointments/ateliers/seances/${sessions[0]?.id}`);
    const press = /name="presence" value="([\w-]+:seen)"/.exec(list.html)?.[1] ?? '';
    await ada.submit(list, { presence: press }, '/presences');
    const own = textOf(await samira.get(HOME));
    expect(own).toMatch(/Nadia Atelier : Ranger ses photos .* Présent/);
    expect(own).toMatch(/Omar .* Sur liste d’attente/);
  });

  it('shows a prescriber what they prescribed, and nothing of the others', async () => {
    const { host, town, sessions } = await workshopTown(open);
    await signUpAs(host.visit(SITE), 'Lea', sessions[0]);
    const samira = await town.signIn('samira', SITE);
    await samira.submit(await samira.get(MOTIF), PERSON, '/aide-numerique');
    const karim = await town.signIn('karim', SITE);
    const his = textOf(await karim.get(HOME));
    expect(his).toContain('Vous n’avez encore orienté personne');
    expect(his).not.toContain('Nadia');
    expect(textOf(await samira.get(HOME))).not.toContain('Lea');
    for (const path of ['ateliers', `ateliers/seances/${sessions[0]?.id}`])
      expect((await samira.get(`/agent/appointments/${path}`)).status).toBe(403);
    const ada = await town.signIn('ada', SITE);
    expect((await ada.get(HOME)).status).toBe(403);
  });

  it('is the only way to a motif kept for prescribers', async () => {
    const { host, town } = await workshopTown(open);
    const visitor = host.visit(SITE);
    const samira = await town.signIn('samira', SITE);
    const ada = await town.signIn('ada', SITE);
    const rules = await ada.get(`${HOME}/motifs`);
    await ada.submit(rules, { acces: 'prescribers' }, '/motifs');
    expect((await visitor.get('/rendez-vous/aide-numerique')).status).toBe(404);
    expect(textOf(await visitor.get('/rendez-vous'))).toContain('Aucun rendez-vous ne se prend en ligne');
    expect(textOf(await visitor.get('/'))).not.toContain('Prochain rendez-vous libre');
    expect(textOf(await visitor.get('/demarches/aide-numerique'))).not.toContain('Premier rendez-vous libre');
    expect((await samira.get(MOTIF)).status).toBe(200);
    await inside(host, async (ctx) =>
      openMotifTo(ctx, (await motifIdOf(ctx, 'aide-numerique')) ?? '', 'everyone'),
    );
    expect((await visitor.get('/rendez-vous/aide-numerique')).status).toBe(200);
  });
});
