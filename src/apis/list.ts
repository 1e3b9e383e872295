import * as v from 'valibot';
import { bodyCarriesError } from './error-object.ts';
import { OptionalNumber, OptionalText } from './fields.ts';
import { parseJson } from './json.ts';
import type { ModelInfo, Reading } from './types.ts';

/** Path of the model list below the OpenAI SDK base URL. */
export const MODELS_PATH = '/models';

/** Names that are kept; a longer list counts as one whose end was not seen. */
const MAX_MODELS = 50_000;

/** The most that one page may hold (Anthropic API reference, "List Models"); without asking for it a page holds 20. */
const PAGE_MODELS = 1000;

/** The query for the page that begins after a model. */
export const pageAfter = (id: string): string =>
  `?${new URLSearchParams({ limit: String(PAGE_MODELS), after_id: id }).toString()}`;

const Paged = v.looseObject({ has_more: v.literal(true), last_id: v.pipe(v.string(), v.minLength(1)) });

const Model = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1)),
  owned_by: OptionalText,
  supported_endpoint_types: v.nullish(v.unknown()),
  type: OptionalText,
  context_length: OptionalNumber,
  context_window: OptionalNumber,
  max_context_length: OptionalNumber,
  max_model_len: OptionalNumber,
});

/**
 * A list is `{data: [...]}` (OpenAI, Anthropic), a bare array (Together), or `{models: [...]}` (Gemini, ollama, Cohere).
 * Gateways written in Go send `null` for an empty one.
 */
const List = v.union([
  v.looseObject({ data: v.array(v.unknown()) }),
  v.looseObject({ object: v.literal('list'), data: v.null() }),
  v.looseObject({ models: v.array(v.unknown()) }),
  v.array(v.unknown()),
]);

/** Kinds that some lists tell beside the name (Together, LM Studio), and that cannot chat. */
const OTHER_KINDS = /embed|image|audio|video|moderation|rerank|transcri|speech|tts/i;

/**
 * Reads a body as a model list. An entry may be an object with `id` or a bare name; what is neither is passed over.
 * `other` where the body is no list, or has entries and none of them names a model.
 */
export function readList(body: string): Reading {
  const json = parseJson(body);
  const parsed = v.safeParse(List, json);
  if (!parsed.success) return { kind: bodyCarriesError(json) ? 'error' : 'other' };
  const { entries, named } = entriesOf(parsed.output);
  const models = new Map<string, ModelInfo>();
  for (const entry of entries.slice(0, MAX_MODELS)) {
    const model = modelOf(named ? withNameAsId(entry) : entry);
    if (model !== null && !models.has(model.id)) models.set(model.id, model);
  }
  if (entries.length > 0 && models.size === 0) return { kind: 'other' };
  const paged = v.safeParse(Paged, json);
  const next = paged.success ? { nextAfter: paged.output.last_id } : {};
  const cut = entries.length > MAX_MODELS ? { cut: true as const } : {};
  return { kind: 'list', models: [...models.values()], ...next, ...cut };
}

/** Only lists under `models` name their entries by `name`; under `data` that would be some other list. */
function entriesOf(list: v.InferOutput<typeof List>): { entries: readonly unknown[]; named: boolean } {
  if (Array.isArray(list)) return { entries: list, named: false };
  if ('data' in list) return { entries: Array.isArray(list.data) ? list.data : [], named: false };
  return { entries: Array.isArray(list.models) ? list.models : [], named: true };
}

function withNameAsId(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || 'id' in entry || !('name' in entry)) return entry;
  return { ...entry, id: entry.name };
}

function modelOf(entry: unknown): ModelInfo | null {
  if (typeof entry === 'string' && entry !== '') {
    return { id: entry, ownedBy: null, endpoints: null, contextTokens: null };
  }
  const parsed = v.safeParse(Model, entry);
  if (!parsed.success) return null;
  const { id, owned_by, context_length, context_window, max_context_length, max_model_len } = parsed.output;
  return {
    id,
    ownedBy: owned_by ?? null,
    endpoints: endpointsOf(parsed.output),
    contextTokens: context_length ?? context_window ?? max_context_length ?? max_model_len ?? null,
  };
}

function endpointsOf({ supported_endpoint_types, type }: v.InferOutput<typeof Model>): string[] | null {
  if (Array.isArray(supported_endpoint_types)) {
    return supported_endpoint_types.filter((kind: unknown): kind is string => typeof kind === 'string');
  }
  return typeof type === 'string' && OTHER_KINDS.test(type) ? [type] : null;
}
