import { jsonReply, unknownModel } from './replies.ts';
import type { Call, Model, Reply } from './types.ts';

export const MODELS: readonly Model[] = [
  { id: 'gpt-4o-mini', ownedBy: 'openai', kind: 'chat' },
  { id: 'gpt-4o', ownedBy: 'openai', kind: 'chat' },
  { id: 'gpt-3.5-turbo', ownedBy: 'openai', kind: 'chat' },
  { id: 'o4-mini', ownedBy: 'openai', kind: 'reasoning' },
  { id: 'claude-3-5-haiku-20241022', ownedBy: 'anthropic', kind: 'chat' },
  { id: 'claude-3-5-sonnet-20241022', ownedBy: 'anthropic', kind: 'chat' },
  { id: 'deepseek-chat', ownedBy: 'deepseek', kind: 'chat' },
  { id: 'deepseek-reasoner', ownedBy: 'deepseek', kind: 'reasoning' },
  { id: 'text-embedding-3-small', ownedBy: 'openai', kind: 'other' },
  { id: 'dall-e-3', ownedBy: 'openai', kind: 'other' },
  { id: 'whisper-1', ownedBy: 'openai', kind: 'other' },
  { id: 'omni-moderation-latest', ownedBy: 'openai', kind: 'other' },
];

/** 2024-10-22, in seconds since 1970. */
const CREATED_S = 1_729_555_200;

/**
 * A client of the Anthropic API gets that API's form of the list. Only the version header tells one: since 1.0 its SDK
 * sends the key as a bearer token, like any other.
 */
function wantsAnthropicForm(call: Call): boolean {
  return call.headers['anthropic-version'] !== undefined;
}

function openaiEntry(model: Model): object {
  return { id: model.id, object: 'model', created: CREATED_S, owned_by: model.ownedBy };
}

function anthropicEntry(model: Model): object {
  const created = new Date(CREATED_S * 1000).toISOString();
  return { type: 'model', id: model.id, display_name: model.id, created_at: created };
}

/** `GET /v1/models`. */
export function listReply(models: readonly Model[], call: Call): Reply {
  if (!wantsAnthropicForm(call)) return jsonReply(200, { object: 'list', data: models.map(openaiEntry) });
  return jsonReply(200, {
    data: models.map(anthropicEntry),
    has_more: false,
    first_id: models[0]?.id ?? null,
    last_id: models.at(-1)?.id ?? null,
  });
}

/** `GET /v1/models/NAME`. */
export function modelReply(models: readonly Model[], call: Call): Reply {
  const id = call.path.slice(call.path.lastIndexOf('/') + 1);
  const model = models.find((one) => one.id === id);
  if (model === undefined) return unknownModel(id);
  return jsonReply(200, wantsAnthropicForm(call) ? anthropicEntry(model) : openaiEntry(model));
}
