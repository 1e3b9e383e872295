/** Makes answers of a printed object: the body itself, or what a client printed around it. */

import { field, isRecord, type JsonRecord } from '../answer-json.ts';
import { toAnswerEvidence } from '../answer.ts';
import type { AnswerEvidence, Ask } from '../types.ts';
import { statusIn } from './status.ts';

const BODIES = ['data', 'body', 'response', 'responseBody', 'error'] as const;
const STATUSES = ['status', 'statusCode', 'status_code'] as const;
const MAX_DEPTH = 5;

/** A gateway that quotes its provider says so in words of its own before the provider's. */
const QUOTES = /error from (?:upstream )?provider|upstream error/i;

/**
 * @param before the words in front of the object, which may name the status or who is quoted
 * @param quotes the words behind it show that a gateway quotes somebody
 */
export function answersOfValue(value: unknown, before: string, ask: Ask, quotes: boolean): AnswerEvidence[] {
  const told = responses(value, 0);
  if (told.length > 0)
    return told.map(({ status, headers, body }) =>
      toAnswerEvidence(ask, { status, headers, body: asText(body) }),
    );
  const body = JSON.stringify(value);
  if (ask.stream && isInsideStream(value)) return [toAnswerEvidence(ask, { status: 200, headers: {}, body })];
  const status = (isRecord(value) ? statusOf(value) : null) ?? statusIn(before);
  const quoted = quotes || QUOTES.test(before);
  return [toAnswerEvidence(ask, { status, headers: {}, body: quoted ? before + body : body })];
}

/** An SDK's exception for an error inside a stream has no status: the answer had begun as a success. */
function isInsideStream(value: unknown): boolean {
  return (
    isRecord(value) && Object.hasOwn(value, 'status') && value['status'] === null && isRecord(value['error'])
  );
}

interface Response {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** Objects of HTTP clients that hold a status and a body: axios' `response`, logs, SDK exceptions. */
function responses(value: unknown, depth: number): Response[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.slice(0, 10).flatMap((item) => responses(item, depth + 1));
  if (!isRecord(value)) return [];
  const status = statusOf(value);
  const body = BODIES.map((name) => field(value, name)).find((part) => holds(part));
  if (status !== null && body !== undefined)
    return [{ status, headers: headersOf(value), body: withError(body) }];
  return Object.values(value)
    .slice(0, 40)
    .flatMap((item) => responses(item, depth + 1));
}

function holds(part: unknown): boolean {
  return (isRecord(part) && Object.keys(part).length > 0) || (typeof part === 'string' && part.length > 2);
}

/** Clients print the inside of `{"error": …}`; Anthropic's whole body stands there as it is. */
function withError(body: unknown): unknown {
  const inside =
    isRecord(body) && field(body, 'error') === undefined && typeof field(body, 'message') === 'string';
  return inside ? { error: body } : body;
}

function statusOf(record: JsonRecord): number | null {
  for (const name of STATUSES) {
    const status = field(record, name);
    if (typeof status === 'number' && status >= 200 && status <= 599) return status;
  }
  return null;
}

function headersOf(record: JsonRecord): Record<string, string> {
  const headers = field(record, 'headers');
  if (!isRecord(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers)
      .slice(0, 60)
      .flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

function asText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
