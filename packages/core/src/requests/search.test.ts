// The index of words: what it finds, in which order, on both engines; what is erased leaves it.

import { readFile } from 'node:fs/promises';
import { type Db, eq, hasWords, migrate, newId, type SearchAsk, searchIds, searchIndex } from '@parvis/db';
import { describeEachEngine, everyRow } from '@parvis/db/testing';
import { expect, it } from 'vitest';
import { schema } from '../schema.ts';
import { REQUEST_SEARCH, requestWords, typedWords } from './search.ts';

const MIGRATIONS = new URL('../../migrations/', import.meta.url);
const AT = 1_790_000_000_000;

it.each(['sqlite', 'postgres'] as const)('is what the migration of %s makes', async (engine) => {
  const sql = await readFile(new URL(`${engine}/0008_agents_desk.sql`, MIGRATIONS), 'utf8');
  expect(sql).toContain(searchIndex(REQUEST_SEARCH)[engine]);
});

it('takes a reference for one word, with hyphens or without, and a name for its parts', () => {
  expect(requestWords('26-KXTM-97WD', 'Acte de naissance', 'Élise Saint-Denis')).toBe(
    '26kxtm97wd 26 kxtm 97wd acte de naissance elise saint denis',
  );
  expect(typedWords('26-kx')).toEqual(['26kx']);
  expect(typedWords('26-KXTM-97WD')).toEqual(['26kxtm97wd']);
  expect(typedWords(' Saint-Denis  l’ÉTÉ')).toEqual(['saint', 'denis', 'l', 'ete']);
  expect(typedWords('" OR * NEAR( _a:*')).toEqual(['or', 'near', 'a']);
});

async function town(open: () => Promise<Db>) {
  const db = await open();
  await migrate(db, [{ owner: 'core', folder: MIGRATIONS }]);
  await db.write(async (tx) => {
    const { tenant, authority, site } = schema.for(tx);
    await tx.insert(tenant).values({ id: 't', name: 'Essai', createdAt: AT });
    const contact = { address: [], hours: [] };
    const body = { tenantId: 't', kind: 'commune', contact } as const;
    await tx.insert(authority).values([
      { ...body, id: 'a', name: 'a', siren: '1' },
      { ...body, id: 'b', name: 'b', siren: '2' },
    ]);
    const look = {
      slug: 's',
      name: 's',
      theme: 'parvis',
      brand: { primary: '#123456', secondary: '#654321' },
      zone: 'Europe/Paris',
    };
    await tx.insert(site).values({ ...look, id: 's', tenantId: 't', authorityId: 'a' });
  });
  return db;
}

async function ask(db: Db, id: string, name: string, more: { operatorId?: string; openedAt?: number } = {}) {
  await db.write(async (tx) => {
    const { request } = schema.for(tx);
    const reference = `26-AAAA-${id.toUpperCase().padStart(4, 'X')}`;
    await tx.insert(request).values({
      id,
      tenantId: 't',
      siteId: 's',
      operatorId: 'a',
      communeId: 'a',
      reference,
      codeHash: newId(),
      onceHash: newId(),
      channel: 'counter',
      title: 'Acte',
      status: 'received',
      requester: { name },
      searchText: requestWords(reference, 'Acte', name),
      openedAt: AT,
      movedAt: AT,
      ...more,
    });
  });
}

/** By the index of each engine: SQLite's own tables, PostgreSQL's condition. */
async function found(db: Db, wanted: Partial<SearchAsk>): Promise<readonly string[]> {
  const all: SearchAsk = { words: [], groups: [[['operator_id', 'a']]], limit: 50, ...wanted };
  if (db.engine === 'sqlite') return searchIds(db.read, REQUEST_SEARCH, all);
  const { request } = schema.for(db.read);
  const rows = await db.read
    .select({ id: request.id })
    .from(request)
    .where(hasWords(db.engine, request.searchText, all.words));
  return rows.map(({ id }) => id);
}

