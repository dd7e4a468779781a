// Whom a request came from, as the limits count it.

import { isIPv6 } from 'node:net';

/** Longer than any address; what a proxy hands on is not to fill our memory. */
const LONGEST = 64;

/** One household or machine has a whole /64 of IPv6 addresses, so that is what is counted. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!isIPv6(address)) return address.slice(0, LONGEST);
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array.from({ length: missing }, () => '0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** Of X-Forwarded-For only what our own proxies have added is believed. */
export function addressOf(
  remoteAddress: string | undefined,
  forwardedFor: string | undefined,
  proxies: number,
): string {
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim());
  const forwarded = proxies > 0 && forwardedFor ? (hops.at(-proxies) ?? hops[0]) : undefined;
  return networkOf(forwarded || remoteAddress || 'unknown');
}
