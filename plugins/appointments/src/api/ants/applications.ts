// Pre-application numbers of a booking: asked for where the motif collects titles, checked with ANTS, kept with the
// appointment, and declared to ANTS by a job.

import type { FieldError } from '@parvis/forms';
import type { Ctx, TxCtx } from '@parvis/kit';
import { asc, eq, gt, inArray } from '@parvis/kit/data';
import type { Roster } from '../../roster.ts';
import { tables as base, type Motif } from '../../schema.ts';
import { venueName } from '../venue-address.ts';
import { applicationError } from './application-fields.ts';
import { type ApplicationState, coordinationFrom, type RegisteredAppointment } from './coordination.ts';
import { antsTables } from './tables.ts';

/** Whether the booking of a motif asks for it. */
export function asksApplication({ named }: Pick<Roster, 'named'>, { slug }: Pick<Motif, 'slug'>): boolean {
  return (named.motifs.get(slug)?.titles.size ?? 0) > 0;
}

/**
 * What is wrong with the numbers of a form, each at its field; '' is none. ANTS is asked where the installation may; when it does not answer
 * in four seconds the people book all the same, and the job asks again later.
 */
export async function applicationErrors(
  ctx: Pick<Ctx, 'read' | 'own' | 'now'>,
  ids: readonly string[],
): Promise<readonly FieldError[]> {
  const given = ids.filter((id) => id !== '');
  if (given.length === 0) return [];
  const register = coordinationFrom();
  const [own, ...states] = await Promise.all([
    bookedWith(ctx, given),
    ...ids.map((id) => (id === '' ? null : register?.status(id).catch(() => null))),
  ]);
  return ids.flatMap((id, index) => {
    if (id === '') return [];
    const problem = sayProblem(id, states[index] ?? { status: 'validated', appointments: own.get(id) ?? [] });
    return problem === null ? [] : [applicationError(index, problem)];
  });
}

/** The appointments to come of those who have one of these numbers, with their places. One query. */
export async function comingWith(ctx: Pick<Ctx, 'read' | 'own' | 'now'>, ids: readonly string[]) {
  const { antsApplication } = antsTables.for(ctx.read);
  const { appointment, venue } = base.for(ctx.read);
  return ctx.read
    .select({ application: antsApplication, appointment, venue })
    .from(antsApplication)
    .innerJoin(appointment, eq(appointment.requestId, antsApplication.requestId))
    .innerJoin(venue, eq(venue.id, appointment.venueId))
    .where(
      ctx.own(
        antsApplication,
        inArray(antsApplication.applicationId, [...ids]),
        eq(appointment.tenantId, antsApplication.tenantId),
        eq(appointment.status, 'booked'),
        gt(appointment.startsAt, ctx.now),
      ),
    );
}

/** Where the tenant expects whoever has one of these numbers, by number: for while ANTS cannot be asked. */
async function bookedWith(
  ctx: Pick<Ctx, 'read' | 'own' | 'now'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Pick<RegisteredAppointment, 'meeting_point'>[]>> {
  const rows = await comingWith(ctx, ids);
  return new Map(
    rows.map(({ application, venue }) => [application.applicationId, [{ meeting_point: venueName(venue) }]]),
  );
}

type KnownState = Pick<ApplicationState, 'status'> & {
  readonly appointments: readonly Pick<RegisteredAppointment, 'meeting_point'>[];
};

/** As a sentence that says what to do, or null. */
export function sayProblem(id: string, { status, appointments }: KnownState): string | null {
  switch (status) {
    case 'consumed':
      return `Le numéro ${id} a déjà servi. Faites une nouvelle pré-demande en ligne, puis écrivez son numéro.`;
    case 'expired':
      return `Le numéro ${id} n’est plus valable. Faites une nouvelle pré-demande en ligne, puis écrivez son numéro.`;
    case 'unknown':
      return `Le numéro ${id} n’existe pas. Vérifiez-le sur le récapitulatif de la pré-demande.`;
    case 'declared':
      return `La pré-demande ${id} n’est pas terminée. Terminez-la en ligne, puis revenez.`;
    case 'validated': {
      const [elsewhere] = appointments;
      if (elsewhere === undefined) return null;
      return `Un rendez-vous est déjà pris avec le numéro ${id}\u00A0: ${elsewhere.meeting_point}. Annulez-le avant d’en prendre un autre.`;
    }
  }
}

/** Keeps the numbers of a request that was just booked, in the booking's transaction, and plans to declare it. */
export async function keepApplications(
  ctx: Pick<TxCtx, 'tx' | 'tenant' | 'url' | 'enqueue'>,
  { id: requestId, reference }: { readonly id: string; readonly reference: string },
  applicationIds: readonly string[],
): Promise<void> {
  const given = applicationIds.filter((id) => id !== '');
  if (given.length === 0) return;
  const { antsApplication } = antsTables.for(ctx.tx);
  await ctx.tx.insert(antsApplication).values(
    given.map((applicationId, index) => ({
      requestId,
      applicationId,
      tenantId: ctx.tenant.id,
      // Other mairies see it: it leads to where the tracking code is asked for, and opens nothing by itself.
      managementUrl: ctx.url(`/suivi?demande=${reference}${index > 0 ? `&numero=${index + 1}` : ''}`),
    })),
  );
  await planDeclaration(ctx, requestId);
}

/** The numbers of a request, in the order that they were given; none where nobody asked. One query. */
export async function applicationsOf(
  ctx: Pick<Ctx, 'read' | 'own'>,
  requestId: string,
): Promise<readonly string[]> {
  const { antsApplication } = antsTables.for(ctx.read);
  const rows = await ctx.read
    .select({ id: antsApplication.applicationId })
    .from(antsApplication)
    .where(ctx.own(antsApplication, eq(antsApplication.requestId, requestId)))
    .orderBy(asc(antsApplication.managementUrl));
  return rows.map(({ id }) => id);
}

/** To be called when the appointment of a request was moved or cancelled, in that transaction. */
export async function applicationsMoved(
  ctx: Pick<TxCtx, 'tx' | 'own' | 'enqueue'>,
  requestId: string,
): Promise<void> {
  const { antsApplication } = antsTables.for(ctx.tx);
  const [found] = await ctx.tx
    .select({ id: antsApplication.applicationId })
    .from(antsApplication)
    .where(ctx.own(antsApplication, eq(antsApplication.requestId, requestId)))
    .limit(1);
  if (found !== undefined) await planDeclaration(ctx, requestId);
}

async function planDeclaration(ctx: Pick<TxCtx, 'enqueue'>, requestId: string): Promise<void> {
  if (coordinationFrom() !== null) await ctx.enqueue('ants', { requestId });
}
