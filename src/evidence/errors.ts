/**
 * Finds the errors in a body of any shape, outermost first. The shapes that occur:
 * `{"error":{…}}` (OpenAI and most gateways), `{"error":"text"}` (vLLM, xAI, Rails), `{"error":[…]}` (Cloudflare AI Gateway),
 * `[{"error":{…}}]` (Gemini), `{"object":"error",…}` (vLLM, Mistral), `{"type":"error","error":{…}}` (Anthropic),
 * `{"message":…}` (AWS, Kong), `{"statusCode":…}` (Azure API Management, NestJS), `{"status":"failure","message"}` (Portkey),
 * `{"success":false,"message"}` (new-api console), `{"code":30001,"message"}` (SiliconFlow), `{"detail":…}` (FastAPI, Django),
 * `{"fault":{"faultstring"}}` (Apigee), `{"error_msg"}` (APISIX), `{"title","detail"}` (RFC 9457), `{"base_resp":…}` (MiniMax),
 * `choices[].error` (OpenRouter), a bare JSON string, plain text; and any of these as text inside another.
 */

import { field, isRecord, textOf, type JsonRecord } from './answer-json.ts';
import { anErrorOf, isMarkedAsError, ownLayer } from './errors-fields.ts';
import { layersOfText } from './errors-text.ts';
import type { ErrorLayer } from './types.ts';

const MAX_DEPTH = 8;
const MAX_LAYERS = 12;
const MAX_ITEMS = 5;

/** Fields of an error that hold what it wraps, from the outermost to the deepest. */
const INNER = [
  'previous_errors',
  'errors',
  'details',
  'violations',
  'detail',
  'provider_specific_fields',
  'innererror',
  'inner_error',
  'error',
  'Error',
  'cause',
  'upstream_error',
  'provider_error',
  'response',
  'body',
  'raw',
] as const;

/**
 * Errors in parsed JSON, outermost first; empty where there is none.
 * @param failed the status says failure, so that `{"message": …}` alone is an error too
 */
export function errorLayers(value: unknown, failed: boolean): ErrorLayer[] {
  return withoutEchoes(walk(value, failed, 0)).slice(0, MAX_LAYERS);
}

/** Errors in a text that is no JSON as a whole: its own words, and what it quotes. */
export function errorLayersOfText(text: string): ErrorLayer[] {
  return withoutEchoes(layersOfText(text, (inner) => walk(inner, true, 1))).slice(0, MAX_LAYERS);
}

/** Drops layers that only repeat a word of an earlier layer (a `reason`, a translation, a doubled `detail`). */
function withoutEchoes(layers: ErrorLayer[]): ErrorLayer[] {
  return layers.filter((layer, index) => {
    const bare = layer.type === null && layer.code === null && layer.param === null && layer.wrapper === null;
    const before = layers.slice(0, index).flatMap(({ message, code, type }) => [message, code, type]);
    return !bare || !before.includes(layer.message);
  });
}

function walk(value: unknown, failed: boolean, depth: number): ErrorLayer[] {
  if (depth > MAX_DEPTH) return [];
  if (typeof value === 'string') {
    return failed && value.trim() !== '' ? layersOfText(value, (inner) => walk(inner, true, depth + 1)) : [];
  }
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).flatMap((item) => walk(item, failed, depth + 1));
  return isRecord(value) ? walkRecord(value, failed, depth) : [];
}

function walkRecord(record: JsonRecord, failed: boolean, depth: number): ErrorLayer[] {
  const inChoices = errorsInChoices(record, depth);
  if (inChoices.length > 0) return inChoices;
  if (!failed && !isMarkedAsError(record)) return [];
  const contained = anErrorOf(record);
  if (contained === null) return walkError(record, depth);
  const outer = typeof contained === 'string' ? null : ownLayer(record, 'around');
  const inner =
    typeof contained === 'string' ? walkTitled(record, contained, depth) : walkContained(contained, depth);
  const named = textOf(field(record, 'provider'));
  return [...(outer === null ? [] : [outer]), ...(named === null ? inner : withWrapper(inner, named))];
}

