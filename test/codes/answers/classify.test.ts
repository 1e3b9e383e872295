import { describe, expect, it } from 'vitest';
import { answerCodes, classify } from '../../../src/codes/classify.ts';
import type { CodeEntry } from '../../../src/codes/types.ts';
import { error, evidenceOf } from './case.ts';
import { ACCESS_CASES } from './cases-access.ts';
import { MODEL_CASES } from './cases-models.ts';
import { KEY_LIMIT_CASES } from './cases-key-limits.ts';
import { MONEY_CASES } from './cases-money.ts';
import { NETWORK_CASES } from './cases-network.ts';
import { REQUEST_CASES } from './cases-requests.ts';
import { UPSTREAM_CASES } from './cases-upstream.ts';
import { DIALECTS } from './dialects.ts';
import { NEAR_MISSES } from './near-misses.ts';
import { WORDINGS } from './wordings.ts';

const CASES = [
  ...ACCESS_CASES,
  ...KEY_LIMIT_CASES,
  ...MONEY_CASES,
  ...REQUEST_CASES,
  ...MODEL_CASES,
  ...UPSTREAM_CASES,
  ...NETWORK_CASES,
];

/** Codes of pasted text and settings that take part in the same comparison; their own tests are elsewhere. */
const ELSEWHERE =
  /^(?:key\.(?:missing|hidden-characters|bearer-prefix|masked|other-provider|bad-format)|url\.(?:missing|invalid|extra-v1|missing-v1|endpoint-included)|tls\.)/;

describe('an answer means', () => {
  it.each(CASES.filter((one) => one.is !== undefined))('$is: $name', (one) => {
    expect(classify(evidenceOf(one))[0]?.code).toBe(one.is);
  });

  it.each(CASES.filter((one) => one.not !== undefined))('not $not: $name', (one) => {
    expect(classify(evidenceOf(one))[0]?.code).not.toBe(one.not);
  });

  it('its code because of something that the evidence names', () => {
    for (const one of CASES) for (const { sign } of classify(evidenceOf(one))) expect(sign.why).not.toBe('');
  });
});

describe('one meaning in many words', () => {
  const wordings = WORDINGS.flatMap(([code, status, texts]) => texts.map((text) => ({ code, status, text })));

  it.each(wordings)('$code: $text', ({ code, status, text }) => {
    expect(classify(evidenceOf({ name: text, status, body: error(text) }))[0]?.code).toBe(code);
  });

  it.each(NEAR_MISSES)('%s and not %s (%i): %s', (is, not, status, text) => {
    const [first] = classify(evidenceOf({ name: text, status, body: error(text) }));
    expect(first?.code).not.toBe(not);
    expect(first?.code).toBe(is);
  });

  it.each(Object.entries(DIALECTS))('%s', (name, { is, ...answer }) => {
    expect(classify(evidenceOf({ name, ...answer }))[0]?.code).toBe(is);
  });
});

describe('every code that an answer can show', () => {
  const entries: [string, CodeEntry][] = Object.entries(answerCodes);
  const codes = entries
    .filter(([code, { sign }]) => sign !== undefined && !ELSEWHERE.test(code))
    .map(([code]) => code);

  it.each(codes)('%s has a case that shows it and a near miss that does not', (code) => {
    expect(CASES.some((one) => one.is === code)).toBe(true);
    expect(CASES.some((one) => one.not === code)).toBe(true);
  });
});

describe('good answers', () => {
  it('of either API, whatever they talk about, mean nothing', () => {
    const words =
      'Invalid API key, insufficient balance, rate limit exceeded, {"error":{"message":"Overloaded"}}';
    const bodies = [
      { choices: [{ message: { role: 'assistant', content: words } }], error: null },
      { type: 'message', role: 'assistant', content: [{ type: 'text', text: words }] },
    ];
    for (const body of bodies) {
      const ask = 'choices' in body ? {} : ({ operation: 'messages', api: 'anthropic' } as const);
      expect(classify(evidenceOf({ name: 'good', ask, status: 200, body }))).toEqual([]);
    }
  });
});
