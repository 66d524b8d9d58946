// What other packages may take of the example: the demonstration's own facts, for browser tests.

export { EPCI_SIREN } from './bodies.ts';
export { demo } from './demo.ts';
export { DEMO_PASSWORD, type DemoAgent, demoAgents } from './people.ts';
