import { describe, expect, it } from 'vitest';
import { keyProvedFree } from '../../src/codes/free-key-proof.ts';
import { verdictsOf } from '../../src/codes/judge.ts';
import type { Api } from '../../src/evidence/types.ts';
import type { Exchange, Outcome, Role } from '../../src/probes/facts.ts';
import { answered, exchangeOf, failed } from '../probes/exchanges.ts';
import { factsWith } from './network/facts.ts';

type Told = readonly [status: number, body: unknown] | Outcome;
const error = (message: string, fields: object = {}): object => ({ error: { message, ...fields } });
const REFUSED: Told = [401, error('Invalid API key', { code: 'invalid_api_key' })];
const COMPLAINT: Told = [
  400,
  error("Missing required parameter: 'messages'", { type: 'invalid_request_error', param: 'messages' }),
];
const LIST: Told = [200, { object: 'list', data: [{ id: 'acme-1' }] }];

function proved(told: Partial<Record<Role, Told>>, api: Api = 'openai'): boolean {
  const exchanges = Object.entries(told).map(([role, one]): Exchange => {
    if (!isRole(role)) throw new Error(role);
    return exchangeOf(role, 'kind' in one ? one : answered(role, one[0], one[1]));
  });
  return keyProvedFree(factsWith(null, { exchanges }), api, verdictsOf);
}
const ROLES: readonly Role[] = [
  'free.chat',
  'free.chat.made-up',
  'list',
  'list.made-up',
  'free.messages',
  'free.messages.made-up',
];
const isRole = (name: string): name is Role => ROLES.some((role) => role === name);

describe('a key is proved without cost', () => {
  it.each<[string, Told, Told]>([
    ['a complaint about the request against 401', COMPLAINT, REFUSED],
    ['a complaint against 403', COMPLAINT, [403, error('Invalid token')]],
    [
      'a complaint of new-api, which comes as 500',
      [
        500,
        error('field messages is required (request id: 1)', {
          type: 'new_api_error',
          code: 'invalid_request',
        }),
      ],
      [401, error('无效的令牌', { type: 'new_api_error' })],
    ],
    [
      'a complaint of FastAPI',
      [422, { detail: [{ loc: ['body', 'messages'], msg: 'Field required', type: 'missing' }] }],
      REFUSED,
    ],
    [
      'an empty balance, which only a known key has',
      [402, error('Insufficient balance', { code: 'insufficient_balance' })],
      REFUSED,
    ],
    [
      'a model that does not exist',
      [404, error('The model `acme-1` does not exist', { code: 'model_not_found' })],
      REFUSED,
    ],
    [
      'a made-up key that is refused with 400, as xAI and Gemini do',
      COMPLAINT,
      [
        400,
        error('API key not valid. Please pass a valid API key.', { code: 400, status: 'INVALID_ARGUMENT' }),
      ],
    ],
  ])('by %s', (_name, real, madeUp) => {
    expect(proved({ 'free.chat': real, 'free.chat.made-up': madeUp })).toBe(true);
    expect(proved({ 'free.messages': real, 'free.messages.made-up': madeUp }, 'anthropic')).toBe(true);
  });

  it('by a list that a made-up key does not get', () => {
    expect(proved({ list: LIST, 'list.made-up': REFUSED })).toBe(true);
  });
});

describe('a key is not proved', () => {
  it.each<[string, Told, Told]>([
    ['where both are answered alike', COMPLAINT, COMPLAINT],
    ['where both are refused', REFUSED, REFUSED],
    ['where the real one is refused in other words', [403, error('This key is disabled')], REFUSED],
    [
      'where the real one is refused with 400',
      [400, error('API key expired. Please renew the API key.')],
      REFUSED,
    ],
    ['by a rate limit, which may come before the key', [429, error('Too many requests')], REFUSED],
    ['by a fault of the gateway', [500, error('Internal server error')], REFUSED],
    ['by a gateway that is away', [502, '<html><title>502 Bad Gateway</title></html>'], REFUSED],
    [
      'by a page that blocks clients',
      [405, '<html><title>405</title><body>Sorry, your request has been blocked</body></html>'],
      REFUSED,
    ],
    ['by the console', [200, '<!doctype html><title>Console</title>'], REFUSED],
    ['by a connection that broke', failed('ECONNRESET'), REFUSED],
    ['where the made-up one got no answer', COMPLAINT, failed('ECONNRESET')],
    ['where the made-up one met a rate limit', COMPLAINT, [429, error('Too many requests')]],
  ])('%s', (_name, real, madeUp) => {
    expect(proved({ 'free.chat': real, 'free.chat.made-up': madeUp })).toBe(false);
    expect(proved({ 'free.messages': real, 'free.messages.made-up': madeUp }, 'anthropic')).toBe(false);
  });

  it('by a list that everyone gets', () => {
    expect(proved({ list: LIST, 'list.made-up': LIST })).toBe(false);
  });

  it('by the other API, or by one half of a pair', () => {
    expect(proved({ 'free.chat': COMPLAINT, 'free.chat.made-up': REFUSED }, 'anthropic')).toBe(false);
    expect(proved({ 'free.chat': COMPLAINT, 'list.made-up': REFUSED })).toBe(false);
    expect(proved({})).toBe(false);
  });
});
