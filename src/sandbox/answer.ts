import { isObject } from './json.ts';
import type { Answer, ModelAsk } from './types.ts';

const TEXT =
  'A router takes each request, looks at the model it names, and hands it to the provider that serves it. ' +
  'The answer comes back the same way, word by word when a stream was asked for. ' +
  'On the way the router counts tokens, keeps limits, and notes what every key has used. ' +
  'When a provider is slow or down, another one may take over, and the caller sees only a short pause. ' +
  'This text is made up by a simulated deployment, so it costs nothing and means little. ' +
  'It goes on just long enough to look like an answer, with pauses between its words, and then it stops.';
const WORDS = TEXT.split(' ').map((word, index) => (index === 0 ? word : ` ${word}`));

/** What a reasoning model spends before it says anything. */
const REASONING_TOKENS = 32;

function exampleOf(name: string, schema: unknown): unknown {
  const { type, enum: allowed } = isObject(schema) ? schema : {};
  if (Array.isArray(allowed) && allowed.length > 0) return allowed[0];
  switch (type) {
    case 'number':
    case 'integer':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return /city|location|place/i.test(name) ? 'Paris' : 'example';
  }
}

/** Arguments that fit the schema of a tool, as JSON text: its required fields, each with a value of its type. */
function toolArguments(parameters: unknown): string {
  const { required, properties } = isObject(parameters) ? parameters : {};
  const names = Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
  const schemas = isObject(properties) ? properties : {};
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, exampleOf(name, schemas[name])])));
}

/**
 * What the model says. Like a real one it fills the limit it is given, up to about a hundred words; a reasoning model
 * with a small limit spends all of it on reasoning.
 */
export function answerOf(ask: ModelAsk): Answer {
  const limit = ask.maxTokens ?? Number.POSITIVE_INFINITY;
  const reasoningTokens = ask.model.kind === 'reasoning' ? Math.min(limit, REASONING_TOKENS) : 0;
  const room = limit - reasoningTokens;
  if (ask.tool === null || room === 0) {
    const words = WORDS.slice(0, Math.min(room, WORDS.length));
    return {
      words,
      reasoningTokens,
      toolCall: null,
      cut: room < WORDS.length,
      completionTokens: reasoningTokens + words.length,
    };
  }
  const whole = toolArguments(ask.tool.parameters);
  const wanted = 4 + Math.ceil(whole.length / 4);
  const argumentsText = room < wanted ? whole.slice(0, Math.max(0, (room - 4) * 4)) : whole;
  return {
    words: [],
    reasoningTokens,
    toolCall: { name: ask.tool.name, argumentsText },
    cut: room < wanted,
    completionTokens: reasoningTokens + Math.min(room, wanted),
  };
}
