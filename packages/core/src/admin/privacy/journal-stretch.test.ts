// A journal in which the lines of one body are far apart: they are found by stretches, none twice and none passed over.

import { newId } from '@parvis/db';
import { describeEachHost, openTown, type Visitor } from '@parvis/testing';
import { expect, it } from 'vitest';
import { schema } from '../../schema.ts';

const FAVRIL = 'le-favril.localhost';
const JOURNAL = '/agent/donnees/journal';
const NOW = Date.UTC(2025, 2, 12, 9);
/** More than one stretch, of lines of others. */
const OTHERS = 20_500;

describeEachHost('the journal of a body with few lines among many', (open) => {
  it('shows them all, and those of an action or of a day', async () => {
    const host = await open();
    const people = await openTown(host, {
      agents: [{ name: 'deleguee', role: 'data-protection-officer', at: 'Favril' }],
    });
    const [own, elsewhere] = [people.authority('Favril').id, people.authority('Pontgouin').id];
    const agentId = people.agent('deleguee');
    const { tenant } = (await host.house.sites.byHost(FAVRIL)) ?? {};
    if (!tenant) throw new Error('the town hall is not there');
    const line = (number: number, authorityId: string, action: string) => ({
      id: newId(),
      tenantId: tenant.id,
      number,
      at: NOW + number * 10,
      actorKind: 'agent' as const,
      actorId: authorityId === own ? agentId : 'somebody',
      authorityId,
      siteId: null,
      action,
      subjectKind: 'page',
      subjectId: null,
      citizenId: null,
      details: null,
      previous: '',
      hash: '',
    });
    await host.house.db.write(async (tx) => {
      const { audit, auditHead } = schema.for(tx);
      await tx.delete(auditHead);
      const from = 1_000;
      const lines = [
        line(from, own, 'agent.invited'),
        line(from + 1, own, 'core.visited'),
        ...Array.from({ length: OTHERS }, (_, index) => line(from + 2 + index, elsewhere, 'core.visited')),
        line(from + 2 + OTHERS, own, 'core.visited'),
      ];
      for (let at = 0; at < lines.length; at += 500) await tx.insert(audit).values(lines.slice(at, at + 500));
      await tx.insert(auditHead).values({ tenantId: tenant.id, number: from + 2 + OTHERS, hash: '' });
    });

    const agent = await people.signIn('deleguee', FAVRIL);
    const shown = async (query: string) => linesOf((await agent.get(`${JOURNAL}${query}`)).html);
    expect(await shown('?action=core.visited&jour=2025-03-12')).toBe(2);
    expect(await shown('?action=agent.invited')).toBe(1);
    expect(await shown(`?agent=${agentId}&jour=2025-03-12`)).toBe(3);
    expect(await shown(`?avant=${1_000 + 2 + OTHERS}`)).toBe(2);
    expect(await shown('?jour=2025-03-13')).toBe(0);
    const csv = await agent.get(`${JOURNAL}/export.csv?jour=2025-03-12`);
    expect(csv.html.trim().split('\r\n')).toHaveLength(1 + 3);
  });
});

function linesOf(html: Awaited<ReturnType<Visitor['get']>>['html']): number {
  const [, body = ''] = /<tbody>([\s\S]*?)<\/tbody>/.exec(html) ?? [];
  return body.match(/<tr/g)?.length ?? 0;
}
