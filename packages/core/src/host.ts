// One running installation: its database opened, its plugins checked, its sites served.

import { join } from 'node:path';
import { type MigrationSource, migrate, openDb, pendingMigrations } from '@parvis/db';
import { CodedError, type Plugin } from '@parvis/kit';
import { createTheming, toGallery } from '@parvis/theming';
import { type Context, Hono } from 'hono';
import { type Logger, pino } from 'pino';
import { auditLog } from './audit/log.ts';
import type { Config } from './config.ts';
import { openFileStore } from './files/open-store.ts';
import type { House } from './house.ts';
import { assetRoutes } from './http/assets.ts';
import { bareHtml, HOUSE_BRAND, houseTheme } from './http/bare-page.ts';
import { errorPage, unknownHost } from './http/error-pages.ts';
import { cachedResponse, pageCache } from './http/page-cache.ts';
import { pageKey } from './http/page-context.ts';
import { handsOver, type Route, routeTable } from './http/route-table.ts';
import { type NodeBindings, type NodeProgram, serveOn } from './http/serve.ts';
import { siteApp } from './http/site-app.ts';
import { firstPart, type LoadPart, siteParts } from './http/site-parts.ts';
import type { SiteEnv } from './http/visit.ts';
import { citizenDoors, doorkeeper, limitsOf } from './identity/index.ts';
import { brokerRoutes, providerChecks } from './identity/oidc/index.ts';
import { type JobKind, jobTable, planTidying, runJob } from './jobs/host-jobs.ts';
import { jobQueue } from './jobs/queue.ts';
import { mailboxRoutes } from './mail/mailbox-pages.ts';
import { mailbox, smtpMailer } from './mail/mailer.ts';
import { geocoderAt } from './places/geocoder.ts';
import { pluginSet } from './plugins/registry.ts';
import { siteDirectory } from './sites/directory.ts';
import { hubPage } from './sites/hub-page.ts';
import { gatewayTexter } from './sms/texter.ts';
import { vaultOf } from './vault.ts';

export interface HostOptions {
  readonly config: Config;
  readonly plugins: readonly Plugin[];
  /** Folders of themes. */
  readonly themes: readonly URL[];
  readonly log?: Logger;
  /** False leaves out the cache of anonymous pages: for measuring what it saves. */
  readonly cachePages?: boolean;
  /** What time it is, in epoch milliseconds; the machine’s clock unless given. A demonstration plays weeks that are over. */
  readonly now?: () => number;
  /** Served beside the installation: a demonstration's simulators. */
  readonly programs?: readonly NodeProgram[];
}

export interface Host {
  readonly house: House;
  fetch(request: Request, bindings?: NodeBindings): Response | Promise<Response>;
  /** Every address that is answered, as the apps say it at this moment. */
  routes(): Promise<readonly Route[]>;
  /** Every job that can run. */
  jobs(): readonly JobKind[];
  /** Applies what is missing and returns its ids. */
  migrate(): Promise<readonly string[]>;
  /** Ids of migrations that are not applied. */
  pending(): Promise<readonly string[]>;
  /**
   * Listens on the configured address and works on jobs.
   *
   * @throws CodedError PARVIS_HOST_PENDING_MIGRATIONS, PARVIS_HOST_PORT_TAKEN
   */
  listen(): Promise<{ readonly port: number }>;
  close(): Promise<void>;
}

/** Milliseconds from listening to loading what was left for later: whoever comes first for a page is not kept waiting by it. */
const PARTS_AFTER = 1_000;

/** Opens an installation. Nothing is served and no job runs before `listen`. */
export async function openHost({
  config,
  plugins,
  themes,
  log = pino(),
  cachePages = true,
  // Asked each time: a test may move the clock under a host that is open.
  now = () => Date.now(),
  programs = [],
}: HostOptions): Promise<Host> {
  const set = pluginSet(plugins);
  const views = {
    core: new URL('../views/', import.meta.url),
    ...Object.fromEntries(set.all.flatMap(({ name, views }) => (views ? [[name, views] as const] : []))),
  };
  const [db, theming, files] = await Promise.all([
    openDb(config.databaseUrl ? { url: config.databaseUrl } : { file: join(config.data, 'parvis.db') }),
    createTheming({ themes, views }),
    openFileStore(config),
  ]);
  let port = config.port;
  const originOf = (host: string): string => originFor(host, port);

  const vault = vaultOf(config.secret);
  const house: House = {
    config,
    now,
    originOf,
    db,
    log,
    theming,
    plugins: set,
    files,
    pages: pageCache(cachePages ? undefined : 0),
    sites: siteDirectory({ db, theming, reach: { originOf }, now }),
    mailer: config.smtp ? await smtpMailer(config.smtp) : mailbox(db, now),
    texter: config.sms ? gatewayTexter(config.sms) : null,
    geocoder: config.geocoder ? geocoderAt(config.geocoder) : null,
    jobs: jobQueue({
      db,
      now,
      run: (job) => runJob(house, job),
      onFailure: (job, err, final) =>
        log.error({ err, job: `${job.owner}.${job.name}`, final }, 'a job failed'),
    }),
    vault,
    limits: limitsOf(db, vault),
    audit: auditLog({ db, vault, secret: config.secret }),
    // Those who keep the doors need the house that they are in.
    get agents() {
      return agents;
    },
    get citizens() {
      return citizens;
    },
  };
  const agents = doorkeeper(house);
  const citizens = citizenDoors(house);
  db.onTouched((tags) => house.pages.drop(tags));

  const sources = migrationSources(plugins);
  const parts = siteParts(house);
  const app = rootApp(house, parts, () => pendingMigrations(db, sources));
  let stop: (() => Promise<void>) | undefined;

  const fetch: Host['fetch'] = (request, bindings = {}) =>
    fromCache(house, request, bindings) ?? app.fetch(request, bindings);

  return {
    house,
    fetch,
    routes: () => routeTable(app),
    jobs: () => jobTable(set),
    migrate: () => migrate(db, sources),
    pending: () => pendingMigrations(db, sources),
    async listen() {
      await refusePending(await pendingMigrations(db, sources));
      await db.write((tx) => planTidying(house, tx, now()));
      const server = await serveOn(config, fetch, programs);
      port = server.port;
      for (const { ok, text } of providerChecks(house)) if (!ok) log.warn(text);
      house.jobs.start();
      // Before it is needed, also so that what runs is what was installed at the start.
      const later = setTimeout(() => void loadAll(parts, log), PARTS_AFTER);
      stop = () => {
        clearTimeout(later);
        return server.stop();
      };
      return { port };
    },
    async close() {
      await stop?.();
      await house.jobs.stop();
      house.mailer.close();
      await db.close();
    },
  };
}

