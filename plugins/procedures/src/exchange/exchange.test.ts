// A procedure moves from one installation to another, on both engines.

import { describeEachHost, openTown } from '@parvis/testing';
import { expect, it } from 'vitest';
import { procedures } from '../index.ts';
import { adoptionOf, publishOwn, switchFor } from '../pooling/adoption.ts';
import { procedureExchange } from './exchange.ts';

const FAVRIL = 'le-favril.localhost';
const EPCI = 'cc-entre-beauce-et-perche.localhost';
type Host = Parameters<typeof openTown>[0];

async function exported(host: Host, site: string, slug: string): Promise<Uint8Array> {
  const file = await host.inside(site, 'procedures', (tx) => procedureExchange.export(tx, slug));
  return new TextEncoder().encode(JSON.stringify(file));
}

const taken = (host: Host, site: string, bytes: Uint8Array, dry = false) =>
  host.inside(site, 'procedures', (tx) => procedureExchange.import(tx, bytes, { dry }));
const used = (host: Host, site: string) =>
  host.inside(site, 'procedures', (tx) => adoptionOf(tx, 'encombrants', tx.site.authority.id));

describeEachHost('a procedure in a file', (open) => {
  it('is the same after a round trip, whole', async () => {
    const [from, to] = [await open({ plugins: [procedures] }), await open({ plugins: [procedures] })];
    await openTown(from);
    await openTown(to);
    for (const slug of ['encombrants', 'acte-de-naissance', 'recensement-citoyen', 'carte-decheterie']) {
      const file = await exported(from, EPCI, slug);
      const report = await taken(to, EPCI, file);
      expect(report.join()).toContain('sans changement');
      expect(JSON.parse(new TextDecoder().decode(await exported(to, EPCI, slug)))).toEqual(
        JSON.parse(new TextDecoder().decode(file)),
      );
    }
  });

  it('leaves local settings alone, and a dry run leaves everything', async () => {
    const host = await open({ plugins: [procedures] });
    const town = await openTown(host);
    const pontgouin = town.authority('Pontgouin').id;
    await host.inside(FAVRIL, 'procedures', async (tx) => {
      const adoption = await adoptionOf(tx, 'encombrants', tx.site.authority.id);
      if (!adoption) throw new Error('no such procedure');
      const { definition } = adoption.shared;
      const pages = definition.form.pages.map((page, at) =>
        at === 0 ? { ...page, title: 'Chez nous' } : page,
      );
      await publishOwn(tx, {
        procedureId: adoption.id,
        authorityId: tx.site.authority.id,
        definition: { ...definition, form: { pages } },
        baseId: adoption.shared.id,
      });
      await switchFor(tx, adoption.id, pontgouin, false);
    });
    const file = new TextDecoder().decode(await exported(host, EPCI, 'encombrants'));
    const changed = new TextEncoder().encode(file.replaceAll('Comment y accéder', 'Par où passer'));
    const before = await used(host, EPCI);
    expect((await taken(host, EPCI, changed, true)).join('\n')).toContain('Par où passer');
    expect(await used(host, EPCI)).toEqual(before);
    await taken(host, EPCI, changed);
    const favril = await used(host, FAVRIL);
    const own = JSON.stringify(favril?.own?.definition);
    expect(own).toContain('Chez nous');
    expect(own).toContain('Par où passer');
    expect((await used(host, 'pontgouin.localhost'))?.offered).toBe(false);
  });

  it('of a commune is that commune’s, and does not take the place of a shared one', async () => {
    const host = await open({ plugins: [procedures] });
    await openTown(host);
    const file = new TextDecoder().decode(await exported(host, EPCI, 'encombrants'));
    await expect(taken(host, FAVRIL, new TextEncoder().encode(file))).rejects.toMatchObject({
      code: 'PARVIS_PROCEDURE_OWNER',
    });
    await taken(host, FAVRIL, new TextEncoder().encode(file.replace('"encombrants"', '"broyage"')));
    await expect(exported(host, EPCI, 'broyage')).rejects.toMatchObject({ code: 'PARVIS_PROCEDURE_UNKNOWN' });
    expect((await exported(host, FAVRIL, 'broyage')).byteLength).toBeGreaterThan(1_000);
  });
});
