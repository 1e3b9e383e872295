/** Base URLs that cannot be used as they stand: this tool's own, and those that clients take from settings or code. */

import { baseUrlFor, meantBaseUrl, parseBaseUrl, type GoodBaseUrl } from '../evidence/base-url.ts';
import type { Facts } from '../probes/facts.ts';
import type { ClientFacts } from '../settings/types.ts';
import { fromHits, placeText, sourcesOf, type Hit } from './code-places.ts';
import { BASE_URL, settingOf, understoodBaseUrl } from './local-facts.ts';
import { BASE_URL_STAND_IN } from './setting-fix.ts';
import type { Context, Observation } from './types.ts';
import { MISFITS, misfitOf, withoutMisfits } from './url-misfits.ts';
import { ofClient, type Use } from './url-uses.ts';

/** What is wrong with a base URL, and what was probably meant. */
interface Fault {
  reason: string;
  /** Null where no request can be sent at all. */
  cause: string | null;
  /** Whether every client fails on it. */
  always: boolean;
  meant: GoodBaseUrl | null;
  /** What to write in its place where it is this tool's own. */
  typedRight: string | null;
}

function faultOf(typed: string): Fault | null {
  const parsed = parseBaseUrl(typed);
  if (!parsed.ok) {
    const { reason, suggestion } = parsed;
    return { reason, cause: null, always: true, meant: meantBaseUrl(parsed), typedRight: suggestion };
  }
  const misfit = misfitOf(typed);
  return misfit === null ? null : { ...misfit, typedRight: withoutMisfits(typed, misfit.meant) };
}

/** The setting as it should be, from what was probably meant. */
function observation(use: Use, { reason, cause, meant }: Fault, right: string | null): Observation {
  const { name, called, source, typed, program } = use;
  return {
    check: use.client === 'tool' ? 'local.base-url' : 'local.sdk',
    confidence: 'proved',
    measured: use.client === 'tool' ? typed.slice(0, 200) : `${name}=${typed.slice(0, 200)}`,
    expected: right ?? 'https://host/v1',
    evidence: [`${source}: ${use.client === 'tool' ? 'the base URL' : name} ${reason}`],
    context: {
      openaiBaseUrl: meant?.openaiBaseUrl ?? null,
      anthropicBaseUrl: meant?.anthropicBaseUrl ?? null,
      toSet: [{ name, source, value: right ?? BASE_URL_STAND_IN, program }],
      detail: {
        reason,
        ...(cause === null ? {} : { cause }),
        called: use.client === 'tool' ? 'The base URL' : called,
        client: use.client,
      },
    },
  };
}

/** The user name and password are known to have been there; they are shown nowhere. */
function credentialsFault({ settings: { baseUrlTyped, baseUrlCredentials } }: Facts): Fault | null {
  if (baseUrlCredentials === undefined) return null;
  const meant = parseBaseUrl(baseUrlTyped ?? '');
  if (!meant.ok) return null;
  const typedRight = withoutMisfits(baseUrlTyped ?? '', meant);
  if (baseUrlCredentials === 'readable') return { ...MISFITS.credentials, always: false, meant, typedRight };
  const reason = 'has a password in it for which it cannot be read';
  return { reason, cause: null, always: true, meant, typedRight };
}

function own(facts: Facts): Observation[] {
  const typed = facts.settings.baseUrlTyped;
  const setting = settingOf(facts, BASE_URL);
  // An empty value and a stand-in of the documentation have codes of their own.
  if (typed === null || typed === '' || setting?.placeholder === true) return [];
  const fault = credentialsFault(facts) ?? faultOf(typed);
  if (fault === null) return [];
  const use: Use = {
    name: BASE_URL,
    called: BASE_URL,
    source: setting?.source ?? '',
    typed,
    client: 'tool',
    program: null,
  };
  const found = observation(use, fault, fault.typedRight);
  // This tool sends without what is too much.
  return [fault.cause === null ? found : { ...found, severity: 'warning' }];
}

/**
 * Of a client: python-dotenv and docker compose fill variables in that stand in a .env, so that these are not judged.
 * What was meant for another host than this deployment is of no account to it, and so a warning.
 */
function ofSetting(client: ClientFacts, facts: Facts): Observation[] {
  return ofClient(client).flatMap((use) => {
    const fault = faultOf(use.typed);
    if (fault === null || (use.program === null && client.scope === 'project' && use.typed.includes('$')))
      return [];
    const ours = understoodBaseUrl(facts);
    const { meant } = fault;
    const isHere = meant !== null && meant.url.host === ours?.url.host;
    const right = meant ?? ours;
    const found = observation(use, fault, right === null ? null : baseUrlFor(client.api, right));
    return [isHere && fault.always ? found : { ...found, severity: 'warning' as const }];
  });
}

/** A path alone is meant for a browser, and what has braces is filled in elsewhere. */
const NOT_WHOLE = /^\/|[{}$%]/;

/** What the code gives a client, as far as it is sure what was meant. */
function inCode(facts: Facts): Observation[] {
  const hits = sourcesOf(facts).clients.flatMap((client): Hit[] => {
    const { baseUrl, language, sdk } = client;
    if (baseUrl.from !== 'text' || sdk === 'other' || NOT_WHOLE.test(baseUrl.text)) return [];
    const fault = faultOf(baseUrl.text);
    if (fault === null || fault.meant === null) return [];
    const { place } = baseUrl;
    const { reason, cause, meant } = fault;
    const called = `The base URL at ${placeText(place)}`;
    const detail = { reason, called, right: baseUrlFor(sdk, meant), ...(cause === null ? {} : { cause }) };
    return [{ place, language, shown: `${baseUrl.text} ${reason}`, detail }];
  });
  return fromHits(hits, {
    measured: `a base URL that ${hits[0]?.detail?.['reason'] ?? 'cannot be read'}`,
    expected: 'https://host/v1',
    confidence: 'proved',
  }).map((found) => ({ ...found, severity: 'warning' as const }));
}

/** One observation for each base URL in use that cannot be used as it stands, and one for all in the code. */
export function invalidUrls(facts: Facts): Observation[] {
  const { clients } = facts.settings;
  return [...own(facts), ...clients.flatMap((client) => ofSetting(client, facts)), ...inCode(facts)];
}

/** Who sends nothing, where it is not this tool. */
export function forWhom({ detail, toSet }: Context): string {
  const [first] = toSet;
  if (first === undefined || detail['client'] === undefined || detail['client'] === 'tool') return '';
  return ` by ${first.program ?? `the ${detail['client'] === 'openai' ? 'OpenAI' : 'Anthropic'} SDK`}`;
}
