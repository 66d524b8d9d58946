// The same help without coming: by telephone, by video, and at home for those who cannot move.

import { schema } from '@parvis/core';
import { eq, type Tx } from '@parvis/db';
import type { TxCtx } from '@parvis/kit';
import { addMotif } from '@parvis/plugin-appointments';

const WAYS = [
  {
    slug: 'aide-numerique-telephone',
    title: 'Être aidé par téléphone',
    summary: 'Un conseiller vous appelle et vous guide, devant votre ordinateur ou votre téléphone.',
    place: 'phone',
    minutes: 30,
  },
  {
    slug: 'aide-numerique-visio',
    title: 'Être aidé en visioconférence',
    summary: 'Un conseiller vous voit et voit votre écran, par un lien qui s’ouvre dans le navigateur.',
    place: 'video',
    minutes: 45,
  },
  {
    slug: 'aide-numerique-domicile',
    title: 'Être aidé chez vous',
    summary: 'Un conseiller vient chez vous, si vous ne pouvez pas vous déplacer.',
    place: 'home',
    minutes: 60,
  },
] as const;

/** Their ids. */
export async function addOtherWays(ctx: TxCtx): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const way of WAYS)
    ids.push(await addMotif(ctx, { ...way, receivedBy: 'un conseiller numérique', noticeMinutes: 360 }));
  return ids;
}

/** The service of the help gets them, after its usual way. */
export async function offerOtherWays(tx: Tx, serviceId: string): Promise<void> {
  const { service } = schema.for(tx);
  const [found] = await tx
    .select({ channels: service.channels })
    .from(service)
    .where(eq(service.id, serviceId));
  const others = WAYS.map(({ slug }) => ({ kind: 'appointment', motif: slug }) as const);
  await tx
    .update(service)
    .set({ channels: [...(found?.channels ?? []), ...others] })
    .where(eq(service.id, serviceId));
}
