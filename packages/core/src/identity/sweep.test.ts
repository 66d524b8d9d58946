// What has expired is gone after the night, and what has not is there.

import { newId } from '@parvis/db';
import { describeEachHost, openTown } from '@parvis/testing';
import { expect, it } from 'vitest';
import { schema } from '../schema.ts';
import { citizenByEmail, createCitizen } from './citizens.ts';
import { sweepExpired } from './sweep.ts';

describeEachHost('sweepExpired', (open) => {
  it('deletes what is over, of every kind, and nothing else', async () => {
    const host = await open();
    const people = await openTown(host, { agents: [{ name: 'jeanne', role: 'secretary' }] });
    const { db } = host.house;
    const snapshot = await host.house.sites.byHost('le-favril.localhost');
    if (!snapshot) throw new Error('no site');
    const tenantId = snapshot.tenant.id;
    const now = 1_000_000;
    const tables = schema.for(db.read);
    const swept = [
      tables.agentSession,
      tables.citizenSession,
      tables.oneTime,
      tables.oidcFlow,
      tables.rateLimit,
    ] as const;
    await db.write(async (tx) => {
      const citizenId = await createCitizen(tx, { tenantId, email: 'claire@exemple.fr', now });
      for (const expiresAt of [now - 1, now + 1]) {
        const name = newId();
        const session = { startedAt: 0, expiresAt, device: '', signedInBy: 'password' };
        await tx
          .insert(tables.agentSession)
          .values({ ...session, idHash: name, personId: people.agent('jeanne') });
        await tx.insert(tables.citizenSession).values({ ...session, idHash: name, personId: citizenId });
        await tx
          .insert(tables.oneTime)
          .values({ tenantId, purpose: 'citizen-sign-in', tokenHash: name, createdAt: 0, expiresAt });
        await tx.insert(tables.oidcFlow).values({
          tenantId,
          siteId: snapshot.site.id,
          provider: 'x',
          visitorHash: name,
          payload: '',
          expiresAt,
        });
        await tx.insert(tables.rateLimit).values({ key: name, points: 1, expire: expiresAt });
      }
    });
    for (const table of swept) expect(await db.read.$count(table)).toBe(2);
    await db.write((tx) => sweepExpired(tx, now));
    for (const table of swept) expect(await db.read.$count(table)).toBe(1);
    expect(await citizenByEmail(db.read, tenantId, 'claire@exemple.fr')).not.toBeNull();
  });
});
