// The agents’ door: how sessions begin, last and end, through whole pages, on both engines.

import { describeEachHost, type OpenHost, openTown, type Visitor } from '@parvis/testing';
import { expect, it } from 'vitest';
import { schema } from '../schema.ts';

const SITE = 'le-favril.localhost';
/** The password of every agent of a test town. */
const PASSWORD = 'une phrase assez longue';

async function town(open: OpenHost) {
  const host = await open();
  const opened = await openTown(host, {
    agents: [
      { name: 'favril', role: 'secretary', at: 'Favril' },
      { name: 'epci', role: 'secretary' },
    ],
  });
  return { host, signedIn: (name: string): Promise<Visitor> => opened.signIn(name, SITE) };
}

describeEachHost('the agents’ door', (open) => {
  it('keeps no session that a stolen database could use', async () => {
    const { host, signedIn } = await town(open);
    const visitor = await signedIn('favril');
    const { agentSession: session } = schema.for(host.house.db.read);
    const rows = await host.house.db.read.select().from(session);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(visitor.cookie('agent'));
    const thief = await host.visit(SITE).get('/agent', { cookie: `agent=${rows[0]?.idHash}` });
    expect(thief.path).toBe('/agent/connexion');
  });

  it('ends the session at sign-out, for whoever kept the cookie', async () => {
    const { host, signedIn } = await town(open);
    const visitor = await signedIn('favril');
    const cookie = visitor.cookie('agent');
    await visitor.submit(await visitor.get('/agent'), {}, '/agent/deconnexion');
    const kept = await host.visit(SITE).get('/agent', { cookie: `agent=${cookie}` });
    expect(kept.path).toBe('/agent/connexion');
  });

  it('gives a new session at each sign-in, and ends the one before', async () => {
    const { host, signedIn } = await town(open);
    const visitor = await signedIn('favril');
    const first = visitor.cookie('agent');
    const csrf = /name="csrf" value="([^"]+)"/.exec((await visitor.get('/agent')).html)?.[1] ?? '';
    await visitor.post('/agent/connexion', {
      csrf,
      courriel: 'favril@exemple.fr',
      'mot-de-passe': PASSWORD,
    });
    const second = visitor.cookie('agent');
    expect(second).not.toBe('');
    expect(second).not.toBe(first);
    const again = await host.visit(SITE).get('/agent', { cookie: `agent=${first}` });
    expect(again.path).toBe('/agent/connexion');
  });

  it('ends a session twelve hours after the password, and two hours after the last page', async () => {
    const { host, signedIn } = await town(open);
    const { db } = host.house;
    const { agentSession: session } = schema.for(db.read);
    const hour = 3_600_000;
    for (const past of [{ startedAt: Date.now() - 12 * hour }, { expiresAt: Date.now() - 1 }]) {
      const visitor = await signedIn('favril');
      const [row] = await db.read.select().from(session);
      expect(row?.expiresAt).toBeLessThanOrEqual(Date.now() + 2 * hour);
      await db.write(async (tx) => {
        await tx.update(schema.for(tx).agentSession).set(past);
      });
      expect((await visitor.get('/agent')).path).toBe('/agent/connexion');
      expect(await db.read.select().from(session)).toEqual([]);
    }
  });

  it('sweeps sessions that ran out when someone signs in', async () => {
    const { host, signedIn } = await town(open);
    const { db } = host.house;
    await signedIn('favril');
    await db.write(async (tx) => {
      await tx.update(schema.for(tx).agentSession).set({ expiresAt: 1 });
    });
    await signedIn('epci');
    const { agentSession: session } = schema.for(db.read);
    expect((await db.read.select().from(session)).map((row) => row.expiresAt > 1)).toEqual([true]);
  });

  it('slows down whoever tries passwords, even side by side and even with the right one', async () => {
    const { host, signedIn } = await town(open);
    const visitor = host.visit(SITE);
    const door = await visitor.get('/agent/connexion');
    const typed = (password: string) => ({ courriel: 'favril@exemple.fr', 'mot-de-passe': password });
    const tries = await Promise.all(
      Array.from({ length: 14 }, (_, number) => visitor.submit(door, typed(`une phrase fausse ${number}`))),
    );
    expect(tries.filter((one) => one.html.includes('Trop d’essais'))).toHaveLength(4);
    expect((await visitor.submit(door, typed(PASSWORD))).html).toContain('Trop d’essais');
    await signedIn('epci');
  });
});
