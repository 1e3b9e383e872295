import { describe, expect, it } from 'vitest';
import { secretsIn } from '../../../src/evidence/pasted/secrets.ts';
import { createRedactor } from '../../../src/report/redact.ts';

const RANDOM = 'Qx7Zp2Lm9Vk4Tn8Wc3Rb6Yd1Hs5Jg0Fa';
const shown = (text: string): string => createRedactor(secretsIn(text)).text(text);

describe('a secret in a pasted text', () => {
  it.each([
    ['after its name', `x-api-key: ${RANDOM}`],
    ['after its name in escaped JSON', String.raw`"{\"api_key\":\"${RANDOM}\"}"`],
    ['after the words that refuse it', `API key not valid: ${RANDOM}`],
    ['after Chinese words that refuse it', `无效的令牌 ${RANDOM}`],
    ['of a provider', `getaddrinfo ENOTFOUND gsk_${RANDOM}`],
    ['of a provider, as a model', `The model vck_${RANDOM} does not exist`],
    ['of no known form', `POST https://gw.quiz.example/${RANDOM}/v1/models`],
    [
      'torn apart by a terminal',
      `Incorrect API key provided, and shown here: sk-ar-Qx7Zp2Lm\n${RANDOM} is not known`,
    ],
    [
      'torn apart in a quoted mail',
      `> Incorrect API key provided, and shown here: sk-ar-Qx7Zp2Lm\n> ${RANDOM.slice(0, 16)}\n> ${RANDOM.slice(16)} is`,
    ],
    ['with a signature', `token: eyJhbGciOiJIUzI1NiJ9.${RANDOM}.${RANDOM}`],
  ])('is hidden: %s', (_, text) => {
    const told = shown(text);
    for (let at = 4; at + 8 < RANDOM.length - 4; at += 1)
      expect(told).not.toContain(RANDOM.slice(at, at + 8));
  });

  it.each([
    ['a request id', `(request id: ${RANDOM}9)`],
    ['a variable', 'api_key=$AGENTROUTER_API_KEY'],
    ['words', 'Invalid token provided by the caller'],
    ['the line below a key', 'Authorization: Bearer $KEY and this line is a long one\nRetrying in 5 seconds'],
    ['a model', 'The model claude-3-5-sonnet-20241022 does not exist'],
  ])('is none: %s', (_, text) => {
    expect(shown(text)).toBe(text);
  });
});
