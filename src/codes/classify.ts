import type { AnswerEvidence } from '../evidence/types.ts';
import { accessCodes } from './access.ts';
import { accountCodes } from './account.ts';
import { authAnswerCodes } from './auth-answer.ts';
import { balanceCodes } from './balance.ts';
import { deepseekCodes } from './deepseek.ts';
import { dnsCodes } from './dns.ts';
import { endpointCodes } from './endpoint.ts';
import { httpBodyCodes } from './http-body.ts';
import { keyAbsentCodes } from './key-absent.ts';
import { keyCodes } from './key.ts';
import { modelAnswerCodes } from './model-answer.ts';
import { proxyCodes } from './proxy.ts';
import { rateCodes } from './rate.ts';
import { requestLimitCodes } from './request-limits.ts';
import { requestShapeCodes } from './request-shape.ts';
import { streamErrorCodes } from './stream-error.ts';
import { toolsAnswerCodes } from './tools-answer.ts';
import { tlsHandshakeCodes } from './tls-handshake.ts';
import type { CodeEntry, Family, Sign } from './types.ts';
import { unknownCodes } from './unknown.ts';
import { upstreamKeyCodes } from './upstream-key.ts';
import { upstreamCodes } from './upstream.ts';
import { urlAnswerCodes } from './url-answer.ts';
import { urlFormCodes } from './url-form.ts';

/** Every family with codes that one HTTP answer can show. Of signs that weigh the same, the earlier code is named. */
export const answerCodes = {
  ...accountCodes,
  ...accessCodes,
  ...toolsAnswerCodes,
  ...deepseekCodes,
  ...upstreamKeyCodes,
  ...balanceCodes,
  ...rateCodes,
  ...modelAnswerCodes,
  ...requestLimitCodes,
  ...requestShapeCodes,
  ...authAnswerCodes,
  ...keyCodes,
  ...upstreamCodes,
  ...streamErrorCodes,
  ...urlAnswerCodes,
  ...endpointCodes,
  ...httpBodyCodes,
  ...unknownCodes,
  ...keyAbsentCodes,
  ...urlFormCodes,
  ...tlsHandshakeCodes,
  ...dnsCodes,
  ...proxyCodes,
} satisfies Family;

type AnswerCode = keyof typeof answerCodes;

interface Candidate {
  code: AnswerCode;
  sign: Sign;
}

const SIGNS: readonly (readonly [AnswerCode, NonNullable<CodeEntry['sign']>])[] = signs();

/**
 * What an HTTP answer means: all codes that it shows signs of, the strongest first. Empty for an answer without an
 * error. Every answer with one gets at least `unknown`.
 */
export function classify(answer: AnswerEvidence): Candidate[] {
  const found = SIGNS.flatMap(([code, sign]): Candidate[] => {
    const seen = sign(answer);
    return seen === null ? [] : [{ code, sign: seen }];
  });
  const known = found.filter(({ code }) => code !== 'unknown');
  return (known.length > 0 ? known : found).sort((a, b) => b.sign.weight - a.sign.weight);
}

function signs(): [AnswerCode, NonNullable<CodeEntry['sign']>][] {
  const entries: [string, CodeEntry][] = Object.entries(answerCodes);
  return entries.flatMap(([code, { sign }]) =>
    isAnswerCode(code) && sign !== undefined ? [[code, sign]] : [],
  );
}

function isAnswerCode(code: string): code is AnswerCode {
  return Object.hasOwn(answerCodes, code);
}
