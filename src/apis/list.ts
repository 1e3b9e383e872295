import * as v from 'valibot';
import { parseJson } from './json.ts';
import type { ModelInfo, Reading } from './types.ts';

/** Path of the model list below the OpenAI SDK base URL. */
export const MODELS_PATH = '/models';

const MAX_MODELS = 20_000;

const Model = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1)),
  owned_by: v.nullish(v.unknown()),
  supported_endpoint_types: v.nullish(v.unknown()),
  context_length: v.nullish(v.unknown()),
  max_model_len: v.nullish(v.unknown()),
});

/** A list is `{data: [...]}` (OpenAI, Anthropic), a bare array, or `{models: [...]}` (some gateways). */
const List = v.union([
  v.looseObject({ data: v.array(v.unknown()) }),
  v.looseObject({ models: v.array(v.unknown()) }),
  v.array(v.unknown()),
]);

/**
 * Reads a body as a model list. An entry may be an object with `id` or a bare name; what is neither is passed over.
 * `other` where the body is no list, or has entries and none of them names a model.
 */
export function readList(body: string): Reading {
  const parsed = v.safeParse(List, parseJson(body));
  if (!parsed.success) return { kind: 'other' };
  const entries = itemsOf(parsed.output);
  const models = entries.slice(0, MAX_MODELS).flatMap((entry) => modelOf(entry));
  return entries.length > 0 && models.length === 0 ? { kind: 'other' } : { kind: 'list', models };
}

function itemsOf(list: v.InferOutput<typeof List>): unknown[] {
  if (Array.isArray(list)) return list;
  if ('data' in list && Array.isArray(list.data)) return list.data;
  return 'models' in list && Array.isArray(list.models) ? list.models : [];
}

function modelOf(entry: unknown): ModelInfo[] {
  if (typeof entry === 'string' && entry !== '') {
    return [{ id: entry, ownedBy: null, endpoints: null, contextTokens: null }];
  }
  const parsed = v.safeParse(Model, entry);
  if (!parsed.success) return [];
  const { id, owned_by, supported_endpoint_types, context_length, max_model_len } = parsed.output;
  const context = context_length ?? max_model_len;
  return [
    {
      id,
      ownedBy: typeof owned_by === 'string' ? owned_by : null,
      endpoints: Array.isArray(supported_endpoint_types)
        ? supported_endpoint_types.filter((type: unknown): type is string => typeof type === 'string')
        : null,
      contextTokens: typeof context === 'number' ? context : null,
    },
  ];
}
