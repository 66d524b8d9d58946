// The second factor at the agents’ door: who is asked for one, which proofs count, and how often.

import { eq } from '@parvis/db';
import { describeEachHost, type OpenHost, openTown, type TestHost, type Visitor } from '@parvis/testing';
import { TOTP } from 'otpauth';
import { expect, it } from 'vitest';
import { newRecoveryCodes } from '../identity/agent-recovery.ts';
import { schema } from '../schema.ts';

const SITE = 'le-favril.localhost';
const PASSWORD = 'une phrase assez longue';
const STEP = '/agent/connexion/second-facteur';

async function town(open: OpenHost, secondFactor: 'required' | 'offered' = 'required') {
  const host = await open();
  const opened = await openTown(host, {
    secondFactor,
    agents: [
      { name: 'favril', role: 'secretary', at: 'Favril' },
      { name: 'epci', role: 'secretary' },
    ],
  });
  return { host, opened };
}

async function withPassword(host: TestHost, site = SITE) {
  const visitor = host.visit(site);
  const typed = { courriel: 'favril@exemple.fr', 'mot-de-passe': PASSWORD };
  const answer = await visitor.submit(await visitor.get('/agent/connexion'), typed, '/agent/connexion');
  return { visitor, answer };
}

/** The key as the page writes it, and its code some seconds from now. */
function keyOf(html: string): string {
  return (/class="otp-key">([^<]+)</.exec(html)?.[1] ?? '').replaceAll(' ', '');
}
const codeOf = (secret: string, later = 0): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + later * 1_000 });

/** Goes through the first sign-in, with an application. */
async function enrolled(host: TestHost) {
  const { visitor, answer } = await withPassword(host);
  const secret = keyOf(answer.html);
  const done = await visitor.submit(answer, { code: codeOf(secret) }, '/application');
  return { visitor, secret, done };
}

async function recoveryCodes(host: TestHost, agentId: string): Promise<readonly string[]> {
  const { tenant } = (await host.house.sites.byHost(SITE)) ?? {};
  return host.house.db.write((tx) =>
    newRecoveryCodes(tx, host.house.vault, { tenantId: tenant?.id ?? '', agentId }),
  );
}

const isIn = async (visitor: Visitor) => (await visitor.get('/agent')).path === '/agent';

