// An installation is described by `parvis.config.ts` in the folder where `parvis` is run: which plugins, which themes.

import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Furnish, NodeProgram, PlannedBody } from '@parvis/core';
import { CodedError, type Contact, type Plugin } from '@parvis/kit';

/** Invented content for `parvis init --demo`: nobody real, no real hours. */
export interface Demo {
  readonly contactOf?: (body: PlannedBody) => Contact;
  readonly furnish?: Furnish;
}

export interface Installation {
  readonly plugins: readonly Plugin[];
  /** Folders of themes. The first is the one that new sites get. */
  readonly themes: readonly [URL, ...URL[]];
  readonly demo?: Demo;
  /** Served beside it, on the hosts that list the sites: a demonstration's simulators. */
  readonly programs?: readonly NodeProgram[];
}

const CONFIG_FILE = 'parvis.config.ts';

/** Types an installation and freezes it. `parvis.config.ts` exports it by default. */
export function defineInstallation(installation: Installation): Installation {
  return Object.freeze(installation);
}

/**
 * Imports the installation that a file describes, `parvis.config.ts` of the working directory unless given.
 *
 * @throws CodedError PARVIS_CLI_NO_CONFIG, PARVIS_CLI_CONFIG
 */
export async function loadInstallation(file: string = CONFIG_FILE): Promise<Installation> {
  const path = resolve(file);
  await access(path).catch(() => {
    throw new CodedError(
      'PARVIS_CLI_NO_CONFIG',
      `There is no ${path}.`,
      `Run parvis where ${CONFIG_FILE} is, or give its path with --config. It exports defineInstallation({ plugins, themes }).`,
    );
  });
  const module: unknown = await import(pathToFileURL(path).href).catch((cause: unknown) => {
    // A plugin or the host that refuses says it better itself.
    if (cause instanceof CodedError) throw cause;
    throw new CodedError(
      'PARVIS_CLI_CONFIG',
      `${path} cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
      'Correct the file, or install what it imports. Its folder has a package.json with "type": "module".',
      { cause },
    );
  });
  const installation = isObject(module) ? module['default'] : undefined;
  if (isInstallation(installation)) return installation;
  throw new CodedError(
    'PARVIS_CLI_CONFIG',
    `${path} does not describe an installation.`,
    'Write: export default defineInstallation({ plugins: [...], themes: [new URL(...)] }), with one theme at least.',
  );
}

function isInstallation(value: unknown): value is Installation {
  if (!isObject(value)) return false;
  const { plugins, themes } = value;
  return (
    Array.isArray(plugins) &&
    plugins.every((plugin) => isObject(plugin) && typeof plugin['name'] === 'string') &&
    Array.isArray(themes) &&
    themes.length > 0 &&
    themes.every((theme) => theme instanceof URL)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
