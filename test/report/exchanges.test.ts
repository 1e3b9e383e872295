import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { curlCommand, shellQuote } from '../../src/report/exchange-curl.ts';
import { rawExchange } from '../../src/report/exchange-http.ts';
import { refusedChat } from './sample-facts.ts';
import { seeded } from './random.ts';

describe('a raw exchange', () => {
  test('shows what was sent and what came', () => {
    expect(rawExchange(refusedChat)).toEqual([
      '* chat, 2026-03-01T03:00:00.000Z',
      '> POST https://gw.example.com/v1/chat/completions',
      '> content-type: application/json',
      '> authorization: Bearer $AGENTROUTER_API_KEY',
      '>',
      '> {"model":"gpt-4o-mini","messages":[{"role":"user","content":"Say \'hi\'"}]}',
      '< 401',
      '< content-type: application/json',
      '< x-request-id: req-7',
      '<',
      '< {"error":{"message":"Invalid API key","code":"invalid_api_key"}}',
      '* 305 ms',
    ]);
  });
  test('says why no answer came', () => {
    const failed = {
      ...refusedChat,
      attempt: 2,
      outcome: {
        kind: 'failure' as const,
        failure: {
          layer: 'tcp' as const,
          code: 'ECONNREFUSED',
          message: 'refused',
          host: null,
          port: null,
          address: null,
          afterMs: 3,
          proxyAnswer: null,
        },
      },
    };
    expect(rawExchange(failed).at(-1)).toBe('* no answer after 305 ms: tcp ECONNREFUSED refused');
    expect(rawExchange(failed)[0]).toContain('chat, try 2');
  });
  test('cuts a long body and says so', () => {
    const { outcome } = refusedChat;
    if (outcome.kind !== 'answer') throw new Error('the sample has an answer');
    const long = {
      ...refusedChat,
      outcome: { ...outcome, answer: { ...outcome.answer, body: 'x'.repeat(50_000) } },
    };
    const lines = rawExchange(long);
    expect(lines).toContain('< (cut here)');
    expect(lines.join('').length).toBeLessThan(20_000);
  });
});

/** What a POSIX shell makes of a command's arguments. */
function inShell(command: string): string[] {
  const script = `curl() { for a in "$@"; do printf '%s\\0' "$a"; done; }\n${command}`;
  const out = execFileSync('/bin/sh', ['-c', script], { env: { AGENTROUTER_API_KEY: 'the-key "$x"' } });
  return out.toString('utf8').split('\0').slice(0, -1);
}

describe('a curl command', () => {
  test('gives a shell the same request, with the key from the environment', () => {
    const command = curlCommand(refusedChat, 30_000);
    expect(command).toContain('$AGENTROUTER_API_KEY');
    const args = inShell(command);
    expect(args).toContain('https://gw.example.com/v1/chat/completions');
    expect(args).toContain('authorization: Bearer the-key "$x"');
    expect(args.at(-1)).toBe(refusedChat.requestBody);
  });
  test('does not buffer a stream', () => {
    expect(curlCommand({ ...refusedChat, ask: { ...refusedChat.ask, stream: true } }, 1_500)).toMatch(
      /^curl -sSN -i --max-time 2 /,
    );
  });
  test('quotes any text so that a shell gives it back (100 cases)', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const random = seeded(seed);
      const texts = Array.from({ length: 20 }, () =>
        random.text('a \'"$`\\!\n*;&|<>()#~é', 1 + random.below(12)),
      );
      expect(inShell(`curl ${texts.map(shellQuote).join(' ')}`), `seed ${seed}`).toEqual(texts);
    }
  });
});
