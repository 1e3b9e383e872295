/** The plain data that the simulated deployment is made of: what came in, what goes out, and what can be wrong. */

export type SandboxApi = 'openai' | 'anthropic';

export interface Call {
  method: string;
  /** Without the query. */
  path: string;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: string;
  /** True where the body was longer than the limit; then `body` is empty. */
  bodyTooLarge: boolean;
  /** 1 for the first request with this path and body since the start, then counting up. */
  attempt: number;
}

/** A call whose body was accepted: what the model is asked for. */
export interface ModelAsk {
  api: SandboxApi;
  model: Model;
  stream: boolean;
  /** `stream_options.include_usage`; the Anthropic API always tells the usage. */
  streamUsage: boolean;
  /** Null where the caller set no limit. */
  maxTokens: number | null;
  /** The tool to call, null where none was offered or the model may not call any now. */
  tool: Tool | null;
  promptTokens: number;
}

export interface Tool {
  name: string;
  /** JSON Schema of its arguments. */
  parameters: unknown;
}

export interface Model {
  id: string;
  ownedBy: 'openai' | 'anthropic' | 'deepseek';
  kind: 'chat' | 'reasoning' | 'other';
}

/** What the model answers, before it takes the form of an API. One word is one token. */
export interface Answer {
  words: string[];
  /** Tokens spent on reasoning before the first word. */
  reasoningTokens: number;
  toolCall: { name: string; argumentsText: string } | null;
  /** True where the limit cut the answer. */
  cut: boolean;
  completionTokens: number;
}

/** A piece of a stream and the wait before it, in ms. `content` marks text and tool arguments. */
export interface Frame {
  afterMs: number;
  text: string;
  content: boolean;
}

export interface BodyReply {
  kind: 'body';
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The wait before the first byte, in ms, beside the usual latency. */
  afterMs: number;
}

export interface StreamReply {
  kind: 'stream';
  headers: Record<string, string>;
  frames: Frame[];
  /** How the body ends: in order, with the connection cut, or never. */
  ending: 'end' | 'cut' | 'hang';
}

export type Reply =
  | BodyReply
  | StreamReply
  /** An answer of `bytes` bytes, far more than any client wants. */
  | { kind: 'flood'; headers: Record<string, string>; bytes: number }
  /** Bytes that are no HTTP, then the end of the connection. */
  | { kind: 'raw'; text: string }
  /** No answer at all: the connection stays open, or is closed. */
  | { kind: 'hang' }
  | { kind: 'close' };

/** How the deployment is set up. */
export interface Deployment {
  /** The path under which the API lives. */
  prefix: string;
  models: readonly Model[];
  /** Headers that can carry the key; the first one that is present counts. */
  keyHeaders: readonly ('authorization' | 'x-api-key')[];
  keysChecked: boolean;
  apis: readonly SandboxApi[];
  grantedUsd: number;
  usedUsd: number;
  /** Requests a minute for the key, and how many of them others use in each minute. */
  requestsPerMinute: number;
  requestsUsed: number;
}

/** In what a server's certificate is out of order; what is left out is as it should be. */
export interface CertificatePlan {
  /** The first and the last moment of its validity, in days from now. */
  days?: readonly [number, number];
  /** Host names and IP addresses that it is for. Default: those of loopback. */
  names?: readonly string[];
  /** Default: an intermediate below the sandbox's own root. */
  signer?: 'intermediate' | 'root' | 'itself' | 'inspection';
  /** Whether the signer's certificate is sent as well. Default: true. */
  sendsIssuer?: boolean;
  /** Whether clients are told to trust the root. Default: true. */
  trusted?: boolean;
}

/** One way to be broken. Each hook sees a request at one stage and may answer it in the deployment's place. */
export interface Fault {
  /** What the deployment does then, as a sentence fragment. */
  summary: string;
  setup?: Partial<Deployment>;
  /** The scheme of the base URL that is handed out, where it is not `http`. */
  scheme?: 'https';
  /** Speaks TLS, and shows this certificate. */
  certificate?: CertificatePlan;
  /** A proxy is the way to the deployment: it answers everything with this, or does not run. */
  proxy?: BodyReply | 'absent';
  /** Nothing listens at the address that is handed out. */
  absent?: true;
  /** Cuts every connection as soon as it is accepted. */
  resetsConnections?: true;
  /** What is sent to a client that does not speak HTTP. */
  answerToNoHttp?: Uint8Array;
  /** In front of the deployment, for every path; the deployment's own headers are not added. */
  inFront?: (call: Call) => Reply | null;
  /** On an existing path, before the key is looked at. */
  atPath?: (call: Call, route: Route) => Reply | null;
  /** After the key was accepted. */
  withKey?: (call: Call, route: Route) => Reply | null;
  /** After the body was accepted, in place of the model. */
  atModel?: (ask: ModelAsk, call: Call) => Reply | null;
  /** Changes what the model says. */
  answer?: (answer: Answer, ask: ModelAsk) => Answer;
  /** Changes a finished answer on its way out. */
  onWayOut?: (reply: Reply) => Reply;
  /** Changes a stream on its way out. */
  stream?: (reply: StreamReply, ask: ModelAsk) => Reply;
}

export type Route = 'home' | 'list' | 'model' | 'subscription' | 'usage' | 'chat' | 'messages';
