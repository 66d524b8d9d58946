// A procedure that the commune says in its own words, and whose shared one came to say something else: to be settled. And a
// request that an agent wrote down at the counter.

import { remember, type Staff } from './places.ts';
import { requestData } from './rules.ts';
import { type Seeding, signedIn } from './seeding.ts';

const MODEL = '/agent/procedures/modeles/recensement-citoyen';
/** What the citizen reads in the first status. */
const BOX = 'etat-0-usager';

export async function adaptProcedure(seeding: Seeding): Promise<void> {
  const { commune, epci } = seeding.place.staff;
  await sayOtherwise(seeding, commune, 'Nous lisons votre demande à la mairie.');
  await sayOtherwise(seeding, epci, `Votre demande est arrivée (${seeding.place.key}).`);
  // The job that brings the commune's version up to date leaves the difference to it.
  await seeding.host.drain();
}

async function sayOtherwise(seeding: Seeding, staff: Staff, text: string): Promise<void> {
  const agent = await signedIn(seeding, 'agent', staff.id, { authorityId: staff.authorityId });
  const { path, status } = await agent.submit(await agent.get(`${MODEL}/textes`), { [BOX]: text }, '/textes');
  if (path !== MODEL) throw new Error(`the texts of ${staff.name} were not published: ${status} ${path}`);
}

export async function takeIn(seeding: Seeding): Promise<void> {
  const { book, place } = seeding;
  const staff = place.staff.commune;
  const agent = await signedIn(seeding, 'agent', staff.id, { authorityId: staff.authorityId });
  const word = (what: string) =>
    book.word({ what: `${what}, at the counter, ${place.key}`, tenant: place.tenant });
  const planted = [word('name'), word('what is asked')];
  const [name = '', asked = ''] = planted;
  const page = await agent.get('/agent/demandes/nouvelle');
  const [, service = ''] = /<option value="([^"]{20,})"/.exec(page.html) ?? [];
  const sent = await agent.submit(
    page,
    { demarche: service, canal: 'counter', nom: name, demande: asked },
    '/nouvelle',
  );
  const [, id] = /^\/agent\/demandes\/([^/]+)\/recepisse/.exec(sent.path) ?? [];
  if (!id) throw new Error(`nothing was written down: ${sent.status} ${sent.path}`);
  book.rule(
    planted,
    requestData({ operatorId: staff.authorityId, communeId: place.authorityId, citizenId: null }),
    id,
  );
  remember(place, 'request', id);
}
