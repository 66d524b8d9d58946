// The Parvis host, for the command line, tests and examples. Plugins import @parvis/kit instead. What one command alone needs is
// apart: @parvis/core/check, @parvis/core/operator.

export { type Anchor, toAnchor } from './audit/chain.ts';
export * from './authorities/index.ts';
export { type Config, readConfig } from './config.ts';
export { type Host, type HostOptions, migrationSources, openHost } from './host.ts';
export type { House } from './house.ts';
export type { Area, Route } from './http/route-table.ts';
export type { NodeProgram } from './http/serve.ts';
export {
  createAgent,
  createCitizen,
  knownPermissions,
  type NewAgent,
  type NewCitizen,
  ROLES,
} from './identity/index.ts';
export type { JobKind } from './jobs/host-jobs.ts';
export { contextFor, txContextFor } from './plugins/context.ts';
export { schema } from './schema.ts';
export { createServices, type NewService, starterServices } from './services/starter.ts';
export { HOSTS_TAG, siteTag, tenantTag } from './sites/directory.ts';
