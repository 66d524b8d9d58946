// Paying a commune with PayFiP, through real HTTP, on both engines: what is paid once is settled once, and only PayFiP is believed.

import type { CitizenRequest, Payment, Plugin } from '@parvis/kit';
import { definePlugin } from '@parvis/kit';
import { describeEachHost, openTown, type TestHost } from '@parvis/testing';
import { type Stop, Traveller } from '@parvis/testing/oidc';
import { simulatePayfip } from '@parvis/testing/payfip';
import { afterEach, expect, it, vi } from 'vitest';
import { payfip } from './index.ts';

const SITE = 'le-favril.localhost';
const OTHER_SITE = 'pontgouin.localhost';
const FOREIGN_SITE = 'chartres.localhost';
const NUMCLI = '012345';
const HALL = 'Location de la salle communale';

afterEach(() => void vi.useRealTimers());

describeEachHost('paying with PayFiP', (open) => {
  async function town({ email = 'claire@exemple.fr', account = true, saisie = 'W' } = {}) {
    const till = simulatePayfip();
    const settled: Payment[] = [];
    const witness: Plugin = definePlugin({
      name: 'witness',
      api: 1,
      on: {
        async 'payment.settled'(_tx, { payment }) {
          settled.push(payment);
        },
      },
    });
    const host = await open({ plugins: [payfip(till.places), witness], programs: [till] });
    const body = await openTown(host, {
      agents: [
        { name: 'anne', role: 'administrator', at: 'Favril' },
        { name: 'yvan', role: 'secretary', at: 'Favril' },
        { name: 'paul', role: 'secretary', at: 'Pontgouin' },
        { name: 'samira', role: 'case-worker', at: 'Favril' },
        { name: 'ines', role: 'advisor', at: 'Favril' },
      ],
    });
    const { port } = await host.listen();
    if (account) {
      const anne = await body.signIn('anne', SITE);
      await anne.submit(await anne.get('/agent/paiements/reglages'), { numcli: NUMCLI, saisie }, '/reglages');
    }
    const { request, payment } = await asked(host, email);
    await host.drain();
    const browser = () => new Traveller(port);
    const path = (await linkOf(host, request)) ?? '';
    return {
      till,
      host,
      body,
      settled,
      request,
      payment,
      path,
      browser,
      port,
      page: (own: Traveller, site = SITE) => own.go(own.at(site, path)),
    };
  }

  /** To PayFiP, and what the person does there: back on the site. */
  async function pay(own: Traveller, page: Stop, result: string): Promise<Stop> {
    const till = await own.submit(page, {}, { action: '/depart' });
    expect(till.html).toContain('Simulateur, ceci n’est pas PayFiP');
    const ended = await own.submit(till, { resultat: result }, { action: '/tpa/paiement.web' });
    return backFrom(own, ended);
  }

  it('asks by mail, takes people to PayFiP and back, and proves it', async () => {
    const { host, browser, page, path, settled, till, payment } = await town();
    const mail = await mailTo(host, 'payer');
    expect(mail).toContain(path);
    const own = browser();
    const shown = await page(own);
    expect(shown.html).toContain('Payer 120,00\u00A0€');
    expect(shown.headers.get('content-security-policy')).toMatch(
      /form-action 'self' http:\/\/localhost:\d+;/,
    );
    const back = await pay(own, shown, 'P');
    expect(back.url.pathname).toBe(path);
    expect(back.html).toContain('C’est payé');
    expect(till.operations[0]?.asked).toMatchObject({
      numcli: NUMCLI,
      saisie: 'W',
      montant: '12000',
      refdet: payment.reference,
      objet: 'Location de la salle communale',
      mel: 'claire@exemple.fr',
    });
    expect(settled).toHaveLength(1);
    await host.drain();
    expect(await mailTo(host, 'Paiement reçu')).toContain('justificatif-de-paiement');
    const paper = await own.go(own.at(SITE, `${path}/justificatif.pdf`));
    expect(new TextDecoder('latin1').decode(paper.bytes.subarray(0, 5))).toBe('%PDF-');
    // PayFiP called too, and whoever reloads asks again: it is settled once all the same.
    await page(own);
    await host.drain();
    expect(settled).toHaveLength(1);
  });

  it.each([
    ['R', 'Le paiement a été refusé'],
    ['Z', 'Le paiement a été refusé'],
    ['A', 'n’est pas allé au bout'],
  ])('leaves it payable after %s', async (result, words) => {
    const { browser, page, settled } = await town();
    const own = browser();
    const back = await pay(own, await page(own), result);
    expect(back.html).toContain(words);
    expect(back.html).toContain('Rien n’a été débité');
    expect(settled).toHaveLength(0);
    const again = await pay(own, back, 'V');
    expect(again.html).toContain('C’est payé');
    expect(settled).toHaveLength(1);
  });

  it('learns the outcome from a closed browser, by the call or by asking again', async () => {
    const { till, browser, page, settled, host } = await town();
    till.calling = false;
    const own = browser();
    await own.submit(await page(own), {}, { action: '/depart' });
    till.decide(till.operations[0]?.idop ?? '', 'P');
    await host.drain();
    expect(settled).toHaveLength(0); // The first look is some minutes away.
    await later(host, 6);
    expect(settled).toHaveLength(1);
  });

  it('takes one payment from two clicks and two windows', async () => {
    const { till, browser, page, settled, host } = await town();
    const [left, right] = [browser(), browser()];
    const [one, two] = [await page(left), await page(right)];
    const departures = await Promise.all([
      left.submit(one, {}, { action: '/depart' }),
      left.submit(one, {}, { action: '/depart' }),
      right.submit(two, {}, { action: '/depart' }),
    ]);
    expect(new Set(departures.map(({ url }) => url.href)).size).toBe(1);
    expect(till.operations).toHaveLength(1);
    const [first, second] = departures;
    if (!first || !second) throw new Error('nobody left');
    await left.submit(first, { resultat: 'P' }, { action: '/tpa/paiement.web' });
    const late = await left.submit(second, { resultat: 'P' }, { action: '/tpa/paiement.web' });
    expect(late.status).toBe(410);
    await host.drain();
    expect((await page(right)).html).toContain('C’est payé');
    expect(settled).toHaveLength(1);
  });

  it('says so to the counter where two windows were paid all the same', async () => {
    const { till, browser, page, settled, host, body, payment } = await town();
    till.calling = false;
    const own = browser();
    const given = await pay(own, await page(own), 'A');
    await own.submit(given, {}, { action: '/depart' });
    const [first, second] = till.operations;
    till.decide(first?.idop ?? '', 'P');
    till.decide(second?.idop ?? '', 'P');
    await later(host, 6);
    expect(settled).toHaveLength(1);
    const yvan = await body.signIn('yvan', SITE);
    const { html } = await yvan.get(`/agent/paiements/${payment.id}`);
    expect(html).toContain('Payé une seconde fois');
    expect(html).toContain('000002-sim');
  });

  it('believes no address, no form and no call', async () => {
    const { till, browser, page, path, settled, host, request, port } = await town();
    till.calling = false;
    const own = browser();
    const shown = await page(own);
    await own.submit(shown, {}, { action: '/depart' });
    const idop = till.operations[0]?.idop ?? '';
    const forged = { idop, resultrans: 'P', numauto: '1', montant: '12000' };
    const stranger = host.visit(`${SITE}:${port}`);
    const back = await stranger.post(`${path}/retour?resultrans=P`, forged, {
      'sec-fetch-site': 'cross-site',
    });
    expect(back.html).toContain('Nous attendons la réponse de PayFiP');
    const call = await stranger.post(`${path}/notification`, forged);
    expect(call.status).toBe(200);
    await host.drain();
    expect((await page(own)).html).not.toContain('C’est payé');
    expect(settled).toHaveLength(0);
    // A departure is asked for by a form of this site only.
    expect((await stranger.post(`${path}/depart`, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await stranger.post(`${path}/depart`, {})).status).toBe(403);
    expect((await host.inside(SITE, 'witness', (tx) => tx.payments.of(request.id)))[0]?.status).toBe('due');
  });

  it('settles nothing for another sum or another reference', async () => {
    const others: readonly Readonly<Record<string, string>>[] = [
      { montant: '100' },
      { refdet: 'AUTREP1' },
      { numcli: '054321' },
    ];
    for (const changes of others) {
      const { till, browser, page, settled, host } = await town();
      const own = browser();
      await own.submit(await page(own), {}, { action: '/depart' });
      const idop = till.operations[0]?.idop ?? '';
      till.decide(idop, 'P');
      till.tamper(idop, changes);
      const { html } = await page(own);
      expect(html).toContain('Nous vérifions votre paiement');
      await host.drain();
      expect(settled).toHaveLength(0);
    }
  });

  it('opens with its own key only, at its own tenant', async () => {
    const { host, path, payment } = await town();
    await openTown(host, { epci: '200033181' });
    const key = path.slice('/paiement/'.length);
    const mac = key.slice(payment.id.length + 1);
    const visitor = host.visit(SITE);
    for (const wrong of [payment.id, `${payment.id}.${'A'.repeat(22)}`, key.slice(0, -1), `x.${mac}`])
      expect((await visitor.get(`/paiement/${wrong}`)).status, wrong).toBe(404);
    expect((await host.visit(OTHER_SITE).get(path)).status).toBe(200); // The same tenant pools.
    expect((await host.visit(FOREIGN_SITE).get('/')).status).toBe(200);
    expect((await host.visit(FOREIGN_SITE).get(path)).status).toBe(404);
    expect((await host.visit(FOREIGN_SITE).post(`${path}/notification`, {})).status).toBe(404);
  });

  it('loses nothing while PayFiP is down, whenever that is', async () => {
    const { till, browser, page, settled, host } = await town();
    const own = browser();
    const shown = await page(own);
    for (const state of ['down', 'gibberish'] as const) {
      till.be(state);
      const stop = await own.submit(shown, {}, { action: '/depart' });
      expect(stop.status).toBe(503);
      expect(stop.html).toContain('PayFiP ne répond pas');
      expect(stop.html).toContain('rien n’est perdu');
    }
    till.be('up');
    const away = await own.submit(shown, {}, { action: '/depart' });
    till.be('down');
    till.calling = false;
    const ended = await own.submit(away, { resultat: 'P' }, { action: '/tpa/paiement.web' });
    const back = await backFrom(own, ended);
    expect(back.html).toContain('ne payez pas une seconde fois');
    expect(settled).toHaveLength(0);
    // While it is down, nobody is sent away a second time with another payment.
    const again = await own.submit(back, {}, { action: '/depart', stopAt: 'localhost' });
    expect(again.url.searchParams.get('idop')).toBe(till.operations[0]?.idop);
    till.be('up');
    await later(host, 6);
    expect(settled).toHaveLength(1);
    expect((await page(own)).html).toContain('C’est payé');
  });

  it('lets go of what PayFiP has forgotten', async () => {
    const { till, browser, page, host } = await town();
    const own = browser();
    await own.submit(await page(own), {}, { action: '/depart' });
    till.night();
    // Within the quarter of an hour it may only not be known yet.
    expect((await page(own)).html).toContain('Nous attendons la réponse');
    await later(host, 20);
    expect((await page(own)).html).toContain('n’est pas allé au bout');
  });

  it('asks for an address where nobody gave one, and says what is wrong with it', async () => {
    const { browser, page, till } = await town({ email: '' });
    const own = browser();
    const wrong = await own.submit(await page(own), { courriel: 'claire' }, { action: '/depart' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="claire"');
    expect(till.operations).toHaveLength(0);
    const away = await own.submit(wrong, { courriel: 'claire@exemple.fr' }, { action: '/depart' });
    expect(away.html).toContain('Simulateur');
    expect(till.operations[0]?.asked['mel']).toBe('claire@exemple.fr');
  });

  it('shows the counter where a body takes no payment online, and takes it there', async () => {
    const { browser, page, body, payment, settled, host, request } = await town({ account: false });
    const own = browser();
    const shown = await page(own);
    expect(shown.html).toContain('Le paiement en ligne n’est pas ouvert');
    expect(shown.html).not.toContain('/depart"');
    const yvan = await body.signIn('yvan', SITE);
    const detail = await yvan.get(`/agent/paiements/${payment.id}`);
    expect((await yvan.submit(detail, {}, '/guichet')).status).toBe(422);
    const taken = await yvan.submit(detail, { moyen: 'cash', numero: '42' }, '/guichet');
    expect(taken.html).toContain('Espèces, au guichet');
    await yvan.submit(detail, { moyen: 'cheque', numero: '43' }, '/guichet');
    expect(settled).toHaveLength(1);
    expect((await page(own)).html).toContain('Votre paiement est reçu');
    const shownRequest = await yvan.get(`/agent/demandes/${request.id}`);
    expect(shownRequest.html).toContain('120,00');
    await host.drain();
  });

  it('shows payments to whoever answers for the money, and to nobody else', async () => {
    const { browser, page, body, payment, host } = await town();
    const own = browser();
    await pay(own, await page(own), 'P');
    await host.drain();
    const yvan = await body.signIn('yvan', SITE);
    const list = await yvan.get('/agent/paiements');
    expect(list.html).toContain(payment.reference);
    const csv = await yvan.get('/agent/paiements/liste.csv?etat=payes&du=&au=');
    expect(csv.html).toContain(`"${payment.reference}";"${HALL}";"Claire Martin";"120,00";"Payé"`);
    expect(csv.html).toContain('000001-sim');
    expect(
      (await yvan.get('/agent/paiements/liste.csv?etat=payes&du=2001-01-01&au=2001-12-31')).html,
    ).not.toContain(payment.reference);
    const paul = await body.signIn('paul', OTHER_SITE);
    expect((await paul.get('/agent/paiements')).html).not.toContain(payment.reference);
    expect((await paul.get(`/agent/paiements/${payment.id}`)).status).toBe(404);
    const ines = await body.signIn('ines', SITE);
    for (const path of ['', '/liste.csv', '/reglages', `/${payment.id}`])
      expect((await ines.get(`/agent/paiements${path}`)).status, path).toBe(403);
    const samira = await body.signIn('samira', SITE);
    expect((await samira.get('/agent/paiements')).html).toContain(payment.reference);
    for (const one of [yvan, samira])
      expect((await one.get('/agent/paiements/reglages')).status).toBe(403);
  });

  it('says on the desk whether PayFiP knows the body', async () => {
    const { body, till } = await town();
    const anne = await body.signIn('anne', SITE);
    const settings = await anne.get('/agent/paiements/reglages');
    const wrong = await anne.submit(settings, { numcli: '12' }, '/reglages');
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('six chiffres');
    expect((await anne.submit(settings, { numcli: '999999' }, '/reglages')).html).toContain(
      'PayFiP ne connaît pas ce numéro de client.',
    );
    expect((await anne.submit(settings, { numcli: NUMCLI }, '/reglages')).html).toContain(`REGIE ${NUMCLI}`);
    till.be('down');
    expect((await anne.submit(settings, { numcli: NUMCLI }, '/reglages')).html).toContain(
      'PayFiP ne répond pas',
    );
  });

  it('says that a trial is one, and owes nothing once the request is called off', async () => {
    const { browser, page, host, request } = await town({ saisie: 'T' });
    const own = browser();
    expect((await page(own)).html).toContain('Paiement d’essai');
    await host.inside(SITE, 'witness', (tx) =>
      tx.requests.move(request.id, ['received'], 'cancelled', 'Annulée.'),
    );
    const closed = await page(own);
    expect(closed.html).toContain('Il n’y a plus rien à payer');
    expect(closed.html).not.toContain('/depart"');
  });
});

/** A request of Le Favril that must pay. */
async function asked(
  host: TestHost,
  email: string,
): Promise<{ readonly request: CitizenRequest; readonly payment: Payment }> {
  return host.inside(SITE, 'witness', async (tx) => {
    const service = tx.services.find(({ operator }) => operator.id === tx.site.authority.id);
    if (!service) throw new Error('Le Favril operates nothing');
    const { request } = await tx.requests.open({
      service,
      channel: 'counter',
      title: service.title,
      requester: { name: 'Claire Martin', ...(email && { email }) },
      once: 'salle',
    });
    const wanted = { purpose: 'location', label: HALL, amount: 12_000, text: 'Votre réservation attend.' };
    const payment = await tx.payments.ask(request.id, wanted);
    return { request, payment };
  });
}

/** The address of the page to pay on, as the request's own page has it. */
async function linkOf(host: TestHost, { id }: CitizenRequest): Promise<string | undefined> {
  const code = await host.inside(SITE, 'witness', async (tx) => tx.requests.codeOf(id));
  const { html } = await host.visit(SITE).get(`/suivi/${code}`);
  return /href="(\/paiement\/[\w.-]+)"/.exec(html)?.[1];
}

/** The newest mail whose subject holds some words, once the host that listens has written it. */
function mailTo(host: TestHost, words: string): Promise<string> {
  return vi.waitFor(() => findMail(host, words), { timeout: 5_000, interval: 50 });
}

async function findMail(host: TestHost, words: string): Promise<string> {
  const hub = host.visit('localhost');
  const list = (await hub.get('/_courrier')).html;
  const found = [...list.matchAll(/href="(\/_courrier\/[\w-]+)"[^>]*>([^<]*)/g)].find(([, , subject = '']) =>
    subject.includes(words),
  );
  if (!found) throw new Error(`no mail about « ${words} »`);
  return (await hub.get(found[1] ?? '')).html;
}

/** From then on the clock is so many minutes ahead, everywhere; what is due by then is done. */
async function later({ drain }: TestHost, minutes: number): Promise<void> {
  const then = Date.now() + minutes * 60_000;
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(then);
  await drain();
}

/** Back from PayFiP: its form leads to the site, with nothing but the idop. */
function backFrom(own: Traveller, ended: Stop): Promise<Stop> {
  const action = /<form action="([^"]+)"/.exec(ended.html)?.[1] ?? '';
  const idop = /name="idop" value="([^"]+)"/.exec(ended.html)?.[1] ?? '';
  return own.sendAcross(action, { idop });
}
