// How another software knows who wrote to it: Standard Webhooks (https://www.standardwebhooks.com), version 1.

import { createHmac } from 'node:crypto';
import type { Ctx } from '@parvis/kit';

export interface Named {
  readonly authorityId: string;
  readonly name: string;
  readonly salt: string;
}

/** As the software is given it. Derived whenever it is needed, from the secret of the installation: no database holds it. */
export function secretOf({ seal }: Pick<Ctx, 'seal'>, { authorityId, name, salt }: Named): string {
  const derived = seal('webhook', `${authorityId}\0${name}\0${salt}`);
  return `whsec_${Buffer.from(derived, 'base64url').toString('base64')}`;
}

export interface SignedMessage {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly body: string;
}

export function signedHeaders(
  secret: string,
  { id, at, body }: SignedMessage,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
