import { shellWord } from './local-facts.ts';
import { HANDLE_STREAM_ERRORS, HANDLE_STREAM_ERRORS_NODE, timeoutFix } from './sdk-snippets.ts';
import { fix } from './fix-texts.ts';
import type { Family, Fix } from './types.ts';
import {
  saysEmptyStream,
  saysInterrupted,
  saysMalformedStream,
  saysNoTerminator,
  saysNotSse,
  saysStalled,
} from './pasted-words/streams.ts';

const NO_BUFFER_FIX: Fix = fix(
  'Switch buffering off in every reverse proxy in front of the gateway (nginx shown).',
  'proxy_buffering off; proxy_cache off; proxy_read_timeout 300s;',
);

const AGAIN_FIX: Fix = fix(
  'Stream again, several times, and see whether it always happens.',
  'npx agentrouter stream-test --runs 3',
);

const WITHOUT_STREAM_FIX: Fix = fix(
  'Until it is mended, ask without streaming.',
  'client.chat.completions.create(..., stream=False)',
);

const A_WHOLE_STREAM = 'a stream that ends with its end marker';
const byModel = (model: string | null): string => (model === null ? '' : ` from ${model}`);

/** Faults of streams. How each is recognised stands in `stream-verdict.ts`, by the contract's rules. */
export const streamCodes = {
  'stream.not-sse': {
    severity: 'error',
    faultDomain: 'gateway',
    check: null,
    title: 'The answer to a streaming request is no event stream',
    retryHelps: false,
    expected: 'an event stream (text/event-stream)',
    textSign: saysNotSse,
    cause: (c) =>
      `A stream was asked for${byModel(c.model)}, and something else came. SDKs then show nothing, or everything at once.`,
    fixes: () => [
      fix('Ask the operator to pass `stream: true` on to the provider, and events back as they are.'),
      WITHOUT_STREAM_FIX,
    ],
    recognised:
      'One JSON body or a page answers `stream: true`; or the events are right under another content type (a warning).',
    example: 'openai: stream yields no chunks, though the answer without streaming is fine',
  },
  'stream.buffered': {
    severity: 'warning',
    faultDomain: 'gateway',
    check: null,
    title: 'Something on the way holds the stream back and sends it at once',
    retryHelps: false,
    expected: 'chunks spread over time, as they are made',
    cause: () =>
      'A reverse proxy, a CDN or a company proxy collects the whole answer before it passes it on. Users see a long pause, then everything.',
    fixes: () => [
      NO_BUFFER_FIX,
      fix('See whether it also happens without your own proxy.', 'npx agentrouter stream-test --no-proxy'),
    ],
    recognised:
      'The content of five chunks or more came in at most two reads within 50 ms, after at least a second of silence.',
    example: 'The answer appears all at once after a long wait',
  },
  'stream.interrupted': {
    severity: 'error',
    faultDomain: 'gateway',
    check: null,
    title: 'The stream is cut before its end',
    retryHelps: true,
    expected: A_WHOLE_STREAM,
    textSign: saysInterrupted,
    cause: (c) =>
      `The connection was closed in the middle of the answer${byModel(c.model)}. Usual causes: a time limit of a proxy in front, a crashed worker, or the provider.`,
    fixes: (c) => [
      AGAIN_FIX,
      fix(
        'Raise the read timeout of every reverse proxy in front of the gateway (nginx shown), or ask the operator to.',
        'proxy_read_timeout 300s;',
      ),
      HANDLE_STREAM_ERRORS,
      timeoutFix(c, 300),
    ],
    further: () => [HANDLE_STREAM_ERRORS_NODE, WITHOUT_STREAM_FIX],
    recognised:
      'The connection ends (reset, or a body that is not complete) before `[DONE]` or `message_stop`.',
    example: 'httpx.RemoteProtocolError: peer closed connection without sending complete message body',
  },
  'stream.no-terminator': {
    severity: 'warning',
    faultDomain: 'gateway',
    check: null,
    title: 'The stream ends without its end marker',
    retryHelps: false,
    expected: A_WHOLE_STREAM,
    textSign: saysNoTerminator,
    cause: () =>
      'The answer ended in order, but without `[DONE]` or `message_stop`. Some SDKs wait for the marker, or cannot tell a whole answer from a cut one.',
    fixes: () => [
      fix('Ask the operator to pass the end marker on.'),
      fix('In your code, check finish_reason before you trust that the answer is whole.'),
    ],
    recognised: 'The body ended as HTTP says it should, and no end marker had come.',
    example: 'A client that waits for [DONE] hangs, or reports a stream without an end',
  },
  'stream.stalled': {
    severity: 'error',
    faultDomain: 'gateway',
    check: null,
    title: 'The stream falls silent',
    retryHelps: true,
    expected: 'bytes within the idle limit',
    textSign: saysStalled,
    cause: (c) =>
      `The answer${byModel(c.model)} began and then nothing more came, while the connection stayed open. The provider hangs, or something on the way does.`,
    fixes: (c) => [
      AGAIN_FIX,
      fix(
        'If the model thinks for long, allow longer silence.',
        'npx agentrouter stream-test --idle-timeout 60s --timeout 60s',
      ),
      timeoutFix(c, 300),
      HANDLE_STREAM_ERRORS,
    ],
    further: () => [HANDLE_STREAM_ERRORS_NODE],
    recognised: 'No bytes for longer than the idle limit (`--idle-timeout`, 15 s).',
    example: 'The answer stops in the middle of a sentence and the program hangs',
  },
  'stream.malformed': {
    severity: 'error',
    faultDomain: 'gateway',
    check: null,
    title: 'The stream has events that cannot be read',
    retryHelps: false,
    expected: 'events of valid SSE and JSON',
    textSign: saysMalformedStream,
    cause: () =>
      'Something on the way writes into the stream or breaks its events. SDKs stop at the first such event, or pass over it and show nothing.',
    fixes: () => [
      fix('Look at the raw stream.', 'npx agentrouter stream-test --show-http'),
      fix('Send that to the operator: a proxy or a plug-in changes the stream.'),
      WITHOUT_STREAM_FIX,
    ],
    recognised: 'A line that is no SSE field, or data that is no JSON of that API.',
    example: 'json.decoder.JSONDecodeError while iterating over the stream',
  },
  'stream.empty': {
    severity: 'error',
    faultDomain: 'gateway',
    check: null,
    title: 'The stream ends without any content',
    retryHelps: true,
    expected: 'text, reasoning or a tool call',
    textSign: saysEmptyStream,
    cause: (c) => `The stream${byModel(c.model)} began and ended in order, and there was nothing in it.`,
    fixes: (c) => [
      fix(
        'Ask the same model without streaming.',
        `npx agentrouter models --probe ${c.model === null ? '' : shellWord(c.model)}`.trim(),
      ),
      fix(
        'Try another model. If only this one is empty, tell the operator its name.',
        'npx agentrouter models',
      ),
    ],
    recognised: 'A proper end, and neither text nor reasoning nor a tool call before it.',
    example: 'The program prints an empty answer and no error',
  },
  'stream.slow-first-token': {
    severity: 'warning',
    faultDomain: 'provider',
    check: null,
    title: 'The first token takes long',
    retryHelps: true,
    expected: 'a first token within 10 s',
    cause: (c) =>
      `The stream${byModel(c.model)} works, but its first token took over 10 s: a busy provider or a model that thinks first.`,
    fixes: (c) => [
      fix('Compare the models by speed and take a faster one.', 'npx agentrouter models --probe'),
      timeoutFix(c, 300),
    ],
    recognised: 'Over 10 s from sending the request to the first text, reasoning or tool argument.',
    example: 'A long pause before the answer begins',
  },
} satisfies Family;
