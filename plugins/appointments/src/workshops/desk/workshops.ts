// The workshops of an authority on its desk: the list, and one with its sessions; publishing, copying, adding sessions.

import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { asc, DbConstraintError, eq } from '@parvis/kit/data';
import { daysOf, localDay } from '@parvis/scheduling';
import { errorAt } from '../../error-at.ts';
import { agendaTag } from '../../schema.ts';
import { untilSettled } from '../../settle.ts';
import { waitingAt } from '../enrolment.ts';
import { type PlannedSession, workshopsTag } from '../programme.ts';
import { ACCESS_WORDS, LEVEL_WORDS, sayNames, saySession } from '../says.ts';
import { addWorkshop } from '../seed.ts';
import { addSessions, instantAt } from '../sessions.ts';
import { tables, type Workshop } from '../tables.ts';
import { CRUMB, choicesOf, HOME, SESSIONS, sessionsOf, WORKSHOPS, workshopAt } from './own.ts';
import { freeSlug } from './workshop-form.ts';

export async function workshopListPage(page: DeskCtx): Promise<Response> {
  page.demand(WORKSHOPS);
  const { workshop } = tables.for(page.read);
  const own = await page.read
    .select()
    .from(workshop)
    .where(page.own(workshop, eq(workshop.authorityId, page.actor.authority.id)))
    .orderBy(asc(workshop.title), asc(workshop.id));
  const sessions = await sessionsOf(
    page,
    own.map(({ id }) => id),
  );
  const coming = sessions.filter(({ session }) => session.status === 'planned' && session.endsAt > page.now);
  const waiting = await waitingAt(
    page,
    page.read,
    coming.map(({ session }) => session.id),
  );
  const titles = new Map(own.map((one) => [one.id, one]));
  const model = {
    authority: page.actor.authority.name,
    make: `${HOME}/nouveau`,
    access: page.actor.permissions.has('appointments.manage')
      ? '/agent/appointments/orientations/motifs'
      : null,
    sessions: coming.map((one) => ({
      ...rowOf(one, waiting),
      title: titles.get(one.session.workshopId)?.title ?? '',
      draft: titles.get(one.session.workshopId)?.status === 'draft',
    })),
    workshops: own.map((one) => ({
      href: `${HOME}/${one.id}`,
      title: one.title,
      status: one.status === 'published' ? 'Publié' : 'Brouillon',
      published: one.status === 'published',
      sessions: coming.filter(({ session }) => session.workshopId === one.id).length,
    })),
  };
  return page.page('desk-workshops', model, { title: 'Ateliers' });
}

function rowOf({ session, venue, leaders }: PlannedSession, waiting: ReadonlyMap<string, number>) {
  return {
    href: `${SESSIONS}/${session.id}`,
    when: saySession(session),
    where: `${venue.name}, ${venue.commune}`,
    leaders: sayNames(leaders),
    filling: `${session.taken} sur ${session.capacity}`,
    waiting: waiting.get(session.id) ?? 0,
    off: session.status === 'cancelled',
  };
}

const REPEATS = [
  { value: 'once', label: 'Une seule fois' },
  { value: '1', label: 'Chaque semaine' },
  { value: '2', label: 'Une semaine sur deux' },
  { value: '4', label: 'Toutes les quatre semaines' },
] as const;

