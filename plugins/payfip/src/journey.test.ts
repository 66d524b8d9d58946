// Paying a commune with PayFiP, through real HTTP, on both engines: to PayFiP and back, refused, given up, while it is down.

import { describeEachHost, type TestHost } from '@parvis/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { backFrom, later, NUMCLI, openTill, pay, SITE } from './testing/till.ts';

afterEach(() => void vi.useRealTimers());

describeEachHost('paying with PayFiP', (open) => {
  it('asks by mail, takes people to PayFiP and back, and proves it', async () => {
    const { host, browser, page, path, settled, till, payment } = await openTill(open);
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
    const { browser, page, settled } = await openTill(open);
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
    const { till, browser, page, settled, host } = await openTill(open);
    till.calling = false;
    const own = browser();
    await own.submit(await page(own), {}, { action: '/depart' });
    till.decide(till.operations[0]?.idop ?? '', 'P');
    await host.drain();
    expect(settled).toHaveLength(0); // The first look is some minutes away.
    await later(host, 6);
    expect(settled).toHaveLength(1);
  });

  it('loses nothing while PayFiP is down, whenever that is', async () => {
    const { till, browser, page, settled, host } = await openTill(open);
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
    const { till, browser, page, host } = await openTill(open);
    const own = browser();
    await own.submit(await page(own), {}, { action: '/depart' });
    till.night();
    // Within the quarter of an hour it may only not be known yet.
    expect((await page(own)).html).toContain('Nous attendons la réponse');
    await later(host, 20);
    expect((await page(own)).html).toContain('n’est pas allé au bout');
  });

  it('asks for an address where nobody gave one, and says what is wrong with it', async () => {
    const { browser, page, till } = await openTill(open, { email: '' });
    const own = browser();
    const wrong = await own.submit(await page(own), { courriel: 'claire' }, { action: '/depart' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="claire"');
    expect(till.operations).toHaveLength(0);
    const away = await own.submit(wrong, { courriel: 'claire@exemple.fr' }, { action: '/depart' });
    expect(away.html).toContain('Simulateur');
    expect(till.operations[0]?.asked['mel']).toBe('claire@exemple.fr');
  });
});

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
