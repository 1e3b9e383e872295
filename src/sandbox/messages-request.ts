import {
  accept,
  checkLimit,
  checkMessages,
  checkStream,
  checkTemperature,
  countPromptTokens,
  missingParameter,
  refuse,
  type Checked,
} from './body-rules.ts';
import { isObject, type JsonObject } from './json.ts';
import { checkTool, type ToolForm } from './tool-choice.ts';
import type { Model, ModelAsk } from './types.ts';

const ROLES = ['user', 'assistant'];

const TOOL_FORM: ToolForm = {
  toolOf: (tool, index) => {
    if (!isObject(tool) || typeof tool['name'] !== 'string') return missingParameter(`tools[${index}].name`);
    if (!isObject(tool['input_schema'])) return missingParameter(`tools[${index}].input_schema`);
    return accept({ name: tool['name'], parameters: tool['input_schema'] });
  },
  choiceOf: (choice) => {
    const { type, name } = isObject(choice) ? choice : {};
    if (type === 'auto' || type === 'any' || type === 'none') return accept({ mode: type });
    if (type === 'tool' && typeof name === 'string') return accept({ mode: 'named', name });
    return refuse('invalid_value', "Invalid 'tool_choice': its type must be auto, any, none or tool");
  },
};

/** Removed with this version, whatever their value (Anthropic API reference, "Versions"). */
function checkSampling(body: JsonObject, version: string): Checked<null> {
  if (version < '2026-10-21') return checkTemperature(body, 1);
  const sent = ['temperature', 'top_p', 'top_k'].find((name) => body[name] !== undefined);
  if (sent === undefined) return accept(null);
  return refuse(
    'unsupported_parameter',
    `Unsupported parameter: '${sent}' is not part of the API version ${version}`,
  );
}

/** Reads the body of `POST /v1/messages` for a model that is known to exist. `version` is a date, as in `anthropic-version`. */
export function readMessagesRequest(body: JsonObject, model: Model, version: string): Checked<ModelAsk> {
  const limit = checkLimit(body, 'max_tokens', 1);
  if (limit.refusal) return limit;
  if (limit.value === null) return missingParameter('max_tokens');
  const messages = checkMessages(body, ROLES);
  if (messages.refusal) return messages;
  // AgentRouter documentation, "DeepSeek Models Not Working": not served in the Anthropic format.
  if (model.ownedBy === 'deepseek') {
    return refuse(
      'unsupported_api_format',
      `The model '${model.id}' does not support the Anthropic format; use /v1/chat/completions`,
    );
  }
  const sampling = checkSampling(body, version);
  if (sampling.refusal) return sampling;
  const stream = checkStream(body);
  if (stream.refusal) return stream;
  const tool = checkTool(body, messages.value, TOOL_FORM);
  if (tool.refusal) return tool;
  return accept({
    api: 'anthropic',
    model,
    stream: stream.value,
    streamUsage: true,
    maxTokens: limit.value,
    tool: tool.value,
    promptTokens: countPromptTokens(messages.value),
  });
}
