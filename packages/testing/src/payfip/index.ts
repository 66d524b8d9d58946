// A stand-in for PayFiP: its web service, its page to pay on, and what it calls afterwards.

export { type PayfipOperation, type PayfipSimulator, simulatePayfip } from './simulator.ts';
