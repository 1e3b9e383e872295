import { errorReply, htmlReply } from '../replies.ts';
import type { BodyReply, Fault } from '../types.ts';

function failedUpstream(): BodyReply {
  return errorReply(500, 'internal_error', 'Internal server error', 'server_error');
}

export const UPSTREAM_FAULTS = {
  'upstream.error': {
    summary: 'answers 500 to every call',
    atModel: failedUpstream,
  },
  'upstream.bad-gateway': {
    summary: 'nginx in front is up and answers 502, the gateway behind it is not',
    inFront: () =>
      htmlReply(
        502,
        '502 Bad Gateway',
        '<center><h1>502 Bad Gateway</h1></center>\n<hr><center>nginx/1.26.2</center>',
        { server: 'nginx/1.26.2' },
      ),
  },
  'upstream.unavailable': {
    summary: 'answers 503 to every call',
    atModel: () =>
      errorReply(503, 'service_unavailable', 'The service is temporarily unavailable', 'server_error'),
  },
  'upstream.timeout': {
    summary: 'answers 504: the provider took too long',
    atModel: () =>
      errorReply(504, 'upstream_timeout', 'The upstream provider did not answer in time', 'timeout_error'),
  },
  'upstream.overloaded': {
    summary: 'answers 529: the provider is overloaded',
    atModel: () => errorReply(529, 'overloaded', 'Overloaded', 'overloaded_error'),
  },
  'upstream.key-invalid': {
    summary: 'has no valid key of its own for the provider',
    atModel: () =>
      errorReply(
        500,
        'upstream_invalid_api_key',
        'Upstream API key is not configured or invalid',
        'upstream_error',
      ),
  },
  'upstream.partial': {
    summary: 'fails for the models of OpenAI and works for all others',
    atModel: (ask) => (ask.model.ownedBy === 'openai' ? failedUpstream() : null),
  },
  'upstream.flaky': {
    summary: 'fails at the first try of a request and works at the second',
    atModel: (_ask, call) => (call.attempt % 2 === 1 ? failedUpstream() : null),
  },
} satisfies Record<string, Fault>;
