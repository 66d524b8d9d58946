// Signing by a code, through whole pages: what is signed, by which code, and what undoes it.

import {
  type Answer,
  describeEachHost,
  type OpenHost,
  openTown,
  type TestHost,
  type Visitor,
} from '@parvis/testing';
import { expect, it } from 'vitest';
import { procedures, publishProcedure } from '../index.ts';
import { answerOnly } from '../resume/testing-form.ts';
import { tables } from '../schema.ts';

const SITE = 'le-favril.localhost';
const FORM = '/demarches/encombrants/commencer';
const EMAIL = 'claire@exemple.fr';

const SIGNED = answerOnly(
  ['nom', 'courriel', 'telephone'],
  [
    {
      id: 'signer',
      title: 'Signer',
      fields: [
        { id: 'certifie', type: 'signature', label: 'Je certifie que tout est exact.', email: 'courriel' },
      ],
    },
  ],
);

async function opened(open: OpenHost) {
  const host = await open({ plugins: [procedures] });
  const town = await openTown(host, { agents: [{ name: 'samira', role: 'case-worker' }] });
  await host.inside(SITE, 'procedures', (tx) => publishProcedure(tx, SIGNED));
  const citizen = host.visit(SITE);
  const page = await citizen.submit(await citizen.get(FORM), { nom: 'Martin', courriel: EMAIL });
  expect(page.path).toBe(`${FORM}/signer`);
  return { host, town, citizen, page };
}

/** Presses « Recevoir un code », and reads it in the newest mail. */
async function askCode(
  host: TestHost,
  citizen: Visitor,
  page: Answer,
): Promise<{ page: Answer; code: string }> {
  const sent = await citizen.submit(page, { 'certifie--send': 'mail' }, '/signer');
  expect(sent.html).toContain('Un code est parti à c•••@exemple.fr');
  await host.drain();
  const reader = host.visit('localhost');
  const list = await reader.get('/_courrier');
  const [, mail = ''] = /href="(\/_courrier\/[\w-]+)"/.exec(list.html) ?? [];
  const [, left, right] = /(\d{3})\u00A0(\d{3})/.exec((await reader.get(mail)).html) ?? [];
  return { page: sent, code: `${left}${right}` };
}

const sign = (citizen: Visitor, page: Answer, code: string) =>
  citizen.submit(page, { 'certifie--code': code }, '/signer');

describeEachHost('a signature by code', (open) => {
  it('signs what was answered: kept with the request, told to the agent and on the receipt', async () => {
    const { host, town, citizen, page } = await opened(open);
    const unsigned = await citizen.submit(page, {}, '/signer');
    expect(unsigned.status).toBe(422);
    expect(unsigned.html).toContain('Recevez un code, puis recopiez-le ici pour signer.');
    const asked = await askCode(host, citizen, page);
    const check = await sign(citizen, asked.page, `${asked.code.slice(0, 3)} ${asked.code.slice(3)}`);
    expect(check.path).toBe(`${FORM}/verifier`);
    expect(check.html).toMatch(/Signé par code le \d\d\/\d\d\/\d{4} à/);
    const both = await Promise.all([
      citizen.submit(check, {}, '/envoi'),
      citizen.submit(check, {}, '/envoi'),
    ]);
    expect(new Set(both.map((one) => one.path)).size).toBe(1);
    const { submission } = tables.for(host.house.db.read);
    const rows = await host.house.db.read.select({ answers: submission.answers }).from(submission);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.answers['certifie']).toMatchObject({ by: 'mail', to: 'c•••@exemple.fr' });
    expect(JSON.stringify(rows)).not.toContain(asked.code);
    await host.drain();
    const list = await host.visit('localhost').get('/_courrier');
    const mails = [...list.html.matchAll(/href="(\/_courrier\/[\w-]+)"/g)].map(([, href = '']) => href);
    const texts = await Promise.all(
      mails.map(async (href) => (await host.visit('localhost').get(href)).html),
    );
    expect(texts.some((text) => /Votre signature.*Signé par code/s.test(text))).toBe(true);
    const samira = await town.signIn('samira', SITE);
    const [, id] = /\/agent\/demandes\/([0-9a-f-]{36})/.exec((await samira.get('/agent')).html) ?? [];
    expect((await samira.get(`/agent/demandes/${id}`)).html).toContain(
      'Les réponses n’ont pas changé depuis.',
    );
  });

  it('is undone by an answer that changes, and its code by use, by five errors, or by another address', async () => {
    const { host, citizen, page } = await opened(open);
    const first = await askCode(host, citizen, page);
    const wrong = first.code === '000000' ? '111111' : '000000';
    expect((await sign(citizen, first.page, '12')).html).toContain('Écrivez les six chiffres');
    expect((await sign(citizen, first.page, wrong)).html).toContain('Ce code n’est pas le bon');
    expect((await sign(citizen, first.page, first.code)).path).toBe(`${FORM}/verifier`);
    const change = await citizen.get(`${FORM}/vous?retour=verifier`);
    const again = await citizen.submit(change, { nom: 'Durand' });
    expect(again.path).toBe(`${FORM}/signer`);
    // Used once.
    expect((await sign(citizen, again, first.code)).html).toContain('Ce code ne sert plus');
    const second = await askCode(host, citizen, again);
    await citizen.submit(await citizen.get(`${FORM}/vous`), { courriel: 'autre@exemple.fr' });
    expect((await sign(citizen, await citizen.get(`${FORM}/signer`), second.code)).html).toContain(
      'Ce code ne sert plus',
    );
    await citizen.submit(await citizen.get(`${FORM}/vous`), { courriel: EMAIL });
    const third = await askCode(host, citizen, await citizen.get(`${FORM}/signer`));
    const bad = third.code === '000000' ? '111111' : '000000';
    for (let tries = 0; tries < 4; tries++) await sign(citizen, third.page, bad);
    expect((await sign(citizen, third.page, bad)).html).toContain('trop d’erreurs');
    expect((await sign(citizen, third.page, third.code)).html).toContain('Ce code ne sert plus');
  });

  it('cannot be made up, and codes stop leaving after a few', async () => {
    const { citizen, page } = await opened(open);
    const made = JSON.stringify({
      at: '2026-11-24T10:00:00+01:00',
      by: 'mail',
      to: 'x',
      digest: 'a'.repeat(64),
    });
    expect((await citizen.submit(page, { certifie: made }, '/signer')).status).toBe(422);
    expect((await citizen.get(`${FORM}/verifier`)).path).toBe(`${FORM}/signer`);
    let last = page;
    for (let sends = 0; sends < 6; sends++)
      last = await citizen.submit(page, { 'certifie--send': 'mail' }, '/signer');
    expect(last.status).toBe(422);
    expect(last.html).toContain('Plusieurs codes sont déjà partis');
    expect((await citizen.submit(page, { 'certifie--send': 'text' }, '/signer')).html).toContain(
      'Choisissez où recevoir votre code',
    );
  });
});
