// Advisors, venues, absences and an appointment of one commune.

import { addAdvisor, addOpening, addVenue, motifIdOf } from '@parvis/plugin-appointments';
import type { Answer, Visitor } from '@parvis/testing';
import { remember } from './places.ts';
import { anyOf, citizen, requestData, rolesAt } from './rules.ts';
import { codeOf, requestOf, type Seeding, signedIn, type Word } from './seeding.ts';

const EVERY_DAY = { freq: 'weekly', byDay: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] } as const;
const MOTIF = 'aide-numerique';
const AGENDA = ['secretary', 'advisor'] as const;
/** Who sets up the agendas of their body reads whose they are. */
const SETTINGS = [...AGENDA, 'administrator'] as const;

/** An advisor of the EPCI who receives in the commune, and one of the commune itself who is away. */
export async function furnishAgenda(seeding: Seeding): Promise<void> {
  const { host, book, place } = seeding;
  const slug = `venue-${place.key}`;
  const { venueId } = await host.inside(place.host, 'appointments', async (ctx) => {
    const motifId = (await motifIdOf(ctx, MOTIF)) ?? '';
    const venueId = await addVenue(ctx, {
      slug,
      name: 'Mairie',
      address: ['1 place de l’Église'],
      commune: place.commune,
      insee: place.insee,
      latitude: 48.4,
      longitude: 1.1,
    });
    const { epci } = place.staff;
    const resourceId = await addAdvisor(ctx, {
      name: epci.name,
      authorityId: epci.authorityId,
      agentId: epci.id,
    });
    const openingId = await addOpening(ctx, {
      resourceId,
      venueId,
      motifIds: [motifId],
      recurrence: EVERY_DAY,
      start: '08:00',
      end: '19:00',
      from: '2026-01-01',
    });
    remember(place, 'opening', openingId);
    remember(place, 'motif', motifId);
    return { venueId };
  });
  remember(place, 'venue', slug);
  remember(place, 'venue-id', venueId);
  await makeFeed(seeding);
  await closePlace(seeding, venueId);
  await declareAbsence(
    seeding,
    book.word({ what: `advisor who is away, ${place.key}`, tenant: place.tenant }),
  );
}

/** The secret address of the advisor's agenda, without names: whoever has it sees when someone comes. */
async function makeFeed(seeding: Seeding): Promise<void> {
  const { epci } = seeding.place.staff;
  const agent = await signedIn(seeding, 'agent', epci.id, { authorityId: epci.authorityId });
  const list = await agent.get('/agent/appointments/calendriers');
  const paths = [...list.html.matchAll(/href="(\/agent\/appointments\/calendriers\/[\w-]+)"/g)];
  const path = paths.at(0)?.[1] ?? '';
  const made = await agent.submit(await agent.get(path), { contenu: 'rendez-vous' }, '/flux');
  const token = /\/agenda-prive\/([\w-]+)\.ics/.exec(made.html)?.[1];
  if (token === undefined) throw new Error('the feed was refused');
  remember(seeding.place, 'feed', token);
}

async function declareAbsence(seeding: Seeding, name: string): Promise<void> {
  const { host, book, place } = seeding;
  const { commune } = place.staff;
  book.rule([name], rolesAt([place.authorityId], SETTINGS));
  const qui = await host.inside(place.host, 'appointments', (ctx) =>
    addAdvisor(ctx, { name, authorityId: place.authorityId }),
  );
  remember(place, 'resource', qui);
  const agent = await signedIn(seeding, 'agent', commune.id, { authorityId: commune.authorityId });
  const year = String(new Date().getUTCFullYear() + 1);
  const days = {
    'debut--day': '5',
    'debut--month': '3',
    'debut--year': year,
    'fin--day': '6',
    'fin--month': '3',
    'fin--year': year,
  };
  const absences = '/agent/appointments/absences';
  await agent.submit(await agent.get(absences), { qui, ...days }, absences);
  const { html } = await agent.get(absences);
  for (const [, id = ''] of html.matchAll(/\/absences\/([\w-]+)\/suppression/g))
    remember(place, 'absence', id);
  if (!place.values.has('absence')) throw new Error('the absence was refused');
}

/** A day far ahead on which the venue is closed. */
async function closePlace(seeding: Seeding, lieu: string): Promise<void> {
  const { place } = seeding;
  const { commune } = place.staff;
  const agent = await signedIn(seeding, 'agent', commune.id, { authorityId: commune.authorityId });
  const year = String(new Date().getUTCFullYear() + 1);
  const day = { 'debut--day': '9', 'debut--month': '3', 'debut--year': year };
  const closures = '/agent/appointments/fermetures';
  const { html } = await agent.submit(await agent.get(closures), { lieu, ...day }, closures);
  const [, id] = /\/fermetures\/([\w-]+)\/suppression/.exec(html) ?? [];
  if (id === undefined) throw new Error('the closure was refused');
  remember(place, 'closure', id);
}

/** Books the first slot of a week that is wholly ahead. */
export async function makeAppointment(seeding: Seeding, visitor: Visitor, citizenId: string): Promise<void> {
  const { book, place } = seeding;
  const planted: string[] = [];
  const word: Word = (what) => {
    const text = book.word({ what: `${what} of an appointment, ${place.key}`, tenant: place.tenant });
    planted.push(text);
    return text;
  };
  const telephone = book.phone({ what: `telephone of an appointment, ${place.key}`, tenant: place.tenant });
  planted.push(telephone);
  const [taken = '', free = ''] = await nextWeek(visitor, `venue-${place.key}`);
  const booked = await visitor.submit(await visitor.get(taken), {
    nom: word('name'),
    courriel: `${word('address')}@exemple.fr`,
    telephone,
    besoin: word('note'),
  });
  const code = codeOf(booked);
  const request = await requestOf(seeding, code);
  const { epci } = place.staff;
  const rule = requestData({ operatorId: epci.authorityId, communeId: place.authorityId, citizenId });
  book.rule(planted, anyOf(rule, rolesAt([epci.authorityId], AGENDA), citizen(citizenId)), request);
  remember(place, 'request', request);
  remember(place, 'code', code, request);
  remember(place, 'slot', free.split('/').at(-1) ?? '');
}

async function nextWeek(visitor: Visitor, venue: string): Promise<readonly string[]> {
  const page = await visitor.get(`/rendez-vous/${MOTIF}?lieu=${venue}`);
  const next = /href="([^"]+)" rel="nofollow">Semaine suivante/.exec(page.html)?.[1] ?? '';
  const week = await visitor.get(next.replaceAll('&amp;', '&').replace(/#.*/, ''));
  return slotsOn(week).filter((href) => href.includes(`/${venue}/`));
}

function slotsOn({ html }: Answer): readonly string[] {
  return [...html.matchAll(/href="(\/rendez-vous\/[\w-]+\/[\w-]+\/\d{4}-\d\d-\d\d-\d{4})"/g)].map(
    ([, href = '']) => href,
  );
}
