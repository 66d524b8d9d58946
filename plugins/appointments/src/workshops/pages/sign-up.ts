// Signing up, in one page and without an account. When someone was quicker, everything typed comes back, with the waiting list.

import { type PageCtx, PageError } from '@parvis/kit';
import { newId } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { onceOf } from '../../pages/chosen-slot.ts';
import { untilSettled } from '../../settle.ts';
import { callUs, localAccess } from '../../words.ts';
import { signUp } from '../enrol.ts';
import { waitingAt } from '../enrolment.ts';
import { freeAt, type OfferedWorkshop, type PlannedSession, signUpsOf } from '../programme.ts';
import { sayFree, sayPeople, sayRank, saySession, sessionPlace } from '../says.ts';
import { NotAllFree } from '../seats.ts';
import { filledSignUp, readSignUp, type SignUpState, signUpControls, toPerson } from './sign-up-form.ts';
import { closedBecause, factsOf, offeredAt } from './workshop-page.ts';

interface Chosen {
  readonly offered: OfferedWorkshop;
  readonly sessions: readonly PlannedSession[];
}

async function chosenAt(page: PageCtx, slug: string, sessionId: string | undefined): Promise<Chosen> {
  const offered = await offeredAt(page, slug);
  const { workshop } = offered;
  const back = [{ href: `/ateliers/${slug}`, text: 'Revenir à l’atelier' }];
  if (workshop.access !== 'everyone')
    throw new PageError(403, 'L’inscription ne se fait pas en ligne', closedBecause(offered), back);
  const found = signUpsOf(offered).find(
    ([first]) => workshop.signUp === 'series' || first?.session.id === sessionId,
  );
  if (found !== undefined) return { offered, sessions: found };
  throw new PageError(
    409,
    offered.begun ? 'La série a commencé' : 'Cette séance n’est plus au programme',
    'Choisissez une autre date ou un autre atelier.',
    back,
  );
}

export async function signUpPage(
  page: PageCtx,
  slug: string,
  sessionId: string | undefined,
): Promise<Response> {
  return formPage(page, await chosenAt(page, slug, sessionId));
}

export async function takePlace(
  page: PageCtx,
  slug: string,
  sessionId: string | undefined,
): Promise<Response> {
  const chosen = await chosenAt(page, slug, sessionId);
  const { offered, sessions } = chosen;
  const { workshop, service } = offered;
  const body = await page.body();
  const { key: once, token } = onceOf(page, body);
  const today = localDay(page.site.zone, page.now);
  const outcome = readSignUp(body, { workshop, texts: page.texts }, today);
  if (!outcome.ok) return formPage(page, chosen, { ...outcome, once: token });
  const person = toPerson(outcome.values);
  const mayWait = body.get('attente') === '1';
  try {
    const done = await untilSettled(page.tenant, () =>
      page.write((ctx) => signUp(ctx, { workshop, service, sessions, ...person, mayWait, once })),
    );
    if (done !== null) return page.seeOther(`/suivi/${done.code}?envoye=1`);
  } catch (error) {
    if (!(error instanceof NotAllFree)) throw error;
  }
  const again = await chosenAt(page, slug, sessionId);
  return formPage(page, again, { typed: outcome.typed, once: token, missed: person.people });
}

interface FormState extends SignUpState {
  readonly once?: string;
  /** For how many people there were not enough places. */
  readonly missed?: number;
}

async function formPage(page: PageCtx, chosen: Chosen, state: FormState = {}): Promise<Response> {
  const { offered, sessions } = chosen;
  const { workshop } = offered;
  const { typed, errors = [], once = newId(), missed } = state;
  const questions = { workshop, texts: page.texts };
  const free = freeAt(sessions);
  const ids = sessions.map(({ session }) => session.id);
  const waiting = free > 0 ? new Map<string, number>() : await waitingAt(page, page.read, ids);
  const line = Math.max(0, ...waiting.values());
  const [first] = sessions;
  const venues = new Map(sessions.map(({ venue }) => [venue.id, venue]));
  const model = {
    ...factsOf(offered),
    action: `/ateliers/${workshop.slug}/inscription${workshop.signUp === 'series' ? '' : `?seance=${first?.session.id ?? ''}`}`,
    back: `/ateliers/${workshop.slug}`,
    once,
    controls:
      typed === undefined ? filledSignUp(questions, page) : signUpControls(questions, { typed, errors }),
    errors,
    when: sessions.map(({ session }) => saySession(session)),
    places: [...venues.values()].map((venue) => ({
      text: sessionPlace(venue, workshop).join(', '),
      access: workshop.place === 'video' ? [] : localAccess(venue),
    })),
    free: sayFree(free),
    full: free <= 0,
    rank: free > 0 ? null : sayRank(line + 1),
    missed: missed === undefined ? null : missedWords(missed, free),
    // Whoever comes as several may find fewer places than they need.
    mayWait: free <= 0 || missed !== undefined,
    help: callUs(offered.authority.contact),
  };
  return page.page('workshop-sign-up', model, {
    title: free > 0 ? 'S’inscrire à l’atelier' : 'S’inscrire sur la liste d’attente',
    breadcrumb: [
      { href: '/ateliers', text: 'Ateliers' },
      { href: `/ateliers/${workshop.slug}`, text: workshop.title },
    ],
    ...(errors.length > 0 ? { status: 422 as const } : missed !== undefined ? { status: 409 as const } : {}),
  });
}

function missedWords(people: number, free: number): string {
  return free > 0
    ? `${sayFree(free)}, et vous venez à ${sayPeople(people)}. Changez le nombre de personnes, ou inscrivez-vous sur la liste d’attente.`
    : 'La dernière place vient d’être prise. Rien n’est perdu\u00A0: vous pouvez vous inscrire sur la liste d’attente.';
}
