import { isRecord, SEARCHED_CHARS, wholeJson } from './answer-json.ts';
import { hasPayload } from './errors-fields.ts';
import { errorLayers, errorLayersOfText } from './errors.ts';
import { isEventStream, streamErrorLayers } from './errors-stream.ts';
import { readPage } from './page.ts';
import type { AnswerEvidence, Ask, ErrorLayer, Page } from './types.ts';
import { foldWords } from './words.ts';

const PLAIN_CHARS = 20_000;
const TEXT_CHARS = 40_000;

/**
 * Turns an HTTP answer of any shape into evidence. Pure; never throws; searches the first 256 KiB of the body.
 * @param answer `status` is null where a pasted text does not tell it
 */
export function toAnswerEvidence(
  ask: Ask,
  answer: { status: number | null; headers: Record<string, string>; body: string },
): AnswerEvidence {
  const headers = lowerCaseNames(answer.headers);
  const json = wholeJson(answer.body);
  const isJson = json !== undefined;
  const searched = answer.body.slice(0, SEARCHED_CHARS);
  const page = isJson ? null : readPage(searched);
  const errors = withErrorType(errorsOf(answer.status, headers, searched, json, page), headers);
  return {
    kind: 'answer',
    ask,
    status: answer.status,
    headers,
    body: answer.body,
    json: isJson ? json : null,
    isJson,
    errors,
    page,
    text: wordsOf(errors, page),
  };
}

function lowerCaseNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function errorsOf(
  status: number | null,
  headers: Record<string, string>,
  body: string,
  json: unknown,
  page: Page | null,
): ErrorLayer[] {
  const failed = status === null ? !(isRecord(json) && hasPayload(json)) : status >= 400;
  if (json !== undefined) return jsonErrors(json, failed, status, body);
  if (isEventStream(headers['content-type'] ?? '', body)) return streamErrorLayers(body);
  if (page !== null || !failed || body.trim() === '') return [];
  return xmlError(body) ?? errorLayersOfText(body.slice(0, PLAIN_CHARS));
}

/** A failure whose JSON has no known shape still has words. */
function jsonErrors(json: unknown, failed: boolean, status: number | null, body: string): ErrorLayer[] {
  const layers = errorLayers(json, failed);
  if (layers.length > 0 || status === null || status < 400 || !/\p{L}/u.test(body)) return layers;
  return [
    { message: body.trim().slice(0, 500), type: null, code: null, status: null, param: null, wrapper: null },
  ];
}

/** S3, Azure Storage and some firewalls: `<Error><Code>AccessDenied</Code><Message>…`. */
function xmlError(body: string): ErrorLayer[] | null {
  if (!/^\s*<(?:\?xml|[A-Za-z]*Error\b)/.test(body)) return null;
  const code = /<Code>([^<]{1,200})<\/Code>/i.exec(body)?.[1] ?? null;
  const message = /<(?:Message|Description)>([^<]{1,4000})</i.exec(body)?.[1] ?? '';
  if (code === null && message === '') return null;
  return [{ message, type: null, code, status: null, param: null, wrapper: null }];
}

/** AWS names the error's type in a header (`x-amzn-errortype: ForbiddenException:http://…`). */
function withErrorType(errors: ErrorLayer[], headers: Record<string, string>): ErrorLayer[] {
  const named = headers['x-amzn-errortype']?.split(':')[0]?.trim();
  const last = errors.at(-1);
  if (named === undefined || named === '' || last === undefined || last.type !== null) return errors;
  return [...errors.slice(0, -1), { ...last, type: named }];
}

function wordsOf(errors: ErrorLayer[], page: Page | null): string {
  const said =
    errors.length > 0 || page === null ? errors.map((error) => error.message) : [page.title, page.text];
  return said
    .map((part) => foldWords(part))
    .join('\n')
    .slice(0, TEXT_CHARS);
}