interface FormState {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

/** The fields of a session: where, with whom, how many; of new ones also the days. */
export async function sessionFields(page: DeskCtx) {
  const { resources, venues } = await choicesOf(page);
  const shared = fieldSet([
    { id: 'jour', type: 'date', label: 'Jour', earliest: 'today' },
    { id: 'debut', type: 'time', label: 'Début' },
    { id: 'fin', type: 'time', label: 'Fin' },
    {
      id: 'ou',
      type: 'choice',
      label: 'Lieu',
      list: true,
      options: venues.map(({ id, name, commune }) => ({ value: id, label: `${commune}, ${name}` })),
    },
    {
      id: 'qui',
      type: 'choices',
      label: 'Qui anime',
      help: 'Aucun rendez-vous ne sera proposé avec ces personnes à cette heure.',
      options: resources.map(({ id, name }) => ({ value: id, label: name })),
      optional: true,
    },
    { id: 'places', type: 'number', label: 'Nombre de places', min: 1, max: 500 },
  ]);
  const repeated = fieldSet([
    { id: 'repetition', type: 'choice', label: 'Se répète', options: REPEATS, default: 'once', list: true },
    {
      id: 'nombre',
      type: 'number',
      label: 'Combien de séances',
      help: 'Si l’atelier se répète.',
      min: 1,
      max: 40,
      optional: true,
    },
  ]);
  return { venues, shared, repeated, some: venues.length > 0 };
}

export async function workshopDeskPage(page: DeskCtx, id: string, state: FormState = {}): Promise<Response> {
  return shown(page, await workshopAt(page, id), state);
}

async function shown(page: DeskCtx, workshop: Workshop, state: FormState): Promise<Response> {
  const { errors = [] } = state;
  const sessions = await sessionsOf(page, [workshop.id]);
  const waiting = await waitingAt(
    page,
    page.read,
    sessions.map(({ session }) => session.id),
  );
  const { shared, repeated, some } = await sessionFields(page);
  const address = `${HOME}/${workshop.id}`;
  const rows = sessions.map((one) => ({ ...rowOf(one, waiting), past: one.session.endsAt <= page.now }));
  const model = {
    title: workshop.title,
    summary: workshop.summary,
    facts: [
      LEVEL_WORDS[workshop.level],
      workshop.signUp === 'series'
        ? 'Inscription à toutes les séances ensemble'
        : 'Inscription à chaque séance',
      ACCESS_WORDS[workshop.access],
    ],
    published: workshop.status === 'published',
    publish: `${address}/publication`,
    copy: `${address}/copie`,
    edit: `${address}/modifier`,
    onSite: workshop.status === 'published' ? `/ateliers/${workshop.slug}` : null,
    coming: rows.filter(({ past, off }) => !past && !off),
    over: rows.filter(({ past, off }) => past || off).toReversed(),
    action: `${address}/seances`,
    controls: some ? toControls([...shared.fields, ...repeated.fields], state) : [],
    errors,
    back: HOME,
  };
  return page.page('desk-workshop', model, {
    title: workshop.title,
    breadcrumb: [CRUMB],
    status: errors.length > 0 ? 422 : 200,
  });
}

export async function publishWorkshop(page: DeskCtx, id: string): Promise<Response> {
  const { status } = await workshopAt(page, id);
  await page.write(async (ctx) => {
    const { workshop } = tables.for(ctx.tx);
    await ctx.tx
      .update(workshop)
      .set({ status: status === 'published' ? 'draft' : 'published' })
      .where(ctx.own(workshop, eq(workshop.id, id)));
    ctx.touch(workshopsTag(ctx.tenant), agendaTag(ctx.tenant));
    await ctx.record('workshop-changed', { kind: 'workshop', id });
  });
  return page.seeOther(`${HOME}/${id}`);
}

/** A draft that says the same, without sessions. */
export async function copyWorkshop(page: DeskCtx, id: string): Promise<Response> {
  const { id: _, tenantId: __, ...said } = await workshopAt(page, id);
  const slug = await freeSlug(page, said.title);
  const made = await page.write(async (ctx) => {
    const copy = await addWorkshop(ctx, { ...said, slug, status: 'draft' });
    await ctx.record('workshop-changed', { kind: 'workshop', id: copy.id });
    return copy;
  });
  return page.seeOther(`${HOME}/${made.id}/modifier`);
}

export async function addDates(page: DeskCtx, id: string): Promise<Response> {
  const workshop = await workshopAt(page, id);
  const { venues, shared, repeated } = await sessionFields(page);
  const body = await page.body();
  const today = localDay(page.site.zone, page.now);
  const first = readFields(shared, body, { today });
  const second = readFields(repeated, body, { today });
  const typed = { ...first.typed, ...second.typed };
  if (!first.ok || !second.ok) {
    const errors = [...(first.ok ? [] : first.errors), ...(second.ok ? [] : second.errors)];
    return shown(page, workshop, { typed, errors });
  }
  const { jour, debut, fin, ou, qui, places } = first.values;
  const venue = venues.find((one) => one.id === ou);
  const wrong = (fieldId: string, message: string) =>
    shown(page, workshop, {
      typed,
      errors: [errorAt([...shared.fields, ...repeated.fields], fieldId, message)],
    });
  if (venue === undefined || fin <= debut)
    return wrong('fin', 'La fin est avant le début. Vérifiez les deux heures.');
  if (instantAt(jour, debut, venue.zone) <= page.now)
    return wrong('debut', 'Cette heure est passée. Choisissez une heure à venir.');
  const { repetition, nombre } = second.values;
  if (repetition !== 'once' && nombre === undefined) return wrong('nombre', 'Indiquez combien de séances.');
  const days =
    repetition === 'once'
      ? [jour]
      : daysOf(
          { recurrence: { freq: 'weekly', interval: Number(repetition), count: nombre }, from: jour },
          jour,
          `${Number(jour.slice(0, 4)) + 4}${jour.slice(4).replace('02-29', '02-28')}`,
        );
  try {
    const added = await untilSettled(page.tenant, () =>
      page.write(async (ctx) => {
        await addSessions(ctx, {
          workshop,
          venue,
          days,
          start: debut,
          end: fin,
          capacity: places,
          leaders: qui ?? [],
        });
        await ctx.record('workshop-changed', { kind: 'workshop', id });
        return true;
      }),
    );
    if (added === null) return wrong('qui', BUSY);
  } catch (error) {
    if (!(error instanceof DbConstraintError && error.kind === 'overlap')) throw error;
    return wrong('qui', BUSY);
  }
  return page.seeOther(`${HOME}/${id}`);
}

/** Why a session is refused where the guard of the database refuses it. */
export const BUSY =
  'Une de ces personnes a déjà un rendez-vous ou un atelier à l’une de ces heures. Changez l’heure ou la personne.';
