// « Agendas reliés »: the feed of an agent's agenda, the outside calendar that takes time of theirs, and their video room. Each ties
// their own agenda; that of a counter is tied by whoever keeps it.

import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx, type DeskRouter, PageError } from '@parvis/kit';
import { asc, eq, isNull, or } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { errorAt } from '../error-at.ts';
import { sayDay, sayWhen, wallClock } from '../french.ts';
import { type Resource, tables } from '../schema.ts';
import { endFeed, feedAddress, makeFeed, newToken } from './feed.ts';
import { sayOutsideProblem, tieOutside, tiesOf, untieOutside } from './outside.ts';
import { cleanAddress, refusalOf } from './outside-address.ts';
import type { Feed, Outside } from './tables.ts';
import { setVideoRoom } from './video-room.ts';

const BASE = '/agent/appointments/calendriers';

export function calendarRoutes(app: DeskRouter): void {
  app.get('/calendriers', (c) => listPage(c.var.page));
  app.get('/calendriers/:id', (c) => agendaPage(c.var.page, c.req.param('id')));
  app.post('/calendriers/:id/flux', (c) => startFeed(c.var.page, c.req.param('id')));
  app.post('/calendriers/:id/flux/suppression', (c) => stopFeed(c.var.page, c.req.param('id')));
  app.post('/calendriers/:id/exterieur', (c) => tie(c.var.page, c.req.param('id')));
  app.post('/calendriers/:id/exterieur/suppression', (c) => untie(c.var.page, c.req.param('id')));
  app.post('/calendriers/:id/visio', (c) => saveRoom(c.var.page, c.req.param('id')));
}

const NAMES = fieldSet([
  {
    id: 'contenu',
    type: 'choice',
    label: 'Ce que votre agenda montrera',
    options: [
      {
        value: 'rendez-vous',
        label: 'Le mot «\u00A0Rendez-vous\u00A0» seulement',
        help: 'Avec l’heure et le lieu. À choisir si d’autres voient votre agenda.',
      },
      {
        value: 'noms',
        label: 'Le nom de la personne et le motif',
        help: 'À choisir si vous seul voyez votre agenda.',
      },
    ],
    default: 'rendez-vous',
  },
]);

const OUTSIDE = fieldSet([
  {
    id: 'type',
    type: 'choice',
    label: 'Quelle sorte d’adresse',
    options: [
      {
        value: 'ics',
        label: 'Une adresse secrète en .ics',
        help: 'Google Agenda, Outlook et bien d’autres en donnent une.',
      },
      {
        value: 'caldav',
        label: 'Un agenda CalDAV',
        help: 'Nextcloud, Zimbra, BlueMind, iCloud… avec un identifiant.',
      },
    ],
    default: 'ics',
  },
  {
    id: 'adresse',
    type: 'text',
    label: 'Adresse de l’agenda',
    subject: 'l’adresse de l’agenda',
    example: 'https://agenda.exemple.fr/ada.ics',
    maxLength: 1_000,
  },
  { id: 'identifiant', type: 'text', label: 'Identifiant', optional: true, maxLength: 200 },
  {
    id: 'passe',
    type: 'password',
    label: 'Mot de passe d’application',
    help: 'Faites-en un pour ce site dans les réglages de votre agenda\u00A0: vous pourrez le retirer seul. Il est gardé chiffré.',
    autocomplete: 'new-password',
    optional: true,
    maxLength: 500,
  },
]);

const ROOM = fieldSet([
  {
    id: 'salle',
    type: 'url',
    label: 'Lien de votre salle de visioconférence',
    help: 'Les personnes qui prennent rendez-vous en visioconférence avec vous le reçoivent. Effacez-le pour ne plus le donner.',
    example: 'https://visio.exemple.fr/ma-salle',
    optional: true,
  },
]);

/** The agendas that an agent may tie: their own, and those of counters of the body they work for. */
function agendasOf(page: DeskCtx): Promise<Resource[]> {
  page.demand('appointments.manage');
  const { resource } = tables.for(page.read);
  return page.read
    .select()
    .from(resource)
    .where(
      page.own(
        resource,
        eq(resource.authorityId, page.actor.authority.id),
        or(eq(resource.agentId, page.actor.id), isNull(resource.agentId)),
      ),
    )
    .orderBy(asc(resource.name), asc(resource.id));
}

async function agendaOf(page: DeskCtx, id: string): Promise<Resource> {
  const found = (await agendasOf(page)).find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new PageError(
    404,
    'Cet agenda est introuvable',
    'Chacun relie son propre agenda, et celui des guichets.',
    [{ href: BASE, text: 'Voir les agendas reliés' }],
  );
}

async function listPage(page: DeskCtx): Promise<Response> {
  const [agendas, ties] = await Promise.all([agendasOf(page), tiesOf(page)]);
  const model = {
    agendas: agendas.map(({ id, name }) => ({
      name,
      href: `${BASE}/${id}`,
      ties: [
        ...(ties.feeds.has(id) ? ['lu dans un autre agenda'] : []),
        ...(ties.outsides.has(id) ? ['relié à un agenda extérieur'] : []),
        ...(ties.rooms.has(id) ? ['avec une salle de visioconférence'] : []),
      ],
    })),
  };
  return page.page('desk-calendars', model, {
    title: 'Agendas reliés',
    breadcrumb: breadcrumb().slice(0, 1),
  });
}

