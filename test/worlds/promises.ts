import { chatAnswer, json, openaiError, WORDS } from '../helpers/gateway-answers.ts';
import { on, onCalls } from '../helpers/gateway-rules.ts';
import { KEY } from '../helpers/gateway.ts';
import type { World } from '../helpers/world.ts';
import { shows, trusts } from './certificates.ts';

const FREE = { free: true } as const;

/** `--free`: nothing that costs, and no tick for a key that was not proved. */
export const FREE_RUNS: readonly World[] = [
  {
    name: 'free, at a gateway that looks at the key first',
    gives: [],
    options: FREE,
    checks: {
      'access.bearer': 'pass',
      'access.x-api-key': 'pass',
      'requests.chat': 'skip',
      'streaming.openai': 'skip',
      'tools.openai': 'skip',
      'models.list': 'pass',
    },
  },
  {
    name: 'free, at a gateway that looks at the body first',
    gives: [],
    options: FREE,
    gateway: {
      rules: [
        (call) =>
          (call.kind === 'chat' || call.kind === 'messages') && !('messages' in call.fields)
            ? openaiError(400, 'messages: field required')
            : null,
        (call) =>
          call.kind === 'list'
            ? json(200, { object: 'list', data: [{ id: 'gpt-4o-mini' }, { id: 'deepseek-chat' }] })
            : null,
      ],
    },
    checks: { 'access.bearer': 'skip', 'access.x-api-key': 'skip' },
  },
  {
    name: 'free, at a gateway that answers every key alike',
    gives: [],
    options: FREE,
    gateway: { open: true },
    checks: { 'access.bearer': 'skip', 'access.x-api-key': 'skip', 'access.rejects-invalid-key': 'skip' },
  },
  {
    name: 'free, with a key that nobody issued',
    gives: ['key.rejected'],
    options: FREE,
    arrange: ({ env }) => {
      env['AGENTROUTER_API_KEY'] = 'sk-ar-test-not-known-here-0123456';
    },
    checks: { 'access.bearer': 'fail' },
  },
  {
    name: 'free, where the list alone looks at the key',
    gives: [],
    options: FREE,
    gateway: {
      rules: [
        onCalls((call) => ('messages' in call.fields ? null : openaiError(400, 'messages: field required'))),
      ],
    },
    checks: { 'access.bearer': 'pass', 'access.x-api-key': 'skip' },
  },
];

/** Two faults that have nothing to do with each other: both are named, once each. */
export const PAIRS: readonly World[] = [
  {
    name: 'an empty wallet, and quotes in the .env',
    gives: ['balance.insufficient', 'env.quoted-value'],
    arrange: ({ env, write, gateway }) => {
      delete env['AGENTROUTER_API_KEY'];
      delete env['AGENTROUTER_BASE_URL'];
      write('.env', `AGENTROUTER_API_KEY="${KEY}"\nAGENTROUTER_BASE_URL=${gateway.url}\n`);
    },
    gateway: { withKey: [onCalls(openaiError(402, 'Insufficient balance'))] },
  },
  {
    name: 'a slip in a name of the .env, and a provider that fails',
    gives: ['upstream.error', 'env.misspelled-name'],
    arrange: ({ env, write, gateway }) => {
      delete env['AGENTROUTER_BASE_URL'];
      delete env['AGENTROUTER_API_KEY'];
      write('.env', `AGENTROUTER_API_KEY=${KEY}\nAGENTROUTER_KEY=old\nAGENTROUTER_BASE_URL=${gateway.url}\n`);
    },
    gateway: { withKey: [onCalls(openaiError(500, 'Internal server error'))] },
  },
  {
    name: 'no key, and https to a port without TLS',
    gives: ['key.missing', 'tls.not-tls'],
    arrange: ({ env, gateway }) => {
      delete env['AGENTROUTER_API_KEY'];
      env['AGENTROUTER_BASE_URL'] = gateway.url.replace('http:', 'https:');
    },
  },
  {
    name: 'a slip in the model, and streams that are cut',
    gives: ['model.not-found', 'stream.interrupted'],
    gateway: {
      withKey: [
        (call) =>
          call.kind === 'messages' && call.stream && !call.tool
            ? {
                headers: { 'content-type': 'text/event-stream' },
                pieces: [
                  'event: message_start\ndata: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","content":[],"model":"claude","usage":{"input_tokens":1,"output_tokens":1}}}\n\n',
                ],
                ending: 'cut',
              }
            : null,
      ],
    },
    arrange: ({ env }) => {
      env['AGENTROUTER_MODEL'] = 'gpt-4o-mimi';
    },
  },
  {
    name: 'tools that do not work on one API, and streams on the other',
    gives: ['stream.no-terminator', 'tools.not-called'],
    gateway: {
      withKey: [
        on('chat', (call) => (call.tool && !call.stream ? chatAnswer(call.model, WORDS, false) : null)),
        on('messages', (call) =>
          call.stream && !call.tool
            ? {
                headers: { 'content-type': 'text/event-stream' },
                pieces: [
                  'event: message_start\ndata: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","content":[],"model":"claude","usage":{"input_tokens":1,"output_tokens":1}}}\n\n',
                  'event: content_block_start\ndata: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}\n\n',
                  'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"words"}}\n\n',
                ],
              }
            : null,
        ),
      ],
    },
  },
  {
    name: 'a little credit, and a limit that is nearly reached',
    gives: ['balance.low', 'rate.nearly-exhausted'],
    gateway: {
      grantedUsd: 100,
      usedUsd: 99,
      headers: { 'x-ratelimit-limit-requests': '100', 'x-ratelimit-remaining-requests': '3' },
    },
  },
];

/** The same with a certificate, where certificates can be made. */
export const TLS_PAIRS: readonly World[] = [
  {
    name: 'a certificate past its end, and a misspelled DeepSeek',
    gives: ['tls.expired', 'deepseek.misspelled'],
    gateway: shows('expired'),
    arrange: (bench) => {
      bench.env['AGENTROUTER_MODEL'] = 'deep-seek-chat';
      return trusts('root')(bench);
    },
  },
  {
    name: 'a certificate past its end, and a slip in a usual name',
    gives: ['tls.expired', 'model.not-found'],
    gateway: shows('expired'),
    arrange: (bench) => {
      bench.env['AGENTROUTER_MODEL'] = 'gpt-4o-mimi';
      return trusts('root')(bench);
    },
    also: ({ report }) => {
      const slip = report.findings.find(({ code }) => code === 'model.not-found');
      if (slip?.severity !== 'warning' || slip.confidence !== 'possible')
        throw new Error('told by the name alone, it is no more than a warning');
    },
  },
  {
    name: 'five days left, and an empty wallet',
    gives: ['balance.insufficient', 'tls.expiring-soon'],
    gateway: shows('fiveDaysLeft', { withKey: [onCalls(openaiError(402, 'Insufficient balance'))] }),
    arrange: trusts('root'),
  },
];
