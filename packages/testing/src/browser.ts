// Debian's Chromium, for tests that look at pages as people do.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Page,
  type Response,
} from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { htmlErrors } from './html-errors.ts';

export type { Browser, BrowserContext, Page } from 'playwright-core';
export { htmlErrors } from './html-errors.ts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The sizes of window that every page is looked at in: a small telephone, and a desk. */
export const WIDTHS = [320, 1280] as const;

/**
 * Declares a suite that drives a browser. Without Chromium it is skipped, or fails when `CI` or
 * `PARVIS_REQUIRE_BROWSER` is set.
 */
export function describeInBrowser(name: string, suite: (browser: () => Browser) => void): void {
  const path = process.env['PARVIS_TEST_CHROMIUM'] ?? PLACES.find((place) => existsSync(place));
  if (path === undefined) {
    if (process.env['CI'] || process.env['PARVIS_REQUIRE_BROWSER']) {
      it(`${name} (in a browser)`, () => {
        throw new Error('Chromium was not found: the browser tests cannot run.');
      });
      return;
    }
    describe.skip(`${name} (Chromium was not found)`, () => suite(noBrowser));
    return;
  }
  describe(`${name} (in a browser)`, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: path, args: FLAGS });
    });
    afterAll(() => browser?.close());
    suite(() => browser ?? noBrowser());
  });
}

function noBrowser(): never {
  throw new Error('the browser is not open');
}

/** A window of its own, closed after the work. */
export async function inWindow<T>(
  browser: Browser,
  options: BrowserContextOptions,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ locale: 'fr-FR', ...options });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

let axe: Promise<string> | undefined;

/** A line for each rule that axe finds broken, with where. The window needs `bypassCSP`: axe is no script of the site. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  axe ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(await axe);
  const violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[] = await page.evaluate("axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)");
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

/** True when the page must be scrolled sideways (RGAA 10.11). */
export async function overflows(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}

type Scheme = 'light' | 'dark';

/**
 * Watches a window. What it answers says what is wrong with the page that the window shows by then, whatever led there: as the
 * server sent it (HTML), as it is drawn (axe, in each of those schemes of colours) and whether it must be scrolled sideways.
 */
export function faultsOf(page: Page, schemes: readonly Scheme[] = []): () => Promise<readonly string[]> {
  let shown: Response | undefined;
  page.on('response', (response) => {
    const isShown = response.frame() === page.mainFrame() && response.request().isNavigationRequest();
    if (isShown && response.headers()['content-type']?.startsWith('text/html')) shown = response;
  });
  return async () => {
    await page.waitForLoadState();
    // Read only here: the body of a page that was left is gone.
    const found = [...(shown ? await htmlErrors(await shown.text()) : ['no page was sent'])];
    return [...found, ...(await drawingFaults(page, schemes))].map(
      (fault) => `${new URL(page.url()).pathname}: ${fault}`,
    );
  };
}

/** Goes to a page that must answer with that status, and says what is wrong with it, as {@link faultsOf} does. */
export async function faultsAt(page: Page, url: string, status = 200): Promise<readonly string[]> {
  const response = await page.goto(url);
  const found = [...(response ? await htmlErrors(await response.text()) : [])];
  if (response?.status() !== status) found.push(`answered ${response?.status()}`);
  return [...found, ...(await drawingFaults(page))].map((fault) => `${url}: ${fault}`);
}

async function drawingFaults(page: Page, schemes: readonly Scheme[] = []): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await axeViolations(page)).map((fault) => `${colorScheme}: ${fault}`));
  }
  if (schemes.length === 0) found.push(...(await axeViolations(page)));
  if (await overflows(page)) found.push('must be scrolled sideways');
  return found;
}

export interface PageWeight {
  readonly requests: number;
  /** Of bodies and headers, as they came through the wire. */
  readonly bytes: number;
}

/** Opens an address with an empty cache, and weighs all that the page needs. */
export async function pageWeight(page: Page, url: string): Promise<PageWeight> {
  const devtools = await page.context().newCDPSession(page);
  let requests = 0;
  let bytes = 0;
  devtools.on('Network.requestWillBeSent', ({ request }) => {
    if (!request.url.startsWith('data:')) requests += 1;
  });
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto(url, { waitUntil: 'networkidle' });
  await devtools.detach();
  return { requests, bytes };
}
