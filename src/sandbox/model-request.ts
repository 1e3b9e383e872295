import { missingParameter, refuse, type Checked } from './body-rules.ts';
import { readChatRequest } from './chat-request.ts';
import { isObject, parseJson } from './json.ts';
import { readMessagesRequest } from './messages-request.ts';
import { malformedJson, unknownModel } from './replies.ts';
import type { Call, Model, ModelAsk, SandboxApi } from './types.ts';

/** Reads the body of a chat or messages request: JSON first, then the model, then what each API wants. */
export function readModelRequest(call: Call, api: SandboxApi, models: readonly Model[]): Checked<ModelAsk> {
  if (!/^application\/json\b/i.test(call.headers['content-type'] ?? '')) {
    return { value: null, refusal: malformedJson("The 'content-type' must be application/json") };
  }
  const body = parseJson(call.body);
  if (!isObject(body)) return { value: null, refusal: malformedJson() };
  const name = body['model'];
  if (name === undefined || name === '') return missingParameter('model');
  if (typeof name !== 'string') return refuse('invalid_type', "Invalid type for 'model': expected a string");
  const model = models.find((one) => one.id === name);
  if (model === undefined) return { value: null, refusal: unknownModel(name) };
  if (model.kind === 'other') return refuse('not_a_chat_model', `The model '${name}' is not a chat model`);
  if (api === 'openai') return readChatRequest(body, model);
  return readMessagesRequest(body, model, call.headers['anthropic-version'] ?? '');
}
