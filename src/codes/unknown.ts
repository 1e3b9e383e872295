import type { AnswerEvidence } from '../evidence/types.ts';
import { ASK_FOR_HELP, curlChat, fix, hostOf, said, supportFix } from './fix-texts.ts';
import { rawRequestFix, SWITCH_ON_LOGGING } from './sdk-snippets.ts';
import type { Family, Sign } from './types.ts';

/** Below every other sign: something failed, and nothing says what. */
function anyFailure(answer: AnswerEvidence): Sign | null {
  if (answer.status !== null && answer.status < 400 && answer.errors.length === 0) return null;
  const words = answer.errors.at(-1)?.message ?? answer.page?.title ?? '';
  const status = answer.status === null ? '' : `status ${answer.status}`;
  return {
    weight: 5,
    why: [status, words.slice(0, 120)].filter((part) => part !== '').join(': ') || 'a failure without words',
  };
}

export const unknownCodes = {
  unknown: {
    severity: 'error',
    faultDomain: 'gateway',
    check: null,
    title: 'The cause is not known',
    retryHelps: false,
    expected: 'an answer that fits the API, or an error that names its cause',
    sign: anyFailure,
    cause: (c) =>
      `${c.host === null ? 'The failure' : `What ${hostOf(c)} answered`} fits none of the known causes.${said(c)}`,
    fixes: (c) => [
      fix('See the bare exchange.', 'npx agentrouter doctor --show-http'),
      fix('Send the same request by hand.', curlChat(c)),
      SWITCH_ON_LOGGING,
      ASK_FOR_HELP,
    ],
    further: (c) => [rawRequestFix(c), supportFix(c)],
    recognised: 'Something failed, and no rule of another code fits.',
    example: 'HTTP 418 with a body that says nothing',
  },
} satisfies Family;
