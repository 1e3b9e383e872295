import { randomBytes } from 'node:crypto';

/** An identifier as gateways give them: a prefix and random hexadecimal digits. */
export function newId(prefix: string): string {
  return prefix + randomBytes(12).toString('hex');
}
