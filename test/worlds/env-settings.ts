import { KEY } from '../helpers/gateway.ts';
import type { World } from '../helpers/world.ts';

const withKey =
  (key: string): NonNullable<World['arrange']> =>
  ({ env }) => {
    env['AGENTROUTER_API_KEY'] = key;
  };

const withUrl =
  (make: (url: string) => string): NonNullable<World['arrange']> =>
  ({ env, gateway }) => {
    env['AGENTROUTER_BASE_URL'] = make(gateway.url);
  };

const set =
  (make: (url: string) => Record<string, string>): NonNullable<World['arrange']> =>
  ({ env, gateway }) => {
    Object.assign(env, make(gateway.url));
  };

/** A key as it stands is never sent. */
const notSent: World['also'] = ({ gateway }) => {
  const real = gateway.calls.filter(({ key }) => key !== null && !key.startsWith('sk-ar-made-up-'));
  if (real.length > 0) throw new Error(`sent: ${real.map(({ kind }) => kind).join(', ')}`);
};

/** Keys that need no server to be seen as wrong, each beside one that only looks so. */
export const KEYS: readonly World[] = [
  {
    name: 'no key',
    gives: ['key.missing'],
    arrange: ({ env }) => {
      delete env['AGENTROUTER_API_KEY'];
    },
    checks: { 'requests.chat': 'skip', 'network.http': 'pass' },
  },
  {
    name: 'a key as an option',
    gives: [],
    nearMissOf: ['key.missing', 'env.file-missing'],
    arrange: ({ env, options }) => {
      delete env['AGENTROUTER_API_KEY'];
      options['api-key'] = KEY;
    },
  },
  {
    name: 'a newline in the key',
    gives: ['key.hidden-characters'],
    arrange: withKey(`${KEY}\n`),
    also: notSent,
  },
  {
    name: 'a zero-width space in the key',
    gives: ['key.hidden-characters'],
    nearMissOf: ['key.bad-format', 'key.rejected'],
    arrange: withKey(`${KEY.slice(0, 12)}\u200b${KEY.slice(12)}`),
    cli: true,
    also: notSent,
  },
  {
    name: 'a typographic dash in the key',
    gives: ['key.hidden-characters'],
    nearMissOf: ['key.bad-format'],
    arrange: withKey(KEY.replace('-', '–')),
    also: notSent,
  },
  {
    name: 'a key with hyphens and underscores',
    gives: ['key.rejected'],
    nearMissOf: ['key.hidden-characters', 'key.bad-format'],
    arrange: withKey('sk-ar-test_with-all_that-may_be'),
  },
  {
    name: 'the word Bearer in the key',
    gives: ['key.bearer-prefix'],
    arrange: withKey(`Bearer ${KEY}`),
    also: notSent,
  },
  {
    name: 'a key that has the word bearer inside',
    gives: ['key.rejected'],
    nearMissOf: ['key.bearer-prefix', 'key.masked'],
    arrange: withKey('sk-ar-bearer0123456789abcdef'),
  },
  {
    name: 'a key with a word that examples have',
    gives: ['key.rejected'],
    nearMissOf: ['env.placeholder'],
    arrange: withKey('sk-ar-test-yourself-example-0123456789'),
  },
  {
    name: 'the shortened form of a key',
    gives: ['key.masked'],
    arrange: withKey('sk-ar-abc...wxyz'),
    also: notSent,
  },
  {
    name: 'the starred form of a key',
    gives: ['key.masked'],
    nearMissOf: ['key.bad-format'],
    arrange: withKey('sk-ar-****wxyz'),
    also: notSent,
  },
  {
    name: 'a key of OpenAI',
    gives: ['key.other-provider'],
    nearMissOf: ['key.rejected', 'key.bad-format'],
    arrange: withKey('sk-proj-test0123456789abcdefghijklmnopqrstuvwxyz'),
    cli: true,
    also: notSent,
  },
  {
    name: 'a key of OpenAI that is to be sent',
    gives: ['key.rejected'],
    nearMissOf: ['key.other-provider'],
    options: { 'allow-foreign-key': true },
    arrange: withKey('sk-proj-test0123456789abcdefghijklmnopqrstuvwxyz'),
  },
  {
    name: 'a key of another form, refused',
    gives: ['key.bad-format'],
    arrange: withKey('ar-test-0123456789abcdef'),
  },
  {
    name: 'a key of another form, accepted',
    gives: ['auth.not-enforced', 'key.bad-format'],
    root: null,
    gateway: { open: true },
    arrange: withKey('ar-test-0123456789abcdef'),
  },
  {
    name: 'a key of the usual sk- form at a new-api',
    gives: ['key.rejected'],
    nearMissOf: ['key.bad-format', 'key.other-provider'],
    gateway: { headers: { 'x-oneapi-request-id': '20260101abc', 'x-new-api-version': 'v0.9' } },
    arrange: withKey('sk-test0123456789abcdefghijklmnopqrstuvwxyzABCDEF'),
  },
];

