// FranceConnect, ProConnect and PayFiP in the demonstration: the real ones where the environment has credentials, stand-ins with
// invented people otherwise; for payments always a stand-in: nobody pays a demonstration. Stand-ins are served on the hosts that list the sites, which production has none of.

import type { NodeProgram } from '@parvis/core';
import type { Plugin } from '@parvis/kit';
import { fromEnvironment as franceConnectClient, franceconnect } from '@parvis/plugin-franceconnect';
import { payfip } from '@parvis/plugin-payfip';
import { fromEnvironment as proConnectClient, proconnect } from '@parvis/plugin-proconnect';
import { type SimulatedAgent, simulateFranceConnect, simulateProConnect } from '@parvis/testing/oidc';
import { simulatePayfip } from '@parvis/testing/payfip';
import { BROKER_HOST } from './bodies.ts';
import { demoAgents } from './people.ts';

/** The first establishment of each body, by its INSEE code or SIREN. */
const SIRET: Readonly<Record<string, string>> = {
  '28148': '21280148400019',
  '28302': '21280302700019',
  '200058360': '20005836000019',
};

/** Agents of the demonstration, under their own names, and one of a body that is not of it. */
const agents: readonly SimulatedAgent[] = [
  ...demoAgents.map(({ name, email, job, at }) => agent(name, email, job, SIRET[at] ?? '')),
  agent('Louis Ferrand', 'louis@ailleurs.example', 'Agent d’un autre organisme', '13002526500013'),
];

function agent(name: string, email: string, about: string, siret: string): SimulatedAgent {
  const [given = '', ...rest] = name.split(' ');
  const id = email.slice(0, email.indexOf('@'));
  return {
    id,
    about,
    secondFactor: true,
    claims: {
      given_name: given,
      usual_name: rest.join(' '),
      email,
      uid: id,
      siret,
      idp_id: '00000000-0000-4000-8000-000000000000',
    },
  };
}

const standInForFranceConnect = simulateFranceConnect({ brokerHost: BROKER_HOST });
const standInForProConnect = simulateProConnect({ brokerHost: BROKER_HOST, people: agents });

export const identityPlugins: readonly Plugin[] = [
  franceconnect(franceConnectClient() ?? standInForFranceConnect.client),
  proconnect(proConnectClient() ?? standInForProConnect.client),
];

const standInForPayfip = simulatePayfip();

export const paymentPlugins: readonly Plugin[] = [payfip(standInForPayfip.places)];

export const simulators: readonly NodeProgram[] = [
  standInForFranceConnect,
  standInForProConnect,
  standInForPayfip,
];
