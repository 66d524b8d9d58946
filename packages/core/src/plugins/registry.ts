// The plugins of an installation, checked against each other at boot. List order never matters.

import { tableNames } from '@parvis/db';
import {
  type Channel,
  type ChannelKind,
  CodedError,
  type Plugin,
  type Slot,
  type SlotFiller,
} from '@parvis/kit';
import { endpointsOf } from '../http/api-catalogue.ts';
import { checkDeclarations, type OwnedRule } from '../privacy/declarations.ts';

export interface PluginSet {
  /** Sorted so that each comes after what it needs; by name where that leaves a choice. */
  readonly all: readonly Plugin[];
  readonly byName: ReadonlyMap<string, Plugin>;
  /** Who delivers each kind of channel. */
  readonly channels: ReadonlyMap<ChannelKind, { readonly plugin: Plugin; readonly channel: Channel }>;
  /** What they keep about people. */
  readonly retention: readonly OwnedRule[];
  fillersOf(slot: Slot): readonly { readonly plugin: Plugin; readonly fill: SlotFiller }[];
}

/** First parts of addresses that the host keeps for itself. */
const HOST_PREFIXES = [
  '/',
  '/demarches',
  '/suivi',
  '/mon-espace',
  '/paiement',
  '/avis',
  '/adresses',
  '/envois',
  '/connexion',
  '/contact',
  '/recherche',
  '/accessibilite',
  '/mentions-legales',
  '/donnees-personnelles',
  '/plan-du-site',
  '/agent',
  '/api',
  '/assets',
  '/healthz',
  '/readyz',
  '/metrics',
  '/_courrier',
] as const;

/**
 * Checks and sorts plugins.
 *
 * @throws CodedError PARVIS_PLUGIN_API, PARVIS_PLUGIN_NAME, PARVIS_PLUGIN_DUPLICATE, PARVIS_PLUGIN_MISSING,
 * PARVIS_PLUGIN_PAYMENT, PARVIS_PLUGIN_CYCLE, PARVIS_PLUGIN_TABLE, PARVIS_PLUGIN_PERMISSION, PARVIS_PLUGIN_PREFIX, PARVIS_PLUGIN_PROVIDER, PARVIS_PLUGIN_ENDPOINT, PARVIS_PLUGIN_CHANNEL,
 * PARVIS_PLUGIN_RETENTION, PARVIS_PLUGIN_RETENTION_TABLE
 */
export function pluginSet(plugins: readonly Plugin[]): PluginSet {
  const byName = new Map<string, Plugin>();
  for (const plugin of plugins) {
    checkAlone(plugin);
    if (byName.has(plugin.name)) {
      throw new CodedError(
        'PARVIS_PLUGIN_DUPLICATE',
        `Two plugins are named "${plugin.name}".`,
        'Remove one from the list of plugins of the installation.',
      );
    }
    byName.set(plugin.name, plugin);
  }
  const all = sorted(byName);
  checkPrefixes(all);
  checkProviders(all);
  checkPaymentProviders(all);
  endpointsOf(all);
  return {
    all,
    byName,
    channels: channelsOf(all),
    retention: all.flatMap(({ name, retention = [] }) => retention.map((rule) => ({ owner: name, rule }))),
    fillersOf: (slot) =>
      all.flatMap((plugin) => {
        const fill = plugin.slots?.[slot];
        return fill ? [{ plugin, fill }] : [];
      }),
  };
}

function checkAlone(plugin: Plugin): void {
  const { name } = plugin;
  if (plugin.api !== 1) {
    throw new CodedError(
      'PARVIS_PLUGIN_API',
      `The plugin "${name}" is written for version ${String(plugin.api)} of the contract; this host has version 1.`,
      'Install the release of the plugin that fits this host.',
    );
  }
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name === 'core') {
    throw new CodedError(
      'PARVIS_PLUGIN_NAME',
      `"${name}" is not a name for a plugin.`,
      'Use kebab-case; "core" is taken.',
    );
  }
  const prefix = `${name.replaceAll('-', '_')}_`;
  const stray = plugin.tables && tableNames(plugin.tables).find((table) => !table.startsWith(prefix));
  if (stray !== undefined) {
    throw new CodedError(
      'PARVIS_PLUGIN_TABLE',
      `The table "${stray}" of the plugin "${name}" does not start with "${prefix}".`,
      'Tables carry the name of their plugin, so that two plugins never meet.',
    );
  }
  const foreign = Object.keys(plugin.permissions ?? {}).find((one) => !one.startsWith(`${name}.`));
  if (foreign !== undefined) {
    throw new CodedError(
      'PARVIS_PLUGIN_PERMISSION',
      `The permission "${foreign}" of the plugin "${name}" does not start with "${name}.".`,
      'Permissions are named <plugin>.<verb>.',
    );
  }
  checkDeclarations({ ...plugin, owner: name });
}

