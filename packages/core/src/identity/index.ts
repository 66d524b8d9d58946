// People who work for public bodies: accounts, roles, sessions. Lucia is behind this folder.

export { createAgent, type Doorkeeper, doorkeeper, type NewAgent, type SignedAgent } from './agents.ts';
export { ROLES, type Role } from './roles.ts';
