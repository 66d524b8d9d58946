// Tenants, public bodies and their sites: who pools, and what each body operates.

export { type FoundedTenant, type FoundingOptions, type FoundingStep, foundTenant } from './found-tenant.ts';
export { type FoundingPlan, type PlannedBody, planCommune, planEpci } from './founding-plan.ts';
export {
  type FoundingTx,
  type Furnish,
  type OpeningOptions,
  openingSteps,
  openTenant,
} from './open-tenant.ts';
export { assignResponsibilities, type NewResponsibility } from './responsibilities.ts';
export { type CreatedSite, createSites, type NewSite } from './sites.ts';
export {
  createAuthorities,
  createTenant,
  type NewAuthority,
  updateContact,
  updatePrivacy,
} from './tenant.ts';
