import { defineTables } from '@parvis/db';
import {
  definePlugin,
  type IdentityProvider,
  type PaymentProvider,
  type Plugin,
  type RetentionRule,
} from '@parvis/kit';
import { describe, expect, it } from 'vitest';
import { pluginSet } from './registry.ts';

const plugin = (name: string, more: Partial<Plugin> = {}): Plugin => definePlugin({ name, api: 1, ...more });

const provider: IdentityProvider = {
  signs: 'citizen',
  label: 'Exemple',
  button: 'S’identifier',
  about: { href: 'https://exemple.fr', text: 'En savoir plus' },
  client: null,
  scopes: ['openid'],
  parameters: {},
  acr: [],
  vouch: () => null,
};

const till: PaymentProvider = {
  label: 'Exemple',
  about: 'Un exemple.',
  origin: 'https://exemple.fr',
  simulated: false,
  limits: { least: 1, most: 100 },
  settings: [],
  mode: () => 'test',
  begin: async () => ({ token: '1', url: 'https://exemple.fr/1', until: 0 }),
  outcome: async () => ({ state: 'pending' }),
  known: async () => 'Un exemple',
};

/** The code of the refusal. */
function refusal(plugins: readonly Plugin[]): unknown {
  try {
    pluginSet(plugins);
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}

describe('the plugins of an installation', () => {
  it('sorts each after what it needs, whatever the order of the list', () => {
    const list = [plugin('a', { needs: ['c'] }), plugin('b'), plugin('c', { needs: ['b'] })];
    const names = (plugins: readonly Plugin[]) => pluginSet(plugins).all.map((one) => one.name);
    expect(names(list)).toEqual(['b', 'c', 'a']);
    expect(names(list.toReversed())).toEqual(['b', 'c', 'a']);
  });

  it('refuses, with a code each, what could not work', () => {
    const offer = async () => null;
    const endpoint = { summary: 'Rien', schema: {}, answer: async () => ({ body: {} }) };
    const identity = (name: string) => ({ identity: { [name]: provider } });
    const tables = defineTables((kit) => ({ stray: kit.table('stray', { id: kit.id() }) }));
    const named = defineTables((kit) => ({ people: kit.table('stray_people', { id: kit.id() }) }));
    const rule: RetentionRule = {
      name: 'people',
      theme: 'requests',
      tables: [],
      what: 'Un nom',
      people: 'Les habitants',
      purpose: 'Répondre',
      basis: 'public-task',
      recipients: 'Les agents',
      keep: { clock: 'request' },
    };
    const cases: readonly [string, readonly Plugin[]][] = [
      ['PARVIS_PLUGIN_API', [{ ...plugin('a'), api: 2 as unknown as 1 }]],
      ['PARVIS_PLUGIN_NAME', [plugin('Not Kebab')]],
      ['PARVIS_PLUGIN_NAME', [plugin('core')]],
      ['PARVIS_PLUGIN_DUPLICATE', [plugin('a'), plugin('a')]],
      ['PARVIS_PLUGIN_MISSING', [plugin('a', { needs: ['b'] })]],
      ['PARVIS_PLUGIN_CYCLE', [plugin('a', { needs: ['b'] }), plugin('b', { needs: ['a'] })]],
      ['PARVIS_PLUGIN_TABLE', [plugin('a', { tables })]],
      ['PARVIS_PLUGIN_RETENTION_TABLE', [plugin('stray', { tables: named })]],
      ['PARVIS_PLUGIN_RETENTION', [plugin('a', { retention: [rule] })]],
      ['PARVIS_PLUGIN_PERMISSION', [plugin('a', { permissions: { 'b.read': { text: 'Lire', roles: [] } } })]],
      ['PARVIS_PLUGIN_PREFIX', [plugin('a', { pages: { '/agent': () => {} } })]],
      [
        'PARVIS_PLUGIN_PREFIX',
        [plugin('a', { pages: { '/x': () => {} } }), plugin('b', { pages: { '/x': () => {} } })],
      ],
      ['PARVIS_PLUGIN_PROVIDER', [plugin('a', identity('x')), plugin('b', identity('x'))]],
      ['PARVIS_PLUGIN_PROVIDER', [plugin('a', identity('../x'))]],
      [
        'PARVIS_PLUGIN_PAYMENT',
        [plugin('a', { payments: { x: till } }), plugin('b', { payments: { x: till } })],
      ],
      ['PARVIS_PLUGIN_PAYMENT', [plugin('a', { payments: { 'X Y': till } })]],
      ['PARVIS_PLUGIN_ENDPOINT', [plugin('a', { endpoints: { '/api/v1/site.json': endpoint } })]],
      [
        'PARVIS_PLUGIN_CHANNEL',
        [plugin('a', { channels: { form: { offer } } }), plugin('b', { channels: { form: { offer } } })],
      ],
    ];
    for (const [code, plugins] of cases) expect(refusal(plugins)).toBe(code);
  });

  it('finds who delivers a channel', () => {
    const channel = { offer: async () => null };
    const set = pluginSet([plugin('a', { channels: { form: channel } })]);
    expect(set.channels.get('form')?.plugin.name).toBe('a');
    expect(set.channels.get('appointment')).toBeUndefined();
  });
});
