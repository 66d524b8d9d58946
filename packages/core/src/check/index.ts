// `parvis check`: whether an installation is set up as it should be, one sentence a check. Each looks and changes nothing.

import type { Check } from '@parvis/kit';
import type { Anchor } from '../audit/chain.ts';
import type { House } from '../house.ts';
import { checkAudit } from './audit.ts';
import { checkDatabase } from './database.ts';
import { checkDisk, checkFailedJobs, checkMail, checkSecret } from './machine.ts';
import { checkParts } from './parts.ts';
import { checkPayments } from './payments.ts';

export interface CheckOptions {
  /** Places of the audit log that were kept elsewhere, by id of the tenant. */
  readonly anchors?: ReadonlyMap<string, Anchor>;
}

/** In the order in which they should be mended. A check that breaks has failed, and does not stop the others. */
export async function checkInstallation(
  house: House,
  { anchors = new Map() }: CheckOptions = {},
): Promise<readonly Check[]> {
  const checks: readonly (readonly [name: string, run: () => Promise<readonly Check[]>])[] = [
    ['database', () => checkDatabase(house)],
    ['secret', () => checkSecret(house.config)],
    ['mail', () => checkMail(house)],
    ['disk', () => checkDisk(house.config)],
    ['jobs', () => checkFailedJobs(house)],
    ['pages', () => checkParts(house)],
    ['payments', () => checkPayments(house)],
    ['audit', () => checkAudit(house, anchors)],
    ...house.plugins.all.flatMap(({ name, check }) =>
      check ? [[name, async () => prefixed(name, await check())] as const] : [],
    ),
  ];
  const done: Check[] = [];
  for (const [name, run] of checks) {
    done.push(...(await run().catch((error: unknown) => [{ name, ok: false, text: reasonOf(error) }])));
  }
  return done;
}

function prefixed(plugin: string, checks: readonly Check[]): readonly Check[] {
  return checks.map((check) => ({
    ...check,
    name: check.name === plugin ? plugin : `${plugin}: ${check.name}`,
  }));
}

function reasonOf(error: unknown): string {
  return `could not be checked: ${error instanceof Error ? error.message : String(error)}`;
}
