import { isIP } from 'node:net';

/** Addresses of private and link-local networks (RFC 1918, RFC 3927, RFC 4193, RFC 4291). */
export function isPrivateAddress(host: string): boolean {
  switch (isIP(host)) {
    case 4:
      return /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(host);
    case 6:
      return /^(?:f[cd]|fe[89ab])/i.test(host);
    default:
      return false;
  }
}
