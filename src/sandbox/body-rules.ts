import { errorReply } from './replies.ts';
import { isObject, type JsonObject } from './json.ts';
import type { Reply } from './types.ts';

/** What a body is read into: the value, or the refusal that the caller gets. */
export type Checked<T> = { value: T; refusal: null } | { value: null; refusal: Reply };

export function accept<T>(value: T): Checked<T> {
  return { value, refusal: null };
}

export function refuse(code: string, message: string): { value: null; refusal: Reply } {
  return { value: null, refusal: errorReply(400, code, message) };
}

export function missingParameter(name: string): { value: null; refusal: Reply } {
  return refuse('missing_required_parameter', `Missing required parameter: '${name}'`);
}

/** A token limit as both APIs take it: absent, or a whole number from `minimum` on. */
export function checkLimit(body: JsonObject, name: string, minimum: number): Checked<number | null> {
  const limit = body[name];
  if (limit === undefined || limit === null) return accept(null);
  if (typeof limit !== 'number' || !Number.isInteger(limit)) {
    return refuse('invalid_type', `Invalid type for '${name}': expected an integer`);
  }
  if (limit < minimum) {
    return refuse(
      'integer_below_min_value',
      `Invalid '${name}': integer below minimum value. Expected a value >= ${minimum}, but got ${limit} instead.`,
    );
  }
  return accept(limit);
}

export function checkTemperature(body: JsonObject, maximum: number): Checked<null> {
  const temperature = body['temperature'];
  if (temperature === undefined || temperature === null) return accept(null);
  if (typeof temperature === 'number' && temperature >= 0 && temperature <= maximum) return accept(null);
  return refuse('invalid_value', `Invalid 'temperature': expected a number from 0 to ${maximum}`);
}

export function checkStream(body: JsonObject): Checked<boolean> {
  const stream = body['stream'] ?? false;
  if (typeof stream === 'boolean') return accept(stream);
  return refuse('invalid_type', "Invalid type for 'stream': expected a boolean");
}

function hasContent(message: JsonObject): boolean {
  const { content } = message;
  return typeof content === 'string' || (Array.isArray(content) && content.length > 0);
}

/**
 * The messages of either API: a list of one or more, each with a role and content.
 *
 * @param roles allowed in this API.
 */
export function checkMessages(body: JsonObject, roles: readonly string[]): Checked<JsonObject[]> {
  const { messages } = body;
  if (messages === undefined || messages === null) return missingParameter('messages');
  if (!Array.isArray(messages)) {
    return refuse('invalid_type', "Invalid type for 'messages': expected an array");
  }
  if (messages.length === 0) return refuse('invalid_message', "Invalid 'messages': at least one is needed");
  const checked: JsonObject[] = [];
  for (const [index, message] of messages.entries()) {
    const name = `messages[${index}]`;
    if (!isObject(message)) return refuse('invalid_message', `Invalid message: ${name} is no object`);
    if (typeof message['role'] !== 'string') {
      return refuse('invalid_message', `Invalid message: ${name} is missing 'role'`);
    }
    if (!roles.includes(message['role'])) {
      return refuse(
        'invalid_message',
        `Invalid message: ${name} has an unknown role; allowed are ${roles.join(', ')}`,
      );
    }
    if (!hasContent(message) && !Array.isArray(message['tool_calls'])) {
      return refuse('invalid_message', `Invalid message: ${name} is missing 'content'`);
    }
    checked.push(message);
  }
  return accept(checked);
}

/** About four characters are a token; a few more frame each message. */
export function countPromptTokens(messages: readonly JsonObject[]): number {
  return messages.reduce((sum, { content }) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content ?? '');
    return sum + 4 + Math.ceil(text.length / 4);
  }, 3);
}
