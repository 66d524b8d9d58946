// A workshop's page: what one learns, when and where it meets, how many places are left.

import { type PageCtx, PageError } from '@parvis/kit';
import { withArticle } from '@parvis/territory';
import { mapOf } from '../../appointment.ts';
import { callUs, localAccess } from '../../words.ts';
import { waitingAt } from '../enrolment.ts';
import {
  freeAt,
  type OfferedWorkshop,
  type PlannedSession,
  programmeOf,
  signUpsOf,
  workshopsTag,
} from '../programme.ts';
import { LEVEL_WORDS, sayFree, sayNames, sayPeople, saySession, sessionPlace } from '../says.ts';
import { untilNextStart } from './programme.ts';

/** The workshop of an address, or a page that says where to look. */
export async function offeredAt(page: PageCtx, slug: string): Promise<OfferedWorkshop> {
  const [offered] = await programmeOf(page, slug);
  if (offered !== undefined) return offered;
  throw new PageError(
    404,
    'Cet atelier n’est pas au programme',
    'Il est peut-être passé, ou il a changé de nom.',
    [
      { href: '/ateliers', text: 'Voir tous les ateliers' },
      { href: '/contact', text: 'Poser la question à la mairie' },
    ],
  );
}

export async function workshopPage(page: PageCtx, slug: string): Promise<Response> {
  const offered = await offeredAt(page, slug);
  const { workshop, authority, sessions } = offered;
  const waiting = await waitingAt(
    page,
    page.read,
    sessions.map(({ session }) => session.id),
  );
  const open = workshop.access === 'everyone';
  const signUps = signUpsOf(offered);
  const series = workshop.signUp === 'series';
  const [whole] = series ? signUps : [];
  const model = {
    ...factsOf(offered),
    series,
    begun: offered.begun,
    closed: open ? null : closedBecause(offered),
    whole: whole === undefined ? null : choiceOf(whole, workshop.slug, waiting, true),
    sessions: sessions.map((one) => ({
      ...sessionModel(one, offered),
      choice: open && !series ? choiceOf([one], workshop.slug, waiting, false) : null,
    })),
    open,
    help: callUs(authority.contact),
  };
  return page.page('workshop', model, {
    title: workshop.title,
    description: workshop.summary,
    breadcrumb: [{ href: '/ateliers', text: 'Ateliers' }],
    cache: { tags: [workshopsTag(page.tenant)], until: untilNextStart([offered], page.now) },
  });
}

export function factsOf({ workshop, authority, sessions }: OfferedWorkshop) {
  const leaders = [...new Set(sessions.flatMap((one) => one.leaders))];
  return {
    title: workshop.title,
    summary: workshop.summary,
    learn: workshop.learn,
    audience: workshop.audience,
    level: LEVEL_WORDS[workshop.level],
    bring: workshop.bring,
    minAge: workshop.minAge === null ? null : `À partir de ${workshop.minAge}\u00A0ans`,
    people: workshop.mostPeople > 1 ? `Jusqu’à ${sayPeople(workshop.mostPeople)} par inscription` : null,
    leaders: leaders.length === 0 ? null : sayNames(leaders),
    by: withArticle(authority),
  };
}

function sessionModel(one: PlannedSession, { workshop }: OfferedWorkshop) {
  return {
    when: saySession(one.session),
    place: sessionPlace(one.venue, workshop).join(', '),
    access: workshop.place === 'video' ? [] : localAccess(one.venue),
    map: workshop.place === 'video' ? null : mapOf(one.venue),
  };
}

/** What signing up for it would be: a place, or a rank on the waiting list. */
function choiceOf(
  sessions: readonly PlannedSession[],
  slug: string,
  waiting: ReadonlyMap<string, number>,
  series: boolean,
) {
  const free = freeAt(sessions);
  const [first] = sessions;
  const line = Math.max(0, ...sessions.map(({ session }) => waiting.get(session.id) ?? 0));
  return {
    href: `/ateliers/${slug}/inscription${series || first === undefined ? '' : `?seance=${first.session.id}`}`,
    free: sayFree(free),
    full: free <= 0,
    waiting: free <= 0 && line > 0 ? `${sayPeople(line)} en attente` : null,
  };
}

/** Why nobody signs up online. */
export function closedBecause({ workshop, authority }: OfferedWorkshop): string {
  return workshop.access === 'prescribers'
    ? `Cet atelier est réservé aux personnes qu’un travailleur social ou un partenaire oriente. Parlez-en à la personne qui vous accompagne. ${callUs(authority.contact)} pour toute question.`
    : `Pour cet atelier, on s’inscrit auprès d’un agent. ${callUs(authority.contact)}.`;
}
