// People: citizens and agents, their accounts, roles and sessions. Lucia is behind this folder.

export { createAgent, type NewAgent } from './agent-accounts.ts';
export { type Doorkeeper, doorkeeper, type SignedAgent } from './agents.ts';
export {
  type CitizenDoors,
  citizenDoors,
  createCitizen,
  type NewCitizen,
  type SignedCitizen,
} from './citizens.ts';
export { type Limits, limitsOf } from './limits.ts';
export { knownPermissions, ROLES } from './roles.ts';
