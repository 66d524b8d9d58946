// The mail with the code that proves an account to be one's own, before it opens with a provider's identity. Until it leaves,
// the code is locked.

import type { Tx } from '@parvis/db';
import { date as sayDate } from '@parvis/theming';
import type { House } from '../../house.ts';
import type { Job } from '../../jobs/queue.ts';
import { type Letter, toMail } from '../../mail/letters.ts';
import type { Standing } from '../../plugins/context.ts';
import type { SiteSnapshot } from '../../sites/snapshot.ts';

const NBSP = '\u00A0';
const PURPOSE = 'citizen-link-mail';

interface LinkMail {
  readonly code: string;
  readonly email: string;
  /** As people read it: « FranceConnect ». */
  readonly provider: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** Writes it in the transaction that made the code. */
export async function enqueueLinkMail(
  house: House,
  tx: Tx,
  { site }: SiteSnapshot,
  mail: LinkMail,
  now: number,
): Promise<void> {
  await house.jobs.enqueue(tx, {
    owner: 'core',
    name: 'citizen-link',
    siteId: site.id,
    payload: { locked: house.vault.lock(PURPOSE, JSON.stringify(mail)) },
    dueAt: now,
  });
}

/** The job. A code that is over already is not sent. */
export async function sendLinkMail(house: House, { snapshot, now }: Standing, job: Job): Promise<void> {
  const { locked } = job.payload as { readonly locked?: string };
  const plain = house.vault.unlock(PURPOSE, locked ?? '');
  if (plain === null) return;
  const mail = JSON.parse(plain) as LinkMail;
  if (mail.until <= now) return;
  await house.mailer.send(toMail(house, snapshot, mail.email, job.id, linkLetter(snapshot, mail)));
}

function linkLetter({ site }: SiteSnapshot, { code, provider, until }: LinkMail): Letter {
  return {
    subject: `Votre code pour rattacher ${provider} – ${site.name}`,
    title: `Rattachez ${provider} à votre compte`,
    paragraphs: [
      `Quelqu’un s’est connecté au site ${site.name} avec ${provider}, et demande à ouvrir votre compte de cette façon. Si c’est vous, recopiez ce code là où vous l’avez demandé.`,
      `Votre code${NBSP}: ${code.slice(0, 3)}${NBSP}${code.slice(3)}`,
      `Il sert une seule fois, jusqu’à ${sayDate(until, 'time', site.zone)}. Ne le transmettez à personne${NBSP}: nous ne vous le demanderons jamais.`,
      'Vous n’avez rien demandé\u202F? Ignorez ce courriel. Sans ce code, personne n’entre.',
    ],
  };
}
