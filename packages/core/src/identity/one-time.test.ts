import { migrate } from '@parvis/db';
import { describeEachEngine, type OpenTestDb } from '@parvis/db/testing';
import { expect, it } from 'vitest';
import { schema } from '../schema.ts';
import { vaultOf } from '../vault.ts';
import { issueOneTime, oneTimeByToken, useByCode, useOneTime } from './one-time.ts';

const vault = vaultOf('un secret d’au moins trente-deux signes');
const NOW = 1_800_000_000_000;
const purpose = 'citizen-sign-in';

async function issued(open: OpenTestDb) {
  const db = await open();
  await migrate(db, [{ owner: 'core', folder: new URL('../../migrations/', import.meta.url) }]);
  const one = await db.write(async (tx) => {
    for (const id of ['a', 'b'])
      await tx.insert(schema.for(tx).tenant).values({ id, name: id, createdAt: 0 });
    return issueOneTime(tx, vault, {
      purpose,
      tenantId: 'a',
      now: NOW,
      minutes: 15,
      email: 'jeanne@exemple.fr',
      payload: { retour: '/mon-espace' },
    });
  });
  const find = (more: Partial<Parameters<typeof oneTimeByToken>[2]> = {}) =>
    oneTimeByToken(db.read, vault, { purpose, tenantId: 'a', token: one.token, now: NOW, ...more });
  const tryCode = (code: string, now = NOW, tenantId = 'a') =>
    db.write((tx) => useByCode(tx, vault, { purpose, tenantId, id: one.id, code, now }));
  return { db, one, find, tryCode };
}

describeEachEngine('a link that works once', (open) => {
  it('is found by its token: at its tenant, for its purpose, in its time', async () => {
    const { find } = await issued(open);
    expect(await find()).toMatchObject({ email: 'jeanne@exemple.fr', payload: { retour: '/mon-espace' } });
    expect(await find({ tenantId: 'b' })).toBeNull();
    expect(await find({ purpose: 'agent-invitation' })).toBeNull();
    expect(await find({ now: NOW + 15 * 60_000 })).toBeNull();
    expect(await find({ token: 'x' })).toBeNull();
  });

  it('is used by one of ten who come at once', async () => {
    const { db, one, find } = await issued(open);
    const uses = await Promise.all(
      Array.from({ length: 10 }, () => db.write((tx) => useOneTime(tx, one.id, NOW))),
    );
    expect(uses.filter(Boolean)).toHaveLength(1);
    expect(await find()).toBeNull();
  });

  it('opens by its short code, however it is spaced, once', async () => {
    const { one, tryCode, find } = await issued(open);
    const spaced = `${one.code.slice(0, 3)} ${one.code.slice(3)}`;
    expect(await tryCode(spaced)).toMatchObject({ outcome: 'right', found: { email: 'jeanne@exemple.fr' } });
    expect(await tryCode(one.code)).toEqual({ outcome: 'over' });
    expect(await find()).toBeNull();
  });

  it('is dead to short codes after five wrong ones', async () => {
    const { one, tryCode } = await issued(open);
    const wrong = one.code === '000000' ? '000001' : '000000';
    for (let count = 0; count < 5; count++) expect(await tryCode(wrong)).toEqual({ outcome: 'wrong' });
    expect(await tryCode(one.code)).toEqual({ outcome: 'over' });
  });

  it('does not open by its code at another tenant, or too late', async () => {
    const { one, tryCode } = await issued(open);
    expect(await tryCode(one.code, NOW, 'b')).toEqual({ outcome: 'over' });
    expect(await tryCode(one.code, NOW + 15 * 60_000)).toEqual({ outcome: 'over' });
  });
});
