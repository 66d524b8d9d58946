import { describe, expect, it } from 'vitest';
import { sqliteKit } from './column-kit.ts';
import { postgresKit } from './postgres-kit.ts';

interface Address {
  readonly street: string;
  readonly lines?: readonly string[];
}

// Every builder, bare and with what may follow it, spelled for each kit: TypeScript cannot abstract over both.
const sqliteTarget = sqliteKit.table('target', { id: sqliteKit.id() });
const postgresTarget = postgresKit.table('target', { id: postgresKit.id() });

const onSqlite = sqliteKit.table(
  'everything',
  {
    id: sqliteKit.id(),
    ref: sqliteKit.ref('ref', () => sqliteTarget.id),
    refSet: sqliteKit.ref('ref_set', () => sqliteTarget.id, { onDelete: 'cascade' }).notNull(),
    text: sqliteKit.text('text'),
    textSet: sqliteKit.text('text_set').notNull().default('x').unique(),
    word: sqliteKit.text('word', { enum: ['yes', 'no'] }),
    wordSet: sqliteKit
      .text('word_set', { enum: ['yes', 'no'] })
      .notNull()
      .default('no'),
    branded: sqliteKit.text('branded').$type<`site:${string}`>(),
    integer: sqliteKit.integer('integer'),
    integerSet: sqliteKit.integer('integer_set').notNull().default(0),
    real: sqliteKit.real('real'),
    realSet: sqliteKit.real('real_set').notNull(),
    boolean: sqliteKit.boolean('boolean'),
    booleanSet: sqliteKit.boolean('boolean_set').notNull().default(false),
    instant: sqliteKit.instant('instant'),
    instantSet: sqliteKit.instant('instant_set').notNull(),
    day: sqliteKit.day('day'),
    daySet: sqliteKit.day('day_set').notNull(),
    json: sqliteKit.json<Address>('json'),
    jsonSet: sqliteKit.json<readonly Address[]>('json_set').notNull().default([]),
    bytes: sqliteKit.bytes('bytes'),
    bytesSet: sqliteKit.bytes('bytes_set').notNull(),
  },
  (t) => [sqliteKit.index('by_text').on(t.text), sqliteKit.uniqueIndex('by_day').on(t.day, t.word)],
);

const onPostgres = postgresKit.table(
  'everything',
  {
    id: postgresKit.id(),
    ref: postgresKit.ref('ref', () => postgresTarget.id),
    refSet: postgresKit.ref('ref_set', () => postgresTarget.id, { onDelete: 'cascade' }).notNull(),
    text: postgresKit.text('text'),
    textSet: postgresKit.text('text_set').notNull().default('x').unique(),
    word: postgresKit.text('word', { enum: ['yes', 'no'] }),
    wordSet: postgresKit
      .text('word_set', { enum: ['yes', 'no'] })
      .notNull()
      .default('no'),
    branded: postgresKit.text('branded').$type<`site:${string}`>(),
    integer: postgresKit.integer('integer'),
    integerSet: postgresKit.integer('integer_set').notNull().default(0),
    real: postgresKit.real('real'),
    realSet: postgresKit.real('real_set').notNull(),
    boolean: postgresKit.boolean('boolean'),
    booleanSet: postgresKit.boolean('boolean_set').notNull().default(false),
    instant: postgresKit.instant('instant'),
    instantSet: postgresKit.instant('instant_set').notNull(),
    day: postgresKit.day('day'),
    daySet: postgresKit.day('day_set').notNull(),
    json: postgresKit.json<Address>('json'),
    jsonSet: postgresKit.json<readonly Address[]>('json_set').notNull().default([]),
    bytes: postgresKit.bytes('bytes'),
    bytesSet: postgresKit.bytes('bytes_set').notNull(),
  },
  (t) => [postgresKit.index('by_text').on(t.text), postgresKit.uniqueIndex('by_day').on(t.day, t.word)],
);

// Two types are equal when one cannot be told from the other by a conditional type that is not resolved yet.
interface Like<A> {
  readonly test: <T>(value: T) => T extends A ? 1 : 2;
}
type Equal<A, B> = Like<A> extends Like<B> ? (Like<B> extends Like<A> ? true : false) : false;

function proveEqual<A, B>(_equal: Equal<A, B>): void {}

type OtherRow = Omit<(typeof onPostgres)['$inferSelect'], 'real'> & { readonly real: string | null };

describe('the two column kits', () => {
  it('infer the same rows and the same inserts, for every builder', () => {
    // The compiler is the judge of these: the calls do nothing when run.
    proveEqual<(typeof onSqlite)['$inferSelect'], (typeof onPostgres)['$inferSelect']>(true);
    proveEqual<(typeof onSqlite)['$inferInsert'], (typeof onPostgres)['$inferInsert']>(true);
    proveEqual<keyof typeof sqliteKit, keyof typeof postgresKit>(true);
    // @ts-expect-error One column of another type: the proof above can fail.
    proveEqual<(typeof onSqlite)['$inferSelect'], OtherRow>(true);
  });

  it('are held by this test to every builder they have', () => {
    const notColumns = ['engine', 'index', 'primaryKey', 'table', 'uniqueIndex'];
    const covered = ['boolean', 'bytes', 'day', 'id', 'instant', 'integer', 'json', 'real', 'ref', 'text'];
    expect(Object.keys(sqliteKit).sort()).toEqual([...notColumns, ...covered].sort());
    expect(Object.keys(postgresKit).sort()).toEqual(Object.keys(sqliteKit).sort());
  });
});
