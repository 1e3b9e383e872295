import { baseUrlFor, type GoodBaseUrl } from '../evidence/base-url.ts';
import type { Facts } from '../probes/facts.ts';
import type { ClientFacts } from '../settings/types.ts';
import { fix } from './fix-texts.ts';
import { detail, understoodBaseUrl } from './local-facts.ts';
import { clientsFix } from './sdk-snippets.ts';
import { KEY_STAND_IN } from './setting-fix.ts';
import { MOST_OWN_FIXES, onlyProgram, settingFixes } from './url-uses.ts';
import type { Context, Family, Observation, ToSet } from './types.ts';
import { saysWrongHost } from './pasted-words/keys.ts';

interface Conflict {
  /** The setting at fault. */
  at: ClientFacts;
  why: string;
  /** The setting that would be right. */
  toSet: ToSet;
  /** A program may be meant to go elsewhere; an SDK's variable in this project's surroundings hardly is. */
  mayBeMeant: boolean;
}

/** SDKs take what the code gives them; programs have nothing but their settings. */
const isSdk = ({ client }: ClientFacts): boolean => client.endsWith(' SDK');

function toSet(at: ClientFacts, name: string, value: string): ToSet {
  return { name, source: at.source, value, program: isSdk(at) ? null : at.client };
}

function elsewhere(url: ClientFacts, key: ClientFacts | undefined, ours: GoodBaseUrl): Conflict {
  return {
    at: url,
    why: `${url.setting} is ${url.shown}`,
    toSet: toSet(url, url.setting, baseUrlFor(url.api, ours)),
    mayBeMeant: !isSdk(url) && url.scope !== 'project' && key?.sameKey !== true,
  };
}

/** `OPENAI_BASE_URL` and `OPENAI_API_BASE` both say where the OpenAI SDK goes; the first one counts. */
function conflictsOf(settings: readonly ClientFacts[], ours: GoodBaseUrl): Conflict[] {
  const urls = settings.filter(({ kind }) => kind === 'base-url');
  const keys = settings.filter(({ kind }) => kind === 'key');
  const [url] = urls;
  const ownKeys = keys.filter(({ sameKey }) => sameKey === true);
  const wrongUrls = urls
    .filter(({ sameHost }) => sameHost === false)
    .map((wrong) => elsewhere(wrong, ownKeys[0], ours));
  // A provider's own key without a base URL is the usual set-up for that provider, and no fault.
  if (url === undefined) {
    return ownKeys.map((key) => ({
      at: key,
      why: `${key.setting} is this deployment's key, and no base URL sends the ${key.client} here`,
      toSet: toSet(
        key,
        key.api === 'openai' ? 'OPENAI_BASE_URL' : 'ANTHROPIC_BASE_URL',
        baseUrlFor(key.api, ours),
      ),
      mayBeMeant: false,
    }));
  }
  if (url.sameHost !== true) return wrongUrls;
  // People give each program a key of its own, so that only another provider's key is surely wrong there.
  const wrongKeys = keys
    .filter((key) => key.sameKey === false && (isSdk(key) || key.foreign !== undefined))
    .map((key) => ({
      at: key,
      why: `${url.setting} is this deployment, and ${key.setting} is ${key.foreign === undefined ? 'another key' : `a key of ${key.foreign}`} (${key.shown})`,
      toSet: toSet(key, key.setting, KEY_STAND_IN),
      mayBeMeant: false,
    }));
  return [...wrongUrls, ...wrongKeys];
}

function observe(facts: Facts): Observation[] {
  const ours = understoodBaseUrl(facts);
  if (ours === null) return [];
  const { clients } = facts.settings;
  const names = [...new Set(clients.map(({ client }) => client))];
  return names.flatMap((name) => {
    const found = conflictsOf(
      clients.filter(({ client }) => client === name),
      ours,
    );
    const [first] = found;
    if (first === undefined) return [];
    const { at } = first;
    const article = isSdk(at) ? `the ${name}` : name;
    return [
      {
        check: 'local.settings' as const,
        ...(found.every(({ mayBeMeant }) => mayBeMeant) ? { severity: 'info' as const } : {}),
        confidence: 'possible' as const,
        measured: found.map(({ why }) => why).join('; '),
        expected: `${article} pointed at ${ours.url.host}, with this key`,
        evidence: found.map(({ at: { source, setting, shown } }) => `${source}: ${setting}=${shown}`),
        context: {
          toSet: found.map((conflict) => conflict.toSet),
          detail: { client: article, name: at.setting, source: at.source },
        },
      },
    ];
  });
}

function cause(c: Context): string {
  const client = detail(c, 'client', 'the SDK');
  const program = onlyProgram(c);
  if (program !== null)
    return `${program} takes its address and key from ${detail(c, 'source', 'its settings')}, and so does not talk to this deployment with a key of it. If that is meant so, nothing is wrong.`;
  return `A program that gives ${client} no base_url or api_key takes them from the environment, and then does not talk to this deployment with this key. Programs that pass both are not concerned.`;
}

/** Settings of SDKs and of programs that lead them elsewhere than this tool looked. */
export const envClientCodes = {
  'env.sdk-conflict': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.settings',
    title: (c) => `${detail(c, 'name', 'A variable')} points ${detail(c, 'client', 'the SDK')} elsewhere`,
    retryHelps: false,
    expected: 'settings of clients that name this deployment and its key',
    inFacts: observe,
    textSign: saysWrongHost,
    cause,
    fixes: (c) => [
      ...(c.toSet.length > 0
        ? settingFixes(c)
        : [fix('Set it for this deployment.', 'export OPENAI_BASE_URL=https://your-deployment/v1')]),
      ...(onlyProgram(c) === null && c.toSet.length <= MOST_OWN_FIXES
        ? [clientsFix(c, 'Or pass both in the code.')]
        : []),
    ],
    recognised:
      'An OPENAI_ or ANTHROPIC_ variable, a settings file of Claude Code or the config.toml of Codex names another host, or another key for this host.',
    example: 'Incorrect API key provided: sk-ar-... You can find your API key at https://platform.openai.com',
  },
} satisfies Family;
