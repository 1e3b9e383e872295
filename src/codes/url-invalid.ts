/** Base URLs that cannot be read: this tool's own, and those that clients take from settings or code. */

import { parseBaseUrl } from '../evidence/base-url.ts';
import type { Facts } from '../probes/facts.ts';
import type { ClientFacts } from '../settings/types.ts';
import { fromHits, sourcesOf, type Hit } from './code-places.ts';
import { BASE_URL, settingOf, understoodBaseUrl } from './local-facts.ts';
import { BASE_URL_STAND_IN } from './setting-fix.ts';
import type { Context, Observation } from './types.ts';
import { ofClient, type Use } from './url-uses.ts';

type Unusable = Extract<ReturnType<typeof parseBaseUrl>, { ok: false }>;

/** The setting as it should be, from what was probably meant. */
function observation(use: Use, { reason, suggestion }: Unusable, right: string | null): Observation {
  const { name, called, source, typed, program } = use;
  const meant = suggestion === null ? null : parseBaseUrl(suggestion);
  const forms = meant?.ok === true ? meant : { openaiBaseUrl: null, anthropicBaseUrl: null };
  return {
    check: use.client === 'tool' ? 'local.base-url' : 'local.sdk',
    confidence: 'proved',
    measured: use.client === 'tool' ? typed.slice(0, 200) : `${name}=${typed.slice(0, 200)}`,
    expected: right ?? 'https://host/v1',
    evidence: [`${source}: ${use.client === 'tool' ? 'the base URL' : name} ${reason}`],
    context: {
      openaiBaseUrl: forms.openaiBaseUrl,
      anthropicBaseUrl: forms.anthropicBaseUrl,
      toSet: [{ name, source, value: right ?? BASE_URL_STAND_IN, program }],
      detail: { reason, called: use.client === 'tool' ? 'The base URL' : called, client: use.client },
    },
  };
}

function own(facts: Facts): Observation[] {
  const typed = facts.settings.baseUrlTyped;
  const setting = settingOf(facts, BASE_URL);
  // An empty value and a stand-in of the documentation have codes of their own.
  if (typed === null || typed === '' || setting?.placeholder === true) return [];
  const parsed = parseBaseUrl(typed);
  if (parsed.ok) return [];
  const use: Use = {
    ...{ name: BASE_URL, called: BASE_URL, source: setting?.source ?? '' },
    ...{ typed, client: 'tool', program: null },
  };
  return [observation(use, parsed, parsed.suggestion)];
}

/**
 * Of a client: python-dotenv and docker compose fill variables in that stand in a .env, so that these are not judged.
 * What was meant for another host than this deployment is of no account to it, and so a warning.
 */
function ofSetting(client: ClientFacts, facts: Facts): Observation[] {
  return ofClient(client).flatMap((use) => {
    const parsed = parseBaseUrl(use.typed);
    if (parsed.ok || (use.program === null && client.scope === 'project' && use.typed.includes('$')))
      return [];
    const ours = understoodBaseUrl(facts);
    const meant = parsed.suggestion === null ? null : parseBaseUrl(parsed.suggestion);
    const isHere = meant?.ok === true && meant.url.host === ours?.url.host;
    const source = meant?.ok === true ? meant : ours;
    const right = use.client === 'anthropic' ? source?.anthropicBaseUrl : source?.openaiBaseUrl;
    const found = observation(use, parsed, right ?? null);
    return [isHere ? found : { ...found, severity: 'warning' as const }];
  });
}

/** A path alone is meant for a browser, and what has braces is filled in elsewhere. */
const NOT_WHOLE = /^\/|[{}$%]/;

/** What the code gives a client, as far as it is sure what was meant. */
function inCode(facts: Facts): Observation[] {
  const hits = sourcesOf(facts).clients.flatMap((client): (Hit & { reason: string })[] => {
    const { baseUrl, language, sdk } = client;
    if (baseUrl.from !== 'text' || sdk === 'other' || NOT_WHOLE.test(baseUrl.text)) return [];
    const parsed = parseBaseUrl(baseUrl.text);
    const meant = parsed.ok || parsed.suggestion === null ? null : parseBaseUrl(parsed.suggestion);
    if (parsed.ok || meant?.ok !== true) return [];
    const right = sdk === 'anthropic' ? meant.anthropicBaseUrl : meant.openaiBaseUrl;
    const { place } = baseUrl;
    const called = `The base URL at ${place.file}:${place.line}:${place.column}`;
    const { reason } = parsed;
    return [
      { place, language, shown: `${baseUrl.text} ${reason}`, detail: { reason, right, called }, reason },
    ];
  });
  const [first] = hits;
  if (first === undefined) return [];
  return fromHits(hits, {
    measured: `a base URL that ${first.reason}`,
    expected: 'https://host/v1',
    confidence: 'proved',
  }).map((found) => ({ ...found, severity: 'warning' as const }));
}

/** One observation for each base URL in use that cannot be read, and one for all in the code. */
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
