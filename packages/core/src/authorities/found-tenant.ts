// A tenant on its first day: its bodies, a site for each, and the services that it offers.

import { eq, inArray, type Tx } from '@parvis/db';
import { type Authority, CodedError, type Contact, type Tenant } from '@parvis/kit';
import type { SecondFactorPolicy } from '../identity/second-factor-policy.ts';
import { schema } from '../schema.ts';
import { createServices, type NewService, starterServices } from '../services/starter.ts';
import type { FoundingPlan, PlannedBody } from './founding-plan.ts';
import { type CreatedSite, createSites } from './sites.ts';
import { createAuthorities, createTenant } from './tenant.ts';

export interface FoundingOptions {
  /** Sites are served on `<slug>.<domain>`. */
  readonly domain: string;
  /** Name of a theme of the installation. */
  readonly theme: string;
  readonly demo?: boolean;
  /** Whether agents must have a second factor: they must, but for a demonstration. */
  readonly secondFactor?: SecondFactorPolicy;
  /** The catalogue: the starter services unless given. */
  readonly services?: readonly NewService[];
  /** How people reach a body, where more is known than its place. */
  readonly contactOf?: (body: PlannedBody) => Contact;
  /** Told of each step when it is done. The transaction may run twice, and so may the steps. */
  readonly onStep?: (step: FoundingStep) => void;
}

export type FoundingStep = 'bodies' | 'sites' | 'services' | `plugin ${string}` | 'content';

export interface FoundedTenant {
  readonly tenant: Tenant;
  /** In the order of the plan. */
  readonly authorities: readonly Authority[];
  /** In the order of the plan. */
  readonly sites: readonly CreatedSite[];
  /** Ids by slug. */
  readonly services: ReadonlyMap<string, string>;
}

/**
 * Founds a tenant in a fixed number of statements, whether it has one commune or a hundred and fifty.
 *
 * @throws CodedError PARVIS_INIT_EXISTS, and what `createSites` throws
 */
export async function foundTenant(
  tx: Tx,
  plan: FoundingPlan,
  {
    domain,
    theme,
    demo = false,
    secondFactor = demo ? 'offered' : 'required',
    services = starterServices,
    contactOf,
    onStep,
  }: FoundingOptions,
): Promise<FoundedTenant> {
  await refuseFounded(tx, plan);
  const tenant = await createTenant(tx, plan.tenantName, secondFactor);
  const bodies = plan.bodies.map((body) => ({
    ...body.authority,
    ...(contactOf && { contact: contactOf(body) }),
  }));
  const authorities = await createAuthorities(tx, tenant.id, bodies);
  onStep?.('bodies');
  const idBySiren = new Map(authorities.map(({ siren, id }) => [siren, id]));
  const sites = await createSites(
    tx,
    tenant.id,
    plan.bodies.flatMap(({ authority, slug, siteName, brand, zone }) => {
      const authorityId = idBySiren.get(authority.siren);
      if (authorityId === undefined) return [];
      return [{ authorityId, slug, name: siteName, hosts: [`${slug}.${domain}`], theme, brand, zone, demo }];
    }),
  );
  onStep?.('sites');
  const serviceIds = await createServices(tx, tenant.id, services);
  onStep?.('services');
  return { tenant, authorities, sites, services: serviceIds };
}

/** A body is served by one tenant: its citizens' requests must have one place to go. */
async function refuseFounded(tx: Tx, plan: FoundingPlan): Promise<void> {
  const { authority, tenant } = schema.for(tx);
  const sirens = plan.bodies.map((body) => body.authority.siren);
  const [known] = await tx
    .select({ name: authority.name, siren: authority.siren, tenant: tenant.name })
    .from(authority)
    .innerJoin(tenant, eq(tenant.id, authority.tenantId))
    .where(inArray(authority.siren, sirens))
    .limit(1);
  if (!known) return;
  throw new CodedError(
    'PARVIS_INIT_EXISTS',
    `${known.name} (SIREN ${known.siren}) is already on this installation, in the tenant "${known.tenant}".`,
    'Nothing was changed. Run `parvis start` to serve it, or use another database.',
  );
}