describeEachHost('the second factor at the agents’ door', (open) => {
  it('is asked of an agent who has none, before any session, where the tenant requires it', async () => {
    const { host } = await town(open);
    const { visitor, answer } = await withPassword(host);
    expect(answer.path).toBe(STEP);
    expect(answer.html).toContain('Ajoutez un second facteur');
    expect(visitor.cookie('agent')).toBe('');
    expect(await isIn(visitor)).toBe(false);
    const { agentSession } = schema.for(host.house.db.read);
    expect(await host.house.db.read.$count(agentSession)).toBe(0);
  });

  it('lets in with the password alone where it is only offered, until there is one', async () => {
    const { host, opened } = await town(open, 'offered');
    const first = await withPassword(host);
    expect(first.answer.path).toBe('/agent');
    await host.house.db.write(async (tx) => {
      const { agent } = schema.for(tx);
      const totpSecret = host.house.vault.lock('agent-totp', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
      await tx
        .update(agent)
        .set({ totpSecret })
        .where(eq(agent.id, opened.agent('favril')));
    });
    const second = await withPassword(host);
    expect(second.answer.path).toBe(STEP);
    expect(second.answer.html).toContain('Confirmez que c’est bien vous');
  });

  it('is added with an application, whose code then opens the door', async () => {
    const { host } = await town(open);
    const { visitor, secret, done } = await enrolled(host);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(done.path).toBe('/agent/compte/codes-de-secours');
    expect(await isIn(visitor)).toBe(true);
    const again = await withPassword(host);
    expect(again.visitor.cookie('agent')).toBe('');
    const entered = await again.visitor.submit(again.answer, { code: codeOf(secret, 30) }, STEP);
    expect(entered.path).toBe('/agent');
    expect(await isIn(again.visitor)).toBe(true);
  });

  it('draws the key, says it in words, and keeps it through a wrong code', async () => {
    const { host } = await town(open);
    const { visitor, answer } = await withPassword(host);
    expect(answer.html).toMatch(/role="img"[^>]*><svg/);
    const wrong = await visitor.submit(answer, { code: '12' }, '/application');
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('n’est pas le bon');
    expect(keyOf(wrong.html)).toBe(keyOf(answer.html));
    const done = await visitor.submit(wrong, { code: codeOf(keyOf(wrong.html)) }, '/application');
    expect(done.path).toBe('/agent/compte/codes-de-secours');
  });

  it('is never chosen anew by who knows the password only', async () => {
    const { host } = await town(open);
    // Two browsers stand before the choice; the first makes it.
    const late = await withPassword(host);
    await enrolled(host);
    const secret = keyOf(late.answer.html);
    const refused = await late.visitor.submit(late.answer, { code: codeOf(secret) }, '/application');
    expect(refused.html).toContain('Confirmez que c’est bien vous');
    expect(await isIn(late.visitor)).toBe(false);
    const { agent } = schema.for(host.house.db.read);
    const [row] = await host.house.db.read.select().from(agent).where(eq(agent.email, 'favril@exemple.fr'));
    expect(host.house.vault.unlock('agent-totp', row?.totpSecret ?? '')).not.toBe(secret);
  });

  it('takes no code twice, and none that is older than the last', async () => {
    const { host } = await town(open);
    const { secret } = await enrolled(host);
    const code = codeOf(secret, 30);
    const first = await withPassword(host);
    expect((await first.visitor.submit(first.answer, { code }, STEP)).path).toBe('/agent');
    for (const used of [code, codeOf(secret), codeOf(secret, -30)]) {
      const thief = await withPassword(host);
      const refused = await thief.visitor.submit(thief.answer, { code: used }, STEP);
      expect(refused.status).toBe(422);
      expect(refused.html).toContain('ou il a déjà servi');
      expect(await isIn(thief.visitor)).toBe(false);
    }
  });

  it('takes one code once, even sent side by side', async () => {
    const { host } = await town(open);
    const { secret } = await enrolled(host);
    const code = codeOf(secret, 30);
    const two = [await withPassword(host), await withPassword(host)];
    const answers = await Promise.all(two.map((one) => one.visitor.submit(one.answer, { code }, STEP)));
    expect(answers.filter(({ path }) => path === '/agent')).toHaveLength(1);
  });

  it('takes codes of the step before and after, and none beyond', async () => {
    const { host } = await town(open);
    const { secret } = await enrolled(host);
    await host.house.db.write(async (tx) => {
      await tx.update(schema.for(tx).agent).set({ totpStep: null });
    });
    for (const later of [-90, 90]) {
      const { visitor, answer } = await withPassword(host);
      expect((await visitor.submit(answer, { code: codeOf(secret, later) }, STEP)).status).toBe(422);
    }
  });

  it('takes each recovery code once, however it is typed', async () => {
    const { host, opened } = await town(open);
    await enrolled(host);
    const codes = await recoveryCodes(host, opened.agent('favril'));
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    const [one = ''] = codes;
    expect(one).toMatch(/^[A-Z0-9]{5}-[A-Z0-9]{5}$/);
    const typed = ` ${one.toLowerCase().replace('-', ' ')} `;
    const first = await withPassword(host);
    expect((await first.visitor.submit(first.answer, { code: typed }, STEP)).path).toBe('/agent');
    const second = await withPassword(host);
    expect((await second.visitor.submit(second.answer, { code: one }, STEP)).status).toBe(422);
    const stored = await host.house.db.read.select().from(schema.for(host.house.db.read).agentRecoveryCode);
    expect(JSON.stringify(stored)).not.toContain(one.slice(0, 5));
  });

  it('takes no recovery code of someone else', async () => {
    const { host, opened } = await town(open);
    await enrolled(host);
    const [other = ''] = await recoveryCodes(host, opened.agent('epci'));
    const { visitor, answer } = await withPassword(host);
    expect((await visitor.submit(answer, { code: other }, STEP)).status).toBe(422);
  });

  it('slows down whoever guesses codes, and a right password does not help them', async () => {
    const { host } = await town(open);
    const { secret } = await enrolled(host);
    let last = await withPassword(host);
    for (let wrong = 0; wrong < 10; wrong += 1) {
      if (wrong === 5) last = await withPassword(host);
      const refused = await last.visitor.submit(last.answer, { code: 'cdfhj-cdfhj' }, STEP);
      expect(refused.html).toContain('n’est pas le bon');
    }
    const again = await withPassword(host);
    const stopped = await again.visitor.submit(again.answer, { code: codeOf(secret, 30) }, STEP);
    expect(stopped.html).toContain('Trop d’essais');
    expect(await isIn(again.visitor)).toBe(false);
  });

  it('ends ten minutes after the password, and on no other site', async () => {
    const { host } = await town(open);
    const { secret } = await enrolled(host);
    const { visitor, answer } = await withPassword(host);
    const elsewhere = host.visit('pontgouin.localhost');
    const cookie = `second-facteur=${visitor.cookie('second-facteur')}`;
    expect((await elsewhere.get(STEP, { cookie })).path).toBe('/agent/connexion');
    await host.house.db.write(async (tx) => {
      await tx.update(schema.for(tx).oneTime).set({ expiresAt: Date.now() - 1 });
    });
    expect((await visitor.submit(answer, { code: codeOf(secret, 30) }, STEP)).path).toBe('/agent/connexion');
    expect(await isIn(visitor)).toBe(false);
  });

  it('is the end of the step: going back to it leads to the door', async () => {
    const { host } = await town(open);
    const { secret } = await enrolled(host);
    const { visitor, answer } = await withPassword(host);
    const token = visitor.cookie('second-facteur');
    await visitor.submit(answer, { code: codeOf(secret, 30) }, STEP);
    expect(visitor.cookie('second-facteur')).toBe('');
    const back = await host.visit(SITE).get(STEP, { cookie: `second-facteur=${token}` });
    expect(back.path).toBe('/agent/connexion');
  });

  it('gives a new session, unlike any before it', async () => {
    const { host } = await town(open);
    const { visitor, secret } = await enrolled(host);
    const before = visitor.cookie('agent');
    const typed = { courriel: 'favril@exemple.fr', 'mot-de-passe': PASSWORD };
    const csrf = /name="csrf" value="([^"]+)"/.exec((await visitor.get('/agent')).html)?.[1] ?? '';
    const step = await visitor.post('/agent/connexion', { csrf, ...typed });
    await visitor.submit(step, { code: codeOf(secret, 30) }, STEP);
    expect(visitor.cookie('agent')).not.toBe(before);
    expect((await host.visit(SITE).get('/agent', { cookie: `agent=${before}` })).path).toBe(
      '/agent/connexion',
    );
  });

  it('leaves nothing in the database that proves it', async () => {
    const { host } = await town(open);
    const { secret } = await enrolled(host);
    const { visitor } = await withPassword(host);
    const { agent, oneTime } = schema.for(host.house.db.read);
    const rows = JSON.stringify([
      await host.house.db.read.select().from(agent),
      await host.house.db.read.select().from(oneTime),
    ]);
    expect(rows).not.toContain(secret);
    expect(rows).not.toContain(visitor.cookie('second-facteur'));
  });

  it('writes down who came in, and every proof that was wrong', async () => {
    const { host, opened } = await town(open);
    await enrolled(host);
    const { visitor, answer } = await withPassword(host);
    await visitor.submit(answer, { code: '000000' }, STEP);
    const { audit } = schema.for(host.house.db.read);
    const rows = await host.house.db.read.select().from(audit).where(eq(audit.subjectKind, 'agent'));
    const lines = rows.map(({ action, subjectId }) => [action, subjectId]);
    expect(lines).toContainEqual(['agent.factor-added', opened.agent('favril')]);
    expect(lines).toContainEqual(['agent.signed-in', opened.agent('favril')]);
    expect(lines).toContainEqual(['agent.second-factor-refused', opened.agent('favril')]);
  });

  it('asks nothing of a passkey that was not made here', async () => {
    const { host } = await town(open);
    const visitor = host.visit(SITE);
    const page = await visitor.get('/agent/connexion/cle-d-acces');
    expect(page.html).toContain('data-passkey="get"');
    for (const reponse of ['', '{}', '[]', 'null', '{"id":"x"}', 'x'.repeat(30_000)]) {
      const refused = await visitor.submit(page, { reponse });
      expect(refused.status).toBe(422);
      expect(refused.html).toContain('n’ouvre aucun compte');
    }
  });
});
