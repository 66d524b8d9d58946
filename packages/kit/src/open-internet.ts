// Connections to an address that an agent chose: only to the open internet, with the address looked at again when the connection
// is made.

import { lookup as lookUp } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

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

/** Whether an IP address is not one of the open internet; so is whatever is no IP address. */
export function isPrivate(address: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return isIP(address) === 0 || PRIVATE[family].check(address, family);
}

/** Whether the host of a URL names a private network, as far as can be seen without looking it up. */
export function namesPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) !== 0 ? isPrivate(host) : /(^|\.)(localhost|local|internal)\.?$/.test(host);
}

/** For `http.request`: looks a name up, and refuses to connect where one of its addresses is private. */
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
