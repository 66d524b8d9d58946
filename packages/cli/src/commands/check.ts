// `parvis check`

import type { Anchor } from '@parvis/core';
import { type Check, CodedError } from '@parvis/kit';
import type { Installation } from '../installation.ts';
import { openInstallation } from '../open-installation.ts';

export interface CheckFlags {
  readonly json?: boolean;
  /** `<tenant>=<number:hash>`, several. */
  readonly anchor: readonly string[];
}

/**
 * Prints a line a check; false when one has failed. What keeps the installation from being opened at all is a failed
 * check too.
 *
 * @throws CodedError PARVIS_CLI_ANCHOR
 */
export async function checkCommand(
  installation: Installation,
  { json = false, anchor }: CheckFlags,
  print = console.log,
): Promise<boolean> {
  const checks = await runChecks(installation, await anchorsFrom(anchor));
  for (const check of checks) {
    const { name, ok, text } = check;
    print(json ? JSON.stringify(check) : `${ok ? 'ok    ' : 'FAILED'}  ${name}: ${text}`);
  }
  return checks.every(({ ok }) => ok);
}

async function runChecks(
  installation: Installation,
  anchors: ReadonlyMap<string, Anchor>,
): Promise<readonly Check[]> {
  const { checkInstallation } = await import('@parvis/core/check');
  const opened = await openInstallation(installation).catch((error: unknown) => error);
  if (!isOpened(opened)) return [refusal(opened)];
  const { host } = opened;
  try {
    return await checkInstallation(host.house, { anchors });
  } finally {
    await host.close();
  }
}

type Opened = Awaited<ReturnType<typeof openInstallation>>;

function isOpened(outcome: unknown): outcome is Opened {
  return typeof outcome === 'object' && outcome !== null && 'host' in outcome;
}

function refusal(error: unknown): Check {
  const text = error instanceof Error ? error.message : String(error);
  return { name: 'installation', ok: false, text };
}

async function anchorsFrom(given: readonly string[]): Promise<ReadonlyMap<string, Anchor>> {
  const { toAnchor } = await import('@parvis/core');
  return new Map(
    given.map((text) => {
      const [, tenant = '', place = ''] = /^([^=]+)=(.*)$/.exec(text) ?? [];
      const anchor = toAnchor(place);
      if (anchor) return [tenant, anchor] as const;
      throw new CodedError(
        'PARVIS_CLI_ANCHOR',
        `"${text}" is no place of an audit log.`,
        'Give it as parvis check printed it: --anchor <tenant>=<number>:<hash>.',
      );
    }),
  );
}
