// Where everything happens: the host, its routes, the two tenants, and what is secret there.

import type { Route } from '@parvis/core';
import type { TestHost } from '@parvis/testing';
import type { Place, PlaceKey } from './places.ts';
import type { SentinelBook } from './sentinels.ts';

/** Where identity providers send people back to. */
export const BROKER_HOST = 'connexion.localhost';

export interface Scene {
  readonly host: TestHost;
  readonly book: SentinelBook;
  readonly places: Readonly<Record<PlaceKey, Place>>;
  readonly routes: readonly Route[];
}
