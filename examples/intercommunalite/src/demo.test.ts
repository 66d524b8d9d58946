import { initTenant } from '@parvis/cli';
import { schema } from '@parvis/core';
import { eq } from '@parvis/db';
import { appointments } from '@parvis/plugin-appointments';
import { openTerritory } from '@parvis/territory';
import { describeEachHost, type OpenHost } from '@parvis/testing';
import { antsHub } from '@parvis/testing/ants';
import { describe, expect, it, vi } from 'vitest';
import { EPCI_SIREN } from './bodies.ts';
import { contactOf } from './contacts.ts';
import { demo } from './demo.ts';
import { demoAgents, rolesOf } from './people.ts';
import { POSITIONS } from './positions.ts';

async function openDemo(open: OpenHost) {
  const host = await open({ plugins: [appointments] });
  const founded = await initTenant(host, { demo }, { epci: EPCI_SIREN, domain: 'localhost', demo: true });
  return { host, founded };
}

describeEachHost('the demonstration', (open) => {
  it('runs the canteens of one commune in three at the intercommunality', async () => {
    const { host } = await openDemo(open);
    const operatorOf = async (slug: string) => {
      const site = await host.house.sites.byHost(`${slug}.localhost`);
      return site?.serviceBySlug.get('cantine')?.operator.kind;
    };
    expect(await operatorOf('le-favril')).toBe('commune');
    expect(await operatorOf('pontgouin')).toBe('epci');
    const { read } = host.house.db;
    const handedOver = await read.$count(schema.for(read).responsibility);
    expect(handedOver).toBeGreaterThanOrEqual(9);
    expect(handedOver).toBeLessThanOrEqual(13);
  });

  it('collects identity cards and passports at one mairie, as the national search is told', async () => {
    const { host } = await openDemo(open);
    vi.stubEnv('PARVIS_ANTS_TOKEN', 'the token');
    const base = 'http://courville-sur-eure.localhost/api/ants';
    const hub = antsHub((request) => host.fetch(request), base, 'the token');
    const [point, ...others] = await hub.meetingPoints();
    vi.unstubAllEnvs();
    expect(others).toEqual([]);
    expect(point).toMatchObject({ name: 'Mairie, Illiers-Combray', zip_code: '28120' });
    const { html } = await host.visit('le-favril.localhost').get('/rendez-vous/carte-identite?personnes=1');
    expect(html).toContain('Illiers-Combray');
  });

  it('gives each agent an account with a role where they work', async () => {
    const { host } = await openDemo(open);
    const t = schema.for(host.house.db.read);
    const rows = await host.house.db.read
      .select({
        email: t.agent.email,
        role: t.agentRole.role,
        siren: t.authority.siren,
        insee: t.authority.insee,
      })
      .from(t.agentRole)
      .innerJoin(t.agent, eq(t.agent.id, t.agentRole.agentId))
      .innerJoin(t.authority, eq(t.authority.id, t.agentRole.authorityId));
    const lines = (list: readonly { email: string; role: string; at: string }[]) =>
      list.map(({ email, role, at }) => `${email} ${role} ${at}`).toSorted();
    expect(lines(rows.map(({ email, role, siren, insee }) => ({ email, role, at: insee ?? siren })))).toEqual(
      lines(demoAgents.flatMap((agent) => rolesOf(agent).map((one) => ({ email: agent.email, ...one })))),
    );
  });

  it('offers appointments with its advisors, and says on each page that it is a demonstration', async () => {
    const { host } = await openDemo(open);
    const { html } = await host.visit('le-favril.localhost').get('/rendez-vous/aide-numerique');
    for (const venue of ['Courville-sur-Eure', 'Illiers-Combray', 'Bailleau-le-Pin', 'Le Favril']) {
      expect(html).toContain(venue);
    }
    expect(html).toMatch(/démonstration/i);
  });
});

describe('the invented contacts', () => {
  const communes = openTerritory().communesOf(EPCI_SIREN);
  const contacts = communes.map(({ insee, siren, name, population }) =>
    contactOf({
      authority: {
        kind: 'commune',
        name,
        siren: siren ?? '',
        insee,
        population,
        contact: { address: [name], hours: [] },
      },
      slug: 'x',
      siteName: name,
      brand: { primary: '#000000', secondary: '#000000' },
      zone: 'Europe/Paris',
    }),
  );

  it('are in the ranges kept for fiction, a telephone each', () => {
    for (const { phone, email } of contacts) {
      expect(phone).toMatch(/^026191\d{4}$/);
      expect(email).toMatch(/\.example$/);
    }
    expect(new Set(contacts.map(({ phone }) => phone)).size).toBe(33);
  });

  it('open every mairie at hours that begin before they end, and not all at the same', () => {
    for (const { hours } of contacts) {
      expect(hours.length).toBeGreaterThan(0);
      for (const { from, to } of hours) expect(from < to).toBe(true);
    }
    expect(new Set(contacts.map(({ hours }) => JSON.stringify(hours))).size).toBeGreaterThan(8);
  });

  it('know where every commune is', () => {
    expect(Object.keys(POSITIONS).sort()).toEqual(communes.map(({ insee }) => insee).sort());
  });
});