/** Depth first over `needs`, names in order: the same set always sorts the same way. */
function sorted(byName: ReadonlyMap<string, Plugin>): readonly Plugin[] {
  const done = new Set<Plugin>();
  const visit = (plugin: Plugin, path: readonly string[]): void => {
    if (done.has(plugin)) return;
    if (path.includes(plugin.name)) {
      throw new CodedError(
        'PARVIS_PLUGIN_CYCLE',
        `Plugins need each other in a circle: ${[...path, plugin.name].join(' → ')}.`,
        'Let them meet through an event instead.',
      );
    }
    for (const need of [...(plugin.needs ?? [])].sort()) {
      const other = byName.get(need);
      if (!other) {
        throw new CodedError(
          'PARVIS_PLUGIN_MISSING',
          `The plugin "${plugin.name}" needs "${need}", which is not installed.`,
          `Add "${need}" to the plugins of the installation, or remove "${plugin.name}".`,
        );
      }
      visit(other, [...path, plugin.name]);
    }
    done.add(plugin);
  };
  for (const name of [...byName.keys()].sort()) {
    const plugin = byName.get(name);
    if (plugin) visit(plugin, []);
  }
  return [...done];
}

function checkPrefixes(plugins: readonly Plugin[]): void {
  const owners = new Map<string, string>(HOST_PREFIXES.map((prefix) => [prefix, 'core']));
  for (const plugin of plugins) {
    for (const prefix of Object.keys(plugin.pages ?? {})) {
      const owner = owners.get(prefix);
      if (owner !== undefined || !/^\/[a-z0-9-]+$/.test(prefix)) {
        throw new CodedError(
          'PARVIS_PLUGIN_PREFIX',
          `The plugin "${plugin.name}" wants pages under "${prefix}"${owner ? `, which belongs to "${owner}"` : ''}.`,
          'A prefix is one part, such as /rendez-vous, and has one owner.',
        );
      }
      owners.set(prefix, plugin.name);
    }
  }
}

/** Their names stand in addresses that providers are told, and in the rows of linked accounts. */
function checkProviders(plugins: readonly Plugin[]): void {
  const owners = new Map<string, string>();
  for (const plugin of plugins) {
    for (const provider of Object.keys(plugin.identity ?? {})) {
      const owner = owners.get(provider);
      if (owner !== undefined || !/^[a-z][a-z0-9-]*$/.test(provider)) {
        throw new CodedError(
          'PARVIS_PLUGIN_PROVIDER',
          `The plugin "${plugin.name}" brings an identity provider named "${provider}"${owner ? `, as "${owner}" does` : ''}.`,
          'Such a name is kebab-case, and one plugin has it.',
        );
      }
      owners.set(provider, plugin.name);
    }
  }
}

/** Their names stand in rows: of accounts, and of what was paid years ago. */
function checkPaymentProviders(plugins: readonly Plugin[]): void {
  const owners = new Map<string, string>();
  for (const plugin of plugins) {
    for (const provider of Object.keys(plugin.payments ?? {})) {
      const owner = owners.get(provider);
      if (owner !== undefined || !/^[a-z][a-z0-9-]*$/.test(provider)) {
        throw new CodedError(
          'PARVIS_PLUGIN_PAYMENT',
          `The plugin "${plugin.name}" brings a payment provider named "${provider}"${owner ? `, as "${owner}" does` : ''}.`,
          'Such a name is kebab-case, and one plugin has it.',
        );
      }
      owners.set(provider, plugin.name);
    }
  }
}

function channelsOf(plugins: readonly Plugin[]): PluginSet['channels'] {
  const channels = new Map<ChannelKind, { plugin: Plugin; channel: Channel }>();
  for (const plugin of plugins) {
    for (const [kind, channel] of Object.entries(plugin.channels ?? {}) as [ChannelKind, Channel][]) {
      const other = channels.get(kind);
      if (other) {
        throw new CodedError(
          'PARVIS_PLUGIN_CHANNEL',
          `The plugins "${other.plugin.name}" and "${plugin.name}" both deliver the channel "${kind}".`,
          'Keep one of them.',
        );
      }
      channels.set(kind, { plugin, channel });
    }
  }
  return channels;
}
