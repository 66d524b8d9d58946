// The small EPCI of appointments, with a workshop of two places a session, and how tests fill them.

import type { TxCtx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import type { OpenHost, StartOptions, TestHost, Visitor } from '@parvis/testing';
import { Temporal } from 'temporal-polyfill';
import { agenda, codeOf, SITE } from '../../testing/town.ts';
import { addWorkshop, type NewWorkshop } from '../seed.ts';
import { addSessions } from '../sessions.ts';
import { type Session, tables } from '../tables.ts';

/** A day so many days from now, 'YYYY-MM-DD': far enough for no clock change or midnight to matter. */
export function inDays(days: number): string {
  return Temporal.Now.plainDateISO('Europe/Paris').add({ days }).toString();
}

export interface WorkshopTown extends Awaited<ReturnType<typeof agenda>> {
  readonly host: TestHost;
  readonly sessions: readonly Session[];
}

/** « Ranger ses photos », at Le Favril, with Ada: two sessions, in ten and in seventeen days, of two places each unless told. */
export async function workshopTown(
  open: OpenHost,
  more: Partial<NewWorkshop> & { readonly capacity?: number; readonly at?: string } = {},
  options: StartOptions = {},
): Promise<WorkshopTown> {
  const { capacity = 2, at, ...workshop } = more;
  const { host, town } = await agenda(open, options);
  const sessions = await host.inside(SITE, 'appointments', async (ctx) => {
    const made = await addWorkshop(ctx, {
      authorityId: town.authority(at).id,
      service: 'aide-numerique',
      slug: 'ranger-ses-photos',
      title: 'Ranger ses photos',
      summary: 'Retrouver ses photos sur son téléphone.',
      audience: 'Tout adulte.',
      theme: 'Photos',
      learn: ['Créer un album'],
      bring: ['Votre téléphone'],
      status: 'published',
      ...workshop,
    });
    const { venue, resource } = tables.for(ctx.tx);
    const [there] = await ctx.tx
      .select()
      .from(venue)
      .where(ctx.own(venue, eq(venue.slug, 'le-favril')));
    const [ada] = await ctx.tx.select().from(resource).where(ctx.own(resource));
    if (there === undefined || ada === undefined) throw new Error('the town has no venue or no advisor');
    return addSessions(ctx, {
      workshop: made,
      venue: there,
      days: [inDays(10), inDays(17)],
      start: '14:00',
      end: '16:00',
      capacity,
      leaders: [ada.id],
    });
  });
  return { host, town, sessions };
}

export const inside = <T>(host: TestHost, work: (tx: TxCtx) => Promise<T>): Promise<T> =>
  host.inside(SITE, 'appointments', work);

/** Signs someone up for a session, by its form; `attente` for the waiting list. Returns the tracking code, or ''. */
export async function signUpAs(
  visitor: Visitor,
  name: string,
  session: Session | undefined,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const form = await visitor.get(`/ateliers/ranger-ses-photos/inscription?seance=${session?.id ?? ''}`);
  const typed = { nom: name, courriel: `${name.toLowerCase()}@exemple.fr`, ...more };
  return codeOf(await visitor.submit(form, typed));
}

/** Places taken at each session, in order of time. */
export async function takenAt(host: TestHost): Promise<readonly number[]> {
  return inside(host, async (ctx) => {
    const { session } = tables.for(ctx.tx);
    const rows = await ctx.tx
      .select({ taken: session.taken })
      .from(session)
      .where(ctx.own(session))
      .orderBy(session.startsAt);
    return rows.map(({ taken }) => taken);
  });
}

/** The state of each enrolment, by name. */
export async function statesOf(host: TestHost): Promise<Readonly<Record<string, string>>> {
  return inside(host, async (ctx) => {
    const { enrolment } = tables.for(ctx.tx);
    const rows = await ctx.tx
      .select({ person: enrolment.person, status: enrolment.status })
      .from(enrolment)
      .where(ctx.own(enrolment));
    return Object.fromEntries(rows.map(({ person, status }) => [person, status]));
  });
}
