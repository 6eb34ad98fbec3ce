/** Which addresses lie on the public internet: a catalogue must not make this machine knock at its own network. */
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** IANA special-purpose address registries (RFC 6890 and its updates): private, loopback, link-local, reserved. */
const SPECIAL = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  SPECIAL.addSubnet(net, prefix, 'ipv4');
}
// ::ffff:10.0.0.1 is checked as the IPv4 address that it maps.
for (const [net, prefix] of [
  ['::', 96],
  ['64:ff9b::', 32],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  SPECIAL.addSubnet(net, prefix, 'ipv6');
}

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return !SPECIAL.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** A system error with the code NOT_PUBLIC. */
export function notPublic(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${host} is no public address`), { code: 'NOT_PUBLIC' });
}

/**
 * Name lookup that yields allowed addresses alone. The connection is made to what it yields, so that a name which
 * answers differently the second time gains nothing.
 * @param allowed tests whether an address may be connected to
 */
export function guardedLookup(allowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const [first, ...more] = found.filter(({ address }) => allowed(address));
      if (!first) return callback(notPublic(hostname), '', 0);
      if (options.all === true) return callback(null, [first, ...more]);
      callback(null, first.address, first.family);
    });
  };
}
