// The journal as the officers of two bodies read it: their own lines, filtered, exported, checked; and never those of others.

import { newId } from '@parvis/db';
import { runAlone } from '@parvis/db/testing';
import type { Requester } from '@parvis/kit';
import { describeEachHost, type OpenHost, openTown, type TestHost, type Town } from '@parvis/testing';
import { htmlErrors } from '@parvis/testing/html';
import { expect, it } from 'vitest';
import { checkChains } from '../../audit/check-chain.ts';
import { forgetDetails } from '../../audit/details.ts';
import { txContextFor } from '../../plugins/context.ts';
import { schema } from '../../schema.ts';
import { csvLine } from './journal-export.ts';

const FAVRIL = 'le-favril.localhost';
const EPCI = 'cc-entre-beauce-et-perche.localhost';
const JOURNAL = '/agent/donnees/journal';

async function town(open: OpenHost): Promise<{ host: TestHost; people: Town }> {
  const host = await open();
  const people = await openTown(host, {
    agents: [
      { name: 'secretaire', role: 'secretary', at: 'Favril' },
      { name: 'dpo-favril', role: 'data-protection-officer', at: 'Favril' },
      { name: 'dpo-epci', role: 'data-protection-officer' },
      { name: 'gestionnaire', role: 'secretary' },
      { name: 'pontgouin', role: 'secretary', at: 'Pontgouin' },
    ],
  });
  return { host, people };
}

/** A request on the site of Le Favril: of the commune, or of the EPCI (`encombrants`). */
async function ask(host: TestHost, service: string, requester: Requester = { name: 'Claire Dupont' }) {
  const snapshot = await host.house.sites.byHost(FAVRIL);
  const found = snapshot?.serviceBySlug.get(service);
  if (!snapshot || !found) throw new Error(`no service ${service}`);
  const standing = { snapshot, actor: { kind: 'citizen', id: null, name: null }, now: Date.now() } as const;
  const wanted = {
    service: found,
    channel: 'counter',
    title: found.title,
    requester,
    once: newId(),
  } as const;
  const { request } = await host.house.db.write((tx) =>
    txContextFor(host.house, standing, 'core', tx).requests.open(wanted),
  );
  return request;
}

