import { FAMILY_BALANCE } from '../apis/balance.ts';
import { pageAfter } from '../apis/list.ts';
import type { ModelInfo } from '../apis/types.ts';
import { isDeepSeek } from '../evidence/model-names.ts';
import type { Api } from '../evidence/types.ts';
import type { SourceFacts } from '../project/sources/types.ts';
import type { ProjectFacts } from '../project/types.ts';
import type { Setting } from '../settings/types.ts';
import type { Wire } from '../wire/wire.ts';
import { recordBalance } from './balance.ts';
import { chooseModels, deepSeekModel, otherProvidersModel } from './choose.ts';
import type { ChosenModel, Exchange, Facts, Role } from './facts.ts';
import { keyMayBeSent } from './key-use.ts';
import { clockSkewMs, createNetworkProbes, type NetworkProbes } from './network.ts';
import { REQUESTS } from './requests.ts';
import { createSender } from './sender.ts';
import { succeeded } from './succeeded.ts';
import { urlOf, type BaseUrls } from './urls.ts';

/** A list of more pages stays without its end. */
const MAX_PAGES = 5;

/** At most so many requests are sent, after a failure, to tell causes apart. */
const MAX_EXPERIMENTS = 8;

interface ProbesOptions extends BaseUrls {
  facts: Facts;
  wire: Wire;
  /** The deployment's root. */
  url: URL;
  key: string | null;
  madeUpKey: string;
  model: Setting;
  retries: number;
  /** Ends the run. */
  signal: AbortSignal;
  version: string;
  atOnce?: number;
  /** The answer limit of streams, where not the usual one. */
  streamTokens?: number;
  /** Looks at the project's SDKs. */
  gatherProject?: (() => Promise<ProjectFacts>) | undefined;
  /** Looks through the project's sources; null where that is left out. */
  scanSources?: (() => Promise<SourceFacts | null>) | undefined;
}

/** Facts about one deployment, each asked once in a run and shared by all who need it. */
export interface Probes {
  readonly facts: Facts;
  readonly network: NetworkProbes;
  /** True where there is a key that may be sent to this host. */
  readonly hasKey: boolean;
  list: () => Promise<Exchange>;
  /** Which model each API is asked for; asks for the list first. */
  chosen: () => Promise<Record<Api, ChosenModel>>;
  /** Sends the request of a role once; later calls give the same exchange. */
  ask: (role: AskedRole) => Promise<Exchange>;
  /** Sends it once more: each run of a stream test, or what another model is asked. */
  askAgain: (role: AskedRole, maxTokens: number | null) => Promise<Exchange>;
  /**
   * One DeepSeek model, and one model of another provider, which may be the former; null where none is listed. A second
   * other provider is asked only where DeepSeek does not answer.
   */
  deepseek: () => Promise<Exchange | null>;
  fallback: () => Promise<Exchange | null>;
  /** Asks what was granted, without reading it; `balance` then does that. */
  subscription: () => Promise<void>;
  balance: (family: string) => Promise<void>;
  /** Records the project's SDKs, which takes up to two seconds: nothing else waits for it. */
  project: () => Promise<void>;
  /** Records what the project's sources say. */
  sources: () => Promise<void>;
  /** One tiny call to a model by name. */
  callModel: (model: string) => Promise<Exchange>;
  /** A request that only tells causes apart; null where the run's allowance for these is used up. */
  experiment: (role: ExperimentRole, change?: { url?: string; model?: string }) => Promise<Exchange | null>;
}

export type AskedRole = Exclude<
  Role,
  | 'list'
  | 'list.next-page'
  | 'deepseek'
  | 'fallback'
  | 'probe-model'
  | `balance.${string}`
  | `experiment.${string}`
>;
type BalanceRole = Extract<Role, `balance.${string}`>;
export type ExperimentRole = Extract<Role, `experiment.${string}`>;

