/** How SDKs, proxies and transcripts of curl word what went wrong with a stream. */

import { anyOf } from '../../evidence/any-of.ts';
import { field, isRecord } from '../../evidence/answer-json.ts';
import type { AnswerEvidence, TextEvidence } from '../../evidence/types.ts';
import type { Sign } from '../types.ts';
import { byWords } from './rules.ts';

const IDLE =
  /idle[ -]?time(?:d )?-?out|(?:stream|connection) (?:has )?(?:stalled|hung|gone silent)|\bkeine? (?:weiteres? )?(?:Bytes?|Daten|Chunks?)\b[^.\n]{0,30}empfangen|no (?:data|chunks?|events?|bytes|tokens?) (?:was |were )?(?:received |came )?(?:for|within|in) (?:over )?\d+/i;

/** A client that says how a stream ended, and then why: the reason counts. */
const SAID_WHY = /rate limit|too many requests|quota|overloaded|balance|credits?\b|invalid (?:api )?key/i;

const isStreamed = ({ streamBegun, ask }: TextEvidence): boolean => streamBegun || ask.stream;

export const saysInterrupted = byWords([
  {
    weight: 86,
    words: anyOf(
      /incomplete chunked read|without sending complete message body|IncompleteRead\(\d+ bytes/i,
      /transfer closed with \S+ (?:bytes|read data) remaining|payload is not completed/i,
      /not enough data (?:for|to) satisfy|ChunkedEncodingError|InvalidChunkLength/i,
      /ERR_STREAM_PREMATURE_CLOSE|premature close|ERR_INCOMPLETE_CHUNKED_ENCODING/i,
      /http\/2 stream \d+ was not closed cleanly|stream disconnected before completion/i,
      /stream closed before response\.completed/i,
      /stream (?:was )?(?:unexpectedly )?(?:closed|ended|aborted|interrupted|terminated) (?:before|prematurely|unexpectedly)/i,
      /error decoding response body(?!: (?:operation timed out|[^\n]{0,200}\bat line \d))|unexpected end of (?:the )?stream/i,
      /connection (?:was )?(?:closed|lost|dropped) (?:while|during|mid)[ -]?(?:reading |receiving )?(?:the )?stream/i,
    ),
    unless: new RegExp(`${IDLE.source}|before completion: .{0,80}(?:${SAID_WHY.source})`, 'i'),
  },
  {
    weight: 84,
    words: /\bTypeError: terminated\b|\bError: terminated\b|\bcause: terminated\b/i,
    unless: /BodyTimeout|UND_ERR_BODY_TIMEOUT|Body Timeout/i,
  },
  { weight: 80, words: /(?<!\b(?:Post|Get) "\S{1,300}": )unexpected EOF\b/i },
  {
    weight: 82,
    words:
      /ECONNRESET|connection (?:was )?reset|reset by peer|socket hang up|other side closed|closed unexpectedly|ended prematurely|RemoteProtocolError|aborted\b/i,
    when: ({ streamBegun }) => streamBegun,
    unless: IDLE,
  },
]);

export const saysStalled = byWords([
  {
    weight: 90,
    words: IDLE,
    when: (evidence) =>
      isStreamed(evidence) || /stream|sse\b|event|chunk|upstream response/i.test(evidence.text),
  },
  { weight: 88, words: /UND_ERR_BODY_TIMEOUT|BodyTimeoutError|body timeout error/i },
  {
    weight: 88,
    words: /timed out after \d+ (?:milliseconds|ms) with [1-9]\d* bytes received/i,
    when: ({ streamBegun }) => streamBegun,
  },
  {
    weight: 87,
    words: /ReadTimeout|read timed out|TimeoutError|timed out/i,
    when: ({ streamBegun }) => streamBegun,
    unless: /connect ?timeout/i,
  },
  {
    weight: 78,
    words: /\b(?:stream(?:ing|ed)?|sse)\b[^.\n]{0,40}\btimed? ?out\b(?!\s*[=:])/i,
    unless: /connect ?timeout/i,
  },
]);

const EMPTY_WORDS = byWords([
  {
    weight: 90,
    words: anyOf(
      /without (?:sending|receiving|producing|yielding|any) (?:any )?(?:chunks?|content|events?|data|output|tokens?)\b/i,
      /(?:stream|response) (?:was |is |came back )empty/i,
      /\bempty (?:stream|response from (?:the )?(?:model|stream|api|provider))/i,
      /no (?:chunks?|content) (?:was |were )?(?:received|returned|streamed|generated)/i,
      /model returned (?:an )?empty/i,
      /(?:did not|didn't) (?:provide|return|produce|send) any (?:assistant |text )?(?:messages?|content|output|response)/i,
      /no ?output ?generated/i,
    ),
  },
]);

/** Words, or a transcript of an event stream with nothing in it. */
export function saysEmptyStream(evidence: TextEvidence): Sign | null {
  const silent = evidence.successes.some((answer) => isEventStream(answer) && answer.body.trim() === '');
  return silent && !/timed out|curl: \(\d+\)/i.test(evidence.text)
    ? { weight: 86, why: 'an event stream with nothing in it' }
    : EMPTY_WORDS(evidence);
}

const UNFINISHED_WORDS = byWords([
  {
    weight: 84,
    words:
      /ended without (?:producing a |receiving |sending )?(?:a )?(?:message|chat ?completion|\[done\]|message_stop|finish_reason|final|terminal|response\.completed)|(?:missing|no|without) (?:a )?(?:finish_reason|message_stop|\[done\])(?: event| marker)?/i,
  },
]);

/** Words, or a transcript of a whole event stream without an end marker. */
export function saysNoTerminator(evidence: TextEvidence): Sign | null {
  const cut = /curl: \((?!0)\d+\)|transfer closed|timed out/i.test(evidence.text);
  const open = evidence.successes.find(
    (answer) =>
      isEventStream(answer) &&
      /^data:/m.test(answer.body) &&
      !/\[DONE\]|message_stop|response\.completed/.test(answer.body),
  );
  return open !== undefined && !cut && open.errors.length === 0
    ? { weight: 76, why: 'an event stream without [DONE] or message_stop at its end' }
    : UNFINISHED_WORDS(evidence);
}

const NOT_SSE_WORDS = byWords([
  {
    weight: 92,
    words: anyOf(
      /content-?type[^.\n]{0,60}text\/event-stream['"]?[^.\n]{0,12}\b(?:got|but|received|found|instead)/i,
      /text\/event-stream[^.\n]{0,30}\b(?:expected|required)|(?:is )?not text\/event-stream/i,
      /(?:MIME|content) type[^.\n]{0,60}(?:event-stream|aborting the connection)/i,
      /expected (?:an )?(?:sse|event[ -]stream)[^.\n]{0,40}(?:got|but|received)/i,
    ),
  },
]);

/** Words, or a transcript in which a stream was asked for and one JSON body came. */
export function saysNotSse(evidence: TextEvidence): Sign | null {
  const whole = evidence.successes.find(
    ({ ask, json, headers }) =>
      ask.stream &&
      isRecord(json) &&
      Array.isArray(field(json, 'choices')) &&
      !/event-stream/i.test(headers['content-type'] ?? ''),
  );
  return whole === undefined
    ? NOT_SSE_WORDS(evidence)
    : {
        weight: 90,
        why: `a stream was asked for, and ${whole.headers['content-type'] ?? 'one JSON body'} came`,
      };
}

export const saysMalformedStream = byWords([
  { weight: 94, words: /unexpected token ['"]?d['"]?, "data: /i },
  {
    weight: 86,
    words: anyOf(
      /could not parse (?:message|event|chunk) into JSON/i,
      /(?:failed|unable) to (?:parse|decode|deserialize) (?:the )?(?:stream(?:ing)?|sse|chunk|event)/i,
      /(?:malformed|invalid) (?:sse|chunk|stream event|event stream)/i,
      /error parsing (?:sse|stream|chunk)/i,
    ),
  },
  {
    weight: 84,
    words: /JSONDecodeError|in JSON at position|is not valid JSON/i,
    when: ({ text }) => /_streaming\.py|core\/streaming|__stream__|for sse in|sse\.json\(\)/.test(text),
  },
]);

function isEventStream({ headers }: AnswerEvidence): boolean {
  return /event-stream/i.test(headers['content-type'] ?? '');
}
