import type { Api } from '../evidence/types.ts';
import type { AuthStyle } from '../apis/auth.ts';
import type { Role } from './facts.ts';

/** The answer limit of a plain call: reasoning models refuse less. */
const SMALL_ANSWER_TOKENS = 16;
/** The answer limit of the one stream of each API, long enough to judge buffering. */
export const STREAM_ANSWER_TOKENS = 64;
type Operation = 'list' | 'chat' | 'messages' | 'balance';

/** What is sent for a role. One entry a role; the dry run prints this same table. */
export interface RequestPlan {
  purpose: string;
  operation: Operation;
  api: Api | null;
  auth: AuthStyle;
  key: 'real' | 'made-up';
  stream: boolean;
  tool: boolean;
  /** Null for requests that ask no model. */
  maxTokens: number | null;
  /** Could it cost money? */
  costs: boolean;
}

const plan = (operation: Operation, purpose: string, rest: Partial<RequestPlan> = {}): RequestPlan => ({
  purpose,
  operation,
  api: operation === 'messages' ? 'anthropic' : 'openai',
  auth: operation === 'messages' ? 'x-api-key' : 'bearer',
  key: 'real',
  stream: false,
  tool: false,
  maxTokens: operation === 'chat' || operation === 'messages' ? SMALL_ANSWER_TOKENS : null,
  costs: operation === 'chat' || operation === 'messages',
  ...rest,
});

const FREE = { maxTokens: null, costs: false } as const;
const STREAM = { stream: true, maxTokens: STREAM_ANSWER_TOKENS } as const;
const TOOL = { tool: true } as const;

export const REQUESTS = {
  list: plan('list', 'list the models'),
  'list.next-page': plan('list', 'the next page of the list, where it has several'),
  'list.made-up': plan('list', 'list the models with a made-up key', { key: 'made-up' }),
  chat: plan('chat', 'one real chat completion'),
  'chat.made-up': plan('chat', 'the same with a made-up key, which should be refused', { key: 'made-up' }),
  messages: plan('messages', 'one real message'),
  'messages.made-up': plan('messages', 'the same with a made-up key, which should be refused', {
    key: 'made-up',
  }),
  'free.chat': plan('chat', 'a chat completion without messages, which cannot succeed', FREE),
  'free.chat.made-up': plan('chat', 'the same with a made-up key', { ...FREE, key: 'made-up' }),
  'free.messages': plan('messages', 'a message request without messages, which cannot succeed', FREE),
  'free.messages.made-up': plan('messages', 'the same with a made-up key', { ...FREE, key: 'made-up' }),
  'stream.openai': plan('chat', 'a streamed chat completion', STREAM),
  'stream.anthropic': plan('messages', 'a streamed message', STREAM),
  'tools.openai': plan('chat', 'a forced tool call', TOOL),
  'tools.openai.stream': plan('chat', 'a forced tool call, streamed', { ...TOOL, stream: true }),
  'tools.anthropic': plan('messages', 'a forced tool call', TOOL),
  'tools.anthropic.stream': plan('messages', 'a forced tool call, streamed', { ...TOOL, stream: true }),
  deepseek: plan('chat', 'one call to a DeepSeek model, or else to one of another provider'),
  fallback: plan('chat', 'one call to a model of another provider'),
  'probe-model': plan('chat', 'one call to a model'),
  'balance.subscription': plan('balance', 'ask for the balance: granted'),
  'balance.usage': plan('balance', 'ask for the balance: used'),
  'balance.family': plan('balance', 'ask for the balance, as this kind of gateway tells it'),
  'experiment.list.x-api-key': plan('list', 'the list with x-api-key', {
    auth: 'x-api-key',
    api: 'anthropic',
  }),
  'experiment.chat.x-api-key': plan('chat', 'the same call with x-api-key', { auth: 'x-api-key' }),
  'experiment.messages.bearer': plan('messages', 'the same call with Authorization: Bearer', {
    auth: 'bearer',
  }),
  'experiment.chat.other-model': plan('chat', 'the same call to a model of another provider'),
  'experiment.messages.other-model': plan('messages', 'the same call to another model'),
  'experiment.path': plan('list', 'look for the API under a neighbouring path'),
  'experiment.without-proxy': plan('list', 'the same request without the proxy'),
} as const satisfies Record<Role, RequestPlan>;
