// What is paid once is settled once, whoever says what: two windows, forged returns and calls, other sums, other keys.

import { describeEachHost, openTown } from '@parvis/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { later, openTill, pay, SITE } from './testing/till.ts';

const OTHER_SITE = 'pontgouin.localhost';
const FOREIGN_SITE = 'chartres.localhost';

afterEach(() => void vi.useRealTimers());

describeEachHost('what is said of a payment', (open) => {
  it('takes one payment from two clicks and two windows', async () => {
    const { till, browser, page, settled, host } = await openTill(open);
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
    const { till, browser, page, settled, host, body, payment } = await openTill(open);
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
    const { till, browser, page, path, settled, host, request, port } = await openTill(open);
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
      const { till, browser, page, settled, host } = await openTill(open);
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
    const { host, path, payment } = await openTill(open);
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
});
