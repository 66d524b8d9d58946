// Adding someone by phone, changing a session, and calling it off.

import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { DbConstraintError, eq, newId } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { errorAt } from '../../error-at.ts';
import { sayTime, wallClock } from '../../french.ts';
import { onceOf } from '../../pages/chosen-slot.ts';
import { untilSettled } from '../../settle.ts';
import { signUp } from '../enrol.ts';
import { readSignUp, type SignUpState, signUpControls, toPerson } from '../pages/sign-up-form.ts';
import { freeAt, serviceOf } from '../programme.ts';
import { sayFree, saySession, sayTaken } from '../says.ts';
import { callOff, changeSession, instantAt } from '../sessions.ts';
import { tables } from '../tables.ts';
import { CRUMB, type OwnSession, SESSIONS, sessionAt, sessionsOf } from './own.ts';
import { BUSY, sessionFields } from './workshops.ts';

/** @throws PageError 409 for a session that is over or called off. */
async function aheadAt(page: DeskCtx, id: string): Promise<OwnSession> {
  const own = await sessionAt(page, id);
  if (own.session.status === 'planned' && own.session.startsAt > page.now) return own;
  throw new PageError(409, 'Cette séance est passée ou annulée', 'Il n’y a plus rien à y changer.', [
    { href: `${SESSIONS}/${id}`, text: 'Revenir à la séance' },
  ]);
}

function crumbsOf({ workshop, session }: OwnSession) {
  return [CRUMB, { href: `${SESSIONS}/${session.id}`, text: workshop.title }];
}

export async function addPersonPage(page: DeskCtx, id: string): Promise<Response> {
  return personForm(page, await aheadAt(page, id));
}

async function personForm(
  page: DeskCtx,
  own: OwnSession,
  state: SignUpState & { readonly once?: string } = {},
): Promise<Response> {
  const { errors = [], once = newId() } = state;
  const { workshop, session } = own;
  const free = freeAt(await signUpSessions(page, own));
  const model = {
    lead: `${workshop.title}, ${saySession(session)}. ${sayFree(free)}.`,
    controls: signUpControls({ workshop, texts: page.texts, by: 'agent' }, state),
    errors,
    once,
    action: `${SESSIONS}/${session.id}/inscription`,
    back: `${SESSIONS}/${session.id}`,
    button: free > 0 ? 'Inscrire cette personne' : 'Inscrire sur la liste d’attente',
  };
  return page.page('desk-workshop-form', model, {
    title: 'Inscrire quelqu’un',
    breadcrumb: crumbsOf(own),
    status: errors.length > 0 ? 422 : 200,
  });
}

/** What one signs up for with this session: itself, or what is to come of the series. */
async function signUpSessions(page: DeskCtx, own: OwnSession) {
  if (own.workshop.signUp === 'session') return [own];
  const all = await sessionsOf(page, [own.workshop.id]);
  return all.filter(({ session }) => session.status === 'planned' && session.startsAt > page.now);
}

/** Someone who called: they get a place, or a rank on the waiting list, and their confirmation. */
export async function addPerson(page: DeskCtx, id: string): Promise<Response> {
  const own = await aheadAt(page, id);
  const { workshop } = own;
  const served = serviceOf(page, workshop);
  if (served === null)
    throw new PageError(409, 'Aucune démarche n’a d’ateliers', 'Publiez d’abord une démarche sur ce site.');
  const body = await page.body();
  const { key: once, token } = onceOf(page, body);
  const questions = { workshop, texts: page.texts, by: 'agent' } as const;
  const outcome = readSignUp(body, questions, localDay(page.site.zone, page.now));
  if (!outcome.ok) return personForm(page, own, { ...outcome, once: token });
  const sessions = await signUpSessions(page, own);
  const person = toPerson(outcome.values);
  const done = await untilSettled(page.tenant, () =>
    page.write((ctx) =>
      signUp(ctx, { workshop, service: served.service, sessions, ...person, mayWait: true, once }),
    ),
  );
  if (done === null)
    throw new PageError(503, 'Beaucoup de monde s’inscrit en ce moment', 'Réessayez dans un instant.');
  return page.seeOther(`${SESSIONS}/${id}`);
}

