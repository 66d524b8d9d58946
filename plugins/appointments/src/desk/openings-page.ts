// « Permanences »: when and where each person receives, and for what.

import type { DeskCtx } from '@parvis/kit';
import { asc } from '@parvis/kit/data';
import { localDay, WEEKDAYS } from '@parvis/scheduling';
import { Temporal } from 'temporal-polyfill';
import { hour, sayDay } from '../french.ts';
import { type Motif, type StoredOpening, tables } from '../schema.ts';
import { CRUMB, HOME, resourcesOf, venuesOf } from './agendas.ts';
import type { OpeningChoices } from './opening-form.ts';
import { sayRhythm } from './opening-form.ts';
import { openingRows } from './opening-store.ts';
import { strandedOf } from './stranded.ts';

export const OPENINGS = `${HOME}/permanences`;

export async function openingChoices(page: DeskCtx): Promise<OpeningChoices> {
  return { resources: await resourcesOf(page), venues: await venuesOf(page), motifs: await motifsOf(page) };
}

export function motifsOf(page: DeskCtx): Promise<Motif[]> {
  const { motif } = tables.for(page.read);
  return page.read.select().from(motif).where(page.own(motif)).orderBy(asc(motif.title), asc(motif.id));
}

export async function openingsPage(page: DeskCtx): Promise<Response> {
  page.demand('appointments.manage');
  const { resources, venues, motifs } = await openingChoices(page);
  const rows = await openingRows(page);
  const today = localDay(page.site.zone, page.now);
  const titles = new Map(motifs.map(({ id, title }) => [id, title]));
  const places = new Map(venues.map(({ id, name, commune }) => [id, `${commune}, ${name}`]));
  const model = {
    people: resources.map(({ id, name }) => ({
      name,
      add: `${OPENINGS}/nouvelle?avec=${id}`,
      openings: rows
        .filter(({ opening }) => opening.resourceId === id && (opening.lastDay ?? today) >= today)
        .toSorted((a, b) => weekOrder(a.opening) - weekOrder(b.opening))
        .map(({ opening, motifs: of }) => ({
          when: whenOf(opening, today),
          place: places.get(opening.venueId) ?? '',
          motifs: of.map((motif) => titles.get(motif) ?? '').join(', '),
          change: `${OPENINGS}/${opening.id}`,
        })),
    })),
    stranded: await strandedOf(page, resources),
    authority: page.actor.authority.name,
    start: page.actor.permissions.has('appointments.settings')
      ? { href: `${HOME}/agendas/nouveau`, text: 'Ajouter un agenda' }
      : null,
  };
  return page.page('desk-openings', model, { title: 'Permanences', breadcrumb: [CRUMB] });
}

/** From Monday morning to Sunday evening; what has no day of the week comes last. */
function weekOrder({ recurrence, startTime }: Pick<StoredOpening, 'recurrence' | 'startTime'>): number {
  const [first] = recurrence.byDay ?? [];
  const day =
    first === undefined ? WEEKDAYS.length : WEEKDAYS.indexOf(typeof first === 'string' ? first : first.day);
  return day * 10_000 + Number(startTime.replace(':', ''));
}

/** « Chaque mardi, 9 h – 12 h 30, jusqu’au 30 juin 2027 » */
function whenOf(opening: StoredOpening, today: string): string {
  const hours = `${hour(opening.startTime)}\u00A0–\u00A0${hour(opening.endTime)}`;
  return [sayRhythm(opening), hours, validity(opening, today)].filter((part) => part !== '').join(', ');
}

function validity(
  { firstDay, lastDay }: { readonly firstDay: string; readonly lastDay: string | null },
  today: string,
): string {
  const say = (day: string) => sayDay(Temporal.PlainDate.from(day));
  const from = firstDay > today ? `à partir du ${say(firstDay)}` : '';
  const until = lastDay === null ? '' : `jusqu’au ${say(lastDay)}`;
  return [from, until].filter((part) => part !== '').join(', ');
}
