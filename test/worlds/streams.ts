import { expect } from 'vitest';
import { openaiError, streamOf, WORDS, chatAnswer, messageAnswer } from '../helpers/gateway-answers.ts';
import { calledWith, onStreams, onTools } from '../helpers/gateway-rules.ts';
import type { Rule } from '../helpers/gateway.ts';
import type { World } from '../helpers/world.ts';

type Change = (pieces: string[]) => readonly (string | number)[];

/** Streams of both APIs, changed on their way out. */
const changed = (
  change: Change,
  rest: Parameters<typeof streamOf>[2] = {},
): NonNullable<World['gateway']> => ({
  withKey: [onStreams((call) => streamOf(call, change, rest))],
});

const half: Change = (pieces) => pieces.slice(0, 5);
const lessMarker: Change = (pieces) => pieces.slice(0, -1);
const inOne: Change = (pieces) => [pieces.join('')];

/** How a stream can go wrong, each beside one that only looks so. */
export const STREAMS: readonly World[] = [
  {
    name: 'streams that are cut in the middle',
    gives: ['stream.interrupted'],
    nearMissOf: ['stream.no-terminator', 'stream.stalled', 'upstream.flaky'],
    gateway: changed(half, { ending: 'cut' }),
    checks: { 'requests.chat': 'pass', 'streaming.openai': 'fail', 'tools.openai': 'pass' },
  },
  {
    name: 'streams that are cut after their end marker',
    gives: [],
    nearMissOf: ['stream.interrupted'],
    gateway: changed((pieces) => pieces, { ending: 'cut' }),
  },
  {
    name: 'streams that stay open after their end marker',
    gives: [],
    nearMissOf: ['stream.stalled'],
    gateway: changed((pieces) => pieces, { ending: 'hang' }),
  },
  {
    name: 'streams without an end marker',
    gives: ['stream.no-terminator'],
    nearMissOf: ['stream.interrupted'],
    gateway: changed(lessMarker),
  },
  {
    name: 'streams that fall silent',
    gives: ['stream.stalled'],
    nearMissOf: ['stream.interrupted', 'stream.no-terminator', 'http.timeout'],
    options: { 'idle-timeout': '800ms' },
    gateway: changed(half, { ending: 'hang' }),
  },
  {
    name: 'streams that pause',
    gives: [],
    nearMissOf: ['stream.stalled', 'stream.buffered'],
    gateway: changed((pieces) => pieces.flatMap((piece, at) => (at === 3 ? [1_200, piece] : [piece]))),
  },
  {
    name: 'streams that are held back and come at once',
    gives: ['stream.buffered'],
    nearMissOf: ['stream.slow-first-token', 'stream.not-sse'],
    gateway: changed((pieces) => [1_300, ...inOne(pieces)]),
  },
  {
    name: 'short streams that come at once',
    gives: [],
    nearMissOf: ['stream.buffered'],
    gateway: changed(inOne),
  },
  {
    name: 'four chunks that come at once, and late',
    gives: [],
    nearMissOf: ['stream.buffered'],
    gateway: {
      withKey: [
        onStreams((call) =>
          call.api === 'openai'
            ? streamOf(call, (pieces) => [1_300, [...pieces.slice(0, 4), ...pieces.slice(-3)].join('')])
            : null,
        ),
      ],
    },
  },
  {
    name: 'one JSON body in place of a stream',
    gives: ['stream.not-sse'],
    root: 'stream.not-sse',
    nearMissOf: ['http.not-json', 'stream.buffered'],
    gateway: {
      withKey: [
        onStreams((call) =>
          call.api === 'openai'
            ? chatAnswer(call.model, WORDS, false)
            : messageAnswer(call.model, WORDS, false),
        ),
      ],
    },
  },
  {
    name: 'right events under the wrong content type',
    gives: ['stream.not-sse'],
    root: null,
    gateway: changed((pieces) => pieces, { headers: { 'content-type': 'text/plain' } }),
    checks: { 'streaming.openai': 'warn' },
  },
  {
    name: 'events with comments, blank lines and CRLF',
    gives: [],
    nearMissOf: ['stream.not-sse', 'stream.malformed'],
    gateway: changed(
      (pieces) => [': keep-alive\r\n\r\n', ...pieces.map((piece) => piece.replaceAll('\n', '\r\n'))],
      { headers: { 'content-type': 'text/event-stream; charset=utf-8' } },
    ),
  },
  {
    name: 'an error inside the stream',
    gives: ['stream.error-event'],
    nearMissOf: ['stream.malformed', 'stream.empty', 'stream.no-terminator'],
    gateway: changed((pieces) => [
      ...pieces.slice(0, 4),
      'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n',
    ]),
  },
  {
    name: 'a word about errors inside the stream',
    gives: [],
    nearMissOf: ['stream.error-event'],
    gateway: changed((pieces) => pieces.map((piece) => piece.replace(' six', ' {error: none}'))),
  },
  {
    name: 'events that are no JSON',
    gives: ['stream.malformed'],
    nearMissOf: ['stream.error-event', 'stream.interrupted'],
    gateway: changed((pieces) => [
      ...pieces.slice(0, 4),
      'data: {"choices": [{"delta": {"content": "bro\n\n',
      ...pieces.slice(4),
    ]),
  },
  {
    name: 'words of a proxy inside the stream',
    gives: ['stream.error-event'],
    nearMissOf: ['stream.malformed'],
    gateway: changed((pieces) => [
      ...pieces.slice(0, 4),
      'data: upstream connect error or disconnect/reset before headers. reset reason: connection termination\n\n',
    ]),
    also: ({ report }) => expect(report.findings[0]?.cause).toMatch(/That means upstream\./),
  },
  {
    name: 'a broken chunk with words of a failure in its text',
    gives: ['stream.malformed'],
    nearMissOf: ['stream.error-event'],
    gateway: changed((pieces) => [
      ...pieces.slice(0, 4),
      'data: {"choices": [{"delta": {"content": "503 Service Unavailable: no upstream\n\n',
      ...pieces.slice(4),
    ]),
  },
  {
    name: 'streams that end in order with nothing in them',
    gives: ['stream.empty'],
    nearMissOf: ['stream.no-terminator'],
    gateway: changed((pieces) => pieces.filter((piece) => !/"content":"[^"]|text_delta/.test(piece))),
  },
  {
    name: 'streams of hidden reasoning that end by their limit',
    gives: [],
    nearMissOf: ['stream.empty'],
    gateway: changed((pieces) =>
      pieces
        .filter((piece) => !/"content":"[^"]|text_delta/.test(piece))
        .map((piece) =>
          piece
            .replace('"finish_reason":"stop"', '"finish_reason":"length"')
            .replace('"stop_reason":"end_turn"', '"stop_reason":"max_tokens"'),
        ),
    ),
  },
  {
    name: 'eleven seconds to the first token',
    gives: ['stream.slow-first-token'],
    nearMissOf: ['stream.stalled', 'stream.buffered', 'http.slow'],
    options: { timeout: '20s', 'idle-timeout': '15s', api: 'openai' },
    gateway: changed((pieces) => [
      pieces[0] ?? '',
      10_500,
      ...pieces.slice(1).flatMap((piece) => [piece, 60]),
    ]),
  },
  {
    name: 'streams that are refused',
    gives: ['upstream.unavailable'],
    nearMissOf: ['stream.not-sse', 'stream.error-event'],
    gateway: { withKey: [onStreams(openaiError(503, 'Service temporarily unavailable'))] },
    checks: { 'requests.chat': 'pass' },
  },
  {
    name: 'streams one byte at a time',
    gives: [],
    nearMissOf: ['stream.malformed'],
    gateway: changed((pieces) =>
      pieces
        .join('')
        .split('')
        .flatMap((letter, at) => (at % 40 === 0 ? [letter, 1] : [letter])),
    ),
  },
];

