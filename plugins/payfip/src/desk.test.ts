// Payments on the desk: the counter, the list, the settings; what an administrator opens and what a secretary keeps.

import { describeEachHost, signInCitizen } from '@parvis/testing';
import { readPdf } from '@parvis/testing/pdf';
import { expect, it } from 'vitest';
import { HALL, NUMCLI, openTill, pay, SITE } from './testing/till.ts';

const OTHER_SITE = 'pontgouin.localhost';

describeEachHost('payments on the desk', (open) => {
  it('shows the counter where a body takes no payment online, and takes it there', async () => {
    const { browser, page, body, payment, settled, host, request } = await openTill(open, { account: false });
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
    const { browser, page, body, payment, host } = await openTill(open);
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
    const receipt = await readPdf((await yvan.get(`/agent/paiements/${payment.id}/justificatif.pdf`)).bytes);
    expect(receipt).toMatchObject({ marked: true, title: 'Justificatif de paiement' });
    for (const said of [
      '120,00 €',
      HALL,
      'Claire Martin',
      'Mairie du Favril',
      '000001-sim',
      payment.reference,
    ])
      expect(receipt.text).toContain(said);
    const paul = await body.signIn('paul', OTHER_SITE);
    const theirs = await paul.get(`/agent/paiements/${payment.id}/justificatif.pdf`);
    expect(theirs.status).toBe(404);
    expect((await paul.get('/agent/paiements')).html).not.toContain(payment.reference);
    expect((await paul.get(`/agent/paiements/${payment.id}`)).status).toBe(404);
    const ines = await body.signIn('ines', SITE);
    for (const path of ['', '/liste.csv', `/${payment.id}`])
      expect((await ines.get(`/agent/paiements${path}`)).status, path).toBe(403);
    const samira = await body.signIn('samira', SITE);
    expect((await samira.get('/agent/paiements')).html).toContain(payment.reference);
    for (const one of [yvan, samira, ines])
      expect((await one.get('/agent/paiement-en-ligne')).status).toBe(403);
  });

  it('says on the desk whether PayFiP knows the body', async () => {
    const { body, till } = await openTill(open);
    const anne = await body.signIn('anne', SITE);
    const settings = await anne.get('/agent/paiement-en-ligne');
    const wrong = await anne.submit(settings, { numcli: '12' }, '/paiement-en-ligne');
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('six chiffres');
    expect((await anne.submit(settings, { numcli: '999999' }, '/paiement-en-ligne')).html).toContain(
      'PayFiP ne connaît pas ce numéro de client.',
    );
    expect((await anne.submit(settings, { numcli: NUMCLI }, '/paiement-en-ligne')).html).toContain(
      `REGIE ${NUMCLI}`,
    );
    till.be('down');
    expect((await anne.submit(settings, { numcli: NUMCLI }, '/paiement-en-ligne')).html).toContain(
      'PayFiP ne répond pas',
    );
  });

  it('says that a trial is one, and owes nothing once the request is called off', async () => {
    const { browser, page, host, request } = await openTill(open, { saisie: 'T' });
    const own = browser();
    expect((await page(own)).html).toContain('Paiement d’essai');
    await host.inside(SITE, 'witness', (tx) =>
      tx.requests.move(request.id, ['received'], 'cancelled', 'Annulée.'),
    );
    const closed = await page(own);
    expect(closed.html).toContain('Il n’y a plus rien à payer');
    expect(closed.html).not.toContain('/depart"');
  });

  it('is found by the person in their own space, for as long as it is due', async () => {
    const { host, code, payment, body } = await openTill(open);
    const visitor = host.visit(SITE);
    await signInCitizen(host, visitor, 'claire@exemple.fr');
    const space = await visitor.get('/mon-espace');
    expect(space.html).not.toContain('Payer 120,00');
    const mine = await visitor.submit(space, { code }, '/mon-espace/demandes');
    expect(mine.status).toBe(200);
    expect((await visitor.get('/mon-espace')).html).toContain('Payer 120,00\u00A0€');
    const yvan = await body.signIn('yvan', SITE);
    const detail = await yvan.get(`/agent/paiements/${payment.id}`);
    await yvan.submit(detail, { moyen: 'transfer', numero: '' }, '/guichet');
    expect((await visitor.get('/mon-espace')).html).not.toContain('Payer 120,00');
  });
});