interface FormState {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

export async function editSessionPage(page: DeskCtx, id: string): Promise<Response> {
  return editForm(page, await aheadAt(page, id));
}

async function editForm(page: DeskCtx, own: OwnSession, state: FormState = {}): Promise<Response> {
  const { session, venue } = own;
  const { shared } = await sessionFields(page);
  const { leader } = tables.for(page.read);
  const led = await page.read
    .select({ id: leader.resourceId })
    .from(leader)
    .where(page.own(leader, eq(leader.sessionId, session.id)));
  const start = wallClock(session.startsAt, session.zone);
  const end = wallClock(session.endsAt, session.zone);
  const clock = (time: typeof start) => time.toPlainTime().toString().slice(0, 5);
  const answers = {
    jour: start.toPlainDate().toString(),
    debut: clock(start),
    fin: clock(end),
    ou: venue.id,
    qui: led.map(({ id }) => id),
    places: session.capacity,
  };
  const { errors = [] } = state;
  const model = {
    lead: `Les personnes inscrites sont prévenues si le jour, l’heure ou le lieu change. Pour l’instant\u00A0: ${saySession(session)}, ${sayTaken(session)}.`,
    controls: toControls(shared.fields, state.typed === undefined ? { answers } : state),
    errors,
    once: null,
    action: `${SESSIONS}/${session.id}/modifier`,
    back: `${SESSIONS}/${session.id}`,
    button: 'Enregistrer',
  };
  return page.page('desk-workshop-form', model, {
    title: 'Modifier la séance',
    breadcrumb: crumbsOf(own),
    status: errors.length > 0 ? 422 : 200,
  });
}

export async function editSession(page: DeskCtx, id: string): Promise<Response> {
  const own = await aheadAt(page, id);
  const { venues, shared } = await sessionFields(page);
  const outcome = readFields(shared, await page.body(), { today: localDay(page.site.zone, page.now) });
  if (!outcome.ok) return editForm(page, own, outcome);
  const { jour, debut, fin, ou, qui, places } = outcome.values;
  const venue = venues.find((one) => one.id === ou);
  const wrong = (fieldId: string, message: string) =>
    editForm(page, own, { typed: outcome.typed, errors: [errorAt(shared.fields, fieldId, message)] });
  if (venue === undefined || fin <= debut)
    return wrong('fin', 'La fin est avant le début. Vérifiez les deux heures.');
  const startsAt = instantAt(jour, debut, venue.zone);
  if (startsAt <= page.now) return wrong('debut', 'Cette heure est passée. Choisissez une heure à venir.');
  try {
    const changed = await untilSettled(page.tenant, () =>
      page.write(async (ctx) => {
        const endsAt = instantAt(jour, fin, venue.zone);
        const done = await changeSession(ctx, own.session, {
          venue,
          startsAt,
          endsAt,
          capacity: places,
          leaders: qui ?? [],
        });
        if (done) await ctx.record('workshop-changed', { kind: 'workshop', id: own.workshop.id });
        return done;
      }),
    );
    if (changed === null) return wrong('qui', BUSY);
    if (!changed)
      return wrong(
        'places',
        'Plus de places sont déjà prises. Déplacez d’abord des personnes, ou gardez plus de places.',
      );
  } catch (error) {
    if (!(error instanceof DbConstraintError && error.kind === 'overlap')) throw error;
    return wrong('qui', BUSY);
  }
  return page.seeOther(`${SESSIONS}/${id}`);
}

const REASON = fieldSet([
  {
    id: 'raison',
    type: 'textarea',
    label: 'Pourquoi la séance est annulée',
    help: 'Les personnes inscrites le lisent, avec les autres dates.',
    example: 'L’animatrice est malade.',
    maxLength: 400,
  },
]);

export async function callOffPage(page: DeskCtx, id: string, state: FormState = {}): Promise<Response> {
  return callOffForm(page, await aheadAt(page, id), state);
}

function callOffForm(page: DeskCtx, own: OwnSession, state: FormState): Response {
  const { errors = [] } = state;
  const { workshop, session } = own;
  const model = {
    lead: `${workshop.title}, ${saySession(session)}. ${sayTaken(session)}. Toutes les personnes inscrites seront prévenues.`,
    controls: toControls(REASON.fields, state),
    errors,
    once: null,
    action: `${SESSIONS}/${session.id}/annulation`,
    back: `${SESSIONS}/${session.id}`,
    button: 'Annuler la séance',
  };
  return page.page('desk-workshop-form', model, {
    title: `Annuler la séance de ${sayTime(wallClock(session.startsAt, session.zone))}`,
    breadcrumb: crumbsOf(own),
    status: errors.length > 0 ? 422 : 200,
  });
}

export async function cancelSession(page: DeskCtx, id: string): Promise<Response> {
  const own = await aheadAt(page, id);
  const outcome = readFields(REASON, await page.body(), { today: localDay(page.site.zone, page.now) });
  if (!outcome.ok) return callOffForm(page, own, outcome);
  await page.write(async (ctx) => {
    const done = await callOff(ctx, own.session, outcome.values.raison);
    if (done) await ctx.record('workshop-changed', { kind: 'workshop', id: own.workshop.id });
  });
  return page.seeOther(`${SESSIONS}/${id}`);
}
