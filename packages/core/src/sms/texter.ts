// How text messages leave: through an HTTP gateway, whose protocol docs/operating.md describes. Without one none is sent.

import { CodedError } from '@parvis/kit';

export interface TextMessage {
  /** Stable across the tries of one job: the gateway sends an id once. */
  readonly id: string;
  /** E.164, such as +33612345678. */
  readonly to: string;
  /** Who it comes from, in words. */
  readonly from: string;
  readonly text: string;
}

export interface Texter {
  /** @throws CodedError PARVIS_SMS_REFUSED: the job is tried again. */
  send(message: TextMessage): Promise<void>;
}

export interface GatewayOptions {
  readonly url: string;
  readonly token: string;
}

const PATIENCE = 10_000;

/** Posts each message as JSON: `{ id, to, from, text }`, with the token as bearer. Any 2xx means that it was taken. */
export function gatewayTexter({ url, token }: GatewayOptions): Texter {
  return {
    async send({ id, to, from, text }) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ id, to, from, text }),
        // A redirection would carry the token to another host.
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
      });
      await answer.body?.cancel();
      if (answer.ok) return;
      // Neither the number nor the text: errors are kept with the job, and logged.
      throw new CodedError(
        'PARVIS_SMS_REFUSED',
        `The gateway of PARVIS_SMS_URL answered ${answer.status}.`,
        'Look at its token, its credit and its log.',
      );
    },
  };
}
