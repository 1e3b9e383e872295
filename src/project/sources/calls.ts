import { optionsOf, receiverOf } from './clients.ts';
import { incompleteMessages } from './messages.ts';
import { namedModels } from './named-models.ts';
import { placeOf } from './places.ts';
import { resolve } from './resolve.ts';
import type { CallExpr, Expr, Module, RecordExpr } from './syntax.ts';
import type { ModelCall, Receiver } from './types.ts';

/** A call of an SDK's method, with what the rules about answers need beside its facts. */
export interface FoundCall {
  call: CallExpr;
  facts: ModelCall;
  /** Beyond doubt asked for as a stream. */
  streamed: boolean;
  withTools: boolean;
}

/** The methods that ask a model, by the end of their path (SDK references of openai and anthropic). */
const METHODS = [
  { path: ['chat', 'completions'], last: /^(?:create|parse|stream)$/, api: 'openai' },
  { path: ['responses'], last: /^(?:create|parse|stream)$/, api: 'openai' },
  { path: ['messages'], last: /^(?:create|stream)$/, api: 'anthropic' },
] as const;

/** What a method is called on, where its path ends as that of `path`. */
function before(expr: Expr, path: readonly string[]): Expr | null {
  let now = expr;
  for (const name of [...path].reverse()) {
    if (now.kind !== 'member' || now.name !== name) return null;
    now = now.of;
  }
  // `beta.threads.messages` is another API.
  return now.kind === 'member' && now.name === 'threads' ? null : now;
}

function methodOf(call: CallExpr): { on: Expr; api: 'openai' | 'anthropic'; chat: boolean } | null {
  const { callee } = call;
  if (callee.kind !== 'member') return null;
  for (const { path, last, api } of METHODS) {
    const on = last.test(callee.name) ? before(callee.of, path) : null;
    if (on !== null) return { on, api, chat: path[0] !== 'responses' };
  }
  return null;
}

/** An entry with names followed; null where it is not given or cannot be told. */
function entry(options: RecordExpr | null, name: string, module: Module): Expr | null {
  const given = options?.entries.get(name);
  return given === undefined ? null : resolve(given, module);
}

function fits(on: Receiver, api: 'openai' | 'anthropic'): boolean {
  return on.kind === 'unseen' || on.sdk === api;
}

function found(call: CallExpr, module: Module): FoundCall | null {
  const method = methodOf(call);
  const on = method === null ? null : receiverOf(method.on, module);
  if (method === null || on === null || !fits(on, method.api)) return null;
  const options = optionsOf(call, module);
  const messages = method.chat ? entry(options, 'messages', module) : null;
  const stream = entry(options, 'stream', module);
  const tools = entry(options, 'tools', module);
  const given = options?.entries.get('model');
  // Other services have a `messages.create` too, and none of them asks for these two.
  if (method.api === 'anthropic' && !(options?.entries.has('messages') && given !== undefined)) return null;
  return {
    call,
    streamed: stream?.kind === 'flag' && stream.value,
    withTools:
      options?.entries.has('tools') === true && !(tools?.kind === 'list' && tools.items.length === 0),
    facts: {
      place: placeOf(call.node, module),
      language: module.language,
      api: method.api,
      on,
      models: given === undefined ? [] : namedModels(given, call, module),
      lacksMaxTokens:
        method.api === 'anthropic' && options !== null && !options.open && !options.entries.has('max_tokens'),
      incompleteMessages: incompleteMessages(messages, module),
    },
  };
}

/** Every call of a file that asks a model, as far as what it is made on may be an SDK's client. */
export function modelCalls(module: Module): FoundCall[] {
  return module.calls.flatMap((call) => found(call, module) ?? []);
}
