// Words to a person who has no request yet, at an address that they gave a moment ago: a code, a link. They may be a secret:
// until they leave they are locked, so that a copy of the database holds none.

import type { Tx } from '@parvis/db';
import type { PersonalMessage, Recipient } from '@parvis/kit';
import type { House } from '../house.ts';
import { counterName } from '../http/frame.ts';
import type { Job } from '../jobs/queue.ts';
import type { Standing } from '../plugins/context.ts';
import { toMail } from './letters.ts';

const PURPOSE = 'personal-message';

interface Locked {
  readonly to: Recipient;
  readonly message: PersonalMessage;
  /** Epoch milliseconds: later it would only confuse. */
  readonly until: number;
}

/** Enqueues it in the transaction that made what it says. */
export async function enqueueTelling(
  house: House,
  tx: Tx,
  { snapshot, now }: Standing,
  told: Locked,
): Promise<void> {
  await house.jobs.enqueue(tx, {
    owner: 'core',
    name: 'tell',
    siteId: snapshot.site.id,
    payload: { locked: house.vault.lock(PURPOSE, JSON.stringify(told)) },
    dueAt: now,
  });
}

/** The job. */
export async function sendTelling(house: House, { snapshot, now }: Standing, job: Job): Promise<void> {
  const { locked } = job.payload as { readonly locked?: string };
  const plain = house.vault.unlock(PURPOSE, locked ?? '');
  if (plain === null) return; // Locked under another secret: what it says opens nothing either.
  const { to, message, until } = JSON.parse(plain) as Locked;
  if (until <= now) return;
  if (to.by === 'mail') {
    const { button, ...mail } = message.mail;
    const letter = {
      ...mail,
      ...(button && { button: { text: button.text, href: snapshot.site.origin + button.path } }),
    };
    await house.mailer.send(toMail(house, snapshot, to.address, job.id, letter));
    return;
  }
  const from = counterName(snapshot.site.authority);
  await house.texter?.send({ id: job.id, to: to.address, from, text: message.text });
}
