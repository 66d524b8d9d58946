// What an author of plugins imports: the contract, its words, and the two ways to refuse.

export type * from './bodies.ts';
export { CodedError, PageError, type PageErrorStatus } from './coded-error.ts';
export * from './ctx.ts';
export type * from './endpoints.ts';
export type * from './files.ts';
export { type Html, toHtml } from './html.ts';
export * from './identity.ts';
export type * from './mail.ts';
export { checkDiscovery, oidcClientFrom } from './oidc-client.ts';
export type * from './papers.ts';
export * from './payments.ts';
export * from './plugin.ts';
export type * from './privacy.ts';
export type * from './requests.ts';
export type * from './services.ts';
