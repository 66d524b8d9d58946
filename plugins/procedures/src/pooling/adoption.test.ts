// A shared procedure, what communes make of it, and what becomes of that when the shared one changes, on both engines.

import type { Field } from '@parvis/forms';
import type { TxCtx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { describeEachHost, type OpenHost, openTown } from '@parvis/testing';
import { expect, it } from 'vitest';
import { procedures } from '../index.ts';
import { type NewProcedure, publishProcedure } from '../publish.ts';
import { type Definition, tables } from '../schema.ts';
import { encombrants } from '../starter/encombrants.ts';
import { adoptionOf, inUse, publishOwn, switchFor } from './adoption.ts';

const FAVRIL = 'le-favril.localhost';
const PONTGOUIN = 'pontgouin.localhost';
const START = '/demarches/encombrants/commencer';

type Change = (field: Field) => Field;

/** The form of a definition with one of its questions changed. */
function withField<D extends Pick<Definition, 'form'>>(definition: D, id: string, change: Change): D {
  const pages = definition.form.pages.map((page) => ({
    ...page,
    fields: page.fields.map((field) => (field.id === id ? change(field) : field)),
  }));
  return { ...definition, form: { pages } };
}

async function opened(open: OpenHost) {
  const host = await open({ plugins: [procedures] });
  const town = await openTown(host);
  const favril = town.authority('Favril').id;
  const used = (site: string) =>
    host.inside(site, 'procedures', async (tx) => {
      const adoption = await adoptionOf(tx, 'encombrants', tx.site.authority.id);
      if (!adoption) throw new Error('no such procedure');
      return { ...adoption, ...inUse(adoption) };
    });
  const adapt = (site: string, change: (definition: Definition) => Definition) =>
    host.inside(site, 'procedures', async (tx: TxCtx) => {
      const adoption = await adoptionOf(tx, 'encombrants', tx.site.authority.id);
      if (!adoption) throw new Error('no such procedure');
      return publishOwn(tx, {
        procedureId: adoption.id,
        authorityId: tx.site.authority.id,
        definition: change(inUse(adoption).definition),
        baseId: adoption.own?.baseId ?? adoption.shared.id,
      });
    });
  const publish = (procedure: NewProcedure) =>
    host.inside(FAVRIL, 'procedures', (tx) => publishProcedure(tx, procedure));
  return { host, favril, used, adapt, publish };
}

const relabelled = (label: string) => (definition: Definition) =>
  withField(definition, 'description', (field) => ({ ...field, label }));

describeEachHost('a shared procedure', (open) => {
  it('is filled in by each commune as that commune adapted it', async () => {
    const { host, adapt } = await opened(open);
    await adapt(FAVRIL, relabelled('Dites-nous tout des objets'));
    expect((await host.visit(FAVRIL).get(START)).html).toContain('Dites-nous tout des objets');
    expect((await host.visit(PONTGOUIN).get(START)).html).not.toContain('Dites-nous tout des objets');
  });

  it('keeps a form that was begun on the version it was begun with', async () => {
    const { host, adapt } = await opened(open);
    const visitor = host.visit(FAVRIL);
    await visitor.submit(await visitor.get(START), { quoi: ['meuble'], description: '' });
    await adapt(FAVRIL, relabelled('Dites-nous tout des objets'));
    expect((await visitor.get(`${START}/objets`)).html).not.toContain('Dites-nous tout des objets');
  });

  it('brings its changes to who adapted something else, at once, with a report', async () => {
    const { host, used, adapt, publish } = await opened(open);
    await adapt(FAVRIL, relabelled('Dites-nous tout des objets'));
    await publish(withField(encombrants, 'photo', (field) => ({ ...field, help: 'Une photo nette.' })));
    const { own, shared, pendingId, definition } = await used(FAVRIL);
    const fields = definition.form.pages.flatMap((page) => page.fields);
    expect(fields.find(({ id }) => id === 'photo')?.help).toBe('Une photo nette.');
    expect(fields.find(({ id }) => id === 'description')?.label).toBe('Dites-nous tout des objets');
    expect([own?.baseId, pendingId]).toEqual([shared.id, null]);
    const { version } = tables.for(host.house.db.read);
    const [row] = await host.house.db.read
      .select()
      .from(version)
      .where(eq(version.id, own?.id ?? ''));
    expect(row).toMatchObject({
      number: 2,
      report: ['La question «\u00A0Une photo\u00A0» change\u00A0: son aide.'],
    });
  });

  it('leaves who changed the same thing on their own version until they decide', async () => {
    const { used, adapt, publish } = await opened(open);
    const own = await adapt(FAVRIL, relabelled('Dites-nous tout des objets'));
    await publish(withField(encombrants, 'description', (field) => ({ ...field, label: 'Décrivez-les' })));
    const favril = await used(FAVRIL);
    expect(favril.id).toBe(own);
    expect(favril.pendingId).toBe(favril.shared.id);
    expect((await used(PONTGOUIN)).id).toBe(favril.shared.id);
  });

  it('reaches every commune, by jobs where they are many, and none twice', async () => {
    const { host, publish } = await opened(open);
    const sites = await host.inside(FAVRIL, 'procedures', async (tx) => {
      const adoption = await adoptionOf(tx, 'encombrants', tx.site.authority.id);
      if (!adoption) throw new Error('no such procedure');
      const communes = tx.authorities.filter(({ kind }) => kind === 'commune').slice(0, 20);
      for (const { id, name } of communes)
        await publishOwn(tx, {
          procedureId: adoption.id,
          authorityId: id,
          definition: relabelled(`Décrivez-les à ${name}`)(adoption.shared.definition),
          baseId: adoption.shared.id,
        });
      return communes.length;
    });
    await publish(withField(encombrants, 'photo', (field) => ({ ...field, help: 'Une photo nette.' })));
    await host.drain();
    await host.inside(FAVRIL, 'procedures', (tx) => tx.enqueue('update', { slug: 'encombrants' }));
    await host.drain();
    const { version } = tables.for(host.house.db.read);
    const second = await host.house.db.read.select().from(version).where(eq(version.number, 2));
    const own = second.filter(({ line }) => line !== 'shared');
    expect(own).toHaveLength(sites);
    expect(new Set(own.map(({ line }) => line)).size).toBe(sites);
    expect(own.every(({ report }) => report?.length === 1)).toBe(true);
  });

  it('is not offered where it was switched off, and the page of the service says so at once', async () => {
    const { host, favril } = await opened(open);
    const page = '/demarches/encombrants';
    expect((await host.visit(FAVRIL).get(page)).html).toContain(START);
    await host.inside(FAVRIL, 'procedures', async (tx) => {
      const adoption = await adoptionOf(tx, 'encombrants', favril);
      if (adoption) await switchFor(tx, adoption.id, favril, false);
    });
    expect((await host.visit(FAVRIL).get(page)).html).not.toContain(START);
    expect((await host.visit(FAVRIL).get(START)).status).toBe(404);
    expect((await host.visit(PONTGOUIN).get(page)).html).toContain(START);
  });

  it('of one commune is for that commune alone, and nobody else’s to publish', async () => {
    const { host, favril, publish } = await opened(open);
    await publish({ ...encombrants, slug: 'broyage', title: 'Broyer des branches', authorityId: favril });
    const seen = (site: string) =>
      host.inside(site, 'procedures', async (tx) => adoptionOf(tx, 'broyage', tx.site.authority.id));
    expect((await seen(FAVRIL))?.title).toBe('Broyer des branches');
    expect(await seen(PONTGOUIN)).toBeNull();
    await expect(publish({ ...encombrants, slug: 'broyage' })).rejects.toMatchObject({
      code: 'PARVIS_PROCEDURE_OWNER',
    });
  });
});
