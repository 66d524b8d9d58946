// Orienting someone: an appointment or a place at a workshop that a social worker or a partner takes for a person who agrees,
// and the little that the prescriber sees of it afterwards.

import type { DeskCtx, TxCtx } from '@parvis/kit';
import { desc, eq, inArray } from '@parvis/kit/data';
import { takeSlot } from '../booking.ts';
import { tables as deskTables } from '../desk/tables.ts';
import { planFollowUp } from '../follow-up.ts';
import { sayWhen } from '../french.ts';
import type { Offer } from '../offers.ts';
import { personKeys } from '../person.ts';
import type { Venue } from '../schema.ts';
import { untilSettled } from '../settle.ts';
import { type SignUp, signUp } from '../workshops/enrol.ts';
import { enrolmentsOf } from '../workshops/enrolment.ts';
import { PRESENCE_WORDS, saySession } from '../workshops/says.ts';
import type { Presence } from '../workshops/tables.ts';
import { prescriptionTables } from './tables.ts';

export const PRESCRIBE = 'appointments.prescribe';

/** Whom, and why. */
export interface Oriented {
  readonly name: string;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly why: string;
  /** Makes a double sending one request. */
  readonly once: string;
}

/** Books a free time for someone; false where it is not free: nothing is kept then. */
export async function prescribeAppointment(
  page: DeskCtx,
  { motif, service }: Offer,
  at: { readonly venue: Venue; readonly slot: string },
  person: Oriented,
): Promise<boolean> {
  const { name, email, phone, once } = person;
  const booked = untilSettled(page.tenant, () =>
    page.write(async (ctx) => {
      const { request, fresh } = await ctx.requests.open({
        service,
        channel: 'appointment',
        title: motif.title,
        requester: { name, ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) },
        once,
      });
      if (!fresh) return true;
      const taken = await takeSlot(ctx, {
        ...at,
        motif,
        requestId: request.id,
        person: name,
        phone: phone ?? null,
        note: null,
        home: null,
        texts: false,
        keys: personKeys(page, email),
      });
      // Thrown, not returned: the request must not outlive the time it was for.
      if (taken === null) throw new NotFree();
      await planFollowUp(ctx, taken);
      await keep(page, ctx, request.id, person.why);
      return true;
    }),
  );
  return booked.then(
    (done) => done === true,
    (error: unknown) => {
      if (error instanceof NotFree) return false;
      throw error;
    },
  );
}

class NotFree extends Error {}

/** Takes a place at a workshop for someone, or a rank on its waiting list. */
export async function prescribeWorkshop(
  page: DeskCtx,
  wish: Pick<SignUp, 'workshop' | 'service' | 'sessions'>,
  { name, email, phone, why, once }: Oriented,
): Promise<boolean> {
  const done = await untilSettled(page.tenant, () =>
    page.write(async (ctx) => {
      const signed = await signUp(ctx, {
        ...wish,
        name,
        email,
        phone,
        people: 1,
        companions: undefined,
        note: undefined,
        texts: false,
        mayWait: true,
        once,
      });
      if (signed.fresh) await keep(page, ctx, signed.requestId, why);
      return true;
    }),
  );
  return done === true;
}

async function keep(page: DeskCtx, ctx: TxCtx, requestId: string, why: string): Promise<void> {
  const { id: agentId, name: agentName, authority } = page.actor;
  const { prescription } = prescriptionTables.for(ctx.tx);
  await ctx.tx.insert(prescription).values({
    requestId,
    tenantId: ctx.tenant.id,
    agentId,
    agentName,
    authorityId: authority.id,
    why,
    agreedAt: ctx.now,
  });
  await ctx.requests.note(
    requestId,
    `Pris pour vous, avec votre accord, par ${agentName}, ${authority.name}.`,
  );
  await ctx.record('prescribed', { kind: 'request', id: requestId });
}

/** What a prescriber is shown: whom, to what, when, and whether the person came. Nothing else of the request. */
export interface OwnPrescription {
  readonly requestId: string;
  readonly person: string;
  readonly to: string;
  readonly when: string;
  readonly state: string;
}

/** How many are listed, the newest first. */
const MOST_LISTED = 200;

/** What the agent prescribed for the body that they work for. The page says whom it showed. */
export async function ownPrescriptions(page: DeskCtx): Promise<readonly OwnPrescription[]> {
  const { prescription } = prescriptionTables.for(page.read);
  const rows = await page.read
    .select({ requestId: prescription.requestId })
    .from(prescription)
    .where(
      page.own(
        prescription,
        eq(prescription.agentId, page.actor.id),
        eq(prescription.authorityId, page.actor.authority.id),
      ),
    )
    .orderBy(desc(prescription.agreedAt), desc(prescription.requestId))
    .limit(MOST_LISTED);
  const ids = rows.map(({ requestId }) => requestId);
  page.looked('request', ids);
  const found = new Map([...(await appointmentsOf(page, ids)), ...(await workshopsOf(page, ids))]);
  return ids.flatMap((id) => found.get(id) ?? []);
}

async function appointmentsOf(page: DeskCtx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const { appointment, motif, attendance } = deskTables.for(page.read);
  const rows = await page.read
    .select({ appointment, title: motif.title, presence: attendance.presence })
    .from(appointment)
    .innerJoin(motif, eq(motif.id, appointment.motifId))
    .leftJoin(attendance, eq(attendance.requestId, appointment.requestId))
    .where(page.own(appointment, inArray(appointment.requestId, [...ids])));
  return rows.map(({ appointment: { requestId, person, startsAt, zone, status }, title, presence }) => {
    const state = status === 'cancelled' ? 'Annulé' : stateOf(presence ?? 'unknown', startsAt > page.now);
    return [requestId, { requestId, person, to: title, when: sayWhen(startsAt, zone), state }] as const;
  });
}

async function workshopsOf(page: DeskCtx, ids: readonly string[]) {
  const found = await enrolmentsOf(page, page.read, ids);
  return found.map(({ enrolment: { requestId, person, status }, workshop, sessions }) => {
    const [first] = sessions;
    const came = sessions.find(({ presence }) => presence !== 'unknown')?.presence ?? 'unknown';
    const ahead = sessions.some(({ session }) => session.startsAt > page.now);
    const state =
      status === 'cancelled' ? 'Annulé' : status === 'booked' ? stateOf(came, ahead) : 'Sur liste d’attente';
    const when = first === undefined ? '' : saySession(first.session);
    return [requestId, { requestId, person, to: `Atelier\u00A0: ${workshop.title}`, when, state }] as const;
  });
}

function stateOf(presence: Presence, ahead: boolean): string {
  if (presence !== 'unknown') return PRESENCE_WORDS[presence];
  return ahead ? 'À venir' : 'Passé, présence non notée';
}
