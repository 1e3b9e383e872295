/** Parts of an address that this tool can leave out, and SDKs cannot. */

import {
  parseBaseUrl,
  withoutCredentials,
  type BaseUrlNote,
  type GoodBaseUrl,
} from '../evidence/base-url.ts';

type Part = 'query' | 'credentials' | 'fragment' | 'double-slash';

/** What an address has too much: `reason` completes the sentence "The base URL …". */
type Misfit = Record<'reason' | 'cause', string>;

/**
 * Tried with openai 6 and @anthropic-ai/sdk 1 for Node, which join texts. openai-python (_base_client.py, _prepare_url)
 * appends to the raw path of an httpx.URL, and that holds the query.
 */
export const MISFITS: Readonly<Record<Part, Misfit>> = {
  query: {
    reason: 'has a query',
    cause:
      'SDKs append the path of the endpoint to a base URL as it stands. Here that path ends up in the query, and the request goes elsewhere.',
  },
  // Fetch standard, Request constructor: an address with credentials is a TypeError. HTTPX, "Authentication": those
  // of the address are sent as Basic authentication.
  credentials: {
    reason: 'has a user name or a password in it',
    cause:
      'Node refuses to send to such an address, and Python sends the user name and password in place of a Bearer key.',
  },
  // RFC 9110, section 7.1: the target of a request has no fragment.
  fragment: {
    reason: 'has a part behind #',
    cause: 'What stands behind # is never sent, and SDKs for Node append the path of the endpoint behind it.',
  },
  'double-slash': {
    reason: 'has two slashes in its path',
    cause: 'SDKs send both as they stand. Some servers take them for one, and others know no such path.',
  },
};

const PARTS = ['query', 'credentials', 'fragment', 'double-slash'] as const satisfies readonly BaseUrlNote[];

/** The first part that SDKs fail on, and the address without; null where there is none. */
export function misfitOf(typed: string): (Misfit & { always: boolean; meant: GoodBaseUrl }) | null {
  const meant = parseBaseUrl(typed);
  const part = meant.ok ? PARTS.find((one) => meant.notes.includes(one)) : undefined;
  // SDKs for Python pass over a fragment, and that of Anthropic sends its key beside Basic authentication.
  return !meant.ok || part === undefined ? null : { ...MISFITS[part], always: part === 'query', meant };
}

/** The same address without query, fragment, user name and password; as it should be where more is wrong with it. */
export function withoutMisfits(typed: string, { notes, openaiBaseUrl }: GoodBaseUrl): string {
  if (notes.some((note) => /^(?:endpoint-included|double-)/.test(note))) return openaiBaseUrl;
  return withoutCredentials(typed.replace(/[?#].*$/s, ''));
}
