import { invalidReason } from './base-url-faults.ts';

/** What was noticed about a base URL that could be understood. */
export type BaseUrlNote =
  | 'had-v1'
  | 'no-v1'
  | 'double-v1'
  /** Ends in `/chat/completions`, `/messages`, `/models` or the like. */
  | 'endpoint-included'
  /** Has a version segment of another kind (`/api/paas/v4`, `/v1beta/openai`): kept as it stands. */
  | 'other-version'
  | 'query'
  | 'fragment'
  | 'credentials'
  | 'double-slash';

export interface GoodBaseUrl {
  ok: true;
  /** As understood: without a trailing `/v1`, endpoint, query, fragment or credentials. */
  url: URL;
  /** What an OpenAI SDK wants. No trailing slash. */
  openaiBaseUrl: string;
  /** What an Anthropic SDK wants: it appends `/v1/messages` itself. No trailing slash. */
  anthropicBaseUrl: string;
  notes: BaseUrlNote[];
}

/** A base URL that cannot be used. */
export interface BadBaseUrl {
  ok: false;
  /** Completes the sentence "The base URL …": `has no scheme`. */
  reason: string;
  /** What was probably meant; null where that cannot be told. */
  suggestion: string | null;
}

type ParsedBaseUrl = GoodBaseUrl | BadBaseUrl;

const ENDPOINT =
  /\/(?:chat\/completions|completions|messages(?:\/count_tokens)?|models|responses|embeddings)$/i;
const VERSION_SEGMENT = /\/v\d[a-z0-9]*(?=\/|$)/i;

function pathOf(url: URL, notes: BaseUrlNote[]): { root: string; openai: string } {
  let path = url.pathname;
  if (path.includes('//')) {
    notes.push('double-slash');
    path = path.replace(/\/{2,}/g, '/');
  }
  path = path.replace(/\/$/, '');
  if (ENDPOINT.test(path)) {
    notes.push('endpoint-included');
    path = path.replace(ENDPOINT, '');
  }
  const root = path.replace(/(?:\/v1)+$/, '');
  const versions = (path.length - root.length) / '/v1'.length;
  if (versions > 0) {
    notes.push(versions > 1 ? 'double-v1' : 'had-v1');
    return { root, openai: `${root}/v1` };
  }
  if (VERSION_SEGMENT.test(path)) {
    notes.push('other-version');
    return { root, openai: root };
  }
  notes.push('no-v1');
  return { root, openai: `${root}/v1` };
}

/**
 * Reads a base URL as typed, with or without `/v1`, under any path prefix. Never throws.
 * Syntax is that of the WHATWG URL standard, less what Python clients would not accept
 * (surrounding white space, `https:/host`).
 */
export function parseBaseUrl(typed: string): ParsedBaseUrl {
  const fault = invalidReason(typed);
  if (fault !== null) {
    const mended = fault.suggestion;
    const usable = mended !== null && invalidReason(mended) === null;
    return { ok: false, reason: fault.reason, suggestion: usable ? withoutCredentials(mended) : null };
  }
  const url = new URL(typed);
  const notes: BaseUrlNote[] = [];
  // An empty query or fragment is in nobody's way but in that of a path that is put behind it.
  const [beforeHash = '', ...hash] = typed.split('#');
  if (beforeHash.includes('?')) notes.push('query');
  if (hash.length > 0) notes.push('fragment');
  if (url.username !== '' || url.password !== '') notes.push('credentials');
  const { root, openai } = pathOf(url, notes);
  const understood = new URL(url.origin);
  understood.pathname = root === '' ? '/' : root;
  return {
    ok: true,
    url: understood,
    openaiBaseUrl: `${url.origin}${openai}`,
    anthropicBaseUrl: `${url.origin}${root}`,
    notes,
  };
}

/** What was probably meant by one that cannot be used, understood; null where that cannot be told. */
export function meantBaseUrl({ suggestion }: BadBaseUrl): GoodBaseUrl | null {
  const meant = suggestion === null ? null : parseBaseUrl(suggestion);
  return meant?.ok === true ? meant : null;
}

/** The base URL in the form that an SDK wants. */
export function baseUrlFor(
  api: 'openai' | 'anthropic',
  { openaiBaseUrl, anthropicBaseUrl }: GoodBaseUrl,
): string {
  return api === 'anthropic' ? anthropicBaseUrl : openaiBaseUrl;
}

/**
 * The same URL without user name and password, whether or not it is a valid one.
 * A password with a slash, `#` or `?` in it makes a URL invalid; it is taken out all the same.
 */
export function withoutCredentials(typed: string): string {
  return typed
    .replace(/^(\s*[a-z][a-z0-9+.-]*:\/\/)[^/?#:@]*:(?!\d+[/?#]).*@(?=[^@/?#\s]+\/?\s*$)/i, '$1')
    .replace(/^(\s*(?!\s)['"]?(?:[a-z][a-z0-9+.-]*:?\/+|\/+)?)[^/?#]*@/i, '$1')
    .replace(/^(\s*(?!\s)['"]?[a-z][a-z0-9+.-]*:?\/+)[^/?#:@]*:(?!\d+(?:[/?#]|$))[^@]*@/i, '$1');
}

/** The same URL with `***` where a user name and a password stand, so that it still shows that they do. */
export function maskCredentials(typed: string): string {
  const bare = withoutCredentials(typed);
  return bare === typed || !URL.canParse(typed) ? bare : bare.replace(/^[a-z]+:\/\//i, '$&***@');
}
