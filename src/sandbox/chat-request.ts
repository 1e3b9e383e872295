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

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool', 'function'];
/** OpenAI's reasoning models refuse smaller limits. */
const MIN_REASONING_LIMIT = 16;

/** OpenAI's own reasoning models have other rules than the rest (OpenAI documentation, "Reasoning models"). */
function isOpenaiReasoning(model: Model): boolean {
  return model.kind === 'reasoning' && model.ownedBy === 'openai';
}

function checkReasoningRules(body: JsonObject): Checked<null> {
  if (body['max_tokens'] !== undefined) {
    return refuse(
      'unsupported_parameter',
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    );
  }
  const temperature = body['temperature'] ?? 1;
  if (temperature === 1) return accept(null);
  return refuse(
    'unsupported_value',
    "Unsupported value: 'temperature' does not support this value with this model. Only the default (1) value is supported.",
  );
}

function checkStreamUsage(body: JsonObject, stream: boolean): Checked<boolean> {
  const options = body['stream_options'];
  if (options === undefined || options === null) return accept(false);
  if (!isObject(options)) {
    return refuse('invalid_type', "Invalid type for 'stream_options': expected an object");
  }
  if (!stream) return refuse('invalid_value', "'stream_options' is only allowed when 'stream' is true");
  return accept(options['include_usage'] === true);
}

const TOOL_FORM: ToolForm = {
  toolOf: (tool, index) => {
    const called: unknown = isObject(tool) ? tool['function'] : undefined;
    if (!isObject(called) || typeof called['name'] !== 'string') {
      return missingParameter(`tools[${index}].function.name`);
    }
    return accept({ name: called['name'], parameters: called['parameters'] });
  },
  choiceOf: (choice) => {
    if (choice === 'auto' || choice === 'none') return accept({ mode: choice });
    if (choice === 'required') return accept({ mode: 'any' });
    const named: unknown = isObject(choice) ? choice['function'] : undefined;
    if (isObject(named) && typeof named['name'] === 'string') {
      return accept({ mode: 'named', name: named['name'] });
    }
    return refuse('invalid_value', "Invalid 'tool_choice': expected auto, none, required or a function");
  },
};

/** Reads the body of `POST /v1/chat/completions` for a model that is known to exist. */
export function readChatRequest(body: JsonObject, model: Model): Checked<ModelAsk> {
  const messages = checkMessages(body, ROLES);
  if (messages.refusal) return messages;
  const rules = isOpenaiReasoning(model) ? checkReasoningRules(body) : checkTemperature(body, 2);
  if (rules.refusal) return rules;
  const oldLimit = checkLimit(body, 'max_tokens', 1);
  if (oldLimit.refusal) return oldLimit;
  const limit = checkLimit(body, 'max_completion_tokens', isOpenaiReasoning(model) ? MIN_REASONING_LIMIT : 1);
  if (limit.refusal) return limit;
  const stream = checkStream(body);
  if (stream.refusal) return stream;
  const streamUsage = checkStreamUsage(body, stream.value);
  if (streamUsage.refusal) return streamUsage;
  const tool = checkTool(body, messages.value, TOOL_FORM);
  if (tool.refusal) return tool;
  return accept({
    api: 'openai',
    model,
    stream: stream.value,
    streamUsage: streamUsage.value,
    maxTokens: limit.value ?? oldLimit.value,
    tool: tool.value,
    promptTokens: countPromptTokens(messages.value),
  });
}
