// Which endpoint answers which address under `/api`, and whose it is.

import { CodedError, type Endpoint, type Plugin } from '@parvis/kit';

export interface OwnedEndpoint {
  readonly owner: string;
  /** `/api/v1/places.json` */
  readonly path: string;
  readonly endpoint: Endpoint;
}

/** Addresses that the host answers itself. */
const HOST_ENDPOINTS = ['/api/v1/openapi.json', '/api/v1/services.json', '/api/v1/site.json'] as const;

/** Parts of letters, digits, dots and hyphens: nothing that a router or a URL would read otherwise. */
const ADDRESS = /^\/api(\/[A-Za-z0-9][A-Za-z0-9.-]*)+$/;

/** The endpoints of the plugins, in the plugins' order. @throws CodedError PARVIS_PLUGIN_ENDPOINT */
export function endpointsOf(plugins: readonly Plugin[]): readonly OwnedEndpoint[] {
  const owners = new Map<string, string>(HOST_ENDPOINTS.map((path) => [path, 'core']));
  return plugins.flatMap(({ name, endpoints = {} }) =>
    Object.entries(endpoints).map(([path, endpoint]) => {
      const owner = owners.get(path);
      if (owner !== undefined || !ADDRESS.test(path)) {
        throw new CodedError(
          'PARVIS_PLUGIN_ENDPOINT',
          `The plugin "${name}" wants to answer "${path}"${owner ? `, which belongs to "${owner}"` : ''}.`,
          'An endpoint is under /api, such as /api/v1/places.json, and has one owner.',
        );
      }
      owners.set(path, name);
      return { owner: name, path, endpoint };
    }),
  );
}
