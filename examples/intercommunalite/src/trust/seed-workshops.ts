// A workshop of the EPCI for one commune, someone with an account who has a place, and someone whom an agent sent there.

import { addSessions, addVenue, addWorkshop } from '@parvis/plugin-appointments';
import type { Visitor } from '@parvis/testing';
import { remember } from './places.ts';
import { anyOf, citizen, noteData, requestData, rolesAt } from './rules.ts';
import { codeOf, requestOf, type Seeding, signedIn, type Word } from './seeding.ts';

const DAY = 86_400_000;
const RUNS = ['secretary', 'advisor'] as const;
const PRESCRIBES = ['case-worker'] as const;

export async function holdWorkshop(seeding: Seeding, visitor: Visitor, citizenId: string): Promise<void> {
  const { host, book, place } = seeding;
  const { epci } = place.staff;
  const slug = `atelier-${place.key}`;
  const days = [20, 27].map((ahead) => new Date(Date.now() + ahead * DAY).toISOString().slice(0, 10));
  const [first, ...others] = await host.inside(place.host, 'appointments', async (ctx) => {
    const venueId = await addVenue(ctx, {
      slug: `salle-${place.key}`,
      name: 'Salle des fêtes',
      address: ['2 place de l’Église'],
      commune: place.commune,
      insee: place.insee,
      latitude: 48.4,
      longitude: 1.1,
    });
    const workshop = await addWorkshop(ctx, {
      slug,
      authorityId: epci.authorityId,
      service: 'aide-numerique',
      title: 'Ranger ses photos',
      summary: 'Retrouver ses photos.',
      audience: 'Tout adulte.',
      theme: 'Photos',
      mostPeople: 2,
      communes: [place.insee],
      status: 'published',
    });
    return addSessions(ctx, {
      workshop,
      venue: { id: venueId, zone: 'Europe/Paris' },
      days,
      start: '14:00',
      end: '16:00',
      capacity: 8,
      leaders: [],
    });
  });
  if (first === undefined) throw new Error('the workshop has no session');
  remember(place, 'workshop-slug', slug);
  remember(place, 'workshop', first.workshopId);
  for (const { id } of [first, ...others]) remember(place, 'workshop-session', id);

  const planted: string[] = [];
  const word: Word = (what) => {
    const text = book.word({ what: `${what} of a place at a workshop, ${place.key}`, tenant: place.tenant });
    planted.push(text);
    return text;
  };
  const form = await visitor.get(`/ateliers/${slug}/inscription?seance=${first.id}`);
  const signedUp = await visitor.submit(form, {
    nom: word('name'),
    courriel: `${word('address')}@exemple.fr`,
    personnes: '2',
    accompagnants: word('companion'),
    besoin: word('note'),
  });
  const code = codeOf(signedUp);
  const request = await requestOf(seeding, code);
  const of = { operatorId: epci.authorityId, communeId: place.authorityId, citizenId };
  book.rule(planted, anyOf(requestData(of), rolesAt([epci.authorityId], RUNS), citizen(citizenId)), request);
  remember(place, 'request', request);
  remember(place, 'code', code, request);
  await orient(seeding, first.id);
}

/** Whom and why: for those who receive, and for whoever sent them. */
async function orient(seeding: Seeding, sessionId: string): Promise<void> {
  const { book, place } = seeding;
  const { epci } = place.staff;
  const said = (what: string) =>
    book.word({ what: `${what} of an orientation, ${place.key}`, tenant: place.tenant });
  const agent = await signedIn(seeding, 'agent', epci.id, { authorityId: epci.authorityId });
  const address = `/agent/appointments/orientations/ateliers/${sessionId}`;
  const [name, email, why] = [said('name'), said('address'), said('reason')];
  const typed = { nom: name, courriel: `${email}@exemple.fr`, pourquoi: why, accord: 'oui' };
  const { path } = await agent.submit(await agent.get(address), typed, address);
  if (!path.endsWith('fait=1')) throw new Error('the orientation was refused');
  const { html } = await agent.get(`/agent/appointments/ateliers/seances/${sessionId}`);
  const request = new RegExp(`/agent/demandes/([\\w-]+)">${name}<`).exec(html)?.[1];
  if (request === undefined) throw new Error('whoever was sent there is not on the list');
  remember(place, 'request', request);
  const of = { operatorId: epci.authorityId, communeId: place.authorityId, citizenId: null };
  const readers = rolesAt([epci.authorityId], [...RUNS, ...PRESCRIBES]);
  book.rule([name, email], anyOf(requestData(of), readers));
  book.rule([why], noteData(of));
}
