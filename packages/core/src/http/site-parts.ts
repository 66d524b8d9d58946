// The parts of a site that are loaded after its first pages: the desk, the citizens' space, the pages of plugins. Each is an
// app of its own behind the same door, and imports its modules when it is first asked, or a moment after the start.

import type { PageCtx, PageRouter } from '@parvis/kit';
import type { Hono } from 'hono';
import type { House } from '../house.ts';
import { mountedLater, pathAfter } from '../plugins/mount.ts';
import { entrance, guard } from './entrance.ts';
import { pageContext } from './page-context.ts';
import { handsOver } from './route-table.ts';
import type { SiteEnv, SiteVisit } from './visit.ts';

/** Gives the app of a part, loaded once. */
export type LoadPart = () => Promise<Hono<SiteEnv>>;

/** The first part of an address: `/agent` of `/agent/demandes`. */
export function firstPart(path: string): string {
  return /^\/[^/]*/.exec(path)?.[0] ?? '/';
}

/** The parts by the first part of their address. */
export function siteParts(house: House): ReadonlyMap<string, LoadPart> {
  const parts = new Map<string, LoadPart>();
  const put = (prefix: string, fill: (app: Hono<SiteEnv>) => Promise<unknown>): void => {
    let part: Promise<Hono<SiteEnv>> | undefined;
    parts.set(prefix, () => {
      part ??= opened(house, fill);
      return part;
    });
  };
  put('/agent', async (app) => {
    const { deskRoutes } = await import('../admin/index.ts');
    app.route('/agent', await deskRoutes(house));
  });
  put('/mon-espace', async (app) => {
    const { spaceRoutes } = await import('../space/index.ts');
    const page = (c: SiteVisit): PageCtx => pageContext(house, c, { owner: 'core' });
    app.route('/mon-espace', spaceRoutes(house, page));
  });
  for (const { name, pages = {} } of house.plugins.all) {
    for (const [prefix, routes] of Object.entries(pages))
      put(prefix, (app) => mountPages(house, app, { owner: name, prefix, routes }));
  }
  return parts;
}

async function opened(house: House, fill: (app: Hono<SiteEnv>) => Promise<unknown>): Promise<Hono<SiteEnv>> {
  const app = entrance(house);
  guard(house, app);
  await fill(app);
  return app;
}

interface PluginPages {
  readonly owner: string;
  readonly prefix: string;
  readonly routes: (app: PageRouter) => void | Promise<void>;
}

async function mountPages(
  house: House,
  app: Hono<SiteEnv>,
  { owner, prefix, routes }: PluginPages,
): Promise<void> {
  const run = await mountedLater<PageCtx>(routes);
  const handle = handsOver(
    (c: SiteVisit) => run(c.req.raw, pathAfter(prefix, c.req.path), pageContext(house, c, { owner })),
    { owner, routes: run.routes },
  );
  app.all(prefix, handle);
  app.all(`${prefix}/*`, handle);
}
