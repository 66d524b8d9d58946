import { definePlugin, type PaymentProvider, PaymentProviderError } from '@parvis/kit';
import { describeEachHost, openTown } from '@parvis/testing';
import { expect, it } from 'vitest';
import { schema } from '../schema.ts';
import { checkPayments } from './payments.ts';

const till: PaymentProvider = {
  label: 'La caisse',
  about: 'Une caisse.',
  origin: 'https://exemple.fr',
  simulated: true,
  limits: { least: 1, most: 100 },
  settings: [{ id: 'numero', type: 'text', label: 'Numéro' }],
  mode: ({ numero }) => (numero === '1' ? 'real' : 'test'),
  begin: async () => ({ token: '1', url: 'https://exemple.fr/1', until: 0 }),
  outcome: async () => ({ state: 'pending' }),
  async known({ numero }) {
    if (numero === '9') throw new PaymentProviderError('refused', 'T2', 'Numéro inconnu.');
    return 'Connu.';
  },
};

describeEachHost('the check of payments', (open) => {
  it('says of each body that takes money online whether it can', async () => {
    const host = await open({
      plugins: [definePlugin({ name: 'caisse', api: 1, payments: { caisse: till } })],
    });
    expect(await checkPayments(host.house)).toMatchObject([{ ok: true }]);
    const town = await openTown(host, {
      agents: [
        { name: 'anne', role: 'administrator', at: 'Favril' },
        { name: 'yvan', role: 'administrator', at: 'Pontgouin' },
      ],
    });
    for (const [name, numero] of [
      ['anne', '1'],
      ['yvan', '9'],
    ] as const) {
      const agent = await town.signIn(name, 'le-favril.localhost');
      await agent.submit(await agent.get('/agent/paiement-en-ligne'), { numero }, '/paiement-en-ligne');
    }
    const said = new Map((await checkPayments(host.house)).map(({ name, ...rest }) => [name, rest]));
    expect(said.get('payments: Le Favril')).toEqual({ ok: true, text: 'caisse knows it; money moves.' });
    expect(said.get('payments: Pontgouin')).toMatchObject({
      ok: false,
      text: expect.stringContaining('Numéro inconnu.'),
    });
    const { paymentAccount } = schema.for(host.house.db.read);
    const stored = await host.house.db.read.select().from(paymentAccount);
    expect(JSON.stringify(stored)).not.toContain('numero');
    await host.house.db.write(async (tx) => {
      await tx.update(schema.for(tx).paymentAccount).set({ settings: 'x', provider: 'caisse' });
    });
    expect((await checkPayments(host.house)).every(({ ok }) => !ok)).toBe(true);
    await host.house.db.write(async (tx) => {
      await tx.update(schema.for(tx).paymentAccount).set({ provider: 'partie' });
    });
    expect((await checkPayments(host.house))[0]?.text).toContain('partie is not installed');
  });
});
