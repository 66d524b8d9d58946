// A citizen who signs in by mail, as they do: the address, the mail, the code.

import { setTimeout as sleep } from 'node:timers/promises';
import { schema } from '@parvis/core';
import { desc, eq } from '@parvis/db';
import type { TestHost } from './start-host.ts';
import type { Visitor } from './visitor.ts';

export interface SignInMail {
  /** Six digits. */
  readonly code: string;
  /** The path of the link, on the site that sent it. */
  readonly link: string;
  readonly subject: string;
  readonly text: string;
}

/** How long a host that listens may take over a job that it has taken up itself. */
const PATIENCE = 10_000;

/** The newest mail that signs this address in, from the host's own mailbox. Runs the jobs that are due. */
export async function signInMail(host: TestHost, email: string): Promise<SignInMail> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    await host.drain();
    const found = await newestMail(host, email);
    if (found) return found;
    if (Date.now() > end) throw new Error(`no mail signs ${email} in`);
    await sleep(50);
  }
}

async function newestMail(host: TestHost, email: string): Promise<SignInMail | null> {
  const { db } = host.house;
  const { mail } = schema.for(db.read);
  const mails = await db.read
    .select()
    .from(mail)
    .where(eq(mail.to, email))
    .orderBy(desc(mail.at), desc(mail.id));
  for (const { subject, text } of mails) {
    const link = /\/connexion\/lien\/[\w-]+/.exec(text)?.[0];
    const code = /(\d{3})\u00A0(\d{3})/.exec(text);
    if (link && code) return { link, code: `${code[1]}${code[2]}`, subject, text };
  }
  return null;
}

/** Signs in on the visitor's site, and makes the account where there is none. */
export async function signInCitizen(host: TestHost, visitor: Visitor, email: string): Promise<void> {
  await visitor.submit(await visitor.get('/connexion'), { courriel: email }, '/connexion/courriel');
  const { code } = await signInMail(host, email);
  const { path } = await visitor.submit(await visitor.get('/connexion/code'), { code });
  if (path !== '/mon-espace') throw new Error(`${email} could not sign in`);
}