const asText: Rule = (call) =>
  call.tool
    ? call.stream
      ? streamOf({ ...call, tool: false })
      : call.api === 'openai'
        ? chatAnswer(call.model, WORDS, false)
        : messageAnswer(call.model, WORDS, false)
    : null;

/** What becomes of tools. */
export const TOOLS: readonly World[] = [
  {
    name: 'text in place of a forced tool call',
    gives: ['tools.not-called'],
    nearMissOf: ['tools.malformed', 'tools.unsupported'],
    gateway: { withKey: [asText] },
    checks: { 'requests.chat': 'pass', 'tools.openai': 'warn' },
  },
  {
    name: 'arguments that are no JSON',
    gives: ['tools.malformed'],
    nearMissOf: ['tools.not-called', 'stream.malformed'],
    gateway: { withKey: [calledWith('{"city": Paris')] },
  },
  {
    name: 'arguments without the city',
    gives: ['tools.malformed'],
    gateway: { withKey: [calledWith('{"town":"Paris"}')] },
  },
  {
    name: 'arguments with more than was asked for',
    gives: [],
    nearMissOf: ['tools.malformed', 'tools.not-called', 'tools.unsupported'],
    gateway: { withKey: [calledWith('{"city":"Paris","unit":"C"}')] },
  },
  {
    name: 'tools that are refused',
    gives: ['tools.unsupported'],
    nearMissOf: ['request.unsupported-parameter', 'tools.not-called', 'request.invalid'],
    gateway: { withKey: [onTools(openaiError(400, 'This model does not support tools'))] },
    checks: { 'tools.openai': 'warn', 'requests.chat': 'pass' },
  },
  {
    name: 'a forced choice of tool that is refused',
    gives: [],
    nearMissOf: ['tools.unsupported', 'request.unsupported-parameter'],
    gateway: {
      withKey: [
        (call) =>
          call.tool && JSON.stringify(call.fields['tool_choice'] ?? '').includes('get_weather')
            ? openaiError(400, "tool_choice: only 'auto' and 'any' are supported", { param: 'tool_choice' })
            : null,
      ],
    },
    checks: { 'tools.openai': 'pass' },
  },
];
