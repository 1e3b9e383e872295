import type { AnswerEvidence } from '../evidence/types.ts';
import { ASK_FOR_HELP, failingProviders, fix, providerStatusFix, said, supportFix } from './fix-texts.ts';
import { otherProviderFixes } from './models-to-try.ts';
import { HANDLE_STREAM_ERRORS, HANDLE_STREAM_ERRORS_NODE, timeoutFix } from './sdk-snippets.ts';
import type { Family, Sign } from './types.ts';

/** An error inside a stream that began well. */
function errorEvent(answer: AnswerEvidence): Sign | null {
  const streamed =
    /event-stream/i.test(answer.headers['content-type'] ?? '') ||
    (answer.ask.stream && answer.status === 200) ||
    /^(?:data|event):/m.test(answer.body.slice(0, 2_000));
  const begun = answer.status === null || (answer.status >= 200 && answer.status < 300);
  const error = answer.errors.at(-1);
  if (!streamed || !begun || error === undefined || answer.page !== null) return null;
  return { weight: 62, why: `an error inside the stream: ${error.message.slice(0, 120)}` };
}

export const streamErrorCodes = {
  'stream.error-event': {
    severity: 'error',
    faultDomain: 'provider',
    check: null,
    title: 'An error came inside the stream',
    retryHelps: true,
    expected: 'the stream ends without an error',
    sign: errorEvent,
    cause: (c) =>
      `The stream began, and then the provider or the gateway reported a failure in it. The status was already sent as 200.${said(c)}${c.detail['inner'] === undefined ? '' : ` That means ${c.detail['inner']}.`}`,
    fixes: (c) => [
      ...(c.detail['inner'] === undefined
        ? []
        : [
            fix(
              `Read what ${c.detail['inner']} means and what mends it.`,
              `npx agentrouter explain ${c.detail['inner']}`,
            ),
          ]),
      // Where streams of several providers break, another model helps no more than the same one.
      ...(failingProviders(c).length > 1 ? [] : otherProviderFixes(c)),
      HANDLE_STREAM_ERRORS,
      supportFix(c),
    ],
    further: (c) => [HANDLE_STREAM_ERRORS_NODE, timeoutFix(c, 300), providerStatusFix(c), ASK_FOR_HELP],
    recognised:
      'An event of type error, data with an error object, or words of a failure in place of data, after a stream has begun with status 200.',
    example: 'data: {"error":{"message":"The server had an error","type":"server_error"}}',
  },
} satisfies Family;
