// A whole Parvis host for a test: real database, real files, real plugins, no network. Tests talk to it as browsers do.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, contextFor, type Host, type NodeProgram, openHost } from '@parvis/core';
import { newId } from '@parvis/db';
import type { Plugin, TxCtx } from '@parvis/kit';
import { pino } from 'pino';
import { Visitor } from './visitor.ts';

export interface StartOptions {
  readonly plugins?: readonly Plugin[];
  /** Folders of themes; the first theme of Parvis unless given. */
  readonly themes?: readonly URL[];
  /** A `postgres://` URL of an empty database; SQLite without it. */
  readonly databaseUrl?: string;
  readonly config?: Partial<Config>;
  /** Served beside the host, once it listens. */
  readonly programs?: readonly NodeProgram[];
}

export interface TestHost extends Host {
  /** Opens a browser without scripts on a host name of the installation; `headers` are what a proxy would add. */
  visit(host: string, headers?: Readonly<Record<string, string>>): Visitor;
  /** Runs a plugin's code in a transaction, as the machine, on a site. */
  inside<T>(host: string, plugin: string, work: (tx: TxCtx) => Promise<T>): Promise<T>;
  /** Runs every job that is due; returns how many ran. */
  drain(): Promise<number>;
}

export const PARVIS_THEME = new URL('../../../themes/parvis/', import.meta.url);

/** Starts a host on a database of its own, migrated and empty. Close it: that removes its folder. */
export async function startHost({
  plugins = [],
  themes = [PARVIS_THEME],
  databaseUrl,
  config,
  programs = [],
}: StartOptions = {}): Promise<TestHost> {
  const data = await mkdtemp(join(tmpdir(), 'parvis-test-'));
  const host = await openHost({
    config: {
      data,
      ...(databaseUrl && { databaseUrl }),
      secret: newId(),
      port: 0,
      host: '127.0.0.1',
      mailFrom: 'ne-pas-repondre@exemple.fr',
      directoryHosts: ['localhost'],
      trustProxy: false,
      ...config,
    },
    plugins,
    themes,
    programs,
    log: pino({ level: 'silent' }),
  });
  await host.migrate();
  return {
    ...host,
    visit: (name, headers) => new Visitor(host, name, headers),
    async inside(name, plugin, work) {
      const snapshot = await host.house.sites.byHost(name);
      if (!snapshot) throw new Error(`no site is at ${name}`);
      const standing = { snapshot, actor: { kind: 'system' }, now: Date.now() } as const;
      return contextFor(host.house, standing, plugin).write(work);
    },
    drain: () => host.house.jobs.drain(),
    async close() {
      await host.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
