// Every page that an agent asks for is in the audit log before it is sent, with whose data it shows.

import type { MiddlewareHandler } from 'hono';
import type { House } from '../house.ts';
import { addressOf, type SiteEnv, type SiteVisit } from '../http/visit.ts';
import type { AuditEntry } from './log.ts';

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
  const { method, path } = c.req;
  const common = {
    tenantId: tenant.id,
    siteId: site.id,
    actor: agent,
    at: c.get('now'),
    address: addressOf(house, c),
  };
  const visit = { method, path, status: c.res.status };
  if (looked.size === 0) {
    return [{ ...common, action: 'core.visited', subject: { kind: 'page', id: null, details: visit } }];
  }
  return [...looked].map(([kind, ids]) => {
    const [first = null, ...others] = ids;
    return {
      ...common,
      action: `${kind}.looked`,
      subject:
        others.length === 0
          ? { kind, id: first, details: visit }
          : { kind: `${kind}-list`, id: null, details: { ...visit, ids: [...ids] } },
    };
  });
}
