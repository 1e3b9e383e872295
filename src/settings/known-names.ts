import { editDistance } from '../evidence/edit-distance.ts';

export const API_KEY = 'AGENTROUTER_API_KEY';
export const BASE_URL = 'AGENTROUTER_BASE_URL';
export const MODEL = 'AGENTROUTER_MODEL';

/** The variables of the SDKs that people point at such a deployment, and what each one holds. */
export const CLIENT_VARIABLES = [
  { name: 'OPENAI_BASE_URL', client: 'OpenAI SDK', api: 'openai', kind: 'base-url' },
  { name: 'OPENAI_API_BASE', client: 'OpenAI SDK', api: 'openai', kind: 'base-url' },
  { name: 'OPENAI_API_KEY', client: 'OpenAI SDK', api: 'openai', kind: 'key' },
  { name: 'ANTHROPIC_BASE_URL', client: 'Anthropic SDK', api: 'anthropic', kind: 'base-url' },
  { name: 'ANTHROPIC_API_KEY', client: 'Anthropic SDK', api: 'anthropic', kind: 'key' },
  { name: 'ANTHROPIC_AUTH_TOKEN', client: 'Anthropic SDK', api: 'anthropic', kind: 'key' },
] as const;

/** Both cases: clients differ in which one they read. */
export const PROXY_NAMES = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'all_proxy',
  'NO_PROXY',
  'no_proxy',
] as const;

const OWN_NAMES = [API_KEY, BASE_URL, MODEL] as const;
const CLIENT_NAMES = CLIENT_VARIABLES.map((variable) => variable.name);
const EXACT: ReadonlySet<string> = new Set([
  ...OWN_NAMES,
  ...CLIENT_NAMES,
  ...PROXY_NAMES,
  'SSL_CERT_FILE',
  'NODE_EXTRA_CA_CERTS',
]);

/** What people write after `AGENTROUTER` when a word of the real name is joined, split, swapped or left out. */
const ENDINGS: Readonly<Record<string, (typeof OWN_NAMES)[number]>> = {
  KEY: API_KEY,
  APIKEY: API_KEY,
  KEYAPI: API_KEY,
  URL: BASE_URL,
  URI: BASE_URL,
  BASE: BASE_URL,
  BASEURL: BASE_URL,
  BASEURI: BASE_URL,
  URLBASE: BASE_URL,
  APIBASE: BASE_URL,
  APIURL: BASE_URL,
  APIBASEURL: BASE_URL,
  BASEAPIURL: BASE_URL,
  MODEL: MODEL,
  MODELNAME: MODEL,
  MODELID: MODEL,
};

const letters = (name: string) => name.toUpperCase().replace(/[^A-Z0-9]/g, '');

function nearOwnName(name: string): string | null {
  const squeezed = letters(name);
  for (const [ending, own] of Object.entries(ENDINGS)) {
    if (squeezed === `AGENTROUTER${ending}`) return own;
  }
  // A second one beside the first (`AGENTROUTER_API_KEY_2`, `…_OLD`, `AGENTROUTER_MODELS`) is a name of its own.
  const extended = OWN_NAMES.find((own) => name.startsWith(own));
  if (extended !== undefined && /^(?:_.|\d)/.test(name.slice(extended.length))) return null;
  if (squeezed === 'AGENTROUTERMODELS') return null;
  const [best] = OWN_NAMES.map((own) => ({ own, edits: editDistance(squeezed, letters(own)) })).sort(
    (a, b) => a.edits - b.edits,
  );
  if (best !== undefined && best.edits <= 2) return best.own;
  // The first word mistyped and the rest in one of the usual forms: `AGENTROUTR_KEY`.
  const [, first, rest] = /^(AG[A-Z]{5,11}?R)((?:API|BASE|KEY|URL|URI|MODEL).*)$/.exec(squeezed) ?? [];
  if (first === undefined || rest === undefined) return null;
  return editDistance(first, 'AGENTROUTER') <= 2 ? (ENDINGS[rest] ?? null) : null;
}

function nearClientName(name: string): string | null {
  if (CLIENT_NAMES.some((known) => name.startsWith(known) || name.endsWith(known))) return null;
  const squeezed = letters(name);
  return (
    CLIENT_NAMES.find((known) => squeezed === letters(known)) ??
    CLIENT_NAMES.find((known) => editDistance(name, known) === 1) ??
    null
  );
}

/**
 * The known variable that a name is, or that it misses narrowly; null for any other program's variable.
 * The names of the SDKs must be missed by one letter or separator only, because other programs have similar ones.
 */
export function knownName(name: string): { known: string; misspelled: boolean } | null {
  if (EXACT.has(name)) return { known: name, misspelled: false };
  if (name.length > 60) return null;
  const near = nearOwnName(name) ?? nearClientName(name);
  return near === null ? null : { known: near, misspelled: true };
}
