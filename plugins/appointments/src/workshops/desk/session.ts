// One session on the desk: who comes, whether they came, someone added by phone, moved or taken off, a message to all.

import { type FieldError, fieldSet, formatPhone, readFields, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { and, asc, eq, inArray } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { errorAt } from '../../error-at.ts';
import { untilSettled } from '../../settle.ts';
import { moveToSession } from '../enrol.ts';
import { PRESENCE_WORDS, sayFree, sayNames, sayPeople, saySession, sayTaken, sessionPlace } from '../says.ts';
import { NotAllFree } from '../seats.ts';
import { STEP } from '../steps.ts';
import { type Enrolment, PRESENCES, type Presence, tables } from '../tables.ts';
import { CRUMB, HOME, type OwnSession, SESSIONS, sessionAt, sessionsOf } from './own.ts';

/** What an agent notes of someone in one press. */
const NOTED: readonly Presence[] = ['seen', 'noshow', 'excused'];

const MESSAGE = fieldSet([
  {
    id: 'message',
    type: 'textarea',
    label: 'Votre message à tous les inscrits',
    help: 'Chacun le reçoit par courriel, sans voir les autres, et le lit sur sa page de suivi.',
    maxLength: 4_000,
  },
]);

interface Participant {
  readonly enrolment: Enrolment;
  readonly presence: Presence;
}

/** Those who have a place, then those who wait, in the order in which they came. The page says that it showed them. */
async function participantsOf(page: DeskCtx, sessionId: string): Promise<readonly Participant[]> {
  const { enrolment, seat } = tables.for(page.read);
  const rows = await page.read
    .select({ enrolment, presence: seat.presence })
    .from(seat)
    .innerJoin(enrolment, eq(enrolment.id, seat.enrolmentId))
    .where(
      page.own(
        seat,
        eq(seat.sessionId, sessionId),
        inArray(enrolment.status, ['booked', 'offered', 'waiting']),
      ),
    )
    .orderBy(asc(enrolment.since), asc(enrolment.id));
  page.looked(
    'request',
    rows.map((row) => row.enrolment.requestId),
  );
  return rows;
}

interface Returned {
  readonly form: 'message' | 'move';
  readonly errors: readonly FieldError[];
  readonly typed: Typed;
}

export async function sessionPage(page: DeskCtx, id: string): Promise<Response> {
  return shown(page, await sessionAt(page, id));
}

async function shown(page: DeskCtx, own: OwnSession, returned?: Returned): Promise<Response> {
  const { workshop, session, venue, leaders } = own;
  const people = await participantsOf(page, session.id);
  const booked = people.filter(({ enrolment }) => enrolment.status === 'booked');
  const waiting = people.filter(({ enrolment }) => enrolment.status !== 'booked');
  const address = `${SESSIONS}/${session.id}`;
  const ahead = session.status === 'planned' && session.startsAt > page.now;
  const form = (name: Returned['form'], fields: Parameters<typeof toControls>[0]) =>
    toControls(fields, returned?.form === name ? returned : {});
  const model = {
    title: workshop.title,
    when: saySession(session),
    where: sessionPlace(venue, workshop).join(', '),
    leaders: sayNames(leaders),
    filling: sayTaken(session),
    free: sayFree(session.capacity - session.taken),
    off: session.status === 'cancelled' ? (session.reason ?? '') : null,
    ahead,
    errors: returned?.errors ?? [],
    rows: booked.map(({ enrolment, presence }) => ({
      ...personOf(enrolment),
      presence: PRESENCE_WORDS[presence],
      presses: NOTED.map((one) => ({
        value: `${enrolment.id}:${presence === one ? 'unknown' : one}`,
        text: PRESENCE_WORDS[one],
        pressed: presence === one,
      })),
    })),
    waiting: waiting.map(({ enrolment }) => ({
      ...personOf(enrolment),
      held: enrolment.status === 'offered',
    })),
    presences: `${address}/presences`,
    sheet: `${address}/emargement`,
    add: ahead ? `${address}/inscription` : null,
    edit: ahead ? `${address}/modifier` : null,
    cancel: ahead ? `${address}/annulation` : null,
    message:
      booked.length > 0 ? { action: `${address}/message`, controls: form('message', MESSAGE.fields) } : null,
    move:
      ahead && people.length > 0
        ? {
            action: `${address}/deplacement`,
            controls: form('move', (await moveFields(page, own, people)).fields),
          }
        : null,
    back: `${HOME}/${workshop.id}`,
  };
  return page.page('desk-workshop-session', model, {
    title: `${workshop.title}, ${saySession(session)}`,
    breadcrumb: [CRUMB, { href: `${HOME}/${workshop.id}`, text: workshop.title }],
    status: returned === undefined ? 200 : 422,
  });
}

function personOf(enrolment: Enrolment) {
  return {
    person: enrolment.person,
    href: `/agent/demandes/${enrolment.requestId}`,
    people: enrolment.people > 1 ? sayPeople(enrolment.people) : null,
    companions: enrolment.companions,
    phone: enrolment.phone === null ? null : formatPhone(enrolment.phone),
    note: enrolment.note,
  };
}

/** The list to sign, on one page of paper. */
export async function sheetPage(page: DeskCtx, id: string): Promise<Response> {
  const { workshop, session, venue, leaders } = await sessionAt(page, id);
  const people = await participantsOf(page, id);
  const names = people
    .filter(({ enrolment }) => enrolment.status === 'booked')
    .flatMap(({ enrolment: { person, people: number, companions } }) => [
      person,
      ...Array.from({ length: number - 1 }, (_, index) =>
        companions === null || index > 0 ? `Avec ${person}` : `Avec ${person}\u00A0: ${companions}`,
      ),
    ])
    .toSorted((a, b) => a.localeCompare(b, 'fr'));
  const model = {
    title: workshop.title,
    by: page.actor.authority.name,
    when: saySession(session),
    where: sessionPlace(venue, workshop).join(', '),
    leaders: sayNames(leaders),
    names,
    blank: Math.max(0, session.capacity - names.length),
    back: `${SESSIONS}/${id}`,
  };
  return page.page('desk-workshop-sheet', model, {
    title: 'Feuille d’émargement',
    breadcrumb: [CRUMB, { href: `${SESSIONS}/${id}`, text: workshop.title }],
  });
}

export async function notePresence(page: DeskCtx, id: string): Promise<Response> {
  const { session } = await sessionAt(page, id);
  const [enrolmentId = '', typed = ''] = ((await page.body()).get('presence') ?? '').split(':');
  const presence = PRESENCES.find((one) => one === typed);
  if (presence !== undefined)
    await page.write(async (ctx) => {
      const { seat, enrolment } = tables.for(ctx.tx);
      const [noted] = await ctx.tx
        .update(seat)
        .set({ presence })
        .where(ctx.own(seat, and(eq(seat.sessionId, session.id), eq(seat.enrolmentId, enrolmentId))))
        .returning({ id: seat.enrolmentId });
      if (noted === undefined) return;
      const [about] = await ctx.tx
        .select({ requestId: enrolment.requestId })
        .from(enrolment)
        .where(ctx.own(enrolment, eq(enrolment.id, noted.id)));
      await ctx.record('workshop-presence', { kind: 'request', id: about?.requestId ?? null });
    });
  return page.seeOther(`${SESSIONS}/${id}#presents`);
}

export async function writeToAll(page: DeskCtx, id: string): Promise<Response> {
  const own = await sessionAt(page, id);
  const outcome = readFields(MESSAGE, await page.body(), { today: localDay(page.site.zone, page.now) });
  if (!outcome.ok) return shown(page, own, { form: 'message', ...outcome });
  const people = await participantsOf(page, id);
  const booked = people.filter(({ enrolment }) => enrolment.status === 'booked');
  await page.write(async (ctx) => {
    // Each on their own thread, with their own mail: as many as a room holds.
    for (const { enrolment } of booked)
      await ctx.requests.say(enrolment.requestId, {
        subject: `Votre atelier\u00A0: ${own.workshop.title}`,
        text: outcome.values.message,
      });
    await ctx.record('workshop-message', { kind: 'workshop', id: own.workshop.id });
  });
  return page.seeOther(`${SESSIONS}/${id}`);
}

const OFF = 'retirer';

async function moveFields(page: DeskCtx, { workshop, session }: OwnSession, people: readonly Participant[]) {
  const others =
    workshop.signUp === 'series'
      ? []
      : (await sessionsOf(page, [workshop.id])).filter(
          (one) =>
            one.session.id !== session.id &&
            one.session.status === 'planned' &&
            one.session.startsAt > page.now,
        );
  const booked = people.map(({ enrolment }) => ({ value: enrolment.requestId, label: enrolment.person }));
  return fieldSet([
    { id: 'personne', type: 'choice', label: 'Qui', options: booked, list: true },
    {
      id: 'vers',
      type: 'choice',
      label: 'Que faire',
      list: true,
      options: [
        ...others.map((one) => ({
          value: one.session.id,
          label: `Déplacer au ${saySession(one.session)} (${sayFree(one.session.capacity - one.session.taken).toLowerCase()})`,
        })),
        { value: OFF, label: 'Retirer sa place' },
      ],
    },
  ]);
}

/** Moves someone to another session, or takes their place away; either way they are told. */
export async function moveSomeone(page: DeskCtx, id: string): Promise<Response> {
  const own = await sessionAt(page, id);
  const people = await participantsOf(page, id);
  if (people.length === 0)
    throw new PageError(
      409,
      'Personne n’est inscrit à cette séance',
      'La dernière personne s’est peut-être désistée entre-temps.',
      [{ href: `${SESSIONS}/${id}`, text: 'Revenir à la séance' }],
    );
  const fields = await moveFields(page, own, people);
  const outcome = readFields(fields, await page.body(), { today: localDay(page.site.zone, page.now) });
  if (!outcome.ok) return shown(page, own, { form: 'move', ...outcome });
  const { personne: requestId, vers } = outcome.values;
  const failed = (message: string) =>
    shown(page, own, {
      form: 'move',
      errors: [errorAt(fields.fields, 'vers', message)],
      typed: outcome.typed,
    });
  if (vers === OFF) {
    await page.write((ctx) =>
      ctx.requests.move(
        requestId,
        ['received', 'in-progress'],
        'cancelled',
        `Place retirée par ${page.actor.authority.name}.`,
        { step: STEP.cancelled },
      ),
    );
    return page.seeOther(`${SESSIONS}/${id}`);
  }
  const to = (await sessionsOf(page, [own.workshop.id])).find(({ session }) => session.id === vers);
  if (to === undefined)
    throw new PageError(404, 'Cette séance est introuvable', 'Elle a peut-être été annulée.');
  try {
    const moved = await untilSettled(page.tenant, () =>
      page.write((ctx) => moveToSession(ctx, requestId, to)),
    );
    if (moved !== true)
      return failed(
        'Cette personne n’a pas de place à déplacer. Retirez-la de la liste d’attente, puis inscrivez-la.',
      );
  } catch (error) {
    if (!(error instanceof NotAllFree)) throw error;
    return failed('Il n’y a plus assez de places à cette séance. Choisissez-en une autre.');
  }
  return page.seeOther(`${SESSIONS}/${id}`);
}
