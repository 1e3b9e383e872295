import { parseBaseUrl } from '../evidence/base-url.ts';
import type { Facts } from '../probes/facts.ts';
import type { MadeClient, Receiver, SettingSource } from '../project/sources/types.ts';
import { API_KEY, BASE_URL, settingOf, understoodBaseUrl } from './local-facts.ts';
import { sourcesOf } from './code-places.ts';

/** Where a client of the project's code goes: this deployment, the provider itself, another host, or not to be told. */
type Target = 'here' | 'provider' | 'elsewhere' | 'unknown';

type Client = Pick<MadeClient, 'sdk' | 'baseUrl' | 'apiKey'>;

/** A base URL as a client gets it, and where the value stands. */
export interface GivenUrl {
  text: string;
  /** The variable that it comes from; null where the code holds it. */
  variable: string | null;
}

function variableValue(name: string, facts: Facts): string | null {
  if (name === BASE_URL) {
    const setting = settingOf(facts, name);
    return setting?.sourceKind === 'option' ? null : facts.settings.baseUrlTyped;
  }
  return facts.settings.clients.find((one) => one.setting === name && one.kind === 'base-url')?.shown ?? null;
}

/** The base URL that a client is given, as far as it is known; null where it is given none or it cannot be told. */
export function givenUrl(source: SettingSource, facts: Facts): GivenUrl | null {
  if (source.from === 'text') return { text: source.text, variable: null };
  if (source.from !== 'environment') return null;
  const value = variableValue(source.name, facts);
  if (value !== null) return { text: value, variable: source.name };
  return source.otherwise === null ? null : { text: source.otherwise, variable: null };
}

/** Of AgentRouter by its name, as in its documentation. */
export const AGENTROUTER_HOST = /agentrouter/i;

/** The key of this tool's own settings, by the variable that it is read from. */
export const readsOwnKey = ({ apiKey }: Pick<MadeClient, 'apiKey'>): boolean =>
  apiKey.from === 'environment' && apiKey.name === API_KEY;

function targetOfUrl(text: string, facts: Facts): Target {
  const parsed = parseBaseUrl(text);
  if (!parsed.ok) return 'unknown';
  const ours = understoodBaseUrl(facts);
  if (parsed.url.host === ours?.url.host || AGENTROUTER_HOST.test(parsed.url.host)) return 'here';
  return 'elsewhere';
}

function targetOfVariable(name: string, facts: Facts): Target | null {
  if (name === BASE_URL) return 'here';
  const value = variableValue(name, facts);
  return value === null ? null : targetOfUrl(value, facts);
}

function targetOfClient({ sdk, baseUrl, apiKey }: Client, facts: Facts): Target {
  const keyIsOurs = readsOwnKey({ apiKey });
  switch (baseUrl.from) {
    case 'text':
      return targetOfUrl(baseUrl.text, facts);
    case 'environment': {
      const named = targetOfVariable(baseUrl.name, facts);
      const otherwise = baseUrl.otherwise === null ? null : targetOfUrl(baseUrl.otherwise, facts);
      return named ?? otherwise ?? (keyIsOurs ? 'here' : 'unknown');
    }
    case 'sdk':
      return (
        targetOfVariable(sdk === 'anthropic' ? 'ANTHROPIC_BASE_URL' : 'OPENAI_BASE_URL', facts) ?? 'provider'
      );
    case 'unknown':
      return keyIsOurs ? 'here' : 'unknown';
  }
}

/** Where all clients of one SDK go that the project makes, if they go one way; null where it makes none, or others too. */
function usualTarget(sdk: 'openai' | 'anthropic', facts: Facts): Target | null {
  const { clients } = sourcesOf(facts);
  if (clients.some((client) => client.sdk === 'other')) return null;
  const targets = new Set(
    clients.filter((client) => client.sdk === sdk).map((client) => targetOfClient(client, facts)),
  );
  const [only = null] = targets;
  return targets.size === 1 ? only : null;
}

/**
 * Where a call goes.
 *
 * @returns null where it is not even sure that the call is one of this SDK.
 */
export function targetOf(on: Receiver, api: 'openai' | 'anthropic', facts: Facts): Target | null {
  switch (on.kind) {
    case 'made':
      return targetOfClient(on, facts);
    case 'typed':
      return usualTarget(api, facts) ?? 'unknown';
    case 'unseen':
      return usualTarget(api, facts);
  }
}
