import type { AnswerEvidence } from '../evidence/types.ts';
import { curlChat, fix, hostOf, said, supportFix } from './fix-texts.ts';
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
      fix(
        'Switch on the logging of your SDK.',
        'import logging; logging.basicConfig(level=logging.DEBUG)  # Python\nOPENAI_LOG=debug node app.js  # Node',
      ),
      supportFix(c),
      fix(
        'Ask at support@agentrouter.com with the error message, the request less its secrets, and the versions of SDK, Python or Node.js and system.',
      ),
    ],
    recognised: 'Something failed, and no rule of another code fits.',
    example: 'HTTP 418 with a body that says nothing',
  },
} satisfies Family;
