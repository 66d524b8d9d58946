// Every page that an agent asks for is in the audit log before it is sent, with whose data it shows. Where the line cannot be
// written, the page is not sent.

import type { MiddlewareHandler } from 'hono';
import type { House } from '../house.ts';
import { addressOf, type SiteEnv, type SiteVisit } from '../http/visit.ts';
import type { AuditEntry } from './log.ts';

/** Of a path and of a query: an agent's own typing, which may be of any length. */
const MOST_CHARACTERS = 300;

/** On the desk, beyond its door. What a page shows is what it said by `looked`; one that said nothing is a visit. */
export function auditedVisits(house: House): MiddlewareHandler<SiteEnv> {
  return async function auditVisit(c, next) {
    const looked = new Map<string, Set<string>>();
    c.set('looked', looked);
    await next();
    await house.audit.record(entriesOf(house, c, looked));
  };
}

function entriesOf(
  house: House,
  c: SiteVisit,
  looked: ReadonlyMap<string, ReadonlySet<string>>,
): readonly AuditEntry[] {
  const agent = c.get('agent');
  if (!agent) return [];
  const { tenant, site } = c.get('snapshot');
  const common = {
    tenantId: tenant.id,
    siteId: site.id,
    actor: agent,
    at: c.get('now'),
    address: addressOf(house, c),
  };
  const visit = visitOf(c);
  const shown = [...looked].filter(([, ids]) => ids.size > 0);
  if (shown.length === 0) {
    return [{ ...common, action: 'core.visited', subject: { kind: 'page', id: null, details: visit } }];
  }
  return shown.map(([kind, ids]) => {
    const [first = null, ...others] = ids;
    return {
      ...common,
      action: `${kind}.looked`,
      subject:
        others.length === 0
          ? { kind, id: first, details: visit }
          : { kind: listKind(kind), id: null, details: { ...visit, ids: [...ids] } },
    };
  });
}

/** What an agent asked for, the words of a search included: those too tell whom they were looking for. */
export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly query?: string;
  readonly status: number;
}

function visitOf(c: SiteVisit): Visit & Readonly<Record<string, unknown>> {
  const { method, path, url } = c.req;
  const query = new URL(url).search.slice(0, MOST_CHARACTERS);
  return {
    method,
    path: path.slice(0, MOST_CHARACTERS),
    ...(query !== '' && { query }),
    status: c.res.status,
  };
}

/** The subject of a line about several: their ids are in its details. */
export function listKind(kind: string): string {
  return `${kind}-list`;
}
