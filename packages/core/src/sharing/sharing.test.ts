// A request shared with a third body: its page, its list in every order, its end, and the log, on both engines.

import { eq, newId } from '@parvis/db';
import type { CitizenRequest } from '@parvis/kit';
import { describeEachHost, type OpenHost, openTown } from '@parvis/testing';
import { expect, it } from 'vitest';
import { inboxIds } from '../admin/requests/inbox-ids.ts';
import { toInboxQuery } from '../admin/requests/inbox-query.ts';
import { txContextFor } from '../plugins/context.ts';
import { schema } from '../schema.ts';

const FAVRIL = 'le-favril.localhost';
const PONTGOUIN = 'pontgouin.localhost';
const DAY = 86_400_000;

async function opened(open: OpenHost) {
  const host = await open();
  const town = await openTown(host, {
    agents: [
      { name: 'yvan', role: 'secretary', at: 'Pontgouin' },
      { name: 'paul', role: 'secretary', at: 'Friaize' },
      { name: 'dpo', role: 'data-protection-officer', at: 'Pontgouin' },
    ],
  });
  const pontgouin = town.authority('Pontgouin').id;
  const ask = async (site: string, ageInDays: number, dueAt?: number): Promise<CitizenRequest> => {
    const snapshot = await host.house.sites.byHost(site);
    const service = snapshot?.serviceBySlug.get('acte-de-naissance');
    if (!snapshot || !service) throw new Error(`no service at ${site}`);
    const now = Date.now() - ageInDays * DAY;
    const standing = { snapshot, actor: { kind: 'citizen', id: null, name: null }, now } as const;
    return host.house.db.write(async (tx) => {
      const { request } = await txContextFor(host.house, standing, 'core', tx).requests.open({
        service,
        channel: 'counter',
        title: service.title,
        requester: { name: 'Claire Dupont' },
        once: newId(),
        ...(dueAt !== undefined && { changes: { dueAt } }),
      });
      return request;
    });
  };
  const share = ({ id }: CitizenRequest, options: { readonly until?: number } = {}) =>
    host.inside(FAVRIL, 'core', (tx) =>
      tx.requests.share(id, pontgouin, { why: 'Avis demandé', ...options }),
    );
  const listed = async (query: string, limit = 50) => {
    const parameters = new URLSearchParams(query);
    const of = {
      tenantId: (await host.house.sites.byHost(FAVRIL))?.tenant.id ?? '',
      authorityId: pontgouin,
      agentId: town.agent('yvan'),
      now: Date.now(),
      zone: 'Europe/Paris',
    };
    return inboxIds(
      host.house.db.read,
      of,
      toInboxQuery((name) => parameters.get(name) ?? undefined),
      limit,
    );
  };
  return { host, town, pontgouin, ask, share, listed };
}

const idsOf = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);

describeEachHost('a shared request', (open) => {
  it('stands among the body’s own, in each order, page after page, once', async () => {
    const { ask, share, listed } = await opened(open);
    const soon = Date.now() + DAY;
    const own = [
      await ask(PONTGOUIN, 1, soon + 2 * DAY),
      await ask(PONTGOUIN, 3),
      await ask(PONTGOUIN, 5, soon),
    ];
    const others = [await ask(FAVRIL, 2, soon + DAY), await ask(FAVRIL, 4)];
    const hidden = await ask(FAVRIL, 2);
    for (const one of others) await share(one);
    const [a, c, e] = idsOf(own);
    const [b, d] = idsOf(others);
    expect(idsOf(await listed(''))).toEqual([a, b, c, d, e]);
    // Those without a deadline come last, in the order of their ids.
    const undated = [c, d].toSorted((one = '', other = '') => (one < other ? -1 : 1));
    expect(idsOf(await listed('tri=echeance'))).toEqual([e, b, a, ...undated]);
    for (const order of ['arrivee', 'echeance']) {
      const paged: string[] = [];
      for (let after = ''; ; ) {
        const [next] = await listed(`tri=${order}&apres=${after}`, 1);
        if (!next) break;
        paged.push(next.id);
        after = next.cursor;
      }
      expect(paged).toEqual(idsOf(await listed(`tri=${order}`)));
    }
    expect(idsOf(await listed('partage=oui'))).toEqual([b, d]);
    expect(idsOf(await listed('q=dupont'))).not.toContain(hidden.id);
    expect(idsOf(await listed('q=dupont&partage=oui'))).toEqual([b, d]);
    // A request of its own that is shared with it too is there once.
    const [first] = own;
    if (first) await share(first);
    expect(idsOf(await listed(''))).toEqual([a, b, c, d, e]);
  });

  it('is read until its end, by who reads requests there, and by nobody else', async () => {
    const { host, town, ask, share, listed, pontgouin } = await opened(open);
    const request = await ask(FAVRIL, 1);
    const page = `/agent/demandes/${request.id}`;
    const [yvan, paul, dpo] = [
      await town.signIn('yvan', PONTGOUIN),
      await town.signIn('paul', PONTGOUIN),
      await town.signIn('dpo', PONTGOUIN),
    ];
    expect((await yvan.get(page)).status).toBe(404);
    await share(request, { until: Date.now() + DAY });
    const read = await yvan.get(page);
    expect(read.html).toContain('Avis demandé');
    expect(read.html).toContain('pas y répondre');
    expect((await paul.get(page)).status).toBe(404);
    expect((await dpo.get(page)).status).toBe(404);
    const csrf = /name="csrf" value="([^"]+)"/.exec(read.html)?.[1] ?? '';
    const answered = await yvan.post(
      `${page}/messages`,
      { csrf, message: 'Bonjour' },
      { 'sec-fetch-site': 'same-origin' },
    );
    expect(answered.status).toBe(403);

    await share(request, { until: Date.now() - 1 });
    expect((await yvan.get(page)).status).toBe(404);
    expect(await listed('')).toEqual([]);
    await share(request);
    expect((await yvan.get(page)).status).toBe(200);
    await host.inside(FAVRIL, 'core', (tx) => tx.requests.unshare(request.id, pontgouin));
    expect((await yvan.get(page)).status).toBe(404);

    const { audit } = schema.for(host.house.db.read);
    const lines = await host.house.db.read
      .select({ action: audit.action })
      .from(audit)
      .where(eq(audit.subjectId, request.id));
    const actions = lines.map(({ action }) => action);
    expect(actions).toContain('request.shared');
    expect(actions).toContain('request.unshared');
    expect(actions).toContain('request.looked');
  });

  it('is shared with no body of another tenant', async () => {
    const { host, ask } = await opened(open);
    const request = await ask(FAVRIL, 1);
    const elsewhere = host.inside(FAVRIL, 'core', (tx) =>
      tx.requests.share(request.id, newId(), { why: 'Avis demandé' }),
    );
    await expect(elsewhere).rejects.toThrow('not of its tenant');
  });
});
