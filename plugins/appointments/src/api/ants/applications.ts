// Pre-application numbers of a booking: asked for where the motif collects titles, checked with ANTS, kept with the
// appointment, and declared to ANTS by a job.

import type { Field } from '@parvis/forms';
import type { Ctx, TxCtx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import type { Motif } from '../../schema.ts';
import { readApplicationIds } from './application-id.ts';
import { type ApplicationState, coordinationFrom } from './coordination.ts';
import { antsTables } from './tables.ts';

/** What a booking form asks besides, for a motif that collects titles. `readApplicationIds` reads the answer. */
export const APPLICATION_FIELD = {
  id: 'predemande',
  type: 'text',
  label: 'Votre numéro de pré-demande',
  subject: 'votre numéro de pré-demande',
  help: 'Dix lettres et chiffres, en haut du récapitulatif de la pré-demande faite en ligne. Un numéro par personne\u00A0: séparez-les par une virgule.',
  maxLength: 120,
} as const satisfies Field;

/** Whether the booking of a motif asks for it. One query. */
export async function asksApplication(
  ctx: Pick<Ctx, 'read' | 'own'>,
  { id }: Pick<Motif, 'id'>,
): Promise<boolean> {
  const { antsReason } = antsTables.for(ctx.read);
  const [found] = await ctx.read
    .select({ motifId: antsReason.motifId })
    .from(antsReason)
    .where(ctx.own(antsReason, eq(antsReason.motifId, id)))
    .limit(1);
  return found !== undefined;
}

/**
 * What is wrong with what was typed, as a sentence for the field, or null. ANTS is asked where the installation may; when it
 * does not answer in four seconds the person books all the same, and the job asks again later.
 */
export async function applicationProblem(typed: string): Promise<string | null> {
  const ids = readApplicationIds(typed);
  if (ids === null || ids.length === 0)
    return 'Écrivez le numéro comme sur le récapitulatif de votre pré-demande\u00A0: dix lettres et chiffres.';
  const register = coordinationFrom();
  if (register === null) return null;
  const states = await Promise.all(ids.map((id) => register.status(id).catch(() => null)));
  const problems = states.flatMap((state, index) => (state && sayProblem(ids[index] ?? '', state)) ?? []);
  return problems[0] ?? null;
}

function sayProblem(id: string, { status, appointments }: ApplicationState): string | null {
  switch (status) {
    case 'consumed':
      return `Le numéro ${id} a déjà servi. Faites une nouvelle pré-demande en ligne, puis écrivez son numéro.`;
    case 'expired':
      return `Le numéro ${id} n’est plus valable. Faites une nouvelle pré-demande en ligne, puis écrivez son numéro.`;
    case 'unknown':
      return `Le numéro ${id} n’existe pas. Vérifiez-le sur le récapitulatif de votre pré-demande.`;
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
  if (applicationIds.length === 0) return;
  const { antsApplication } = antsTables.for(ctx.tx);
  await ctx.tx.insert(antsApplication).values(
    applicationIds.map((applicationId, index) => ({
      requestId,
      applicationId,
      tenantId: ctx.tenant.id,
      // Other mairies see it: it leads to where the tracking code is asked for, and opens nothing by itself.
      managementUrl: ctx.url(`/suivi?demande=${reference}${index > 0 ? `&numero=${index + 1}` : ''}`),
    })),
  );
  await planDeclaration(ctx, requestId);
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
