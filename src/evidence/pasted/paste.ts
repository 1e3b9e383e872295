/** Turns a pasted text of any kind into the evidence that live runs are judged by. Pure; bounded; never throws. */

import { toAnswerEvidence } from '../answer.ts';
import { foldWords } from '../words.ts';
import type { AnswerEvidence, Ask, FailureEvidence, TextEvidence } from '../types.ts';
import { answersOfValue } from './value-answers.ts';
import { cluesOf } from './clues.ts';
import { essence, framesOf, statementsOf } from './lines.ts';
import { isOtherTopic } from './other-topic.ts';
import { pagesIn } from './pages.ts';
import { readable } from './readable.ts';
import { isSourceText } from './source-text.ts';
import { statusIn } from './status.ts';
import { readTranscript, type Spoken, type Transcript } from './transcript.ts';
import { printedValues, type PrintedValue } from './values.ts';

export interface Paste {
  ask: Ask;
  /** Answers whose status or body is shown, in their order, each once. */
  answers: AnswerEvidence[];
  /** Lines that may quote an answer, or be a client's own words. */
  statements: AnswerEvidence[];
  failure: FailureEvidence;
  text: TextEvidence;
  /** Shows objects whose strings a terminal wrapped: another reading may be better. */
  wrapped: boolean;
  /** It is about another program than one that calls models, or is code or documentation. */
  otherTopic: boolean;
}

const MAX_CHARS = 400_000;
const MAX_WORDS_CHARS = 20_000;
const MAX_BESIDE_CHARS = 4_000;

/** @param wrap what stands for a line break inside a printed string: a space, or nothing */
export function readPaste(raw: string, wrap = ' '): Paste {
  const text = readable(raw.slice(0, MAX_CHARS));
  const clues = cluesOf(text);
  const transcript = readTranscript(text);
  const { pages, rest } = pagesIn(transcript.rest);
  const values = printedValues(rest, wrap);
  const printed = values.map((value) => ({ value, answers: answersIn(value, rest, clues) }));
  const said = printed.filter(({ value, answers }) => isSaid(value, answers)).map(({ value }) => value);
  const answers = distinct([
    ...transcript.spoken.map((spoken) => toAnswerEvidence(askOf(spoken, clues), spoken)),
    ...printed.flatMap((one) => one.answers),
    ...pages.map(({ status, html }) => toAnswerEvidence(clues, { status, headers: {}, body: html })),
  ]);
  if (LONE_CODE.test(text.trim())) answers.push(ofCode(text.trim(), clues));
  const lines = statementsOf(
    without(
      rest,
      values.filter(({ kind }) => kind !== 'other'),
    ),
  );
  const statements = lines.filter(({ status }) => status === null || status >= 300);
  const words = essence(without(rest, said), MAX_WORDS_CHARS);
  return {
    ask: clues,
    answers: answers.filter((answer) => !isPlainSuccess(answer)),
    statements: distinct(
      statements.map((line) =>
        toAnswerEvidence(clues, { status: line.status, headers: {}, body: line.words }),
      ),
    ),
    failure: failureOf(clues, words),
    text: {
      kind: 'text',
      ask: clues,
      text: foldWords([words, ...answers.map((answer) => answer.text.slice(0, 2_000))].join('\n')).slice(
        0,
        2 * MAX_WORDS_CHARS,
      ),
      sent: sentIn(transcript),
      frames: framesOf(rest, MAX_BESIDE_CHARS),
      statuses: [...answers, ...lines].flatMap(({ status }) => status ?? []),
      streamBegun: STREAM_BEGUN.test(text),
      successes: answers.filter(({ status }) => status !== null && status >= 200 && status < 300),
    },
    wrapped: values.some(({ start, end }) => rest.slice(start, end).includes('\n')),
    otherTopic: isOtherTopic(text) || isSourceText(text),
  };
}

/** `insufficient_quota`: an error's machine-readable name and nothing else. */
const LONE_CODE = /^[A-Za-z][\w.-]{3,80}$/;

function ofCode(code: string, ask: Ask): AnswerEvidence {
  return toAnswerEvidence(ask, {
    status: null,
    headers: {},
    body: JSON.stringify({ error: { message: code, code } }),
  });
}

const STREAM_BEGUN =
  /"object": ?"chat\.completion\.chunk"|^event: (?:message_start|content_block)|^(?:< )?content-type: text\/event-stream/im;

function answersIn(value: PrintedValue, text: string, clues: Ask): AnswerEvidence[] {
  if (value.kind !== 'error') return [];
  const byLiteLLM = /^\W{0,4}Received Model Group=/.test(text.slice(value.end, value.end + 40));
  return answersOfValue(value.value, lineBefore(text, value), clues, byLiteLLM);
}

/** Read as an answer already, or nothing that went wrong: its words are not looked at again. */
function isSaid({ kind }: PrintedValue, answers: readonly AnswerEvidence[]): boolean {
  if (kind === 'request' || kind === 'success') return true;
  return answers.some(
    ({ status, errors }) =>
      status !== null ||
      errors.some((error) => error.type !== null || error.code !== null || error.status !== null),
  );
}

function failureOf(ask: Ask, message: string): FailureEvidence {
  const unseen = { code: '', host: null, port: null, address: null, afterMs: 0, proxyAnswer: null };
  return { kind: 'failure', ask, failure: { layer: null, message, ...unseen } };
}

function sentIn({ spoken, unanswered }: Transcript): string {
  return [...spoken, ...(unanswered === null ? [] : [unanswered])]
    .flatMap(({ sent }) => Object.entries(sent ?? {}).map(([name, value]) => `${name}: ${value}`))
    .join('\n')
    .slice(0, MAX_BESIDE_CHARS);
}

/** What was asked in this exchange of a transcript; the clues of the whole text fill what it does not show. */
function askOf({ target, sent }: Spoken, clues: Ask): Ask {
  if (target === null || sent === null) return clues;
  const host = sent['host'];
  const scheme = /^http:/.test(clues.url ?? '') ? 'http' : 'https';
  const url = target.startsWith('http')
    ? target
    : host === undefined
      ? clues.url
      : `${scheme}://${host}${target}`;
  return { ...clues, url };
}

function isPlainSuccess({ status, errors, isJson, page }: AnswerEvidence): boolean {
  return status !== null && status < 300 && errors.length === 0 && isJson && page === null;
}

function distinct(answers: readonly AnswerEvidence[]): AnswerEvidence[] {
  return [...new Map(answers.map((answer) => [`${answer.status ?? ''} ${answer.body}`, answer])).values()];
}

/** What stands on the same line before a value, where a status may be; else the line above. */
function lineBefore(text: string, { start }: PrintedValue): string {
  const before = text.slice(Math.max(0, start - 400), start);
  const lines = before.split('\n');
  const same = lines.at(-1) ?? '';
  if (statusIn(same) !== null || /\p{L}/u.test(same)) return same;
  return (lines.findLast((line) => line.trim() !== '') ?? '').trim();
}

function without(text: string, values: readonly PrintedValue[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of values) {
    rest += text.slice(from, start);
    from = end;
  }
  return rest + text.slice(from);
}
