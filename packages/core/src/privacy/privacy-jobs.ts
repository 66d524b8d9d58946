// What happens after the commit of an erasure, and the letters about an account's end.

import { and, eq } from '@parvis/db';
import { date as sayDate } from '@parvis/theming';
import type { House } from '../house.ts';
import type { Job } from '../jobs/queue.ts';
import { type Letter, toMail } from '../mail/letters.ts';
import type { Standing } from '../plugins/context.ts';
import { schema } from '../schema.ts';
import { erasureOf, purgeTenant } from './purge.ts';

const NBSP = '\u00A0';

/** The vault's purpose for the address of someone whose account is gone, until the last letter to it was sent. */
export const FAREWELL = 'farewell';

export async function runPurge(house: House, standing: Standing): Promise<void> {
  await purgeTenant(house, standing);
}

/** Removes the bytes of files whose rows are gone. */
export async function removeFiles(house: House, { snapshot }: Standing, { payload }: Job): Promise<void> {
  const { ids } = payload as { readonly ids: readonly string[] };
  await Promise.all(ids.map((id) => house.files.remove(snapshot.tenant.id, id)));
}

/** Tells someone that their account will be erased, unless they came back meanwhile. */
export async function sendAccountWarning(house: House, { snapshot }: Standing, job: Job): Promise<void> {
  const { citizenId } = job.payload as { readonly citizenId: string };
  const { citizen } = schema.for(house.db.read);
  const [account] = await house.db.read
    .select()
    .from(citizen)
    .where(and(eq(citizen.id, citizenId), eq(citizen.tenantId, snapshot.tenant.id)));
  const to = account?.email ?? account?.identity.email?.value;
  if (!account || !to || account.warnedAt === null || account.warnedAt <= account.seenAt) return;
  const day = sayDate(erasureOf({ ...account, warnedAt: account.warnedAt }), 'day', snapshot.site.zone);
  const letter: Letter = {
    subject: 'Votre compte sera bientôt effacé',
    title: 'Votre compte sera bientôt effacé',
    paragraphs: [
      'Bonjour,',
      `Vous n’avez pas utilisé votre compte depuis presque trois ans. Nous l’effacerons le ${day}.`,
      `Pour le garder, connectez-vous une fois avant cette date. Pour le laisser s’effacer, vous n’avez rien à faire${NBSP}: vos demandes en cours continuent, et leurs codes de suivi les ouvrent toujours.`,
    ],
    button: { href: `${snapshot.site.origin}/connexion`, text: 'Garder mon compte' },
  };
  await house.mailer.send(toMail(house, snapshot, to, job.id, letter));
}

/** The last letter to someone whose account is gone. */
export async function sendFarewell(house: House, { snapshot }: Standing, job: Job): Promise<void> {
  const { to: locked } = job.payload as { readonly to: string };
  const to = house.vault.unlock(FAREWELL, locked);
  if (to === null) return;
  const letter: Letter = {
    subject: 'Votre compte est effacé',
    title: 'Votre compte est effacé',
    paragraphs: [
      'Bonjour,',
      'Votre compte, vos moyens de connexion et ce que nous savions de votre identité sont effacés.',
      `Les demandes que vous avez faites ne sont plus reliées à vous. Leurs codes de suivi les ouvrent toujours${NBSP}; elles seront effacées à leur tour, à la date que dit la page ci-dessous.`,
      'Si ce n’est pas vous qui l’avez demandé, prévenez-nous vite.',
    ],
    button: {
      href: `${snapshot.site.origin}/donnees-personnelles`,
      text: 'Ce que nous gardons, et jusqu’à quand',
    },
  };
  await house.mailer.send(toMail(house, snapshot, to, job.id, letter));
}
