// A town with those who write its procedures, and a plan that one of them began: for the tests of the builder.

import { type OpenHost, openTown, type Visitor } from '@parvis/testing';
import { expect } from 'vitest';
import { procedures } from '../../index.ts';

export const EPCI = 'cc-entre-beauce-et-perche.localhost';
export const FAVRIL = 'le-favril.localhost';
export const WORKSHOP = '/agent/procedures/atelier';

export async function opened(open: OpenHost) {
  const host = await open({ plugins: [procedures] });
  const town = await openTown(host, {
    agents: [
      { name: 'helene', role: 'administrator' },
      { name: 'thomas', role: 'editor' },
      { name: 'edith', role: 'editor', at: 'Favril' },
      { name: 'claire', role: 'secretary', at: 'Favril' },
    ],
  });
  return { host, town };
}

/** Begins a plan from the bulky waste; returns its address. */
export async function begun(
  agent: Visitor,
  title = 'Emprunter le barnum',
  from = 'encombrants',
): Promise<string> {
  const start = await agent.get(`${WORKSHOP}/nouvelle`);
  const made = await agent.submit(start, { titre: title, modele: from }, '/nouvelle');
  expect(made.path, made.html).toMatch(/\/atelier\/[0-9a-f-]{36}$/);
  return made.path;
}
