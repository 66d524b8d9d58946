// Numbers that the register refuses once the appointment is booked, because it could not be asked before: the person is told, and
// what to do.

import type { ChannelMessage, CitizenRequest, Ctx, TxCtx } from '@parvis/kit';
import { asc, eq } from '@parvis/kit/data';
import type { AppointmentDetail } from '../../appointment.ts';
import { sayWhen } from '../../french.ts';
import { callUs, contactOf } from '../../words.ts';
import { sayProblem } from './applications.ts';
import type { ApplicationStatus } from './coordination.ts';
import { antsTables } from './tables.ts';

/** Once a number, however often the job runs. */
export async function tellRefusal(
  ctx: TxCtx,
  requestId: string,
  refused: { readonly applicationId: string; readonly status: Exclude<ApplicationStatus, 'validated'> },
): Promise<void> {
  const { antsRefusal } = antsTables.for(ctx.tx);
  const added = await ctx.tx
    .insert(antsRefusal)
    .values({ ...refused, requestId, tenantId: ctx.tenant.id, at: ctx.now })
    .onConflictDoNothing()
    .returning({ requestId: antsRefusal.requestId });
  if (added.length === 0) return;
  await ctx.requests.note(
    requestId,
    `Numéro de pré-demande refusé par France Titres\u00A0: ${refused.applicationId}.`,
  );
  await ctx.requests.send(requestId, 'application');
}

/** What is written about the refused numbers of an appointment; null where there is none. */
export async function refusalMessage(
  ctx: Ctx,
  request: CitizenRequest,
  { appointment }: AppointmentDetail,
): Promise<ChannelMessage | null> {
  const { antsRefusal } = antsTables.for(ctx.read);
  const rows = await ctx.read
    .select()
    .from(antsRefusal)
    .where(ctx.own(antsRefusal, eq(antsRefusal.requestId, request.id)))
    .orderBy(asc(antsRefusal.applicationId));
  if (rows.length === 0) return null;
  const problems = rows.flatMap(
    ({ applicationId, status }) => sayProblem(applicationId, { status, appointments: [] }) ?? [],
  );
  const when = sayWhen(appointment.startsAt, appointment.zone);
  const help = callUs(contactOf(ctx, request.operatorId));
  return {
    mail: {
      subject: `Votre numéro de pré-demande ne convient pas (${request.reference})`,
      title: 'Votre numéro de pré-demande ne convient pas',
      paragraphs: [
        `Bonjour ${request.requester.name},`,
        ...problems,
        `Votre rendez-vous du ${when} est gardé. Venez avec un numéro de pré-demande valable. ${help} pour le donner avant, ou pour toute question.`,
      ],
      facts: [{ label: 'Rendez-vous', value: when }],
    },
    text: `Votre numero de pre-demande ne convient pas. ${problems.join(' ')} Rendez-vous du ${when} garde.`,
  };
}
