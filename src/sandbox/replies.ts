import type { BodyReply } from './types.ts';

export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): BodyReply {
  return {
    kind: 'body',
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
    afterMs: 0,
  };
}

/**
 * An error in the one shape that AgentRouter uses on all its paths, `/v1/messages` included
 * (AgentRouter documentation, "Troubleshooting").
 */
export function errorReply(
  status: number,
  code: string,
  message: string,
  type = 'invalid_request_error',
  headers: Record<string, string> = {},
): BodyReply {
  return jsonReply(status, { error: { message, type, code } }, headers);
}

export function htmlReply(
  status: number,
  title: string,
  text: string,
  headers: Record<string, string> = {},
): BodyReply {
  return {
    kind: 'body',
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: `<!DOCTYPE html>\n<html lang="en">\n<head><title>${title}</title></head>\n<body>\n${text}\n</body>\n</html>\n`,
    afterMs: 0,
  };
}

/** 401 (AgentRouter documentation, "Authentication Errors"): also what a request without any key gets. */
export function invalidKey(): BodyReply {
  return errorReply(401, 'invalid_api_key', 'Invalid API key');
}

/** 402 (AgentRouter documentation, "Insufficient Balance"). */
export function insufficientBalance(): BodyReply {
  return errorReply(402, 'insufficient_balance', 'Insufficient balance', 'insufficient_funds');
}

/** 429 (AgentRouter documentation, "Rate Limiting"); the headers are the rate limiter's. */
export function rateLimited(): BodyReply {
  return errorReply(429, 'rate_limit_exceeded', 'Rate limit exceeded', 'rate_limit_error');
}

export function unknownModel(model: string): BodyReply {
  return errorReply(404, 'model_not_found', `The model '${model}' does not exist`);
}

export function unknownPath(method: string, path: string): BodyReply {
  return errorReply(404, 'unknown_url', `Invalid URL (${method} ${path})`);
}

export function malformedJson(message = 'The request body is not valid JSON'): BodyReply {
  return errorReply(400, 'invalid_json', message);
}

export function bodyTooLarge(): BodyReply {
  return errorReply(413, 'request_too_large', 'The request body is too large', 'invalid_request_error', {
    connection: 'close',
  });
}