/** `{"error": "Unauthorized", "message": "Key is disabled"}`: the title first, then the sentence that tells more. */
function walkTitled(record: JsonRecord, title: string, depth: number): ErrorLayer[] {
  const own = ownLayer(record, 'beside');
  const layers = layersOfText(title, (inner) => walk(inner, true, depth + 1));
  const [first, ...rest] = layers;
  if (first === undefined) return own === null ? [] : [own];
  const titled = { ...first, type: first.type ?? own?.type ?? null, code: first.code ?? own?.code ?? null };
  const status = first.status ?? own?.status ?? null;
  const sentence =
    own === null || own.message === '' || own.message === title ? [] : walk(own.message, true, depth + 1);
  const details = field(record, 'details');
  const more = isRecord(details) ? walk(details, true, depth + 1) : [];
  return [{ ...titled, status }, ...rest, ...sentence, ...more];
}

function walkContained(contained: unknown, depth: number): ErrorLayer[] {
  if (isRecord(contained)) return walkError(contained, depth + 1);
  if (!Array.isArray(contained)) return [];
  return contained.slice(0, MAX_ITEMS).flatMap((item) => walk(item, true, depth + 1));
}

/** The error object itself: its own words first, then what it wraps. */
function walkError(error: JsonRecord, depth: number): ErrorLayer[] {
  if (depth > MAX_DEPTH) return [];
  const own = ownLayer(error, 'error');
  const said =
    own === null || own.message === ''
      ? []
      : layersOfText(own.message, (inner) => walk(inner, true, depth + 1));
  const metadata = field(error, 'metadata');
  const inner = [error, ...(isRecord(metadata) ? [metadata] : [])].flatMap((holder) =>
    innerLayers(holder, depth),
  );
  const message = field(error, 'message');
  const structured = isRecord(message) || Array.isArray(message) ? walk(message, true, depth + 1) : [];
  const [first, ...rest] = said;
  const head = own === null ? [] : [first === undefined ? own : { ...own, ...wordsOf(first, own) }];
  return [...head, ...rest, ...structured, ...inner];
}

function wordsOf(
  said: ErrorLayer,
  own: ErrorLayer,
): Pick<ErrorLayer, 'message' | 'status' | 'type' | 'wrapper'> {
  return {
    message: said.message,
    status: own.status ?? said.status,
    type: own.type ?? said.type,
    wrapper: said.wrapper ?? own.wrapper,
  };
}

function innerLayers(holder: JsonRecord, depth: number): ErrorLayer[] {
  return INNER.flatMap((name) => {
    const value = field(holder, name);
    if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).flatMap((item) => walk(item, true, depth + 1));
    if (isRecord(value)) return walk(value, true, depth + 1);
    return typeof value === 'string' && value !== field(holder, 'message')
      ? walk(value, true, depth + 1)
      : [];
  });
}

function errorsInChoices(record: JsonRecord, depth: number): ErrorLayer[] {
  const choices = field(record, 'choices');
  if (!Array.isArray(choices) || depth > 1) return [];
  const failures = choices.slice(0, MAX_ITEMS).flatMap((choice: unknown) => {
    const error = isRecord(choice) ? field(choice, 'error') : undefined;
    return isRecord(error) ? walkError(error, depth + 1) : [];
  });
  const own = field(record, 'error');
  return isRecord(own) && Object.keys(own).length > 0
    ? [...walkError(own, depth + 1), ...failures]
    : failures;
}

function withWrapper(layers: ErrorLayer[], wrapper: string): ErrorLayer[] {
  return layers.map((layer, index) =>
    index === 0 ? { ...layer, wrapper: layer.wrapper ?? wrapper } : layer,
  );
}
