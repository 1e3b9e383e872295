import { describe, expect, it } from 'vitest';
import { explainPaste } from '../../src/codes/explain-paste.ts';
import { HARMLESS, SOURCES, SOURCES_THAT_FAILED } from './harmless.ts';
import { PASTES } from './pastes.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const codes = (text: string): string[] => explainPaste(text, NOW).findings.map(({ code }) => code);

describe('a pasted error is explained by its cause', () => {
  it.each(PASTES)('$code: $kind: $text', ({ text, code }) => {
    const { rootCause, findings } = explainPaste(text, NOW);
    expect(rootCause).toBe(code);
    expect(findings[0]?.code).toBe(code);
    expect(findings.every(({ fixes }) => fixes.length > 0)).toBe(true);
  });
});

describe('a harmless text', () => {
  it.each([...HARMLESS, ...SOURCES])('gets unknown alone: %s', (text) => {
    expect(codes(text)).toEqual(['unknown']);
  });

  it.each(SOURCES_THAT_FAILED)('is none with an error of a program in it: $code', ({ text, code }) => {
    expect(codes(text)[0]).toBe(code);
  });
});

describe('a text that does not settle the cause', () => {
  it.each(PASTES.filter(({ code }) => code === 'unknown'))(
    'gets a short list and one command: $text',
    ({ text }) => {
      const { findings } = explainPaste(text, NOW);
      const [unknown, ...candidates] = findings;
      expect(candidates.length).toBeGreaterThan(1);
      expect(candidates.length).toBeLessThan(6);
      expect(candidates.every(({ confidence }) => confidence === 'possible')).toBe(true);
      expect(unknown?.fixes[0]?.command).toMatch(/^npx agentrouter (?:doctor|test-connection|check-key)/);
    },
  );
});

describe('what an explanation is filled with', () => {
  it('names the host that was asked and the server’s own words', () => {
    const text = `INFO:httpx:HTTP Request: POST https://gw.quiz.example/v1/chat/completions "HTTP/1.1 402 Payment Required"
openai.APIStatusError: Error code: 402 - {'error': {'message': 'Insufficient balance', 'code': 'insufficient_balance'}}`;
    const [finding] = explainPaste(text, NOW).findings;
    expect(finding?.cause).toContain('gw.quiz.example');
    expect(finding?.measured).toBe('status 402: "Insufficient balance"');
  });

  it('tells the wait that a header names, counted from now', () => {
    const reset = NOW / 1000 + 42;
    const text = `HTTP/1.1 429 Too Many Requests\nX-RateLimit-Reset: ${reset}\nX-RateLimit-Remaining: 0\n\n{"error":{"message":"Rate limit exceeded"}}`;
    const [finding] = explainPaste(text, NOW).findings;
    expect(finding?.fixes.some(({ text: fix }) => fix.includes('42 s'))).toBe(true);
  });

  it('names both of two independent faults, each once', () => {
    const text = `Error code: 401 - {"error":{"message":"Invalid API key","code":"invalid_api_key"}}
Error code: 404 - {"error":{"message":"The model gpt4 does not exist","code":"model_not_found"}}`;
    expect(codes(text).sort()).toEqual(['key.rejected', 'model.not-found']);
  });

  it('lets the deepest cause outrank the last line', () => {
    const text = `ConnectionRefusedError: [Errno 111] Connection refused

The above exception was the direct cause of the following exception:

openai.APIConnectionError: Connection error.`;
    expect(codes(text)[0]).toBe('tcp.refused');
  });

  it('lets the body outrank the status', () => {
    expect(codes('Error code: 429 - {"error":{"message":"Your credit balance is too low"}}')[0]).toBe(
      'balance.insufficient',
    );
    expect(codes('Error code: 500 - {"error":{"message":"field messages is required"}}')[0]).toBe(
      'request.missing-parameter',
    );
  });

  it('takes a refusal by this machine of a request for another one for a proxy', () => {
    const text =
      'request to https://gw.quiz.example/v1/models failed, reason: connect ECONNREFUSED 127.0.0.1:7890';
    expect(codes(text)[0]).toBe('proxy.unreachable');
  });

  it('does not take it for a proxy where this machine was meant', () => {
    const text =
      'request to http://127.0.0.1:7890/v1/models failed, reason: connect ECONNREFUSED 127.0.0.1:7890';
    expect(codes(text)[0]).toBe('tcp.refused');
  });
});

describe('strange input', () => {
  const pieces = [
    '{"error":',
    "{'a': ",
    '\\"',
    '> GET / HTTP/1.1\n',
    '< HTTP/1.1 500\n',
    '<html>',
    '[{',
    '\u001b[31m',
    '401 ',
    '\u0000',
    '无效',
    '${',
  ];
  it.each(pieces)('is read without an exception: many of %j', (piece) => {
    expect(codes(piece.repeat(20_000)).length).toBeGreaterThan(0);
  });
});
