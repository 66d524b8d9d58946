// Calculated values in the builder, on both engines.

import { eq } from '@parvis/kit/data';
import { describeEachHost, type Visitor } from '@parvis/testing';
import { expect, it } from 'vitest';
import type { Definition } from '../schema.ts';
import { builderTables } from './tables.ts';
import { begun, EPCI, opened } from './testing/workshop.ts';

/** Adds a question to the first page of a plan. */
async function ask(
  agent: Visitor,
  plan: string,
  label: string,
  nature: string,
  more: Record<string, string> = {},
) {
  const page = await agent.get(`${plan}/pages/objets/question`);
  return agent.submit(page, { label, nature, ...more }, '/question');
}

describeEachHost('a calculated value', (open) => {
  const began = async () => {
    const { host, town } = await opened(open);
    const thomas = await town.signIn('thomas', EPCI);
    const plan = await begun(thomas);
    const id = plan.split('/').at(-1) ?? '';
    const { plan: table } = builderTables.for(host.house.db.read);
    const definition = async (): Promise<Definition> => {
      const [row] = await host.house.db.read.select().from(table).where(eq(table.id, id));
      if (!row) throw new Error('no plan');
      return row.definition;
    };
    const ruleOf = async (field: string) => {
      const all = (await definition()).form.pages.flatMap(({ fields }) => fields);
      const found = all.find((one) => one.id === field);
      return found?.type === 'computed' ? found.rule : undefined;
    };
    /** As another software would have written it. */
    const write = (changed: Definition) =>
      host.inside(EPCI, 'procedures', async (tx) => {
        const tables = builderTables.for(tx.tx);
        await tx.tx
          .update(tables.plan)
          .set({ definition: changed })
          .where(tx.own(tables.plan, eq(tables.plan.id, id)));
      });
    return { town, thomas, plan, definition, ruleOf, write };
  };

  it('is said in lines, kept as JSON-Logic, shown to who tries the form, and read by conditions', async () => {
    const { thomas, plan, ruleOf } = await began();
    await ask(thomas, plan, 'Nombre de tables', 'number');
    await ask(thomas, plan, 'Quelle salle', 'choice', { options: 'Grande\nPetite' });
    const empty = await ask(thomas, plan, 'Prix', 'computed', { unite: '€' });
    expect(empty.path, empty.html).toBe(`${plan}/questions/prix/calcul`);
    const early = await thomas.get(`${plan}/publication`);
    expect(early.html).toContain('La valeur «\u00A0Prix\u00A0» ne calcule encore rien.');
    expect(early.html).toContain(`${plan}/questions/prix/calcul`);
    expect((await thomas.submit(empty, {}, '/calcul')).html).toContain('Ajoutez au moins une ligne');

    const tables = await thomas.submit(
      empty,
      { faire: 'ajouter', nouvelle: 'champ:nombre-de-tables' },
      '/calcul',
    );
    expect(tables.html).toContain('Pas encore enregistré');
    const hall = await thomas.submit(
      tables,
      { 'n-0': '3,5', faire: 'ajouter', nouvelle: 'champ:quelle-salle' },
      '/calcul',
    );
    const lines = {
      ligne: ['0 champ:nombre-de-tables', '1 champ:quelle-salle', '2 nombre'],
      operation: 'sum',
    };
    // What is wrong stays as it was typed, whatever button is pressed.
    const wrong = { 'n-0': 'trois', 'n-1-0': '100', 'n-1-1': '50', 'n-2': '' };
    const fixed = await thomas.submit(hall, { ...lines, ...wrong, faire: 'voir' }, '/calcul');
    expect(fixed.html).toContain('value="trois"');
    const refused = await thomas.submit(fixed, { ...lines, ...wrong }, '/calcul');
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('en chiffres');
    expect(refused.html).toContain('Écrivez un nombre.');
    const done = await thomas.submit(
      refused,
      { ...lines, 'n-0': '3,5', 'n-1-0': '100', 'n-1-1': '50', 'n-2': '10' },
      '/calcul',
    );
    expect(done.path, done.html).toBe(`${plan}/questions/prix`);
    expect(done.html).toContain('«\u00A0Nombre de tables\u00A0»\u00A0× 3,5');
    expect(await ruleOf('prix')).toEqual({
      '+': [
        { '*': [{ var: ['nombre-de-tables', 0] }, 3.5] },
        {
          if: [
            { '===': [{ var: 'quelle-salle' }, 'grande'] },
            100,
            { '===': [{ var: 'quelle-salle' }, 'petite'] },
            50,
            0,
          ],
        },
        10,
      ],
    });
    const again = await thomas.get(`${plan}/questions/prix/calcul`);
    expect(again.html).toContain('value="3,5"');
    expect(again.html).toContain('Ce que cela donne');
    // The scenarios answer « 1 table » and « Grande », for they must answer.
    expect(again.html).toContain('113,50\u00A0€');

    await ask(thomas, plan, 'Qui paie', 'text');
    const condition = await thomas.get(`${plan}/questions/qui-paie/condition`);
    const line = await thomas.submit(condition, { faire: 'ajouter 0', 'nouvelle-0': 'prix' }, '/condition');
    await thomas.submit(line, { 'est-0': 'more', 'valeur-0': '50' }, '/condition');
    const used = await thomas.get(`${plan}/questions/prix`);
    expect(used.html).toContain('Sert à&nbsp;: la condition de «\u00A0Qui paie\u00A0»');
    const kept = await thomas.submit(used, { faire: 'retirer question prix' }, '/ordre');
    expect(kept.status).toBe(409);
    expect((await thomas.get(`${plan}/scenarios`)).html).toContain('Tous les scénarios');
  });

  it('refuses to go round, and to read what is asked later', async () => {
    const { thomas, plan } = await began();
    const calculate = async (of: string, line: string) => {
      const page = await thomas.get(`${plan}/questions/${of}/calcul`);
      return thomas.submit(page, { ligne: [line], operation: 'sum', 'n-0': '2' }, '/calcul');
    };
    await ask(thomas, plan, 'Un', 'computed');
    await ask(thomas, plan, 'Deux', 'computed');
    expect((await calculate('un', '0 champ:deux')).path).toBe(`${plan}/questions/un`);
    const round = await calculate('deux', '0 champ:un');
    expect(round.status).toBe(422);
    expect(round.html).toContain('ces calculs tournent en rond');
    const page = await thomas.get(`${plan}/pages/coordonnees/question`);
    await thomas.submit(page, { label: 'Plus tard', nature: 'number' }, '/question');
    // Not offered, and not taken where it is sent all the same.
    expect((await thomas.get(`${plan}/questions/deux/calcul`)).html).not.toContain('champ:plus-tard');
    const later = await calculate('deux', '0 champ:plus-tard');
    expect(later.html).toContain('Ajoutez au moins une ligne');
  });

  it('keeps whole what lines cannot say, until somebody chooses to replace it', async () => {
    const { thomas, plan, definition, ruleOf, write } = await began();
    await ask(thomas, plan, 'Nombre de tables', 'number');
    await ask(thomas, plan, 'Reste', 'computed');
    const imported = { '%': [{ var: 'nombre-de-tables' }, 8] };
    const before = await definition();
    await write({
      ...before,
      form: {
        pages: before.form.pages.map((page) => ({
          ...page,
          fields: page.fields.map((field) =>
            field.id === 'reste' && field.type === 'computed' ? { ...field, rule: imported } : field,
          ),
        })),
      },
    });
    const page = await thomas.get(`${plan}/questions/reste/calcul`);
    expect(page.html).toContain('Ce calcul est gardé tel quel');
    expect(page.html).toContain('«\u00A0Nombre de tables\u00A0»\u00A0modulo 8');
    const lines = { ligne: ['0 nombre'], operation: 'sum', 'n-0': '4' };
    const refused = await thomas.submit(page, lines, '/calcul');
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Remplacer ce calcul par mes lignes');
    expect(await ruleOf('reste')).toEqual(imported);
    // Its name is set without touching it.
    const named = await thomas.submit(
      await thomas.get(`${plan}/questions/reste`),
      { label: 'Le reste' },
      '/reste',
    );
    expect(named.html).toContain('Le reste');
    expect(await ruleOf('reste')).toEqual(imported);
    const again = await thomas.submit(await thomas.get(`${plan}/questions/reste/calcul`), lines, '/calcul');
    const done = await thomas.submit(again, { ...lines, remplacer: 'oui' }, '/calcul');
    expect(done.path, done.html).toBe(`${plan}/questions/reste`);
    expect(await ruleOf('reste')).toBe(4);
  });
});
