import { MODELS } from '../models.ts';
import { errorReply, unknownModel, unknownPath } from '../replies.ts';
import type { Fault } from '../types.ts';

export const MODEL_FAULTS = {
  'model.not-found': {
    summary: 'lists models and knows none of them when called',
    atModel: (ask) => unknownModel(ask.model.id),
  },
  'model.no-channel': {
    summary: 'has no upstream for any model',
    atModel: (ask) =>
      errorReply(
        503,
        'no_available_channel',
        `No available channel for model ${ask.model.id} under group default`,
        'upstream_error',
      ),
  },
  'model.not-permitted': {
    summary: 'lets the key use no model',
    atModel: (ask) =>
      errorReply(
        403,
        'model_not_allowed',
        `This API key may not use the model '${ask.model.id}'`,
        'permission_error',
      ),
  },
  'model.list-unavailable': {
    summary: 'answers calls and has no list of models',
    atPath: (call, route) =>
      route === 'list' || route === 'model' ? unknownPath(call.method, call.path) : null,
  },
  'deepseek.not-configured': {
    summary: 'serves no DeepSeek model',
    setup: { models: MODELS.filter((model) => model.ownedBy !== 'deepseek') },
  },
  'deepseek.wrong-api': {
    summary: 'serves DeepSeek models only, so every messages call is refused',
    setup: { models: MODELS.filter((model) => model.ownedBy === 'deepseek') },
  },
} satisfies Record<string, Fault>;
