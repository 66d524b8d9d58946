// Changing the address that one signs in with, on both engines.

import { eq } from '@parvis/db';
import { describeEachHost, openTown, signInCitizen, type TestHost } from '@parvis/testing';
import { htmlErrors } from '@parvis/testing/html';
import { expect, it } from 'vitest';
import { schema } from '../schema.ts';

const SITE = 'le-favril.localhost';
const OLD = 'claire@exemple.fr';
const NEW = 'claire.dupont@exemple.fr';

async function mailsTo(host: TestHost, to: string) {
  await host.drain();
  const { mail } = schema.for(host.house.db.read);
  return host.house.db.read.select().from(mail).where(eq(mail.to, to)).orderBy(mail.id);
}

async function codeFor(host: TestHost, to: string): Promise<string> {
  const mails = await mailsTo(host, to);
  return (
    /(\d{3})\s(\d{3})/
      .exec(mails.at(-1)?.text ?? '')
      ?.slice(1)
      .join('') ?? ''
  );
}

describeEachHost('the address of an account', (open) => {
  async function arrived(email = OLD) {
    const host = await open();
    await openTown(host);
    const here = host.visit(SITE);
    await signInCitizen(host, here, email);
    return { host, here };
  }
  const ask = async (visitor: ReturnType<TestHost['visit']>, email: string) =>
    visitor.submit(
      await visitor.get('/mon-espace/securite'),
      { 'nouvelle-adresse': email },
      '/adresse/demande',
    );

  it('changes once its code was typed, tells the one before, and ends the other sessions', async () => {
    const { host, here } = await arrived();
    const there = host.visit(SITE);
    await signInCitizen(host, there, OLD);
    const before = here.cookie('usager');
    const asked = await ask(here, NEW.toUpperCase());
    expect(asked.path).toBe('/mon-espace/securite/adresse');
    expect(await htmlErrors(asked.html)).toEqual([]);
    const code = await codeFor(host, NEW);
    const wrong = await here.submit(asked, { code: code === '000000' ? '111111' : '000000' }, '/adresse');
    expect(wrong.status).toBe(422);
    const done = await here.submit(asked, { code }, '/adresse');
    expect(done.html).toContain('Votre adresse a changé');
    expect(done.html).toContain(NEW);
    expect(here.cookie('usager')).not.toBe(before);
    expect((await there.get('/mon-espace')).path).toMatch(/^\/connexion/);
    expect((await mailsTo(host, OLD)).map(({ subject }) => subject)).toContain(
      'L’adresse de votre espace a changé – Le Favril',
    );
    const { audit } = schema.for(host.house.db.read);
    const lines = await host.house.db.read
      .select()
      .from(audit)
      .where(eq(audit.action, 'citizen.address-changed'));
    expect(lines).toHaveLength(1);
    // A code works once.
    expect((await here.submit(asked, { code }, '/adresse')).path).toMatch(/^\/mon-espace\/securite/);
    const door = host.visit(SITE);
    await signInCitizen(host, door, NEW);
    expect((await door.get('/mon-espace/securite')).html).toContain(NEW);
  });

  it('is never one that opens another account, and the page says nothing of it', async () => {
    const { host, here } = await arrived();
    await signInCitizen(host, host.visit(SITE), NEW);
    const asked = await ask(here, NEW);
    expect(asked.path).toBe('/mon-espace/securite/adresse');
    const last = (await mailsTo(host, NEW)).at(-1);
    expect(last?.subject).toBe('Cette adresse ouvre déjà un espace – Le Favril');
    expect(last?.text).not.toMatch(/\d{3}\s\d{3}/);
  });

  it('is not changed by who only found a session open', async () => {
    const { host, here } = await arrived();
    await host.house.db.write(async (tx) => {
      const { citizenSession } = schema.for(tx);
      await tx.update(citizenSession).set({ startedAt: Date.now() - 3_600_000 });
    });
    const page = await here.get('/mon-espace/securite');
    expect(page.html).not.toContain('nouvelle-adresse');
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    await here.post('/mon-espace/securite/adresse/demande', { csrf, 'nouvelle-adresse': NEW });
    expect(await mailsTo(host, NEW)).toEqual([]);
  });

  it('comes back with what was typed where it is wrong', async () => {
    const { here } = await arrived();
    for (const email of ['pas une adresse', OLD]) {
      const back = await ask(here, email);
      expect(back.status).toBe(422);
      expect(back.html).toContain(`value="${email}"`);
      expect(await htmlErrors(back.html)).toEqual([]);
    }
  });
});
