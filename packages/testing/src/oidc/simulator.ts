// An OpenID provider that vouches for invented people: real codes, real signatures, no password. It runs beside the installation,
// on a host that lists the sites.

import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { NodeProgram } from '@parvis/core';
import type { OidcClient } from '@parvis/kit';

export interface SimulatedPerson {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** How they proved who they are (RFC 8176). */
  readonly amr: readonly string[];
}

export interface SimulatorOptions {
  /** Of the provider, in addresses: `franceconnect`. */
  readonly name: string;
  readonly label: string;
  readonly algorithm: OidcClient['userinfoAlgorithm'];
  /** What each scope lets through. */
  readonly scopes: Readonly<Record<string, readonly string[]>>;
  /** Parameters of the authorization request, beyond which everything is refused; any, without it. */
  readonly parameters?: ReadonlySet<string>;
  /** Characters that `state` and `nonce` have at least. */
  readonly secretLength: number;
  /** The installation's host that people are sent back to. */
  readonly brokerHost: string;
  readonly people: readonly SimulatedPerson[];
}

export interface Simulator extends NodeProgram {
  /** How the installation is known to it. Its issuer is known once it is served. */
  readonly client: OidcClient;
}

export function simulator(options: SimulatorOptions): Simulator {
  const prefix = `/_simulateur/${options.name}`;
  const path = `${prefix}/api/v2`;
  const secret = randomBytes(32).toString('hex');
  const id = `parvis-${options.name}`;
  let issuer = `http://localhost${path}`;
  return {
    prefix,
    client: {
      get issuer() {
        return issuer;
      },
      id,
      secret,
      userinfoAlgorithm: options.algorithm,
      simulated: true,
    },
    listener(origin): RequestListener {
      issuer = `${origin}${path}`;
      const broker = `http://${options.brokerHost}:${new URL(origin).port}/oidc/${options.name}`;
      let provider: Promise<RequestListener> | undefined;
      // Loaded when somebody first comes: an installation starts without waiting for it.
      const load = async () => {
        const { simulatedProvider } = await import('./simulated-provider.ts');
        return simulatedProvider(options, { issuer, path, client: { id, secret, broker } });
      };
      return (request, response) => {
        provider ??= load();
        void provider.then((answer) => answer(request, response));
      };
    },
  };
}