interface Shown {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  /** The secret address, just made. */
  readonly address?: string;
}

async function agendaPage(page: DeskCtx, id: string, shown: Shown = {}): Promise<Response> {
  const agenda = await agendaOf(page, id);
  const { feeds, outsides, rooms } = await tiesOf(page);
  const { errors = [] } = shown;
  const action = `${BASE}/${agenda.id}`;
  const outside = outsides.get(agenda.id);
  const feed = feeds.get(agenda.id);
  const room = rooms.get(agenda.id);
  const answers = { ...(room !== undefined && { salle: room.url }) };
  const model = {
    back: BASE,
    name: agenda.name,
    action,
    errors,
    address: shown.address ?? null,
    feed: feed === undefined ? null : feedModel(page, feed),
    feedControls: toControls(NAMES.fields, shown),
    outside: outside === undefined ? null : outsideModel(page, outside),
    outsideControls: toControls(OUTSIDE.fields, withoutPassword(shown)),
    roomControls: toControls(ROOM.fields, { answers, ...shown }),
  };
  return page.page('desk-calendar-ties', model, {
    title: `Agenda de ${agenda.name}`,
    breadcrumb: breadcrumb(),
    status: errors.length > 0 ? 422 : 200,
  });
}

/** A password never comes back in a page. */
function withoutPassword({ typed = {}, errors = [] }: Shown) {
  const { passe: _, ...kept } = typed;
  return { typed: kept, errors };
}

function feedModel({ site }: DeskCtx, { names, madeAt, madeBy, readDay }: Feed) {
  return {
    content: names ? 'le nom de la personne et le motif' : 'le mot «\u00A0Rendez-vous\u00A0» seulement',
    made: `${sayWhen(madeAt, site.zone)}, par ${madeBy}`,
    read: readDay === null ? null : sayDay(wallClock(Date.parse(readDay), 'UTC')),
  };
}

function outsideModel({ site }: DeskCtx, { kind, host, readAt, problem }: Outside) {
  return {
    kind: kind === 'ics' ? 'Adresse en .ics' : 'Agenda CalDAV',
    host,
    read: readAt === null ? null : sayWhen(readAt, site.zone),
    problem: problem === null ? null : sayOutsideProblem(problem),
  };
}

async function startFeed(page: DeskCtx, id: string): Promise<Response> {
  const agenda = await agendaOf(page, id);
  const outcome = readFields(NAMES, await page.body(), clockOf(page));
  if (!outcome.ok) return agendaPage(page, id, outcome);
  const token = newToken();
  const names = outcome.values.contenu === 'noms';
  await page.write((ctx) => makeFeed(ctx, agenda, { names, madeBy: page.actor.name, token }));
  // Shown here and nowhere else: no address could be redirected to that shows it again.
  return agendaPage(page, id, { address: feedAddress(page, token) });
}

async function stopFeed(page: DeskCtx, id: string): Promise<Response> {
  const agenda = await agendaOf(page, id);
  await page.write((ctx) => endFeed(ctx, agenda));
  return page.seeOther(`${BASE}/${agenda.id}`);
}

async function tie(page: DeskCtx, id: string): Promise<Response> {
  const agenda = await agendaOf(page, id);
  const outcome = readFields(OUTSIDE, await page.body(), clockOf(page));
  if (!outcome.ok) return agendaPage(page, id, outcome);
  const { type: kind, adresse, identifiant: login = '', passe: password = '' } = outcome.values;
  const url = cleanAddress(adresse);
  const refusal = refusalOf(url);
  if (refusal !== null) {
    const error = errorAt(OUTSIDE.fields, 'adresse', refusal);
    return agendaPage(page, id, { typed: outcome.typed, errors: [error] });
  }
  await page.write((ctx) => tieOutside(ctx, agenda, { kind, url, login, password }));
  return page.seeOther(`${BASE}/${agenda.id}`);
}

async function untie(page: DeskCtx, id: string): Promise<Response> {
  const agenda = await agendaOf(page, id);
  await page.write((ctx) => untieOutside(ctx, agenda));
  return page.seeOther(`${BASE}/${agenda.id}`);
}

async function saveRoom(page: DeskCtx, id: string): Promise<Response> {
  const agenda = await agendaOf(page, id);
  const outcome = readFields(ROOM, await page.body(), clockOf(page));
  if (!outcome.ok) return agendaPage(page, id, outcome);
  const { salle } = outcome.values;
  if (salle !== undefined && !salle.startsWith('https://')) {
    const error = errorAt(ROOM.fields, 'salle', 'Le lien doit commencer par https://.');
    return agendaPage(page, id, { typed: outcome.typed, errors: [error] });
  }
  await page.write((ctx) => setVideoRoom(ctx, agenda, salle ?? null));
  return page.seeOther(`${BASE}/${agenda.id}`);
}

function clockOf(page: DeskCtx) {
  return { today: localDay(page.site.zone, page.now) };
}

function breadcrumb() {
  return [
    { href: '/agent/appointments', text: 'Rendez-vous' },
    { href: BASE, text: 'Agendas reliés' },
  ];
}
