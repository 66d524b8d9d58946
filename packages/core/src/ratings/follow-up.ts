// Some days after the end, the citizen is asked whether it was done well: one mail, once a request.

import { eq, type Tx } from '@parvis/db';
import type { CitizenRequest } from '@parvis/kit';
import type { House } from '../house.ts';
import { counterName } from '../http/frame.ts';
import { type Letter, toMail } from '../mail/letters.ts';
import type { Standing } from '../plugins/context.ts';
import { trackingCode } from '../requests/codes.ts';
import { schema } from '../schema.ts';

const DAY = 86_400_000;
/** Long enough for what was promised to be done, short enough to remember. */
export const FOLLOW_UP_DAYS = 10;
/** Days late after which nobody is asked: after a long stop of the installation, the question would only disturb. */
export const MOST_LATE_DAYS = 20;

/** Plans the mail when a request is done, for whoever gave an address, unless it was planned before. */
export async function planFollowUp(
  house: House,
  tx: Tx,
  request: CitizenRequest,
  now: number,
): Promise<void> {
  if (!request.requester.email) return;
  const { request: table, requestFollowUp } = schema.for(tx);
  const [row] = await tx.select({ tenantId: table.tenantId }).from(table).where(eq(table.id, request.id));
  if (!row) return;
  const at = now + FOLLOW_UP_DAYS * DAY;
  const planned = await tx
    .insert(requestFollowUp)
    .values({ requestId: request.id, tenantId: row.tenantId, at })
    .onConflictDoNothing()
    .returning({ id: requestFollowUp.requestId });
  if (planned.length === 0) return;
  await house.jobs.enqueue(tx, {
    owner: 'core',
    name: 'follow-up',
    siteId: request.siteId,
    payload: { requestId: request.id },
    dueAt: at,
  });
}

/** The job. A request that was opened again meanwhile needs no question, and none is asked late. */
export async function sendFollowUp(
  house: House,
  { snapshot, now }: Standing,
  request: CitizenRequest,
  jobId: string,
): Promise<void> {
  const { email, name } = request.requester;
  if (!email || request.status !== 'done') return;
  const { requestFollowUp } = schema.for(house.db.read);
  const [planned] = await house.db.read
    .select({ at: requestFollowUp.at })
    .from(requestFollowUp)
    .where(eq(requestFollowUp.requestId, request.id));
  if (!planned || now > planned.at + MOST_LATE_DAYS * DAY) return;
  const operator = snapshot.authorities.get(request.operatorId) ?? snapshot.site.authority;
  const code = trackingCode(house.config.secret, request.id);
  const reopens = request.channel !== 'appointment';
  const letter: Letter = {
    subject: `Est-ce bien réglé\u202F? ${request.title} (${request.reference})`,
    title: 'Est-ce bien réglé\u202F?',
    paragraphs: [
      `Bonjour ${name},`,
      `${counterName(operator)} a terminé votre demande «\u00A0${request.title}\u00A0». Dites-nous en un instant comment cela s’est passé\u00A0: votre avis ne dit pas votre nom.`,
      ...(reopens
        ? [
            'Si ce n’est pas réglé, dites-le au même endroit\u00A0: la demande s’ouvre de nouveau, et on vous répond.',
          ]
        : []),
      'C’est le seul courriel que nous vous écrivons à ce sujet.',
    ],
    button: {
      href: `${snapshot.site.origin}/suivi/${code}#suite`,
      text: reopens ? 'Donner mon avis, ou dire que ce n’est pas réglé' : 'Donner mon avis',
    },
  };
  await house.mailer.send(toMail(house, snapshot, email, jobId, letter));
}
