// How the host runs a plugin's routes: in an app of their own, on the part of the address after their prefix. What they
// do not match and what they throw comes back to the host, which alone draws 404 and errors.

import { Hono } from 'hono';
import type { RouterRoute } from 'hono/types';
import { notFound } from '../http/error-pages.ts';

interface MountEnv<Page> {
  Variables: { page: Page };
  Bindings: { path: string; page: Page };
}

export interface Mounted<Page> {
  (request: Request, path: string, page: Page): Promise<Response>;
  /** For the table of routes: under the mount, without its prefix. */
  readonly routes: readonly RouterRoute[];
}

type Routes<Page> = Hono<{ Variables: { page: Page } }>;

/** Builds the routes once, at boot. `Page` is the context that they read from `c.var.page`. */
export function mounted<Page>(routes: (app: Routes<Page>) => void): Mounted<Page> {
  const { app, mount } = emptyMount<Page>();
  routes(app);
  return mount;
}

/** The same, for routes that may still have to be loaded. */
export async function mountedLater<Page>(
  routes: (app: Routes<Page>) => void | Promise<void>,
): Promise<Mounted<Page>> {
  const { app, mount } = emptyMount<Page>();
  await routes(app);
  return mount;
}

function emptyMount<Page>(): { readonly app: Routes<Page>; readonly mount: Mounted<Page> } {
  const app = new Hono<MountEnv<Page>>({ getPath: (_request, options) => options?.env?.path ?? '/' });
  app.onError((error) => {
    throw error;
  });
  app.notFound(() => {
    throw notFound();
  });
  app.use(async function givePage(c, next) {
    c.set('page', c.env.page);
    await next();
  });
  const run = async (request: Request, path: string, page: Page) => app.fetch(request, { path, page });
  return {
    // A plugin sees the variables only: what the host binds is between the two of us.
    app: app as unknown as Routes<Page>,
    mount: Object.assign(run, { routes: app.routes }),
  };
}

/** What follows a prefix: `/` for the prefix itself. */
export function pathAfter(prefix: string, path: string): string {
  return path.slice(prefix.length).replace(/\/+$/, '') || '/';
}