/** The migrations of the host, then of each plugin in the plugins' order. */
export function migrationSources(plugins: readonly Plugin[]): readonly MigrationSource[] {
  return [
    { owner: 'core', folder: new URL('../migrations/', import.meta.url) },
    ...pluginSet(plugins).all.flatMap(({ name, migrations }) =>
      migrations ? [{ owner: name, folder: migrations }] : [],
    ),
  ];
}

/** `.localhost` names are for development: plain HTTP, on the port that is listened on. */
function originFor(host: string, port: number): string {
  const local = host === 'localhost' || host.endsWith('.localhost');
  return local ? `http://${host}:${port}` : `https://${host}`;
}

/** The fast way: an anonymous page that is kept whole needs no routing at all. */
function fromCache(house: House, request: Request, { incoming }: NodeBindings): Response | undefined {
  if (request.method !== 'GET') return undefined;
  const page = house.pages.get(pageKey(request.url), house.now());
  if (!page) return undefined;
  // Node's own headers are read where they are: building Headers would cost more than the answer.
  const header = (name: string) => {
    const value = incoming ? incoming.headers[name] : request.headers.get(name);
    return typeof value === 'string' ? value : null;
  };
  return cachedResponse(page, header('accept-encoding'), header('if-none-match'));
}

async function loadAll(parts: ReadonlyMap<string, LoadPart>, log: Logger): Promise<void> {
  for (const [part, load] of parts)
    await load().catch((err: unknown) => log.error({ err, part }, 'a part of the sites cannot be loaded'));
}

function rootApp(
  house: House,
  parts: ReadonlyMap<string, LoadPart>,
  pending: () => Promise<readonly string[]>,
): Hono<SiteEnv> {
  const root = new Hono<SiteEnv>();
  root.onError((error, c) => errorPage(house, c, error));
  // Processes are asked by whatever name their machine has.
  root.get('/healthz', (c) => c.text('ok'));
  root.get('/readyz', async (c) => {
    const missing = await pending().catch((error: unknown) => [String(error)]);
    return missing.length === 0 ? c.text('ready') : c.text(`not ready: ${missing.join(', ')}`, 503);
  });
  root.route('/assets', assetRoutes(house));

  const sites = siteApp(house);
  const hub = hubApp(house);
  const broker = brokerRoutes(house);
  const { directoryHosts, brokerHost } = house.config;
  const apart = new Map([
    ...directoryHosts.map((host) => [host, hub] as const),
    ...(brokerHost ? [[brokerHost, broker] as const] : []),
  ]);
  const answer = async (c: Context<SiteEnv>) => {
    const app =
      apart.get(new URL(c.req.url).hostname) ?? (await parts.get(firstPart(c.req.path))?.()) ?? sites;
    return app.fetch(c.req.raw, c.env);
  };
  handsOver(
    answer,
    { area: 'hub', routes: hub.routes },
    { area: 'broker', routes: broker.routes },
    { area: 'site', routes: sites.routes },
    ...[...parts.values()].map((load) => ({
      area: 'site' as const,
      routes: async () => (await load()).routes,
    })),
  );
  root.all('*', answer);
  return root;
}

function hubApp(house: House): Hono<SiteEnv> {
  const hub = new Hono<SiteEnv>();
  hub.onError((error, c) => errorPage(house, c, error));
  hub.notFound((c) => unknownHost(house, c));
  hub.get('/', (c) => hubPage(house, c, house.originOf));
  hub.get('/_composants', (c) => {
    const theme = c.req.query('theme') ?? houseTheme(house);
    if (!house.theming.themes.some(({ name }) => name === theme)) return unknownHost(house, c);
    return bareHtml(house, c, toGallery(house.theming, theme, HOUSE_BRAND), 200);
  });
  if (house.mailer.kind === 'mailbox') hub.route('/_courrier', mailboxRoutes(house));
  return hub;
}

async function refusePending(missing: readonly string[]): Promise<void> {
  if (missing.length === 0) return;
  throw new CodedError(
    'PARVIS_HOST_PENDING_MIGRATIONS',
    `The database lacks ${missing.length} migrations, the first being ${missing[0]}.`,
    'Run: parvis migrate',
  );
}
