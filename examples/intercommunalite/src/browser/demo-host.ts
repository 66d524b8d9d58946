// The demonstration, served on a free port for the time of a test file.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initTenant, openInstallation } from '@parvis/cli';
import type { Config, Host } from '@parvis/core';
import type { Page } from '@parvis/testing/browser';
import { afterAll, beforeAll } from 'vitest';
import installation from '../../parvis.config.ts';
import { BROKER_HOST, EPCI_SIREN } from '../bodies.ts';
import { DEMO_PASSWORD } from '../people.ts';

export interface DemoHost {
  readonly host: Host;
  /** The address of a page: `le-favril` for a commune, nothing for the list of the sites. */
  readonly at: (site: string, path: string) => string;
}

/**
 * Starts the demonstration before the tests of a file, and removes it after them; `more` adds to its environment, `before` is
 * what comes once it is founded, before it is served.
 */
export function demoHost(
  more: () => Readonly<Record<string, string>> = () => ({}),
  before?: (config: Config) => Promise<void>,
): () => DemoHost {
  let running: DemoHost | undefined;
  let data = '';
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'parvis-browser-'));
    const environment = {
      PARVIS_DATA: data,
      PORT: '0',
      HOST: '127.0.0.1',
      PARVIS_DIRECTORY_HOSTS: 'localhost',
      PARVIS_BROKER_HOST: BROKER_HOST,
      ...more(),
    };
    const { host, config } = await openInstallation(installation, environment);
    await host.migrate();
    await initTenant(host, installation, { epci: EPCI_SIREN, domain: 'localhost', demo: true });
    await before?.(config);
    const { port } = await host.listen();
    running = { host, at: (site, path) => `http://${site === '' ? '' : `${site}.`}localhost:${port}${path}` };
  }, 120_000);
  afterAll(async () => {
    await running?.host.close();
    await rm(data, { recursive: true, force: true });
  });
  return () => {
    if (!running) throw new Error('the demonstration is not running');
    return running;
  };
}

/** Signs an agent in, on the site of Le Favril unless told. */
export async function signIn(page: Page, { at }: DemoHost, email: string, site = 'le-favril'): Promise<void> {
  await page.goto(at(site, '/agent/connexion'));
  await page.fill('input[type=email]', email);
  await page.fill('input[type=password]', DEMO_PASSWORD);
  await page.click('button:has-text("Se connecter")');
  await page.waitForURL(/\/agent(?!\/connexion)/);
}

/** Answers the pages of the bulky waste form; stops at the check. */
export async function fillBulkyWaste(page: Page, { at }: DemoHost, person = 'Claire'): Promise<void> {
  const next = () => page.click('main button:has-text("Continuer")');
  await page.goto(at('le-favril', '/demarches/encombrants'));
  await page.click('a:has-text("Commencer")');
  await page.check('input[value=meuble]');
  await page.fill('textarea', 'un canapé trois places');
  await next();
  await page.fill('[name="adresse--line"]', '3 rue du Lavoir');
  await page.fill('[name="adresse--postal-code"]', '28190');
  await page.fill('[name="adresse--commune"]', 'Le Favril');
  await next();
  await page.check('input[name=aide][value=non]');
  await next();
  await page.fill('[name=prenom]', person);
  await page.fill('[name=nom]', 'Martin');
  await page.fill('[name=courriel]', 'claire.martin@exemple.fr');
  await next();
}
