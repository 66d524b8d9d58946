// Writing to an address that an agent chose: only to the open internet, with the address looked at again when the connection is
// made, no redirect followed, and not for long.

import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { namesPrivate, openLookup } from '@parvis/kit/open-internet';

const PATIENCE = 10_000;
const MOST_ADDRESS = 500;

export interface Outgoing {
  /** The operator says so: addresses of the installation's own network, and http. */
  readonly allowPrivate: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `PARVIS_WEBHOOKS_PRIVATE=1` */
export function outgoingFrom(env: Environment = process.env): Outgoing {
  return { allowPrivate: env['PARVIS_WEBHOOKS_PRIVATE'] === '1' };
}

/** Why an address cannot be written to, in French; null where it can, as far as can be seen without looking its name up. */
export function refusalOf(address: string, { allowPrivate }: Outgoing): string | null {
  if (!URL.canParse(address) || address.length > MOST_ADDRESS)
    return 'Écrivez l’adresse entière, comme https://logiciel.exemple.fr/parvis.';
  const { protocol, username, password, hostname } = new URL(address);
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:'))
    return 'L’adresse doit commencer par https://.';
  if (username !== '' || password !== '')
    return 'Retirez le nom et le mot de passe de l’adresse\u00A0: le logiciel reconnaît Parvis à sa signature.';
  if (namesPrivate(hostname) && !allowPrivate)
    return 'Cette adresse est celle d’un réseau privé. Donnez une adresse d’internet, ou demandez à qui héberge Parvis de l’autoriser.';
  return null;
}

/**
 * Posts JSON. Returns the status that came back; whatever the software says beside it is not read.
 *
 * @throws Error where nothing came back in time, or the address may not be written to
 */
export function postJson(
  address: string,
  { body, headers }: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  outgoing: Outgoing,
): Promise<number> {
  if (refusalOf(address, outgoing) !== null) throw new Error('private address');
  const send = new URL(address).protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(address, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Parvis',
      },
      agent: false,
      signal: AbortSignal.timeout(PATIENCE),
      ...(!outgoing.allowPrivate && { lookup: openLookup }),
    });
    request.on('error', reject);
    request.on('response', (answer) => {
      answer.destroy();
      resolve(answer.statusCode ?? 0);
    });
    request.end(body);
  });
}
