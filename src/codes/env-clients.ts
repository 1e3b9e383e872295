import type { Facts } from '../probes/facts.ts';
import type { ClientFacts } from '../settings/types.ts';
import { fix } from './fix-texts.ts';
import { detail, understoodBaseUrl } from './local-facts.ts';
import type { Family, Observation } from './types.ts';
import { saysWrongHost } from './pasted-words/keys.ts';

interface Conflict {
  client: ClientFacts;
  why: string;
  /** What the variable should be; null where taking it away is the cure. */
  wanted: string | null;
}

/** `OPENAI_API_BASE` and `OPENAI_BASE_URL` both say where the OpenAI SDK goes. */
function baseUrlOf(facts: Facts, client: string): ClientFacts | null {
  return facts.settings.clients.find((one) => one.client === client && one.kind === 'base-url') ?? null;
}

function conflicts(facts: Facts): Conflict[] {
  const ours = understoodBaseUrl(facts);
  if (ours === null) return [];
  return facts.settings.clients.flatMap((client): Conflict[] => {
    const { setting, shown } = client;
    if (client.kind === 'base-url') {
      const wanted = client.client === 'OpenAI SDK' ? ours.openaiBaseUrl : ours.anthropicBaseUrl;
      return client.sameHost === false ? [{ client, why: `${setting} is ${shown}`, wanted }] : [];
    }
    const url = baseUrlOf(facts, client.client);
    // A provider's own key without a base URL is the usual set-up for that provider, and no fault.
    if (client.sameKey === true && url === null) {
      return [
        {
          client,
          why: `${setting} is this deployment's key, and no base URL sends the SDK here`,
          wanted: null,
        },
      ];
    }
    if (client.sameKey === false && url?.sameHost === true) {
      return [
        {
          client,
          why: `${url.setting} is this deployment, and ${setting} is another key (${shown})`,
          wanted: null,
        },
      ];
    }
    return [];
  });
}

function observe(facts: Facts): Observation[] {
  const found = conflicts(facts);
  const [first] = found;
  if (first === undefined) return [];
  const { client, wanted } = first;
  const baseUrlName = client.client === 'OpenAI SDK' ? 'OPENAI_BASE_URL' : 'ANTHROPIC_BASE_URL';
  const ours = understoodBaseUrl(facts);
  const here = client.client === 'OpenAI SDK' ? ours?.openaiBaseUrl : ours?.anthropicBaseUrl;
  const write =
    wanted !== null
      ? `export ${client.setting}=${wanted}`
      : client.sameKey === true
        ? `export ${baseUrlName}=${here ?? ''}`
        : `export ${client.setting}="$AGENTROUTER_API_KEY"`;
  return [
    {
      check: 'local.settings',
      confidence: 'possible',
      measured: found.map(({ why }) => why).join('; '),
      expected: `the ${client.client} pointed at ${ours?.url.host ?? 'this deployment'}, with this key`,
      evidence: found.map(({ client: { source, setting, shown } }) => `${source}: ${setting}=${shown}`),
      context: { detail: { client: client.client, name: client.setting, write, source: client.source } },
    },
  ];
}

/** SDK variables that lead a program elsewhere than this tool looked. */
export const envClientCodes = {
  'env.sdk-conflict': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.settings',
    title: (c) => `${detail(c, 'name', 'A variable')} points the ${detail(c, 'client', 'SDK')} elsewhere`,
    retryHelps: false,
    expected: 'SDK variables that name this deployment and its key',
    inFacts: observe,
    textSign: saysWrongHost,
    cause: (c) =>
      `A program that gives the ${detail(c, 'client', 'SDK')} no base_url or api_key takes them from the environment, and then does not talk to this deployment with this key. Programs that pass both are not concerned.`,
    fixes: (c) => [
      fix(
        'Set it for this deployment.',
        detail(c, 'write', 'export OPENAI_BASE_URL=https://your-deployment/v1'),
      ),
      fix('Or pass base_url and api_key in the code.'),
    ],
    recognised: 'An OPENAI_ or ANTHROPIC_ variable names another host, or another key for this host.',
    example: 'Incorrect API key provided: sk-ar-... You can find your API key at https://platform.openai.com',
  },
} satisfies Family;
