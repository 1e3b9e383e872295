import { describe, expect, it } from 'vitest';
import { readPaste } from '../../../src/evidence/pasted/paste.ts';

describe('what a pasted text shows of the request', () => {
  it('is read from the headers of a transcript', () => {
    const text =
      '> POST /v1/messages HTTP/1.1\n> Host: gw.quiz.example\n> x-api-key: sk-ar-test0123456789wxyz\n>\n< HTTP/1.1 401 Unauthorized\n<\n{}';
    expect(readPaste(text).ask).toMatchObject({
      api: 'anthropic',
      operation: 'messages',
      auth: 'x-api-key',
      key: 'real',
      keyTail: 'wxyz',
      url: 'https://gw.quiz.example/v1/messages',
    });
  });

  it('says that no key was sent only where the headers are shown', () => {
    const shown = '> GET /v1/models HTTP/1.1\n> Host: gw.quiz.example\n>\n< HTTP/1.1 401 Unauthorized\n<\n{}';
    expect(readPaste(shown).ask.key).toBe('none');
    expect(readPaste('Error code: 401').ask.key).toBeNull();
  });

  it('names the model that was asked for, and no variable', () => {
    expect(readPaste('request: {"model": "gpt-4o-mini", "messages": []}').ask.model).toBe('gpt-4o-mini');
    expect(readPaste('create(model=model_name, messages=history)').ask.model).toBeNull();
  });

  it('passes over the addresses of documentation', () => {
    const text = 'POST https://gw.quiz.example/v1/chat/completions: see https://platform.openai.com/docs/api';
    expect(readPaste(text).ask.url).toBe('https://gw.quiz.example/v1/chat/completions');
    expect(readPaste('see https://docs.quiz.example/v1/models').ask.url).toBeNull();
  });
});

describe('the answers in a pasted text', () => {
  it('are those of a transcript, with headers and body', () => {
    const [answer] = readPaste(
      'HTTP/1.1 429 Too Many Requests\nRetry-After: 7\n\n{"error":{"message":"slow down"}}',
    ).answers;
    expect(answer).toMatchObject({
      status: 429,
      headers: { 'retry-after': '7' },
      errors: [{ message: 'slow down' }],
    });
  });

  it('are those that clients print, each once', () => {
    const line = 'Error code: 402 - {"error":{"message":"Insufficient balance"}}';
    expect(readPaste(`${line}\n${line}`).answers.map(({ status }) => status)).toEqual([402]);
  });

  it('take the status from the line, the object, or the title of a page', () => {
    const statusOf = (text: string): unknown => readPaste(text).answers[0]?.status;
    expect(statusOf('API Error: 400 {"error":{"message":"no"}}')).toBe(400);
    expect(statusOf("{ status: 403, data: { error: { message: 'no' } } }")).toBe(403);
    expect(statusOf('<html><head><title>502 Bad Gateway</title></head></html>')).toBe(502);
  });

  it('are not the ones of a proxy to CONNECT', () => {
    const text =
      '> CONNECT gw.quiz.example:443 HTTP/1.1\n> Host: gw.quiz.example:443\n>\n< HTTP/1.1 200 Connection established\n<\n* done';
    expect(readPaste(text).answers).toEqual([]);
  });

  it('leave out requests and good answers', () => {
    const text =
      '{"model":"gpt-4o","messages":[{"role":"user","content":"error 401"}]}\n{"choices":[{"message":{"content":"error 401"}}]}';
    const { answers, text: words } = readPaste(text);
    expect(answers).toEqual([]);
    expect(words.text).not.toContain('401');
  });
});
