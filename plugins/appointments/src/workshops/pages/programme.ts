// « Ateliers »: what is on, of the commune and its EPCI together, by date or nearest first. Links and one form without a
// script; one copy serves everyone.

import type { PageCtx } from '@parvis/kit';
import { withArticle } from '@parvis/territory';
import { CALENDAR_TYPE } from '../../calendar-file.ts';
import { atPlace, sayDistance, wallClock } from '../../french.ts';
import { orderPlaces, positionOf } from '../../places.ts';
import { callUs } from '../../words.ts';
import { programmeFile } from '../calendar.ts';
import {
  freeAt,
  type OfferedWorkshop,
  type PlannedSession,
  programmeOf,
  signUpsOf,
  workshopsTag,
} from '../programme.ts';
import { ACCESS_WORDS, LEVEL_WORDS, sayFree, saySessionShortly } from '../says.ts';

/** What the address asks for, as written: nothing of it is trusted. */
export interface AskedProgramme {
  readonly month: string | undefined;
  readonly theme: string | undefined;
  readonly place: string | undefined;
  readonly order: string | undefined;
  readonly wheelchair: boolean;
}

/** Dates that a card shows; its page has the others. */
const MOST_DATES = 3;

export async function programmePage(page: PageCtx, asked: AskedProgramme): Promise<Response> {
  const [all, position] = await Promise.all([programmeOf(page), positionOf(page)]);
  const venues = new Map(all.flatMap(({ sessions }) => sessions.map(({ venue }) => [venue.id, venue])));
  const places = orderPlaces([...venues.values()], page.site.authority.insee, position);
  const ranks = new Map(places.map(({ venue }, rank) => [venue.id, rank]));
  const distances = new Map(places.map(({ venue, km }) => [venue.id, km]));
  const found = all.flatMap((offered) => {
    const sessions = offered.sessions.filter((one) => matches(offered, one, asked));
    return sessions.length === 0 ? [] : [{ ...offered, sessions, whole: offered }];
  });
  const nearest = ({ sessions }: OfferedWorkshop) =>
    Math.min(...sessions.map(({ venue }) => ranks.get(venue.id) ?? 0));
  const shown = asked.order === 'proche' ? found.toSorted((a, b) => nearest(a) - nearest(b)) : found;
  const filtered = Object.entries(asked).some(([name, value]) => name !== 'order' && Boolean(value));
  const model = {
    workshops: shown.map(({ whole, ...offered }) => cardOf(offered, whole, distances)),
    some: all.length > 0,
    filtered,
    months: options(
      all.flatMap(({ sessions }) => sessions.map(({ session }) => monthOf(session))),
      asked.month,
      sayMonth,
    ),
    themes: options(
      all.map(({ workshop }) => workshop.theme).toSorted((a, b) => a.localeCompare(b, 'fr')),
      asked.theme,
    ),
    places: options(
      places.map(({ venue }) => venue.commune),
      asked.place,
    ),
    nearest: asked.order === 'proche',
    wheelchair: asked.wheelchair,
    feed: '/ateliers/programme.ics',
    help: callUs(page.site.authority.contact),
  };
  return page.page('workshops', model, {
    title: 'Ateliers',
    description: 'Les ateliers près de chez vous\u00A0: apprendre à plusieurs, gratuitement.',
    breadcrumb: [],
    cache: { tags: [workshopsTag(page.tenant)], until: untilNextStart(all, page.now) },
  });
}

/** Until the first session begins, an hour at most: its page leaves the programme then. */
export function untilNextStart(all: readonly OfferedWorkshop[], now: number): number {
  const starts = all.flatMap(({ sessions }) => sessions.map(({ session }) => session.startsAt));
  return Math.min(now + 3_600_000, ...starts);
}

function matches(
  { workshop }: OfferedWorkshop,
  { session, venue }: PlannedSession,
  { month, theme, place, wheelchair }: AskedProgramme,
): boolean {
  return (
    (!month || monthOf(session) === month) &&
    (!theme || workshop.theme === theme) &&
    (!place || venue.commune === place) &&
    (!wheelchair || workshop.place === 'video' || venue.wheelchair)
  );
}

function cardOf(
  offered: OfferedWorkshop,
  whole: OfferedWorkshop,
  distances: ReadonlyMap<string, number | null>,
) {
  const { workshop, authority, sessions } = offered;
  const series = workshop.signUp === 'series';
  const free = series ? Math.max(0, ...signUpsOf(whole).map(freeAt)) : null;
  return {
    href: `/ateliers/${workshop.slug}`,
    title: workshop.title,
    summary: workshop.summary,
    level: LEVEL_WORDS[workshop.level],
    audience: workshop.audience,
    by: withArticle(authority),
    series: series
      ? `${whole.sessions.length} séances qui se suivent, à prendre ensemble. ${whole.begun ? 'La série a commencé' : sayFree(free ?? 0)}.`
      : null,
    dates: sessions.slice(0, MOST_DATES).map((one) => ({
      when: saySessionShortly(one.session),
      where: whereOf(workshop.place, one, distances),
      free: series || workshop.access !== 'everyone' ? null : sayFree(freeAt([one])),
    })),
    more: Math.max(0, sessions.length - MOST_DATES),
    closed: workshop.access === 'everyone' ? null : ACCESS_WORDS[workshop.access],
  };
}

/** « au Favril », « à La Loupe (4,8 km) » */
function whereOf(
  place: 'on-site' | 'video',
  { venue }: PlannedSession,
  distances: ReadonlyMap<string, number | null>,
): string {
  if (place === 'video') return 'en visioconférence';
  const km = distances.get(venue.id) ?? null;
  return `${atPlace(venue.commune)}${km === null ? '' : ` (${sayDistance(km)})`}`;
}

function options(
  values: readonly string[],
  asked: string | undefined,
  say: (value: string) => string = (value) => value,
) {
  return [...new Set(values)].map((value) => ({ value, label: say(value), chosen: value === asked }));
}

/** 'YYYY-MM' */
function monthOf({ startsAt, zone }: { readonly startsAt: number; readonly zone: string }): string {
  return wallClock(startsAt, zone).toPlainDate().toPlainYearMonth().toString();
}

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);

function sayMonth(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${MONTHS[Number(number) - 1] ?? ''} ${year}`;
}

/** The programme of the site, for calendars that subscribe to it. */
export async function programmeFeed(page: PageCtx): Promise<Response> {
  const content = programmeFile(await programmeOf(page), {
    now: page.now,
    host: new URL(page.site.origin).hostname,
    name: `Ateliers, ${page.site.name}`,
    link: (slug) => page.url(`/ateliers/${slug}`),
  });
  return new Response(content, {
    headers: { 'content-type': CALENDAR_TYPE, 'cache-control': 'public, max-age=900' },
  });
}