/** Base URLs that need no server to be seen as wrong. */
export const BASE_URLS: readonly World[] = [
  {
    name: 'no base URL',
    gives: ['url.missing'],
    arrange: ({ env }) => {
      delete env['AGENTROUTER_BASE_URL'];
    },
    checks: { 'network.dns': 'skip' },
  },
  {
    name: 'a base URL as an option',
    gives: [],
    nearMissOf: ['url.missing', 'url.invalid'],
    arrange: ({ env, options, gateway }) => {
      delete env['AGENTROUTER_BASE_URL'];
      options['base-url'] = `${gateway.url}/v1/`;
    },
  },
  {
    name: 'no scheme',
    gives: ['url.invalid'],
    arrange: withUrl((url) => url.replace('http://', '')),
    cli: true,
  },
  { name: 'two schemes', gives: ['url.invalid'], arrange: withUrl((url) => `http://${url}`) },
  {
    name: 'an unexpanded variable',
    gives: ['url.invalid'],
    nearMissOf: ['dns.not-found'],
    arrange: withUrl(() => 'https://${GATEWAY_HOST}/v1'),
  },
  {
    name: 'an endpoint in the base URL',
    gives: ['url.endpoint-included'],
    arrange: withUrl((url) => `${url}/v1/chat/completions`),
  },
  {
    name: 'a prefix that is called models',
    gives: [],
    nearMissOf: ['url.endpoint-included'],
    gateway: { prefix: '/models/api' },
  },
  { name: '/v1 twice', gives: ['url.extra-v1'], arrange: withUrl((url) => `${url}/v1/v1`) },
  {
    name: 'the Anthropic SDK with /v1',
    gives: ['url.extra-v1'],
    arrange: set((url) => ({ ANTHROPIC_BASE_URL: `${url}/v1`, ANTHROPIC_API_KEY: KEY })),
    checks: { 'local.sdk': 'fail', 'local.base-url': 'pass', 'requests.messages': 'pass' },
  },
  {
    name: 'the OpenAI SDK without /v1',
    gives: ['url.missing-v1'],
    root: null,
    cli: true,
    arrange: set((url) => ({ OPENAI_BASE_URL: url, OPENAI_API_KEY: KEY })),
  },
  {
    name: 'both SDKs as they should be',
    gives: [],
    nearMissOf: ['url.extra-v1', 'url.missing-v1', 'env.sdk-conflict'],
    cli: true,
    arrange: set((url) => ({
      OPENAI_BASE_URL: `${url}/v1`,
      OPENAI_API_KEY: KEY,
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_API_KEY: KEY,
    })),
  },
  {
    name: 'an SDK that goes elsewhere',
    gives: ['env.sdk-conflict'],
    arrange: set(() => ({ OPENAI_BASE_URL: 'https://api.openai.com/v1', OPENAI_API_KEY: KEY })),
  },
  {
    name: "a provider's own key for its own SDK",
    gives: [],
    nearMissOf: ['env.sdk-conflict'],
    arrange: set(() => ({ OPENAI_API_KEY: 'sk-proj-test0123456789abcdefghijklmnopqrstuvwxyz' })),
  },
  {
    name: 'http to another machine',
    gives: ['url.insecure'],
    // Every system takes 0.0.0.0 to itself, and nobody counts it as loopback.
    arrange: withUrl((url) => url.replace('127.0.0.1', '0.0.0.0')),
  },
  {
    name: 'http to this machine by name',
    gives: [],
    nearMissOf: ['url.insecure'],
    arrange: withUrl((url) => url.replace('127.0.0.1', 'localhost')),
  },
];
