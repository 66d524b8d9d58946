// Stand-ins for FranceConnect and ProConnect, for tests and demonstrations: real exchanges, invented people.

export { type Forger, forger, type Lies } from './forger.ts';
export { simulateFranceConnect } from './franceconnect.ts';
export { SIMULATED_CITIZENS, type SimulatedAgent, type SimulatedCitizen } from './people.ts';
export { simulateProConnect } from './proconnect.ts';
export type { Simulator } from './simulator.ts';
export { type Stop, Traveller } from './traveller.ts';
