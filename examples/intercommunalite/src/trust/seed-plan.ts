// A procedure that the commune is writing, and a block of questions of the whole tenant.

import { remember } from './places.ts';
import { rolesAt } from './rules.ts';
import { type Seeding, signedIn } from './seeding.ts';

const WORKSHOP = '/agent/procedures/atelier';

/** Begins a procedure at the commune, in the name of its agent; returns its id. */
export async function addPlan(seeding: Seeding, title = 'Emprunter le barnum'): Promise<string> {
  const staff = seeding.place.staff.commune;
  const agent = await signedIn(seeding, 'agent', staff.id, { authorityId: staff.authorityId });
  const start = await agent.get(`${WORKSHOP}/nouvelle`);
  const { path, status } = await agent.submit(start, { titre: title, modele: 'encombrants' }, '/nouvelle');
  const [, id] = /\/atelier\/([0-9a-f-]{36})$/.exec(path) ?? [];
  if (!id) throw new Error(`no procedure was begun: ${status} ${path}`);
  return id;
}

/** A calculated value, on its first page. */
async function addTotal(seeding: Seeding, plan: string): Promise<void> {
  const staff = seeding.place.staff.commune;
  const agent = await signedIn(seeding, 'agent', staff.id, { authorityId: staff.authorityId });
  const form = await agent.get(`${WORKSHOP}/${plan}/pages/objets/question`);
  await agent.submit(form, { label: 'Total', nature: 'computed' }, '/question');
}

export async function writeProcedure(seeding: Seeding): Promise<void> {
  const { book, place } = seeding;
  const staff = place.staff.commune;
  const title = book.word({ what: `title of a procedure in the making, ${place.key}`, tenant: place.tenant });
  const id = await addPlan(seeding, title);
  await addTotal(seeding, id);
  book.rule([title], rolesAt([staff.authorityId], ['administrator', 'editor']));
  remember(place, 'plan', id);
}
