// `parvis init`: a tenant with its bodies, sites and services, from the real data.

import type { FoundedTenant, Host } from '@parvis/core';
import { CodedError } from '@parvis/kit';
import { chooseCommune, chooseEpci } from './choose.ts';
import type { Installation } from './installation.ts';
import type { Progress } from './progress.ts';

export interface InitOptions {
  /** SIREN of an intercommunality, or else… */
  readonly epci?: string;
  /** …the INSEE code of one commune alone. */
  readonly commune?: string;
  /** Sites are served on `<slug>.<domain>`. */
  readonly domain: string;
  /** Marks every page as a demonstration and adds the invented content of the installation. */
  readonly demo?: boolean;
  /** Name of a theme; that of the installation's first theme unless given. */
  readonly theme?: string;
  readonly progress?: Progress;
}

/**
 * Makes a tenant in one transaction. The database must be migrated.
 *
 * @throws CodedError PARVIS_INIT_WHO, PARVIS_INIT_THEME, PARVIS_INIT_UNKNOWN_EPCI, PARVIS_INIT_UNKNOWN_COMMUNE,
 * PARVIS_INIT_NO_SIREN, PARVIS_INIT_EXISTS, PARVIS_SITE_HOST_TAKEN
 */
export async function initTenant(
  host: Host,
  installation: Pick<Installation, 'demo'>,
  { epci, commune, domain, demo = false, theme, progress }: InitOptions,
): Promise<FoundedTenant> {
  const { openingSteps, openTenant } = await import('@parvis/core');
  const plan = await planOf(epci, commune);
  const invented = demo ? installation.demo : undefined;
  progress?.start(openingSteps(host.house));
  try {
    return await openTenant(host.house, plan, {
      domain,
      theme: themeOf(host, theme),
      demo,
      ...(invented?.contactOf && { contactOf: invented.contactOf }),
      ...(invented?.furnish && { furnish: invented.furnish }),
      onStep: (step) => progress?.step(step),
    });
  } finally {
    progress?.stop();
  }
}

async function planOf(epci: string | undefined, commune: string | undefined) {
  const { planCommune, planEpci } = await import('@parvis/core');
  const { openTerritory } = await import('@parvis/territory');
  if (epci !== undefined && commune === undefined) return planEpci(openTerritory(), chooseEpci(epci));
  if (commune !== undefined && epci === undefined) return planCommune(chooseCommune(commune));
  throw new CodedError(
    'PARVIS_INIT_WHO',
    'Either an intercommunality or one commune is to be put online.',
    'Write: parvis init --epci <SIREN>, or: parvis init --commune <INSEE code>',
  );
}

function themeOf({ house }: Host, wanted: string | undefined): string {
  const names = house.theming.themes.map(({ name }) => name);
  const theme = wanted ?? names[0];
  if (theme !== undefined && names.includes(theme)) return theme;
  throw new CodedError(
    'PARVIS_INIT_THEME',
    `The installation has no theme named "${theme ?? ''}".`,
    `Its themes are: ${names.join(', ')}.`,
  );
}
