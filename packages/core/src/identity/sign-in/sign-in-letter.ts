// The mail that signs in: a link for any device, and a code for the one on which it was asked for. Until it leaves, both are
// locked: a copy of the database holds neither.

import { and, eq, type Tx } from '@parvis/db';
import { date as sayDate } from '@parvis/theming';
import type { House } from '../../house.ts';
import type { Job } from '../../jobs/queue.ts';
import { type Letter, toMail } from '../../mail/letters.ts';
import type { Standing } from '../../plugins/context.ts';
import { schema } from '../../schema.ts';
import type { SiteSnapshot } from '../../sites/snapshot.ts';
import type { IssuedOneTime } from '../one-time.ts';

const NBSP = '\u00A0';
const PURPOSE = 'citizen-sign-in-mail';

interface SignInMail extends Pick<IssuedOneTime, 'token' | 'code'> {
  readonly email: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** Writes it in the transaction that made the link. */
export async function enqueueSignInMail(
  house: House,
  tx: Tx,
  snapshot: SiteSnapshot,
  mail: SignInMail,
  now: number,
): Promise<void> {
  await house.jobs.enqueue(tx, {
    owner: 'core',
    name: 'citizen-sign-in',
    siteId: snapshot.site.id,
    payload: { locked: house.vault.lock(PURPOSE, JSON.stringify(mail)) },
    dueAt: now,
  });
}

/** The job. A mail that comes after its link ended would only confuse: it is not sent. */
export async function sendSignInMail(house: House, { snapshot, now }: Standing, job: Job): Promise<void> {
  const { locked } = job.payload as { readonly locked?: string };
  const plain = house.vault.unlock(PURPOSE, locked ?? '');
  if (plain === null) return; // Locked under another secret: nobody can use the link either.
  const mail = JSON.parse(plain) as SignInMail;
  if (mail.until <= now) return;
  await house.mailer.send(toMail(house, snapshot, mail.email, job.id, signInLetter(snapshot, mail)));
}

function signInLetter({ site }: SiteSnapshot, { token, code, until }: SignInMail): Letter {
  return {
    subject: `Votre connexion au site ${site.name}`,
    title: 'Entrez dans votre espace',
    paragraphs: [
      `Vous avez demandé à vous connecter au site ${site.name}. Utilisez le bouton, sur n’importe quel appareil, ou recopiez le code là où vous l’avez demandé.`,
      `Votre code${NBSP}: ${code.slice(0, 3)}${NBSP}${code.slice(3)}`,
      `Le bouton et le code servent une seule fois, jusqu’à ${sayDate(until, 'time', site.zone)}. Ne les transmettez à personne${NBSP}: nous ne vous les demanderons jamais.`,
      'Vous n’avez rien demandé\u202F? Ignorez ce courriel. Sans lui, personne n’entre.',
    ],
    button: { href: `${site.origin}/connexion/lien/${token}`, text: 'Me connecter' },
  };
}

/** Tells the owner of an account that its password is another one: whoever did not change it must know. */
export async function sendPasswordChanged(house: House, { snapshot }: Standing, job: Job): Promise<void> {
  const { citizenId } = job.payload as { readonly citizenId?: string };
  const { citizen } = schema.for(house.db.read);
  const [account] = await house.db.read
    .select({ email: citizen.email })
    .from(citizen)
    .where(and(eq(citizen.id, citizenId ?? ''), eq(citizen.tenantId, snapshot.tenant.id)));
  if (!account?.email) return;
  await house.mailer.send(toMail(house, snapshot, account.email, job.id, passwordLetter(snapshot)));
}

function passwordLetter({ site }: SiteSnapshot): Letter {
  return {
    subject: `Votre mot de passe a changé – ${site.name}`,
    title: 'Votre mot de passe a changé',
    paragraphs: [
      `Le mot de passe de votre espace, sur le site ${site.name}, vient d’être choisi ou changé. Les autres appareils ont été déconnectés.`,
      'C’est vous\u202F? Vous n’avez rien à faire.',
      'Ce n’est pas vous\u202F? Connectez-vous par courriel, puis choisissez un autre mot de passe à la page «\u00A0Sécurité\u00A0».',
    ],
    button: { href: `${site.origin}/connexion?retour=/mon-espace/securite`, text: 'Me connecter' },
  };
}
