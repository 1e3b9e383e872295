import { whenOf } from './waits-times.ts';

/** One rate-limit window as the headers of an answer tell it. */
export interface LimitWindow {
  /** `requests`, `tokens`, `minute`, …; `requests` where the headers do not name it. */
  name: string;
  limit: number | null;
  remaining: number;
  resetAtMs: number | null;
  /** The header that told the reset. */
  resetHeader: string | null;
}

type Part = 'limit' | 'remaining' | 'reset';

interface Draft {
  limit?: string;
  remaining?: string;
  reset?: string;
  resetHeader?: string;
}

/**
 * `X-RateLimit-Remaining`, `x-ratelimit-remaining-requests` (OpenAI), `anthropic-ratelimit-input-tokens-remaining`,
 * `X-RateLimit-Remaining-Minute` (Kong), `RateLimit-Remaining`, `x-rate-limit-remaining`, `x-ms-ratelimit-…`.
 */
const HEADER = /^(?:x-)?(?:anthropic-|ms-|litellm-)?(?:key-)?rate-?limit-(.+)$/;

/**
 * Rate-limit windows from the headers of an answer, those whose remainder is told; also the fields `RateLimit` and
 * `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers.
 * @param now ms since the epoch, to place resets that are told as a wait
 */
export function limitWindows(headers: Readonly<Record<string, string>>, now: number): LimitWindow[] {
  const drafts = new Map<string, Draft>();
  for (const [name, value] of Object.entries(headers)) {
    const found = HEADER.exec(name);
    if (found?.[1] !== undefined) addHeader(drafts, name, found[1], value);
  }
  addStructured(drafts, headers);
  return [...drafts].flatMap(([name, draft]) => {
    const remaining = count(draft.remaining);
    if (remaining === null) return [];
    const limit = count(draft.limit);
    return [
      {
        name,
        limit,
        remaining,
        resetAtMs: momentMs(draft.reset, now),
        resetHeader: draft.resetHeader ?? null,
      },
    ];
  });
}

function addHeader(drafts: Map<string, Draft>, header: string, tail: string, value: string): void {
  const words = tail.split('-');
  const part = words.find(isPart);
  if (part === undefined) return;
  const window = words.filter((word) => word !== part).join('-');
  set(drafts, window === '' ? 'requests' : window, part, value, header);
}

function isPart(word: string): word is Part {
  return word === 'limit' || word === 'remaining' || word === 'reset';
}

/** `RateLimit: limit=100, remaining=4, reset=50` (draft 6) and `RateLimit: "default";r=4;t=50` (draft 10). */
function addStructured(drafts: Map<string, Draft>, headers: Readonly<Record<string, string>>): void {
  const value = headers['ratelimit'];
  if (value === undefined) return;
  const older = new Map(
    [...value.matchAll(/\b(limit|remaining|reset)=(\d{1,15})/g)].map(([, key, n]) => [key, n]),
  );
  for (const part of ['limit', 'remaining', 'reset'] as const) {
    const told = older.get(part);
    if (told !== undefined) set(drafts, 'requests', part, told, 'ratelimit');
  }
  const policy = headers['ratelimit-policy'] ?? '';
  for (const [, name = 'requests', parameters = ''] of value.matchAll(
    /"([^"]{1,60})"((?:;\w+=[^;,]{1,40})*)/g,
  )) {
    const r = /;r=(\d{1,15})/.exec(parameters)?.[1];
    const t = /;t=(\d{1,15})/.exec(parameters)?.[1];
    const q = policyQuota(policy, name);
    if (r !== undefined) set(drafts, name, 'remaining', r, 'ratelimit');
    if (t !== undefined) set(drafts, name, 'reset', t, 'ratelimit');
    if (q !== null) set(drafts, name, 'limit', q, 'ratelimit-policy');
  }
}

function policyQuota(policy: string, name: string): string | null {
  const entry = policy.split(',').find((item) => item.trim().startsWith(`"${name}"`));
  return /;q=(\d{1,15})/.exec(entry ?? '')?.[1] ?? null;
}

function set(drafts: Map<string, Draft>, name: string, part: Part, value: string, header: string): void {
  const draft = drafts.get(name) ?? {};
  draft[part] ??= value;
  if (part === 'reset') draft.resetHeader ??= header;
  drafts.set(name, draft);
}

/** The first number of a value: `100, 100;w=60` says 100. */
function count(value: string | undefined): number | null {
  const found = /^\s*(\d{1,15})(?:\.\d+)?(?=\s*(?:$|[,;]))/.exec(value ?? '');
  return found === null ? null : Number(found[1]);
}

function momentMs(value: string | undefined, now: number): number | null {
  const when = value === undefined ? null : whenOf(value);
  if (when === null) return null;
  return 'atMs' in when ? when.atMs : now + when.waitMs;
}
