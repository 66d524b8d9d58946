// Invented agents, with a password that everyone knows: never in anything but a demonstration.

import type { Role } from '@parvis/kit';
import { EPCI_SIREN, LE_FAVRIL, PONTGOUIN } from './bodies.ts';

export const DEMO_PASSWORD = 'place-du-parvis-2026';

export interface DemoAgent {
  readonly name: string;
  readonly email: string;
  readonly job: string;
  readonly role: Role;
  /** INSEE code of the commune, or SIREN of the intercommunality, where they work. */
  readonly at: string;
  /** Other roles, there or elsewhere. */
  readonly also?: readonly { readonly role: Role; readonly at: string }[];
}

/** All roles of an agent, the main one first. */
export function rolesOf({
  role,
  at,
  also = [],
}: DemoAgent): readonly { readonly role: Role; readonly at: string }[] {
  return [{ role, at }, ...also];
}

const favril: DemoAgent = {
  name: 'Claire Ménager',
  email: 'claire@le-favril.example',
  job: 'Secrétaire de mairie, Le Favril',
  role: 'secretary',
  at: LE_FAVRIL,
};
const pontgouin: DemoAgent = {
  name: 'Yvan Lormeau',
  email: 'yvan@pontgouin.example',
  job: 'Secrétaire de mairie, Pontgouin',
  role: 'secretary',
  at: PONTGOUIN,
};
export const caseWorker: DemoAgent = {
  name: 'Samira Belhadj',
  email: 'samira@entre-beauce-et-perche.example',
  job: 'Service à la population, Communauté de communes',
  role: 'case-worker',
  at: EPCI_SIREN,
};

export const ines: DemoAgent = {
  name: 'Inès Roussel',
  email: 'ines@entre-beauce-et-perche.example',
  job: 'Conseillère numérique',
  role: 'advisor',
  at: EPCI_SIREN,
};
export const mathieu: DemoAgent = {
  name: 'Mathieu Garance',
  email: 'mathieu@entre-beauce-et-perche.example',
  job: 'Conseiller numérique',
  role: 'advisor',
  at: EPCI_SIREN,
};

/** One for the intercommunality and its communes, as the law allows (RGPD, art. 37, 3). */
export const officer: DemoAgent = {
  name: 'Hélène Aubry',
  email: 'helene@entre-beauce-et-perche.example',
  job: 'Administratrice, déléguée à la protection des données',
  role: 'data-protection-officer',
  at: EPCI_SIREN,
  also: [{ role: 'administrator', at: EPCI_SIREN }],
};

/** Works in two villages: the desk says for which one, and in its colour. */
const travelling: DemoAgent = {
  name: 'Lucie Barrault',
  email: 'lucie@pontgouin.example',
  job: 'Secrétaire de mairie, Pontgouin et Le Favril',
  role: 'secretary',
  at: PONTGOUIN,
  also: [{ role: 'secretary', at: LE_FAVRIL }],
};
const editor: DemoAgent = {
  name: 'Thomas Girault',
  email: 'thomas@entre-beauce-et-perche.example',
  job: 'Communication, Communauté de communes',
  role: 'editor',
  at: EPCI_SIREN,
};

export const demoAgents: readonly DemoAgent[] = [
  favril,
  pontgouin,
  travelling,
  caseWorker,
  ines,
  mathieu,
  officer,
  editor,
];
