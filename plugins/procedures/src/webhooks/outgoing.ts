// Writing to an address that an agent chose: only to the open internet, with the address looked at again when the connection is
// made, no redirect followed, and not for long.

import { lookup as lookUp } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const PATIENCE = 10_000;
const MOST_ADDRESS = 500;

/** Networks that are nobody's on the internet, or the installation's own (RFC 6890). */
const PRIVATE = {
  ipv4: networks('ipv4', [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ]),
  // Only 2000::/3 is given out; of it, what wraps or stands for something else.
  ipv6: networks('ipv6', [
    ['::', 3],
    ['4000::', 2],
    ['8000::', 1],
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['3fff::', 20],
  ]),
};

function networks(
  family: 'ipv4' | 'ipv6',
  listed: readonly (readonly [network: string, prefix: number])[],
): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of listed) list.addSubnet(network, prefix, family);
  return list;
}

export function isPrivate(address: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return isIP(address) === 0 || PRIVATE[family].check(address, family);
}

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
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const isInside = isIP(host) !== 0 ? isPrivate(host) : /(^|\.)(localhost|local|internal)$/.test(host);
  if (isInside && !allowPrivate)
    return 'Cette adresse est celle d’un réseau privé. Donnez une adresse d’internet, ou demandez à qui héberge Parvis de l’autoriser.';
  return null;
}

/** Looks a name up, and refuses to connect where one of its addresses is private. */
export const openLookup: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => isPrivate(address)))
      return callback(new Error('private address'), '', 0);
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};

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
