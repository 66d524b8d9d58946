// « Orienter quelqu’un »: what the prescriber sent people to and whether they came, and what they may send people to.

import { type Field, type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { and, asc, eq, newId } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { horizonOf, readAgenda } from '../../agenda.ts';
import { lineControls } from '../../desk/book-fields.ts';
import { lineOption, nextLines, readPicked } from '../../desk/slot-lines.ts';
import { sayLength } from '../../french.ts';
import { type Offer, offersOf } from '../../offers.ts';
import { onceOf, venueAt } from '../../pages/chosen-slot.ts';
import { orderPlaces, positionOf, venuesFor } from '../../places.ts';
import { tables } from '../../schema.ts';
import { reachError, WHO_BY_AGENT } from '../../who-comes.ts';
import { freeAt, type OfferedWorkshop, programmeOf, signUpsOf } from '../../workshops/programme.ts';
import { sayFree, saySession } from '../../workshops/says.ts';
import { motifAccessIn, openMotifTo } from '../access.ts';
import {
  type Oriented,
  ownPrescriptions,
  PRESCRIBE,
  prescribeAppointment,
  prescribeWorkshop,
} from '../prescribe.ts';

const HOME = '/agent/appointments/orientations';
const CRUMB = { href: HOME, text: 'Orientations' };
const MINUTE = 60_000;

const PERSON = [
  WHO_BY_AGENT.name,
  WHO_BY_AGENT.email,
  WHO_BY_AGENT.phone,
  {
    id: 'pourquoi',
    type: 'textarea',
    label: 'Pourquoi vous l’orientez',
    help: 'Le strict nécessaire, en une phrase ou deux. Lu par les agents du service qui la reçoit, pas affiché à l’usager. Rien sur sa santé.',
    maxLength: 600,
  },
  {
    id: 'accord',
    type: 'tick',
    label:
      'La personne est d’accord pour que je prenne cette place pour elle, et sait qui lira ces informations',
    error: { missing: 'Demandez d’abord son accord à la personne, puis cochez la case.' },
  },
] as const satisfies readonly Field[];

interface State {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly once?: string;
  readonly chosen?: string | undefined;
  /** What was chosen is not free any more. */
  readonly taken?: boolean;
}

export async function orientationsPage(page: DeskCtx, done: string | undefined): Promise<Response> {
  page.demand(PRESCRIBE);
  const own = await ownPrescriptions(page);
  const offers = await offersOf(page, undefined, 'prescribers');
  const workshops = await programmeOf(page);
  const model = {
    done: done === '1',
    own,
    motifs: [...new Map(offers.map((offer) => [offer.motif.id, offer])).values()].map(
      ({ motif, service }) => ({
        href: `${HOME}/rendez-vous/${motif.slug}`,
        title: motif.title,
        detail: `${sayLength(motif.minutes)}, ${service.operator.name}`,
      }),
    ),
    workshops: workshops.flatMap((offered) =>
      signUpsOf(offered).flatMap(([first, ...others]) =>
        first === undefined
          ? []
          : [
              {
                href: `${HOME}/ateliers/${first.session.id}`,
                title: offered.workshop.title,
                detail: `${saySession(first.session)}, ${first.venue.commune}${others.length > 0 ? `, et ${others.length} autres séances` : ''}`,
                free: sayFree(freeAt([first, ...others])),
              },
            ],
      ),
    ),
    settings: page.actor.permissions.has('appointments.manage') ? `${HOME}/motifs` : null,
  };
  return page.page('desk-orientations', model, { title: 'Orientations' });
}

/** @throws PageError 404 */
async function offerOf(page: DeskCtx, slug: string): Promise<Offer> {
  page.demand(PRESCRIBE);
  const offers = await offersOf(page, [slug], 'prescribers');
  const offer = offers.find(({ motif }) => motif.slug === slug);
  if (offer !== undefined) return offer;
  throw notFound();
}

function notFound(): PageError {
  return new PageError(404, 'Ce n’est pas proposé ici', 'Cela a peut-être changé de nom.', [
    { href: HOME, text: 'Revenir aux orientations' },
  ]);
}

export async function orientToMotifPage(page: DeskCtx, slug: string, state: State = {}): Promise<Response> {
  const offer = await offerOf(page, slug);
  const { motif } = offer;
  const agenda = await readAgenda(page, { from: page.now, until: horizonOf([motif], page.now) });
  const [near] = orderPlaces(venuesFor(agenda, motif), page.site.authority.insee, await positionOf(page));
  // As the citizen would be offered it, the delay included: the same search books it.
  const from = page.now + motif.noticeMinutes * MINUTE;
  const lines = nextLines(agenda, { motif, now: page.now, from, near: near?.venue });
  const nameOf = (id: string) => agenda.resources.get(id)?.name ?? '';
  const options = lines.flatMap((slot) => lineOption(slot, agenda, nameOf));
  return formPage(page, {
    state,
    title: `Orienter vers\u00A0: ${motif.title}`,
    lead: `${sayLength(motif.minutes)}, avec ${motif.receivedBy}. Service assuré par\u00A0: ${offer.service.operator.name}.`,
    lines: lineControls(options, state.chosen),
    none: options.length === 0 ? 'Aucun rendez-vous n’est libre en ce moment.' : null,
    action: `${HOME}/rendez-vous/${motif.slug}`,
  });
}

export async function orientToWorkshopPage(page: DeskCtx, id: string, state: State = {}): Promise<Response> {
  const { offered, sessions } = await workshopOf(page, id);
  return formPage(page, {
    state,
    title: `Orienter vers\u00A0: ${offered.workshop.title}`,
    lead: `${sessions.map(({ session }) => saySession(session)).join('\u00A0; ')}. ${sayFree(freeAt(sessions))}.`,
    lines: [],
    none: null,
    action: `${HOME}/ateliers/${id}`,
  });
}

async function workshopOf(page: DeskCtx, sessionId: string) {
  page.demand(PRESCRIBE);
  for (const offered of await programmeOf(page)) {
    const sessions = signUpsOf(offered).find(([first]) => first?.session.id === sessionId);
    if (sessions !== undefined)
      return { offered, sessions } satisfies { offered: OfferedWorkshop; sessions: unknown };
  }
  throw notFound();
}

interface FormParts {
  readonly state: State;
  readonly title: string;
  readonly lead: string;
  readonly lines: ReturnType<typeof lineControls>;
  readonly none: string | null;
  readonly action: string;
}

function formPage(page: DeskCtx, { state, title, lead, lines, none, action }: FormParts): Response {
  const { errors = [], taken = false, once = newId() } = state;
  const model = {
    lead,
    none,
    taken,
    errors,
    once,
    action,
    lines,
    controls: toControls(fieldSet(PERSON).fields, state),
    back: HOME,
  };
  return page.page('desk-orientation', model, {
    title,
    breadcrumb: [CRUMB],
    ...(errors.length > 0 ? { status: 422 as const } : taken ? { status: 409 as const } : {}),
  });
}

type ReadPerson =
  | { readonly ok: true; readonly person: Oriented; readonly typed: Typed }
  | { readonly ok: false; readonly state: State };

async function readPerson(
  page: DeskCtx,
): Promise<ReadPerson & { readonly chosen: string | undefined; readonly token: string }> {
  const body = await page.body();
  const chosen = body.get('creneau');
  const { key, token } = onceOf(page, body);
  const outcome = readFields(fieldSet(PERSON), body, { today: localDay(page.site.zone, page.now) });
  const shared = { chosen, once: token };
  if (!outcome.ok) return { ok: false, state: { ...outcome, ...shared }, chosen, token };
  const { nom: name, courriel: email, telephone: phone, pourquoi: why } = outcome.values;
  const unreached = reachError(PERSON, outcome.values);
  if (unreached !== null)
    return { ok: false, state: { typed: outcome.typed, errors: [unreached], ...shared }, chosen, token };
  return { ok: true, person: { name, email, phone, why, once: key }, typed: outcome.typed, chosen, token };
}

export async function orientToMotif(page: DeskCtx, slug: string): Promise<Response> {
  const offer = await offerOf(page, slug);
  const read = await readPerson(page);
  if (!read.ok) return orientToMotifPage(page, slug, read.state);
  const picked = readPicked(read.chosen);
  const venue = picked === null ? null : await venueAt(page, picked.venue);
  const done =
    picked !== null &&
    venue !== null &&
    (await prescribeAppointment(page, offer, { venue, slot: picked.slot }, read.person));
  if (done) return page.seeOther(`${HOME}?fait=1`);
  return orientToMotifPage(page, slug, { typed: read.typed, once: read.token, taken: true });
}

export async function orientToWorkshop(page: DeskCtx, id: string): Promise<Response> {
  const { offered, sessions } = await workshopOf(page, id);
  const read = await readPerson(page);
  if (!read.ok) return orientToWorkshopPage(page, id, read.state);
  const { workshop, service } = offered;
  const done = await prescribeWorkshop(page, { workshop, service, sessions }, read.person);
  if (done) return page.seeOther(`${HOME}?fait=1`);
  return orientToWorkshopPage(page, id, { typed: read.typed, once: read.token, taken: true });
}

const ACCESS_OPTIONS = [
  { value: 'everyone', label: 'Tout le monde' },
  { value: 'agents', label: 'Les agents seulement' },
  { value: 'prescribers', label: 'Les prescripteurs seulement' },
] as const;

/** Who may book each motif. */
export async function motifAccessPage(page: DeskCtx): Promise<Response> {
  page.demand('appointments.manage');
  const { motif } = tables.for(page.read);
  const access = motifAccessIn(page.read);
  const rows = await page.read
    .select({ id: motif.id, title: motif.title, access: access.access })
    .from(motif)
    .leftJoin(access, and(eq(access.motifId, motif.id)))
    .where(page.own(motif))
    .orderBy(asc(motif.title), asc(motif.id));
  const model = {
    motifs: rows.map((row) => ({
      id: row.id,
      title: row.title,
      options: ACCESS_OPTIONS.map((one) => ({ ...one, chosen: one.value === (row.access ?? 'everyone') })),
    })),
    action: `${HOME}/motifs`,
  };
  return page.page('desk-motif-access', model, {
    title: 'Qui peut prendre rendez-vous',
  });
}

export async function saveMotifAccess(page: DeskCtx): Promise<Response> {
  page.demand('appointments.manage');
  const body = await page.body();
  const to = ACCESS_OPTIONS.find(({ value }) => value === body.get('acces'))?.value;
  const { motif } = tables.for(page.read);
  const [found] = await page.read
    .select({ id: motif.id })
    .from(motif)
    .where(page.own(motif, eq(motif.id, body.get('motif') ?? '')));
  if (to !== undefined && found !== undefined)
    await page.write(async (ctx) => {
      await openMotifTo(ctx, found.id, to);
      await ctx.record('motif-access', { kind: 'motif', id: found.id });
    });
  return page.seeOther(`${HOME}/motifs`);
}
