// What the demonstration's tenant is furnished with, in the transaction that founds it.

import {
  assignResponsibilities,
  createAgent,
  type FoundedTenant,
  type Furnish,
  updatePrivacy,
} from '@parvis/core';
import { EPCI_SIREN, ILLIERS_COMBRAY, LE_FAVRIL } from './bodies.ts';
import { offerOtherWays } from './other-ways.ts';
import { DEMO_PASSWORD, demoAgents, officer, rolesOf } from './people.ts';
import { collectTitles, offerTitles } from './titles.ts';
import { receiveCitizens } from './visits.ts';
import { holdWorkshops } from './workshops.ts';

export const furnish: Furnish = async (founded, { tx, contextOf, takePayments }) => {
  const { tenant } = founded;
  const bodies = bodiesOf(founded);
  await assignResponsibilities(tx, tenant.id, canteensOf(founded, bodies.epci));
  const dpo = { name: `${officer.name}, Communauté de communes`, email: officer.email };
  for (const at of [EPCI_SIREN, LE_FAVRIL]) await updatePrivacy(tx, tenant.id, bodies.byCode(at), { dpo });
  const agents = new Map<string, string>();
  for (const agent of demoAgents) {
    const { name, email } = agent;
    const roles = rolesOf(agent).map(({ role, at }) => ({ authorityId: bodies.byCode(at), role }));
    agents.set(
      email,
      await createAgent(tx, { tenantId: tenant.id, email, name, password: DEMO_PASSWORD, roles }),
    );
  }
  // Of six digits that nobody has: those of the demonstration go to a simulator.
  for (const [index, at] of [EPCI_SIREN, LE_FAVRIL, ILLIERS_COMBRAY].entries())
    await takePayments(bodies.byCode(at), 'payfip', { numcli: `00000${index + 1}`, saisie: 'T' });
  const received = await receiveCitizens(contextOf('appointments'), bodies.epci, agents);
  const runBy = { epci: bodies.epci, favril: bodies.byCode(LE_FAVRIL) };
  await holdWorkshops(contextOf('appointments'), runBy, received);
  await collectTitles(contextOf('appointments'), bodies.byCode(ILLIERS_COMBRAY));
  await offerTitles(tx, founded.services.get('carte-identite') ?? '');
  await offerOtherWays(tx, founded.services.get('aide-numerique') ?? '');
};

/** Since the new school year the intercommunality runs the canteens of one commune in three. */
function canteensOf({ authorities, services }: FoundedTenant, operatorId: string) {
  const serviceId = services.get('cantine');
  if (serviceId === undefined) return [];
  return authorities
    .filter(({ insee }) => insee !== null && Number(insee) % 3 === 0)
    .map(({ id }) => ({ serviceId, communeId: id, operatorId, since: '2026-09-01' }));
}

function bodiesOf({ authorities }: FoundedTenant) {
  const byCode = (code: string): string => {
    const body = authorities.find(({ insee, siren }) => insee === code || siren === code);
    if (!body) throw new TypeError(`The demonstration names ${code}, which is not of the tenant.`);
    return body.id;
  };
  return { byCode, epci: authorities.find(({ kind }) => kind === 'epci')?.id ?? '' };
}
