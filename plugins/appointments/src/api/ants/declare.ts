// The job that makes ANTS' register say what ours does: for each number of a request, the appointment where it is booked, and
// nothing where it is not. It may run twice, and late: it looks before it writes.

import type { Ctx, Events, TxCtx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { appointmentOf } from '../../appointment.ts';
import { venueName } from '../venue-address.ts';
import { applicationsMoved } from './applications.ts';
import {
  type ApplicationStatus,
  type Coordination,
  coordinationFrom,
  type RegisteredAppointment,
} from './coordination.ts';
import { toAppointmentDate } from './local-time.ts';
import { tellRefusal } from './refusals.ts';
import { antsTables } from './tables.ts';

/** @throws CodedError PARVIS_ANTS_REFUSED: the job is tried again. */
export async function declareToAnts(ctx: Ctx, payload: unknown): Promise<void> {
  const register = coordinationFrom();
  if (register === null) return;
  const { requestId } = payload as { readonly requestId: string };
  const { antsApplication } = antsTables.for(ctx.read);
  const applications = await ctx.read
    .select()
    .from(antsApplication)
    .where(ctx.own(antsApplication, eq(antsApplication.requestId, requestId)));
  const detail = await appointmentOf(ctx, ctx.read, requestId);
  if (detail === null) return;
  const { appointment, venue } = detail;
  const isComing = appointment.status === 'booked' && appointment.startsAt > ctx.now;
  for (const { applicationId, managementUrl } of applications) {
    const status = await settle(
      register,
      applicationId,
      managementUrl,
      isComing && {
        meeting_point: venueName(venue),
        meeting_point_id: venue.id,
        appointment_date: toAppointmentDate(appointment.startsAt, appointment.zone),
        management_url: managementUrl,
      },
    );
    if (isComing && status !== 'validated')
      await ctx.write((tx) => tellRefusal(tx, requestId, { applicationId, status }));
  }
}

/** There is no update: what differs is taken out, then added again. Returns what the register says of the number. */
async function settle(
  register: Coordination,
  applicationId: string,
  managementUrl: string,
  wanted: RegisteredAppointment | false,
): Promise<ApplicationStatus> {
  const { status, appointments } = await register.status(applicationId);
  const ours = appointments.filter((one) => one.management_url === managementUrl);
  const isThere = (one: RegisteredAppointment) =>
    wanted !== false &&
    one.meeting_point === wanted.meeting_point &&
    one.meeting_point_id === wanted.meeting_point_id &&
    one.appointment_date === wanted.appointment_date;
  const [kept] = ours.filter(isThere);
  for (const one of ours) if (one !== kept) await register.remove(applicationId, one);
  if (wanted !== false && kept === undefined && status === 'validated')
    await register.create(applicationId, wanted);
  return status;
}

/** Whoever moves the request to cancelled or refused frees its numbers for another appointment. */
export async function onMovedAtAnts(ctx: TxCtx, { request }: Events['request.moved']): Promise<void> {
  if (request.channel !== 'appointment') return;
  if (request.status === 'cancelled' || request.status === 'refused')
    await applicationsMoved(ctx, request.id);
}
