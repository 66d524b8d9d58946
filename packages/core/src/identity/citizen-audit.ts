// What a citizen did about their own account, as the audit log tells it.

import type { AuditSubject, CitizenActor } from '@parvis/kit';
import type { AuditEntry } from '../audit/log.ts';
import type { House } from '../house.ts';
import { addressOf, type SiteVisit } from '../http/visit.ts';

/** A line about this page. Its subject is an account, unless it says otherwise. */
export function citizenEntry(
  house: Pick<House, 'config'>,
  c: SiteVisit,
  { kind, id, name }: CitizenActor,
  action: `citizen.${string}`,
  subject: Omit<AuditSubject, 'kind'> & { readonly kind?: string },
): AuditEntry {
  const { tenant, site } = c.get('snapshot');
  return {
    tenantId: tenant.id,
    siteId: site.id,
    actor: { kind, id, name },
    action,
    subject: { kind: 'citizen', ...subject },
    at: c.get('now'),
    address: addressOf(house, c),
  };
}
