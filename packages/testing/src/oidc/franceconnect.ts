// A stand-in for FranceConnect v2, as its documentation describes it: eidas1, userinfo as an ES256 JWT, `state` and `nonce` of
// 64 characters.

import { SIMULATED_CITIZENS, type SimulatedCitizen } from './people.ts';
import { type Simulator, simulator } from './simulator.ts';

export interface SimulateFranceConnectOptions {
  readonly brokerHost: string;
  readonly people?: readonly SimulatedCitizen[];
}

export function simulateFranceConnect({
  brokerHost,
  people = SIMULATED_CITIZENS,
}: SimulateFranceConnectOptions): Simulator {
  return simulator({
    name: 'franceconnect',
    label: 'FranceConnect',
    algorithm: 'ES256',
    scopes: {
      identite_pivot: [
        'given_name',
        'given_name_array',
        'family_name',
        'birthdate',
        'gender',
        'birthplace',
        'birthcountry',
      ],
      preferred_username: ['preferred_username'],
      email: ['email'],
    },
    secretLength: 64,
    brokerHost,
    people: people.map(({ id, about, claims }) => ({
      id,
      about,
      claims,
      name: `${claims.given_name_array[0] ?? ''} ${claims.preferred_username ?? claims.family_name}`,
      amr: ['pwd'],
    })),
  });
}
