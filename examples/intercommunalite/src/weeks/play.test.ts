import { initTenant } from '@parvis/cli';
import { schema } from '@parvis/core';
import { checkInstallation } from '@parvis/core/check';
import { isNotNull, or } from '@parvis/db';
import { describeEachHost, type TestHost } from '@parvis/testing';
import { expect, it } from 'vitest';
import installation from '../../parvis.config.ts';
import { EPCI_SIREN } from '../bodies.ts';
import { ODETTE } from './citizens.ts';
import { playWeeks } from './play.ts';

const { plugins, themes } = installation;

function counted<T>(rows: readonly T[], of: (row: T) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[of(row)] = (counts[of(row)] ?? 0) + 1;
  return counts;
}

/** Everything that was asked for, with its account. */
async function requestsOf({ house }: TestHost) {
  const { read } = house.db;
  return read.select().from(schema.for(read).request);
}

describeEachHost('the weeks of the demonstration', (open) => {
  it('leave requests in every state, as their people and agents would have', async () => {
    const host = await open({ plugins, themes, config: { brokerHost: 'connexion.localhost' } });
    await initTenant(host, installation, { epci: EPCI_SIREN, domain: 'localhost', demo: true });
    const now = Date.now();
    await playWeeks({ config: host.house.config, installation, now });

    const requests = await requestsOf(host);
    const forms = requests.filter(({ channel }) => channel === 'form');
    expect(counted(forms, ({ status }) => status)).toEqual({
      received: 5,
      'in-progress': 4,
      waiting: 4,
      done: 8,
      refused: 2,
      cancelled: 1,
    });
    expect(counted(requests, ({ channel }) => channel)).toEqual({
      form: 24,
      appointment: 34,
      counter: 1,
      phone: 1,
    });
    const late = forms.filter(({ dueAt }) => dueAt !== null && dueAt < now);
    expect(late.map(({ title }) => title).toSorted()).toEqual([
      'Demander une copie d’acte de mariage',
      'Obtenir une carte de déchèterie',
    ]);
    expect(requests.filter(({ openedAt, movedAt }) => openedAt > now || movedAt > now)).toEqual([]);

    const { read } = host.house.db;
    const t = schema.for(read);
    const [odette] = await read.select().from(t.citizen);
    expect(odette?.email).toBe(ODETTE.email);
    expect(requests.filter(({ citizenId }) => citizenId === odette?.id)).toHaveLength(4);
    expect(await read.$count(t.requestNote)).toBe(4);
    expect(await read.$count(t.rating)).toBe(10);
    expect(counted(await read.select().from(t.payment), ({ status }) => status)).toEqual({ paid: 1, due: 2 });
    expect(await read.$count(t.inboxFilter)).toBe(3);
    expect(await read.$count(t.answerTemplate)).toBe(3);

    // What is true of any installation is true of this one.
    expect(await read.$count(t.job, or(isNotNull(t.job.error), isNotNull(t.job.failedAt)))).toBe(0);
    const checks = await checkInstallation(host.house);
    expect(checks.filter(({ name }) => name === 'jobs' || name.startsWith('audit'))).toMatchObject([
      { ok: true },
      { ok: true },
    ]);
    expect(await read.$count(t.agentSession)).toBe(0);
    const mails = await read.select({ at: t.mail.at, to: t.mail.to }).from(t.mail);
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.filter(({ to }) => !to.endsWith('.example'))).toEqual([]);
    expect(mails.filter(({ at }) => at > now || at < now - 2 * 86_400_000)).toEqual([]);
    // Some five hundred pages, while other tests use the machine too.
  }, 240_000);

  it('do not come to a real mairie', async () => {
    const host = await open({ plugins, themes });
    await initTenant(host, installation, { epci: EPCI_SIREN, domain: 'localhost' });
    const { config } = host.house;
    await expect(playWeeks({ config, installation, now: Date.now() })).rejects.toThrow('no demonstration');
    expect(await requestsOf(host)).toEqual([]);
  });
});
