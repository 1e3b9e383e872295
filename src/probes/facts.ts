/** What the probes of one run recorded. Serialisable, no judgement, no secrets (the key is never stored). */

import type { ModelInfo, Reading, StreamReading } from '../apis/types.ts';
import type { Api, Ask } from '../evidence/types.ts';
import type { ProjectFacts } from '../project/types.ts';
import type { ApiChoice, SettingsFacts } from '../settings/types.ts';
import type {
  DnsAnswer,
  HttpAnswer,
  ProxyChoice,
  StreamAnswer,
  TcpAttempt,
  Timings,
  TlsFacts,
  WireFailure,
} from '../wire/types.ts';

/** What a request was sent for. Roles that start with `experiment.` tell two causes apart after a failure. */
export type Role =
  | 'list'
  | 'list.next-page'
  | 'list.made-up'
  | 'chat'
  | 'chat.made-up'
  | 'messages'
  | 'messages.made-up'
  | 'free.chat'
  | 'free.chat.made-up'
  | 'free.messages'
  | 'free.messages.made-up'
  | 'stream.openai'
  | 'stream.anthropic'
  | 'tools.openai'
  | 'tools.openai.stream'
  | 'tools.anthropic'
  | 'tools.anthropic.stream'
  | 'deepseek'
  | 'fallback'
  | 'probe-model'
  | 'balance.subscription'
  | 'balance.usage'
  | 'balance.family'
  | 'experiment.list.x-api-key'
  | 'experiment.chat.x-api-key'
  | 'experiment.messages.bearer'
  | 'experiment.chat.other-model'
  | 'experiment.messages.other-model'
  | 'experiment.path'
  | 'experiment.without-proxy';

export type Outcome =
  | { kind: 'answer'; answer: HttpAnswer; reading: Reading }
  | { kind: 'stream'; answer: StreamAnswer; reading: StreamReading }
  | { kind: 'failure'; failure: WireFailure };

export interface Exchange {
  role: Role;
  ask: Ask;
  method: 'GET' | 'POST';
  url: string;
  /** With `$AGENTROUTER_API_KEY` where the key stood. */
  requestHeaders: Record<string, string>;
  requestBody: string | null;
  startedAt: string;
  timings: Timings;
  /** Could this request cost money? */
  costs: boolean;
  outcome: Outcome;
  /** Optional parameters that the deployment refused and that were left out or replaced, in words. */
  adapted: string[];
  /** 1 for the first try; retries after a transient failure count up. */
  attempt: number;
  /** Sent again, changed or after a pause: then that later exchange counts. */
  superseded?: true;
}

export interface NetworkFacts {
  host: string;
  port: number;
  tls: boolean;
  proxy: ProxyChoice | null;
  dns: { answer: DnsAnswer | null; failure: WireFailure | null } | null;
  tcp: TcpAttempt[] | null;
  /** The way to and through the proxy, where there is one. */
  proxyPath: { connectedMs: number | null; failure: WireFailure | null } | null;
  handshake: { tls: TlsFacts | null; failure: WireFailure | null } | null;
  /** Local time minus the server's `Date`, corrected by half the round trip. */
  clockSkewMs: number | null;
}

export interface ChosenModel {
  name: string;
  /** `--model`, `AGENTROUTER_MODEL`, `the deployment's list`, `a usual default`. */
  why: 'option' | 'environment' | 'env-file' | 'list' | 'default';
}

export interface BalanceFacts {
  /** The endpoint that told it. */
  source: string;
  grantedUsd: number | null;
  usedUsd: number | null;
  remainingUsd: number | null;
  unlimited: boolean;
  /** The currency or unit as told, where it is not USD. */
  unit: string;
  expiresAt: string | null;
}

export interface Facts {
  command: string;
  startedAt: string;
  api: ApiChoice;
  free: boolean;
  settings: SettingsFacts;
  project: ProjectFacts;
  /** False with `--no-project`: then `project` tells the runtime only. */
  projectLookedAt: boolean;
  /** The name that `models --check` asks about. */
  checkedModel: string | null;
  /** Null where the base URL could not be understood. */
  network: NetworkFacts | null;
  exchanges: Exchange[];
  /** The deployment's list, where it could be had. */
  models: ModelInfo[] | null;
  chosen: Record<Api, ChosenModel | null>;
  balance: BalanceFacts | null;
  limits: {
    timeoutMs: number;
    idleTimeoutMs: number;
    /** Of the whole run; reports of older versions do not tell it. */
    deadlineMs?: number;
  };
}
