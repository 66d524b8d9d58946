// Whole journeys, as browsers without scripts walk them, on both engines.

import { describeEachHost } from '@parvis/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { tables } from './schema.ts';
import { agenda, CLAIRE, codeOf, mailsTo, nextWeek, SITE, slotsOn, textOf } from './testing/town.ts';

afterEach(() => {
  vi.useRealTimers();
});

describeEachHost('an appointment', (open) => {
  it('is found from the service, nearest place first, booked without an account, and cancelled', async () => {
    const { host } = await agenda(open);
    const visitor = host.visit(SITE);
    expect(textOf(await visitor.get('/demarches/aide-numerique'))).toContain('Premier rendez-vous libre : ');
    expect(textOf(await visitor.get('/'))).toContain(
      'Prochain rendez-vous libre avec un conseiller numérique',
    );
    const choice = await visitor.get('/demarches/aide-numerique/commencer');
    expect(choice.path).toBe('/rendez-vous/aide-numerique');
    const text = textOf(choice);
    expect(text.indexOf('Mairie 2 rue de la Mairie')).toBeLessThan(text.indexOf('Espace France services'));
    expect(text).toContain('À 4,8 km à vol d’oiseau');

    const [slot = ''] = await nextWeek(host, 'la-loupe');
    const form = await visitor.get(slot);
    const refused = await visitor.submit(form, { nom: CLAIRE.nom, besoin: '<b>Impôts</b>' });
    expect(refused.status).toBe(422);
    expect(textOf(refused)).toContain('Donnez une adresse électronique ou un numéro de téléphone.');
    expect(refused.html).toContain('&lt;b&gt;Impôts');
    const booked = await visitor.submit(refused, CLAIRE);
    expect(booked.status).toBe(200);
    expect(textOf(booked)).toContain('Votre rendez-vous est pris.');
    expect(booked.html).not.toContain('<script>alert');
    expect(codeOf(await visitor.submit(form, CLAIRE))).toBe(codeOf(booked));

    const code = codeOf(booked);
    const calendar = await visitor.get(`/rendez-vous/${code}/calendrier.ics`);
    expect(calendar.headers.get('content-type')).toContain('text/calendar');
    // The body of this town has no address to answer to: a plain file, which any calendar takes.
    expect(calendar.html).not.toContain('METHOD:');
    expect(calendar.html).toContain('STATUS:CONFIRMED');
    expect(await nextWeek(host, 'la-loupe')).not.toContain(slot);

    const confirmation = await visitor.get(`/rendez-vous/${code}/annulation`);
    const cancelled = await visitor.submit(confirmation, {}, '/annulation');
    expect(textOf(cancelled)).toContain('Ce rendez-vous est annulé.');
    expect(textOf(cancelled)).toContain('Prendre un autre rendez-vous');
    expect((await visitor.get(`/rendez-vous/${code}/annulation`)).path).toBe(`/suivi/${code}`);
    expect((await visitor.get(`/rendez-vous/${code}/calendrier.ics`)).html).toContain('STATUS:CANCELLED');
    expect(await nextWeek(host, 'la-loupe')).toContain(slot);
    expect((await visitor.submit(await visitor.get(slot), CLAIRE)).status).toBe(200);
  });

  it('is kept for whoever is typing; who comes meanwhile is offered other slots', async () => {
    const { host } = await agenda(open);
    const [slot = ''] = await nextWeek(host, 'la-loupe');
    const [first, second] = [host.visit(SITE), host.visit(SITE)];
    const form = await first.get(slot);
    expect(textOf(form)).toMatch(/Ce créneau vous est gardé jusqu’à \d+ h( \d\d)?, le temps de répondre/);
    expect(await nextWeek(host, 'la-loupe')).not.toContain(slot);
    const met = await second.get(slot);
    expect(met.status).toBe(409);
    expect(textOf(met)).toContain('Ce créneau n’est pas libre');
    const other = await second.submit(met, { ...CLAIRE, courriel: 'bob@exemple.fr' });
    expect(textOf(other)).toContain('Votre rendez-vous est pris.');
    expect(textOf(await first.submit(form, CLAIRE))).toContain('Votre rendez-vous est pris.');
  });

  it('that someone else took after that time brings everything typed back, with slots that are free', async () => {
    const { host } = await agenda(open);
    const [slot = ''] = await nextWeek(host, 'la-loupe');
    const [slow, quick] = [host.visit(SITE), host.visit(SITE)];
    const form = await slow.get(slot);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
    expect((await quick.submit(await quick.get(slot), CLAIRE)).status).toBe(200);
    const taken = await slow.submit(form, { ...CLAIRE, besoin: 'Impôts' });
    expect(taken.status).toBe(409);
    expect(textOf(taken)).toContain('Ce créneau vient d’être pris');
    expect(taken.html).toContain('value="claire@exemple.fr"');
    expect(taken.html).toMatch(/Impôts\s*<\/textarea>/);
    const second = await slow.submit(taken, {});
    expect(second.status).toBe(200);
    expect(textOf(second)).toContain('Votre rendez-vous est pris.');
  });

  it('is looked for by its words, its day and its hour; a search without a slot says why and is counted', async () => {
    const { host } = await agenda(open);
    const visitor = host.visit(SITE);
    expect(textOf(await visitor.get('/rendez-vous?q=un+ordinateur+en+panne'))).toContain('Être aidé');
    expect(textOf(await visitor.get('/rendez-vous?q=piscine'))).toContain('Aucun rendez-vous ne répond');
    const accessible = await visitor.get('/rendez-vous/aide-numerique?fauteuil=1');
    expect(textOf(accessible)).toContain('Espace France services');
    expect(textOf(accessible)).not.toContain('2 rue de la Mairie');
    const morning = await visitor.get('/rendez-vous/aide-numerique?moment=matin&jour=mardi');
    const starts = slotsOn(morning);
    expect(starts.length).toBeGreaterThan(0);
    expect(starts.every((href) => /la-loupe\/\d{4}-\d\d-\d\d-(09|10|11)/.test(href))).toBe(true);
    const nothing = await visitor.get('/rendez-vous/aide-numerique?moment=soir');
    expect(textOf(nothing)).toContain('Rien n’est libre avec ces critères.');
    await visitor.get('/rendez-vous/aide-numerique?lieu=la-loupe&moment=soir');
    const counted = await host.inside(SITE, 'appointments', ({ tx, own }) => {
      const { unmet } = tables.for(tx);
      return tx.select({ reason: unmet.reason, number: unmet.number }).from(unmet).where(own(unmet));
    });
    expect(counted).toEqual([{ reason: 'wishes', number: 2 }]);
  });

  it.each([
    ['off the grid', 'la-loupe/2099-01-05-0910', 409],
    ['in the past', 'la-loupe/2020-01-06-0900', 409],
    ['at a venue of nobody', 'chartres/2099-01-05-0900', 404],
    ['on 31 February', 'la-loupe/2099-02-31-0900', 404],
    ['in words', 'la-loupe/demain', 404],
  ])('is not booked %s', async (_, address, status) => {
    const { host } = await agenda(open);
    const [slot = ''] = await nextWeek(host, 'la-loupe');
    const visitor = host.visit(SITE);
    const form = await visitor.get(slot);
    const answer = await visitor.submit(form, { ...CLAIRE, creneau: address });
    expect(answer.status).toBe(status);
    expect((await visitor.get(`/rendez-vous/aide-numerique/${address}`)).status).toBe(status);
    const unknown = await visitor.get('/rendez-vous/autre-chose');
    expect(unknown.status).toBe(404);
  });

  it('is mailed with its calendar file, and as cancelled when it was cancelled before the mail left', async () => {
    const { host } = await agenda(open);
    const [slot = '', , other = ''] = await nextWeek(host, 'la-loupe');
    const visitor = host.visit(SITE);
    await visitor.submit(await visitor.get(slot), CLAIRE);
    await host.drain();
    const [confirmed] = await mailsTo(host, CLAIRE.courriel);
    expect(confirmed?.text).toMatch(/Votre rendez-vous du \S+ \S+ \S+ est confirmé/);
    expect(confirmed?.text).toContain('Quand : ');
    expect(confirmed?.file).toContain('STATUS:CONFIRMED');

    const regretted = { ...CLAIRE, courriel: 'bob@exemple.fr' };
    const code = codeOf(await visitor.submit(await visitor.get(other), regretted));
    await visitor.submit(await visitor.get(`/rendez-vous/${code}/annulation`), {}, '/annulation');
    await host.drain();
    const cancelled = (await mailsTo(host, regretted.courriel)).at(-1);
    expect(cancelled?.text).toContain('Ce rendez-vous n’aura pas lieu.');
    expect(cancelled?.file).toContain('STATUS:CANCELLED');
    expect(cancelled?.file).toContain('SEQUENCE:1');
  });

  it('closes its request when it is over, unless an agent has begun to answer', async () => {
    const { host, town } = await agenda(open);
    const [first = '', , second = ''] = await nextWeek(host, 'la-loupe');
    const visitor = host.visit(SITE);
    const booked = codeOf(await visitor.submit(await visitor.get(first), CLAIRE));
    const ada = await town.signIn('ada', SITE);
    const request =
      /href="(\/agent\/demandes\/[0-9a-f-]{36})"/.exec((await ada.get('/agent')).html)?.[1] ?? '';
    const quiet = codeOf(await visitor.submit(await visitor.get(second), CLAIRE));
    await ada.submit(await ada.get(request), { message: 'Bonjour' }, '/messages');
    await host.drain();
    expect(textOf(await visitor.get(`/suivi/${quiet}`))).toContain('Votre rendez-vous est pris.');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 21 * 86_400_000 });
    await host.drain();
    expect(textOf(await visitor.get(`/suivi/${quiet}`))).toContain('Le rendez-vous a eu lieu.');
    expect(textOf(await visitor.get(`/suivi/${booked}`))).not.toContain('Le rendez-vous a eu lieu.');
  });

  it('is on the list of the advisor, whose absence hides days and tells which appointments it meets', async () => {
    const { host, town } = await agenda(open);
    const [slot = ''] = await nextWeek(host, 'la-loupe');
    const visitor = host.visit(SITE);
    await visitor.submit(await visitor.get(slot), { ...CLAIRE, telephone: '06 12 34 56 78' });
    const ada = await town.signIn('ada', SITE);
    const list = await ada.get(`/agent/appointments?jour=${slot.slice(-15, -5)}`);
    expect(list.html).toContain('Claire &lt;script&gt;');
    expect(textOf(list)).toContain('06 12 34 56 78');

    const [, year = '', month = '', day = ''] = /(\d{4})-(\d\d)-(\d\d)-\d{4}$/.exec(slot) ?? [];
    const days = (name: string, of = day) => ({
      [`${name}--day`]: of,
      [`${name}--month`]: month,
      [`${name}--year`]: year,
    });
    const form = await ada.get('/agent/appointments/absences');
    const qui = /name="qui" value="([^"]+)"/.exec(form.html)?.[1] ?? '';
    const met = await ada.submit(form, { qui, ...days('debut'), ...days('fin') }, '/absences');
    expect(textOf(met)).toContain('Rendez-vous à déplacer');
    expect(textOf(met)).toContain('Prévenir et déplacer');
    expect((await nextWeek(host, 'la-loupe')).some((one) => one.includes(`${year}-${month}-${day}`))).toBe(
      false,
    );
    const absences = await ada.get('/agent/appointments/absences');
    await ada.submit(absences, {}, '/suppression');
    expect((await nextWeek(host, 'la-loupe')).some((one) => one.includes(`${year}-${month}-${day}`))).toBe(
      true,
    );
  });

  it('is cancelled when an agent closes its request as refused, and its time is free again', async () => {
    const { host, town } = await agenda(open);
    const [slot = ''] = await nextWeek(host, 'la-loupe');
    const visitor = host.visit(SITE);
    const booked = await visitor.submit(await visitor.get(slot), CLAIRE);
    const ada = await town.signIn('ada', SITE);
    const list = await ada.get('/agent');
    const request = /href="(\/agent\/demandes\/[0-9a-f-]{36})"/.exec(list.html)?.[1] ?? '';
    const page = await ada.get(request);
    expect(textOf(page)).toContain('Ada Martin');
    const closed = await ada.submit(page, { issue: 'refused', motif: 'Absente ce jour-là' }, '/cloture');
    expect(closed.status).toBe(200);
    expect(textOf(await visitor.get(`/suivi/${codeOf(booked)}`))).toContain('Rendez-vous annulé');
    expect(await nextWeek(host, 'la-loupe')).toContain(slot);
  });

  it('is nobody else’s to see: not another authority’s list, nor a page without the code', async () => {
    const { host, town } = await agenda(open);
    const [slot = ''] = await nextWeek(host, 'la-loupe');
    const visitor = host.visit(SITE);
    await visitor.submit(await visitor.get(slot), CLAIRE);
    const favril = await town.signIn('favril', SITE);
    expect((await favril.get('/agent/appointments')).html).not.toContain('Claire');
    expect((await visitor.get('/rendez-vous/KXTM-97WD-CHPQ/annulation')).status).toBe(404);
    expect((await visitor.get('/rendez-vous/KXTM-97WD-CHPQ/calendrier.ics')).status).toBe(404);
  });
});
