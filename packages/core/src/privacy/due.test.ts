// What is due of a great many requests: each is looked at once a night, and none is passed over.

import { eq, newId } from '@parvis/db';
import { describeEachHost, openTown } from '@parvis/testing';
import { expect, it } from 'vitest';
import { txContextFor } from '../plugins/context.ts';
import { schema } from '../schema.ts';
import { forgottenRequests } from './due.ts';
import { purgeTenant } from './purge.ts';
import { DAY, DEFAULT_KEEP_DAYS, FORGOTTEN_DAYS } from './rules.ts';

const FAVRIL = 'le-favril.localhost';
const NOW = Date.UTC(2026, 10, 24, 9);
/** More than two transactions take. */
const MANY = 120;

describeEachHost('the purge of a great many', (open) => {
  it('erases all that are due, among others that stand beside them, and none of those', async () => {
    const host = await open();
    await openTown(host);
    const snapshot = await host.house.sites.byHost(FAVRIL);
    const service = snapshot?.serviceBySlug.get('acte-de-naissance');
    const other = snapshot?.serviceBySlug.get('encombrants');
    if (!snapshot || !service || !other) throw new Error('the town hall is not there');
    const standing = { snapshot, actor: { kind: 'system' }, now: NOW } as const;
    const closedAt = NOW - (DEFAULT_KEEP_DAYS + 1) * DAY;
    await host.house.db.write(async (tx) => {
      const { request, service: services } = schema.for(tx);
      const opened = await txContextFor(host.house, standing, 'core', tx).requests.open({
        service,
        channel: 'counter',
        title: service.title,
        requester: { name: 'Claire Dupont' },
        once: newId(),
      });
      // One is kept for longer than the others.
      const [kept] = await tx.select().from(services).where(eq(services.id, other.id));
      const [like] = await tx.select().from(request).where(eq(request.id, opened.request.id));
      if (!kept || !like) throw new Error('nothing to go by');
      await tx
        .update(services)
        .set({ sheet: { ...kept.sheet, keepDays: DEFAULT_KEEP_DAYS * 2 } })
        .where(eq(services.id, other.id));
      const rows = Array.from({ length: 3 * MANY }, (_, index) => ({
        ...like,
        id: newId(),
        reference: `26-${String(index).padStart(8, '0')}`,
        codeHash: newId(),
        onceHash: newId(),
        // Of three at the same instant one is due, one is kept for longer, and one was never closed.
        status: index % 3 === 2 ? ('in-progress' as const) : ('done' as const),
        serviceId: index % 3 === 1 ? other.id : service.id,
        movedAt: closedAt + Math.floor(index / 90),
        openedAt: closedAt,
      }));
      await tx.insert(request).values(rows);
    });

    expect(await purgeTenant(host.house, standing)).toMatchObject({ requests: MANY });
    const { request } = schema.for(host.house.db.read);
    const left = await host.house.db.read
      .select({ status: request.status, serviceId: request.serviceId, erasedAt: request.erasedAt })
      .from(request);
    const erased = left.filter(({ erasedAt }) => erasedAt !== null);
    expect(erased).toHaveLength(MANY);
    for (const one of erased) expect(one).toMatchObject({ status: 'done', serviceId: service.id });
    expect(await purgeTenant(host.house, standing)).not.toHaveProperty('requests');

    const forgotten = await forgottenRequests(host.house.db.read, service.operator.id, NOW, 20);
    expect(DEFAULT_KEEP_DAYS).toBeGreaterThan(FORGOTTEN_DAYS);
    expect(forgotten.all).toBe(MANY);
    expect(forgotten.rows).toHaveLength(20);
  });
});
