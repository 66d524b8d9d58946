// Every address that an installation answers, read from the apps that answer them: a list kept by hand would miss the next
// one. Tests walk it, so that a new route is proven like the others.

import type { RouterRoute } from 'hono/types';
import { findTargetHandler, isMiddleware } from 'hono/utils/handler';

/** Of the process, of the hosts that list the sites, of the host that providers send people back to, of a site, of its desk. */
export type Area = 'process' | 'hub' | 'broker' | 'site' | 'desk';

export interface Route {
  /** `GET`, `POST`… or `ALL`, for a handler that does not say where it hands over to. */
  readonly method: string;
  /** Hono's pattern of the whole path: `/demarches/:service/commencer/:page`. */
  readonly path: string;
  /** `core`, or the name of the plugin. */
  readonly owner: string;
  readonly area: Area;
}

/** Another app to which a handler gives what it is asked. */
export interface HandOver {
  /** Asked for, where the app is loaded later. */
  readonly routes: readonly RouterRoute[] | (() => Promise<readonly RouterRoute[]>);
  readonly owner?: string;
  readonly area?: Area;
}

const handOvers = new WeakMap<object, readonly HandOver[]>();

/** Marks a handler that answers by other apps, under its own path: the table goes on there. Returns the handler. */
export function handsOver<H extends object>(handler: H, ...to: readonly HandOver[]): H {
  handOvers.set(handler, to);
  return handler;
}

/** The routes of an app and of those that it hands over to, sorted by path. Middleware is left out. */
export async function routeTable(root: {
  readonly routes: readonly RouterRoute[];
}): Promise<readonly Route[]> {
  const found = new Map<string, Route>();
  for await (const route of routesOf(root.routes, { prefix: '', owner: 'core', area: 'process' })) {
    found.set([route.path, route.method, route.owner, route.area].join(' '), route);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, route]) => route);
}

interface Standing {
  readonly prefix: string;
  readonly owner: string;
  readonly area: Area;
}

async function* routesOf(
  routes: readonly RouterRoute[],
  { prefix, owner, area }: Standing,
): AsyncIterable<Route> {
  for (const { method, path, handler } of routes) {
    const target = findTargetHandler(handler);
    const whole = joined(prefix, path);
    const to = handOvers.get(target);
    if (to) {
      for (const next of to) {
        yield* routesOf(typeof next.routes === 'function' ? await next.routes() : next.routes, {
          prefix: whole.replace(/\/?\*$/, ''),
          owner: next.owner ?? owner,
          area: next.area ?? area,
        });
      }
    } else if (!isMiddleware(target)) {
      const onDesk = area === 'site' && /^\/agent(\/|$)/.test(whole);
      yield { method, path: whole, owner, area: onDesk ? 'desk' : area };
    }
  }
}

function joined(prefix: string, path: string): string {
  return `${prefix}/${path}`.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
}
