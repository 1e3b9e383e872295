import { chatAnswer, json, listing, openaiError } from '../helpers/gateway-answers.ts';
import { on } from '../helpers/gateway-rules.ts';
import type { World } from '../helpers/world.ts';

const CLAUDE_ONLY = ['claude-3-5-haiku-20241022', 'claude-3-5-sonnet-20241022'];

/** What deployments list, and which model is asked then. */
export const LISTS: readonly World[] = [
  {
    name: 'one unfamiliar family',
    gives: ['deepseek.not-configured'],
    root: null,
    gateway: { models: ['acme-large-2', 'acme-small-2'] },
    checks: {
      'requests.chat': 'pass',
      'requests.messages': 'pass',
      'streaming.openai': 'pass',
      'upstream.fallback': 'skip',
    },
  },
  {
    name: 'Claude models only',
    gives: ['deepseek.not-configured'],
    root: null,
    gateway: { models: CLAUDE_ONLY },
    checks: { 'requests.chat': 'pass', 'requests.messages': 'pass' },
  },
  {
    name: 'DeepSeek models only',
    gives: [],
    gateway: { models: ['deepseek-chat', 'deepseek-reasoner'] },
    checks: { 'requests.chat': 'pass', 'models.deepseek': 'pass' },
  },
  {
    name: 'models of other kinds beside one that chats',
    gives: ['deepseek.not-configured'],
    root: null,
    gateway: {
      models: [
        'text-embedding-3-small',
        'dall-e-3',
        'whisper-1',
        'omni-moderation-latest',
        'rerank-1',
        'gpt-4o-mini',
      ],
    },
    also: ({ gateway }) => {
      const asked = new Set(gateway.calls.map(({ model }) => model));
      for (const model of asked)
        if (!['', 'gpt-4o-mini', 'claude-3-5-haiku-20241022'].includes(model))
          throw new Error(`${model} was asked`);
    },
  },
  {
    name: 'no list, and only a model of unusual name',
    gives: ['model.list-unavailable'],
    nearMissOf: ['model.not-found', 'unknown'],
    gateway: { models: ['acme-1'], rules: [on('list', openaiError(404, 'Not Found'))] },
    arrange: ({ env }) => {
      env['AGENTROUTER_MODEL'] = 'acme-1';
    },
    checks: { 'requests.chat': 'pass' },
  },
  {
    name: 'no list, and none of the usual models',
    gives: ['model.list-unavailable'],
    nearMissOf: ['model.not-found', 'deepseek.not-configured'],
    gateway: { models: ['acme-1'], rules: [on('list', openaiError(404, 'Not Found'))] },
    checks: { 'requests.chat': 'skip' },
  },
  {
    name: 'no list, and the second of the usual models',
    gives: ['model.list-unavailable'],
    nearMissOf: ['model.not-found'],
    gateway: {
      models: ['gpt-3.5-turbo', 'claude-sonnet-4-5'],
      rules: [on('list', openaiError(404, 'Not Found'))],
    },
    checks: { 'requests.chat': 'pass', 'requests.messages': 'pass' },
  },
  {
    name: 'a list that is an array',
    gives: [],
    nearMissOf: ['model.list-unavailable', 'http.not-json'],
    gateway: {
      withKey: [
        on(
          'list',
          json(200, [{ id: 'gpt-4o-mini' }, { id: 'claude-3-5-haiku-20241022' }, { id: 'deepseek-chat' }]),
        ),
      ],
    },
  },
  {
    name: 'a list in the form of the Anthropic API',
    gives: [],
    gateway: {
      withKey: [
        on(
          'list',
          listing(['gpt-4o-mini', 'claude-3-5-haiku-20241022', 'deepseek-chat'], { has_more: false }),
        ),
      ],
    },
  },
  {
    name: 'a list of two pages',
    gives: [],
    nearMissOf: ['deepseek.not-configured'],
    gateway: {
      withKey: [
        on('list', ({ attempt }) =>
          attempt === 1
            ? listing(['gpt-4o-mini', 'claude-3-5-haiku-20241022'], { has_more: true, last_id: 'claude' })
            : listing(['deepseek-chat'], { has_more: false }),
        ),
      ],
    },
  },
  {
    name: 'a list whose end cannot be had',
    gives: [],
    nearMissOf: ['deepseek.not-configured'],
    gateway: {
      withKey: [
        on(
          'list',
          listing(['gpt-4o-mini', 'claude-3-5-haiku-20241022'], { has_more: true, last_id: 'same' }),
        ),
      ],
    },
  },
  {
    name: 'only the OpenAI API is asked for',
    gives: [],
    options: { api: 'openai' },
    also: ({ gateway }) => {
      if (gateway.calls.some(({ kind }) => kind === 'messages')) throw new Error('the other API was asked');
    },
    checks: { 'requests.messages': 'skip', 'tools.openai': 'pass' },
  },
  {
    name: 'only the Anthropic API is asked for',
    gives: [],
    options: { api: 'anthropic' },
    also: ({ gateway }) => {
      if (gateway.calls.some(({ kind }) => kind === 'chat')) throw new Error('the other API was asked');
    },
    checks: { 'requests.chat': 'skip', 'tools.anthropic': 'pass' },
  },
  {
    name: 'a model that answers under the name that the gateway gave it',
    gives: [],
    gateway: {
      withKey: [
        on('chat', (call) =>
          call.stream || call.tool ? null : chatAnswer('provider/other-name', ['ok'], false),
        ),
      ],
    },
  },
];
