// What is kept of payments: what was paid for as long as accounts must be, the rest no longer than its request.

import { eq } from '@parvis/db';
import { definePlugin } from '@parvis/kit';
import { describeEachHost, openTown, type TestHost } from '@parvis/testing';
import { expect, it } from 'vitest';
import { contextFor } from '../plugins/context.ts';
import { schema } from '../schema.ts';
import { paymentsRule } from './retention.ts';

const SITE = 'le-favril.localhost';
const DAY = 86_400_000;

describeEachHost('what is kept of payments', (open) => {
  async function town() {
    const host = await open({ plugins: [definePlugin({ name: 'essai', api: 1 })] });
    const body = await openTown(host, { agents: [{ name: 'yvan', role: 'secretary', at: 'Favril' }] });
    const requestId = await host.inside(SITE, 'essai', async (tx) => {
      const service = tx.services.find(({ operator }) => operator.id === tx.site.authority.id);
      if (!service) throw new Error('Le Favril operates nothing');
      const { request } = await tx.requests.open({
        service,
        channel: 'counter',
        title: service.title,
        requester: { name: 'Claire Martin' },
        once: '1',
      });
      for (const purpose of ['salle', 'menage'])
        await tx.payments.ask(request.id, { purpose, label: purpose, amount: 100, text: 'À payer.' });
      return request.id;
    });
    const [first] = await rowsOf(host);
    const yvan = await body.signIn('yvan', SITE);
    const detail = await yvan.get(`/agent/paiements/${first?.id ?? ''}`);
    await yvan.submit(detail, { moyen: 'cash', numero: '7' }, '/guichet');
    const snapshot = await host.house.sites.byHost(SITE);
    if (!snapshot) throw new Error('Le Favril has no site');
    const standing = { snapshot, actor: { kind: 'system' }, now: Date.now() } as const;
    const ctx = contextFor(host.house, standing, 'core');
    const request = await ctx.requests.byId(requestId);
    if (!request) throw new Error('the request is gone');
    const person = { citizenId: null, emails: [], requests: [request] };
    return { host, ctx, person };
  }

  async function rowsOf({ house }: TestHost) {
    const { payment } = schema.for(house.db.read);
    return house.db.read.select().from(payment).orderBy(payment.id);
  }

  it('is given to the person in words', async () => {
    const { ctx, person } = await town();
    const parts = await paymentsRule.export?.(ctx, person);
    expect(parts?.map(({ data }) => data)).toMatchObject([
      { somme: '1,00\u00A0€', état: 'Payé', 'numéro du paiement': '7' },
      { état: 'À payer', 'payé le': null },
    ]);
  });

  it('loses with its request what was not paid, and the way back to it', async () => {
    const { host, ctx, person } = await town();
    expect(await ctx.write(async (tx) => paymentsRule.erase?.(tx, person))).toBe(2);
    expect(await rowsOf(host)).toMatchObject([{ purpose: 'salle', status: 'paid', requestId: null }]);
    // Another request's are not touched.
    const others = { ...person, requests: [] };
    expect(await ctx.write(async (tx) => paymentsRule.erase?.(tx, others))).toBe(0);
  });

  it('is over once nobody may be asked to account for it', async () => {
    const { host, ctx } = await town();
    const { keep } = paymentsRule;
    if (keep.clock !== 'own') throw new Error('payments have a clock of their own');
    const purge = () => ctx.write(async (tx) => paymentsRule.purge?.(tx, Date.now() - keep.days * DAY));
    expect(await purge()).toBe(0);
    await host.house.db.write(async (tx) => {
      const { payment } = schema.for(tx);
      await tx
        .update(payment)
        .set({ paidAt: Date.now() - (keep.days + 1) * DAY })
        .where(eq(payment.status, 'paid'));
    });
    expect(await purge()).toBe(1);
    expect(await rowsOf(host)).toMatchObject([{ purpose: 'menage', status: 'due' }]);
  });
});
