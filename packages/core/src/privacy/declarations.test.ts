// Nothing about people may be stored without saying what, why and how long.

import { defineTables } from '@parvis/db';
import type { RetentionRule } from '@parvis/kit';
import { startHost } from '@parvis/testing';
import { describe, expect, it } from 'vitest';
import { schema } from '../schema.ts';
import { checkDeclarations, type Declarations } from './declarations.ts';
import { HOST_IMPERSONAL, hostRules } from './host-rules.ts';

const tables = defineTables((kit) => ({
  person: kit.table('a_person', { id: kit.id() }),
  place: kit.table('a_place', { id: kit.id() }),
}));

const rule: RetentionRule = {
  name: 'people',
  theme: 'requests',
  tables: ['a_person'],
  what: 'Un nom',
  people: 'Les habitants',
  purpose: 'Répondre',
  basis: 'public-task',
  recipients: 'Les agents',
  keep: { clock: 'request' },
  erase: async () => 0,
};
const whole: Declarations = {
  owner: 'a',
  tables,
  retention: [rule],
  impersonal: { a_place: 'public places' },
};

function refusal(declarations: Declarations): unknown {
  try {
    checkDeclarations(declarations);
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}

describe('what an owner of tables declares', () => {
  it('is complete when each table is in a rule or holds nobody', () => {
    expect(refusal(whole)).toBeNull();
    expect(refusal({ owner: 'a' })).toBeNull();
  });

  it('is refused, with a code, where a table was forgotten or is unknown', () => {
    const code = 'PARVIS_PLUGIN_RETENTION_TABLE';
    expect(refusal({ ...whole, impersonal: {} })).toBe(code);
    expect(refusal({ ...whole, retention: [] })).toBe(code);
    expect(refusal({ ...whole, impersonal: { ...whole.impersonal, a_ghost: 'none' } })).toBe(code);
  });

  it('is refused where a rule is there twice, ill named, or lacks what its clock calls', () => {
    const code = 'PARVIS_PLUGIN_RETENTION';
    const { erase: _erase, ...inert } = rule;
    const faults: readonly (readonly RetentionRule[])[] = [
      [rule, rule],
      [{ ...rule, name: 'Not Kebab' }],
      [inert],
      [{ ...inert, keep: { clock: 'account' } }],
      [{ ...rule, keep: { clock: 'own', days: 1, from: 'hier' } }],
    ];
    for (const retention of faults) expect(refusal({ ...whole, retention })).toBe(code);
  });

  it('is complete for the host: whoever adds a table says what it keeps', async () => {
    const host = await startHost();
    const retention = hostRules(host.house);
    await host.close();
    const declared = { owner: 'core', tables: schema, retention, impersonal: HOST_IMPERSONAL };
    expect(() => checkDeclarations(declared)).not.toThrow();
    const { authority: _authority, ...fewer } = HOST_IMPERSONAL;
    expect(refusal({ ...declared, impersonal: fewer })).toBe('PARVIS_PLUGIN_RETENTION_TABLE');
  });
});
