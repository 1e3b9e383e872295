/** IP addresses that tell something of a private network. */

import { isIP } from 'node:net';
import { AFTER_ESCAPE, escapeCharsBefore } from './escapes.ts';
import { addressMark, numbered } from './marks.ts';

const IPV4 = new RegExp(String.raw`(?:(?<![\d.])|${AFTER_ESCAPE})\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)`, 'g');
const IPV6 = new RegExp(
  String.raw`(?:(?<![\p{L}\p{N}_:.])|${AFTER_ESCAPE})[\da-f:.]{2,45}(?:%[\w.-]{1,20})?(?![\p{L}\p{N}_:])`,
  'giu',
);

/** RFC 1918, RFC 3927 and RFC 6598. */
const PRIVATE_IPV4 =
  /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[789]\d|1[01]\d|12[0-7])\.)/;
/** RFC 4193 and RFC 4291, section 2.5.6. */
const PRIVATE_IPV6 = /^(?:f[cd][\da-f]{2}|fe[89ab][\da-f]):/i;

function isPrivate(address: string): boolean {
  // RFC 4291, section 2.5.5.2: an IPv4 address in the form of an IPv6 one.
  const mapped = address.replace(/^::ffff:/i, '');
  return isIP(mapped) === 4 ? PRIVATE_IPV4.test(mapped) : PRIVATE_IPV6.test(address);
}

/** The loopback and unspecified addresses are the same everywhere. */
function isEverywhere(address: string): boolean {
  return /^(?:127\.|0\.0\.0\.0$|::1?$)/.test(address);
}

/**
 * A function that hides private addresses, and those in `revealing`: a public address that a hidden name has is as
 * good as the name.
 */
export function addressHider(revealing: readonly string[]): (text: string) => string {
  const also = new Set(
    revealing.map((address) => address.toLowerCase()).filter((address) => !isEverywhere(address)),
  );
  const mark = numbered(addressMark);
  const hide = (found: string): string => {
    const [bare = ''] = found.replace(/\.$/, '').toLowerCase().split('%');
    if (isIP(bare) === 0 || !(also.has(bare) || isPrivate(bare))) return found;
    return mark(bare) + (found.endsWith('.') ? '.' : '');
  };
  return (text) =>
    text
      .replace(IPV6, (found, at: number) => {
        const skip = escapeCharsBefore(text, at, found);
        return found.split(':').length > 2 ? found.slice(0, skip) + hide(found.slice(skip)) : found;
      })
      .replace(IPV4, (found) => hide(found));
}