/** Everything that is in the tables, those of the index too, as one text. */
async function pages(db: Db): Promise<string> {
  const rows = [...(await everyRow(db)).values()].flat().flatMap((row) => Object.values(row));
  return rows
    .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value)))
    .join('\n');
}

describeEachEngine('the words of requests', (open) => {
  it('finds by the starts of words, all of them', async () => {
    const db = await town(open);
    await ask(db, 'r1', 'Claire Dupont');
    await ask(db, 'r2', 'Élise Dupuis-L’Haÿ');
    const by = (typed: string) => found(db, { words: typedWords(typed) });
    expect(await by('dup')).toHaveLength(2);
    expect(await by('DUPON')).toEqual(['r1']);
    expect(await by('elise hay')).toEqual(['r2']);
    expect(await by('claire hay')).toEqual([]);
    expect(await by('upont')).toEqual([]);
    expect(await by('26-aaaa-xxr2')).toEqual(['r2']);
    expect(await by('26aaaaxxr2')).toEqual(['r2']);
    expect(await by('26-aaaa')).toHaveLength(2);
  });

  it('gives up the words of what is erased, and leaves none in its pages', async () => {
    const db = await town(open);
    await ask(db, 'r1', 'Qwzzsent');
    await ask(db, 'r2', 'Zother');
    expect(await pages(db)).toContain('wzzsent');
    await db.write(async (tx) => {
      const { request } = schema.for(tx);
      const gone = { searchText: '26aaaaxxr1', requester: { name: '' } };
      await tx.update(request).set(gone).where(eq(request.id, 'r1'));
    });
    expect(await found(db, { words: ['qwz'] })).toEqual([]);
    expect(await found(db, { words: ['26aaaaxxr1'] })).toEqual(['r1']);
    expect(await found(db, { words: ['zother'] })).toEqual(['r2']);
    expect(await pages(db)).not.toContain('wzzsent');
  });

  it('follows rows that move, and forgets those that are deleted', async () => {
    const db = await town(open);
    if (db.engine !== 'sqlite') return;
    for (const id of ['r1', 'r2', 'r3']) await ask(db, id, 'Claire');
    const { request } = schema.for(db.read);
    await db.write(async (tx) => {
      await tx.update(request).set({ status: 'done', step: 'Fini' }).where(eq(request.id, 'r1'));
      await tx.update(request).set({ operatorId: 'b' }).where(eq(request.id, 'r2'));
      await tx.delete(request).where(eq(request.id, 'r3'));
    });
    const a = ['operator_id', 'a'] as const;
    expect(await found(db, {})).toEqual(['r1']);
    expect(await found(db, { groups: [[a], [['status', 'received']]] })).toEqual([]);
    expect(await found(db, { groups: [[a], [['step', 'Fini']], [['assignee_id', null]]] })).toEqual(['r1']);
    expect(await found(db, { groups: [[['operator_id', 'b']]], words: ['claire'] })).toEqual(['r2']);
  });

  it('gives the latest first, page after page, however many came at once', async () => {
    const db = await town(open);
    if (db.engine !== 'sqlite') return;
    await ask(db, 'late', 'Claire', { openedAt: AT + 1 });
    await ask(db, 'early', 'Claire', { openedAt: AT - 1 });
    for (let count = 0; count < 5; count += 1) await ask(db, `r${count}`, 'Claire');
    const order = ['late', 'r4', 'r3', 'r2', 'r1', 'r0', 'early'];
    expect(await found(db, {})).toEqual(order);
    expect(await found(db, { limit: 3 })).toEqual(order.slice(0, 3));
    expect(await found(db, { limit: 3, after: 'r3', words: ['claire'] })).toEqual(order.slice(3, 6));
    expect(await found(db, { from: AT, until: AT + 1 })).toEqual(order.slice(1, 6));
  });
});