/** The lines of the table, as text. */
function linesOf(html: string): readonly string[] {
  const [, body = ''] = /<tbody>([\s\S]*?)<\/tbody>/.exec(html) ?? [];
  return [...body.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    row
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

describeEachHost('the journal of accesses', (open) => {
  it('says who saw which request, when and from where; and that it was read', async () => {
    const { host, people } = await town(open);
    const request = await ask(host, 'acte-de-naissance');
    const secretary = await people.signIn('secretaire', FAVRIL);
    await secretary.get(`/agent/demandes/${request.id}`);
    const dpo = await people.signIn('dpo-favril', FAVRIL);
    const page = await dpo.get(JOURNAL);
    expect(page.status).toBe(200);
    expect(await htmlErrors(page.html)).toEqual([]);
    const seen = linesOf(page.html).find((line) => line.includes('A consulté une demande'));
    expect(seen).toContain('secretaire');
    expect(seen).toContain(`${request.reference}, Claire Dupont`);
    expect(seen).toContain(`/agent/demandes/${request.id}`);
    expect(linesOf(page.html).join('\n')).not.toContain('A consulté le journal');
    const [again = ''] = linesOf((await dpo.get(JOURNAL)).html);
    expect(again).toContain('dpo-favril');
    expect(again).toContain('A consulté le journal des accès');
  });

  it('is closed to who may not read it', async () => {
    const { people } = await town(open);
    const secretary = await people.signIn('secretaire', FAVRIL);
    expect((await secretary.get(JOURNAL)).status).toBe(403);
    expect((await secretary.get(`${JOURNAL}/export.csv`)).status).toBe(403);
    const sent = await secretary.submit(await secretary.get('/agent'), {}, '/agent/deconnexion');
    expect(sent.path).toBe('/agent/connexion');
    expect((await secretary.get(JOURNAL)).path).toBe('/agent/connexion');
  });

  it('shows an officer the lines of their own body, and those about requests that it operates', async () => {
    const { host, people } = await town(open);
    const pooled = await ask(host, 'encombrants', { name: 'Paul Pooled' });
    const communal = await ask(host, 'acte-de-naissance', { name: 'Jeanne Communale' });
    const secretary = await people.signIn('secretaire', FAVRIL);
    await secretary.get(`/agent/demandes/${pooled.id}`);
    await secretary.get(`/agent/demandes/${communal.id}`);
    await (await people.signIn('pontgouin', 'pontgouin.localhost')).get('/agent');

    const epci = linesOf((await (await people.signIn('dpo-epci', EPCI)).get(JOURNAL)).html).join('\n');
    // The commune's agent looked at what the EPCI operates; the rest of their work is the commune's.
    expect(epci).toMatch(new RegExp(`secretaire .*A consulté une demande ${pooled.reference}`));
    expect(epci).not.toMatch(/Communale|pontgouin/);
    expect(epci).not.toContain(communal.reference);

    const favril = linesOf((await (await people.signIn('dpo-favril', FAVRIL)).get(JOURNAL)).html).join('\n');
    expect(favril).toContain(pooled.reference);
    expect(favril).toContain(communal.reference);
    expect(favril).not.toMatch(/pontgouin/);
  });

  it('finds by day, agent, action and reference: lists that showed a request are found with it', async () => {
    const { host, people } = await town(open);
    const first = await ask(host, 'acte-de-naissance', { name: 'Claire Dupont' });
    const other = await ask(host, 'acte-de-naissance', { name: 'Paul Autre' });
    const secretary = await people.signIn('secretaire', FAVRIL);
    await secretary.get(`/agent/demandes/${other.id}`);
    const dpo = await people.signIn('dpo-favril', FAVRIL);
    const find = async (query: Record<string, string>) =>
      linesOf((await dpo.get(`${JOURNAL}?${new URLSearchParams(query).toString()}`)).html);

    const byReference = await find({ reference: first.reference.toLowerCase() });
    expect(byReference.some((line) => /secretaire .*Une liste de 2 demandes/.test(line))).toBe(true);
    expect(byReference.join('\n')).not.toContain(other.reference);
    expect(await find({ reference: '26-XXXX-XXXX' })).toEqual([]);

    const byAgent = await find({ agent: people.agent('secretaire') });
    expect(byAgent.length).toBeGreaterThan(0);
    expect(byAgent.filter((line) => !line.includes('secretaire'))).toEqual([]);

    const byAction = await find({ action: 'request.opened' });
    expect(byAction).toHaveLength(2);
    expect(byAction.filter((line) => !line.includes('A déposé une demande'))).toEqual([]);

    expect(await find({ jour: '2020-02-29' })).toEqual([]);
    expect((await find({ jour: '2020-02-31' })).length).toBeGreaterThan(0);
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date());
    expect((await find({ jour: today })).length + (await find({})).length).toBeGreaterThan(4);
  });

  it('goes on page by page, without losing or repeating a line', async () => {
    const { host, people } = await town(open);
    const { tenantId, id } = await authorityOf(host, people);
    const actor = { kind: 'agent', id: people.agent('secretaire'), name: 'secretaire' } as const;
    const authority = people.authority('Favril');
    const agent = { ...actor, email: 'x@exemple.fr', authority, roles: [], permissions: new Set<string>() };
    await host.house.audit.record(
      Array.from({ length: 120 }, (_, index) => ({
        tenantId,
        siteId: null,
        actor: agent,
        action: 'request.looked',
        subject: { kind: 'page', id: null, details: { path: `/vue/${index}/fin` } },
        at: Date.now(),
      })),
    );
    expect(id).toBe(authority.id);
    const dpo = await people.signIn('dpo-favril', FAVRIL);
    const seen: string[] = [];
    let path: string | undefined = `${JOURNAL}?action=request.looked`;
    for (let pages = 0; path !== undefined && pages < 10; pages += 1) {
      const { html } = await dpo.get(path);
      seen.push(...linesOf(html).flatMap((line) => /\/vue\/\d+\/fin/.exec(line) ?? []));
      path = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => `/vue/${119 - index}/fin`));

    const { html: csv, headers } = await dpo.get(`${JOURNAL}/export.csv?action=request.looked`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.split('\r\n').filter((line) => line.includes('/vue/'))).toHaveLength(120);
    expect(linesOf((await dpo.get(JOURNAL)).html).join('\n')).toContain('A exporté le journal des accès');
  });

  it('exports what a spreadsheet will not run', async () => {
    const { host, people } = await town(open);
    const request = await ask(host, 'acte-de-naissance', { name: '=HYPERLINK("http://x")' });
    await (await people.signIn('secretaire', FAVRIL)).get(`/agent/demandes/${request.id}`);
    const { html } = await (await people.signIn('dpo-favril', FAVRIL)).get(`${JOURNAL}/export.csv`);
    // The response's text() drops the mark that says UTF-8; see the next test for it.
    expect(html).toContain(`"${request.reference}, =HYPERLINK(""http://x"")"`);
    expect(csvLine(['=1', '+1', '-1', '@x', ' =1', '\tx', 'a"b;c\nd', ''])).toBe(
      `"'=1";"'+1";"'-1";"'@x";"' =1";"'\tx";"a""b;c\nd";""\r\n`,
    );
  });

  it('tells whether the chain is whole, by night and when asked', async () => {
    const { host, people } = await town(open);
    const dpo = await people.signIn('dpo-favril', FAVRIL);
    expect((await dpo.get(JOURNAL)).html).toContain('Pas encore vérifié');
    await checkChains(host.house);
    const whole = await dpo.get(JOURNAL);
    expect(whole.html).toContain('Le journal est entier');
    await runAlone(host.house.db, async (runner) => {
      const guard =
        runner.engine === 'sqlite'
          ? 'DROP TRIGGER audit_append_only_update'
          : 'ALTER TABLE audit DISABLE TRIGGER ALL';
      await runner.exec(guard);
      await runner.exec(`UPDATE audit SET action = 'nothing.done' WHERE number = 2`);
    });
    const broken = await dpo.submit(whole, {}, '/verification');
    expect(broken.path).toContain(JOURNAL);
    expect(broken.html).toContain('Le journal a été modifié');
    expect(broken.html).toContain('la ligne 2 n’est pas celle qui a été écrite');
    expect(await htmlErrors(broken.html)).toEqual([]);
  });

  it('says « effacé » where the key of the month is gone, and keeps the line', async () => {
    const { host, people } = await town(open);
    const dpo = await people.signIn('dpo-favril', FAVRIL);
    await dpo.get('/agent/compte');
    const { tenantId } = await authorityOf(host, people);
    await host.house.db.write((tx) => forgetDetails(tx, tenantId, Date.now()));
    const lines = linesOf((await dpo.get(JOURNAL)).html);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines[0]).toMatch(/effacé.*effacé/);
  });
});

async function authorityOf(host: TestHost, people: Town) {
  const { authority } = schema.for(host.house.db.read);
  const rows = await host.house.db.read.select().from(authority);
  const found = rows.find(({ id }) => id === people.authority('Favril').id);
  if (!found) throw new Error('no authority');
  return found;
}
