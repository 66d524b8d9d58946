// A stand-in for ProConnect, as its documentation describes it: userinfo as an RS256 JWT, `state` and `nonce` of 32 characters at
// least, unknown parameters refused.

import type { SimulatedAgent } from './people.ts';
import { type Simulator, simulator } from './simulator.ts';

export interface SimulateProConnectOptions {
  readonly brokerHost: string;
  readonly people: readonly SimulatedAgent[];
}

const CLAIMS = ['given_name', 'usual_name', 'email', 'uid', 'siret', 'idp_id'];

const PARAMETERS = new Set([
  'acr_values',
  'claims',
  'client_id',
  'code_challenge',
  'code_challenge_method',
  'idp_hint',
  'login_hint',
  'nonce',
  'prompt',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
]);

export function simulateProConnect({ brokerHost, people }: SimulateProConnectOptions): Simulator {
  return simulator({
    name: 'proconnect',
    label: 'ProConnect',
    algorithm: 'RS256',
    scopes: Object.fromEntries(CLAIMS.map((claim) => [claim, [claim]])),
    parameters: PARAMETERS,
    secretLength: 32,
    brokerHost,
    people: people.map(({ id, about, claims, secondFactor }) => ({
      id,
      about,
      claims,
      name: `${claims.given_name} ${claims.usual_name}`,
      amr: secondFactor ? ['pwd', 'otp', 'mfa'] : ['pwd'],
    })),
  });
}