/** Makes the probes of a run. Nothing is sent before a probe is called. */
export function createProbes(options: ProbesOptions): Probes {
  const { facts, wire } = options;
  const hasKey = options.key !== null && keyMayBeSent(facts.settings, options.url.hostname);
  const send = createSender({ ...options, key: hasKey ? options.key : null });
  const asked = new Map<string, Promise<Exchange>>();
  let experimentsLeft = MAX_EXPERIMENTS;
  let gathering: Promise<void> | undefined;
  let scanning: Promise<void> | undefined;

  const once = (name: string, make: () => Promise<Exchange>): Promise<Exchange> => {
    const known = asked.get(name) ?? make();
    asked.set(name, known);
    return known;
  };

  const list = (): Promise<Exchange> =>
    once('list', async () => {
      // Where only the Anthropic API is asked for, its own header is the one that must do.
      const auth = facts.api === 'anthropic' ? ({ auth: 'x-api-key' } as const) : {};
      const exchange = await send({ role: 'list', url: urlOf('list', options), model: null, ...auth });
      recordList(facts, exchange);
      await followPages(exchange, auth);
      return exchange;
    });

  const followPages = async (first: Exchange, auth: { auth?: 'x-api-key' }): Promise<void> => {
    let after = nextPageOf(first);
    for (let page = 1; page < MAX_PAGES && after !== null; page += 1) {
      const known = facts.models ?? [];
      const url = urlOf('list.next-page', options) + pageAfter(after);
      const next = await send({ role: 'list.next-page', url, model: null, ...auth });
      recordList(facts, next, known);
      after = (facts.models ?? []).length > known.length ? nextPageOf(next) : null;
    }
  };

  /** The list from which the choice was made: a choice stands until there is another list. */
  let chosenFrom: Facts['models'] | undefined;

  const chosen = async (): Promise<Record<Api, ChosenModel>> => {
    await list();
    const { openai, anthropic } = facts.chosen;
    if (chosenFrom === facts.models && openai !== null && anthropic !== null) return { openai, anthropic };
    const models = chooseModels(options.model, facts.models, facts);
    chosenFrom = facts.models;
    facts.chosen = models;
    return models;
  };

  const modelFor = async (role: Role): Promise<string> => {
    // The made-up key goes out beside the list, before a model can be chosen from it.
    const api = REQUESTS[role].api ?? 'openai';
    if (role.endsWith('.made-up') && !asked.has('chat') && !asked.has('messages')) {
      return chooseModels(options.model, null, facts)[api].name;
    }
    const models = await chosen();
    return models[api].name;
  };

  const sendRole = async (role: AskedRole, maxTokens: number | null): Promise<Exchange> => {
    const model = REQUESTS[role].operation === 'list' ? null : await modelFor(role);
    const limit = maxTokens === null ? {} : { maxTokens };
    return send({ role, url: urlOf(role, options), model, ...limit, ...authFor(role, facts) });
  };

  const askBalance = (role: BalanceRole, path = ''): Promise<Exchange> =>
    once(role, () => send({ role, url: urlOf(role, options) + path, model: null }));

  const callOnce = async (role: 'deepseek' | 'fallback', model: string | null): Promise<Exchange | null> =>
    model === null ? null : once(role, () => send({ role, url: urlOf(role, options), model }));

  return {
    facts,
    network: facts.network === null ? noNetwork : createNetworkProbes(facts.network, wire, options.url),
    hasKey,
    list,
    chosen,
    ask: (role) =>
      once(role, () => sendRole(role, role.startsWith('stream.') ? (options.streamTokens ?? null) : null)),
    askAgain: sendRole,
    deepseek: async () => {
      await chosen();
      return callOnce('deepseek', deepSeekModel(facts));
    },
    fallback: async () => {
      const models = await chosen();
      const deepSeek = deepSeekModel(facts);
      if (deepSeek !== null && !isDeepSeek(models.openai.name)) {
        const exchange = await callOnce('deepseek', deepSeek);
        if (exchange !== null && succeeded(exchange.outcome)) return exchange;
      }
      const model = otherProvidersModel(facts, models.openai.name);
      return callOnce(model === deepSeek ? 'deepseek' : 'fallback', model);
    },
    subscription: async () => {
      await askBalance('balance.subscription');
    },
    balance: async (family) => {
      await recordBalance(facts, {
        alreadyAsked: asked.has('balance.subscription'),
        subscription: () => askBalance('balance.subscription'),
        usage: () => askBalance('balance.usage'),
        family: () => {
          const endpoint = FAMILY_BALANCE[family];
          return endpoint === undefined
            ? null
            : { endpoint, exchange: askBalance('balance.family', endpoint.path) };
        },
      });
    },
    project: () => (gathering ??= recordProject(options)),
    sources: () => (scanning ??= recordSources(options)),
    callModel: (model) => send({ role: 'probe-model', url: urlOf('probe-model', options), model }),
    experiment: async (role, change = {}) => {
      if (experimentsLeft <= 0) return null;
      experimentsLeft -= 1;
      const url = change.url ?? urlOf(role, options);
      const listing = REQUESTS[role].operation === 'list';
      const model = listing ? null : (change.model ?? (await modelFor(role)));
      const way = role === 'experiment.without-proxy' ? { wire: wire.withoutProxy() } : {};
      const exchange = await send({ role, url, model, ...way });
      if (role === 'experiment.list.x-api-key') recordList(facts, exchange);
      return exchange;
    },
  };
}

async function recordProject({ facts, gatherProject }: ProbesOptions): Promise<void> {
  const found = await gatherProject?.();
  if (found !== undefined) addToProject(facts, found);
}

function addToProject(facts: Facts, found: Partial<ProjectFacts>): void {
  const notes = [...facts.project.notes, ...(found.notes ?? [])];
  facts.project = { ...facts.project, ...found, notes };
}

async function recordSources({ facts, scanSources }: ProbesOptions): Promise<void> {
  const sources = (await scanSources?.()) ?? null;
  if (sources !== null) addToProject(facts, { sources, notes: sources.notes });
}

/** Where only Bearer is taken for messages, whatever follows the first of them goes that way. */
function authFor(role: AskedRole, facts: Facts): { auth?: 'bearer' } {
  if (REQUESTS[role].api !== 'anthropic' || role === 'messages' || REQUESTS[role].key !== 'real') return {};
  const bearer = facts.exchanges.findLast((exchange) => exchange.role === 'experiment.messages.bearer');
  return bearer !== undefined && succeeded(bearer.outcome) ? { auth: 'bearer' } : {};
}

const nothing = async (): Promise<void> => Promise.resolve();
const noNetwork: NetworkProbes = { dns: nothing, tcp: nothing, proxy: nothing, tls: nothing };

function nextPageOf({ outcome }: Exchange): string | null {
  const reading = outcome.kind === 'answer' && outcome.answer.status < 300 ? outcome.reading : null;
  return reading?.kind === 'list' ? (reading.nextAfter ?? null) : null;
}

/** @param earlier the models of the pages before this one */
function recordList(facts: Facts, exchange: Exchange, earlier: readonly ModelInfo[] = []): void {
  const { outcome } = exchange;
  if (outcome.kind !== 'answer') return;
  if (outcome.answer.status < 300 && outcome.reading.kind === 'list') {
    const known = new Set(earlier.map(({ id }) => id));
    facts.models = [...earlier, ...outcome.reading.models.filter(({ id }) => !known.has(id))];
  }
  if (facts.network !== null) {
    facts.network.clockSkewMs = clockSkewMs(
      outcome.answer.headers.date,
      exchange.startedAt,
      exchange.timings.totalMs,
    );
  }
}
