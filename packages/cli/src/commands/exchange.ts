// `parvis procedure export` and `import`: what a plugin moves between installations, as files.

import { readFile } from 'node:fs/promises';
import type { Host } from '@parvis/core';
import { CodedError, type Ctx, type Exchange } from '@parvis/kit';
import type { Installation } from '../installation.ts';
import { openInstallation } from '../open-installation.ts';

export interface ExportWanted {
  readonly what: string;
  readonly name: string;
  /** SIREN or INSEE code; the only body that pools without it. */
  readonly at?: string;
}

export interface ImportWanted {
  readonly what: string;
  readonly file: string;
  readonly at: string;
  readonly dry: boolean;
}

type Say = (line: string) => void;

/** @throws CodedError PARVIS_CLI_SITE, PARVIS_CLI_EXCHANGE, and what the plugin refuses */
export async function exportCommand(
  installation: Installation,
  { what, name, at }: ExportWanted,
  say: Say = console.log,
): Promise<void> {
  const { host } = await openInstallation(installation);
  try {
    const { exchange, ctx } = await exchangeAt(host, what, at);
    say(JSON.stringify(await ctx.write((tx) => exchange.export(tx, name)), null, 2));
  } finally {
    await host.close();
  }
}

/** @throws CodedError PARVIS_CLI_SITE, PARVIS_CLI_EXCHANGE, PARVIS_CLI_FILE, and what the plugin refuses */
export async function importCommand(
  installation: Installation,
  { what, file, at, dry }: ImportWanted,
  say: Say = console.log,
): Promise<void> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new CodedError('PARVIS_CLI_FILE', `"${file}" could not be read.`, 'Check its path.', { cause });
  });
  const { host } = await openInstallation(installation);
  try {
    const { exchange, ctx } = await exchangeAt(host, what, at);
    const report = await ctx.write((tx) => exchange.import(tx, bytes, { dry }));
    for (const line of report) say(line);
    say(dry ? 'Essai\u00A0: rien n’a été changé.' : `C’est fait pour ${ctx.site.authority.name}.`);
  } finally {
    await host.close();
  }
}

interface Standing {
  readonly exchange: Exchange;
  readonly ctx: Ctx;
}

async function exchangeAt({ house }: Host, what: string, at: string | undefined): Promise<Standing> {
  const plugin = house.plugins.all.find(({ exchanges }) => exchanges && Object.hasOwn(exchanges, what));
  const load = plugin?.exchanges?.[what];
  if (!plugin || !load)
    throw new CodedError(
      'PARVIS_CLI_EXCHANGE',
      `No plugin of the installation moves a ${what}.`,
      'Add the plugin that does to parvis.config.ts.',
    );
  const { contextFor, schema } = await import('@parvis/core');
  const { eq } = await import('@parvis/db');
  const { site, authority } = schema.for(house.db.read);
  const rows = await house.db.read
    .select({ id: site.id, kind: authority.kind, siren: authority.siren, insee: authority.insee })
    .from(site)
    .innerJoin(authority, eq(authority.id, site.authorityId));
  const code = at?.replaceAll(/\s/g, '').toUpperCase();
  const pooling = rows.some(({ kind }) => kind === 'epci')
    ? rows.filter(({ kind }) => kind === 'epci')
    : rows;
  const found =
    code === undefined ? pooling : rows.filter(({ siren, insee }) => siren === code || insee === code);
  const [row] = found;
  const snapshot = row && (code !== undefined || found.length === 1) ? await house.sites.byId(row.id) : null;
  if (!snapshot)
    throw new CodedError(
      'PARVIS_CLI_SITE',
      code === undefined
        ? 'The installation has several bodies.'
        : `No site of the installation is of "${code}".`,
      'Name one by its SIREN, or a commune by its INSEE code.',
    );
  return {
    exchange: await load(),
    ctx: contextFor(house, { snapshot, actor: { kind: 'system' }, now: Date.now() }, plugin.name),
  };
}
