import { isClaude } from '../evidence/model-names.ts';
import { statusSign } from './answer-status.ts';
import { curlChat, fix, modelOf, ownRequest, said, SHOW_OWN_REQUEST } from './fix-texts.ts';
import { MALFORMED, MESSAGE, MISSING, UNSUPPORTED } from './request-shape-rules.ts';
import { heavier, strongest } from './rules.ts';
import { SWITCH_ON_LOGGING } from './sdk-snippets.ts';
import type { Context, Family, Fix } from './types.ts';

const validBody = (context: Context): Fix => fix('Compare with a request that is right.', curlChat(context));

/** The parameter that the sign names (groups of one pattern cannot share a name), else the one that the server's words put in quotes. */
function parameterOf({ detail, said: words }: Context): string | null {
  const named = Object.entries(detail).find(([name]) => /^parameter\d*$/.test(name))?.[1];
  return named ?? /\bparameter:? [`'"]([\w.[\]]{1,60})[`'"]/i.exec(words ?? '')?.[1] ?? null;
}

/** The parameters that this tool's own requests have. */
const SENT = /^(?:body\.)?(?:model|messages|max_tokens)$/;

const ofRunAndSent = (c: Context): boolean => c.ofRun && SENT.test(parameterOf(c) ?? '');

const WRITE_JSON: readonly Fix[] = [
  fix(
    'Let a library write the JSON instead of joining strings.',
    'requests.post(url, headers=headers, json=data)  # Python\nfetch(url, { method: "POST", headers, body: JSON.stringify(data) })  // Node',
  ),
  fix('Check a body that stands in a file.', 'python3 -m json.tool body.json'),
  fix(
    'On Windows, put the body of curl into a file: the shell eats the quotes.',
    'curl -H "Content-Type: application/json" -d @body.json ...',
  ),
];

const claudeOf = ({ model }: Context): string =>
  model !== null && isClaude(model) ? model : 'claude-3-5-sonnet-20241022';

/** Advice about one parameter is for that one, and for texts that name none. */
const about = (c: Context, parameter: RegExp, advice: Fix): Fix[] =>
  parameter.test(parameterOf(c) ?? 'max_tokens') ? [advice] : [];

export const requestShapeCodes = {
  'request.missing-parameter': {
    severity: 'error',
    faultDomain: 'you',
    ofOwnRequest: ({ detail }) => (SENT.test(detail?.['parameter'] ?? '') ? 'gateway' : 'you'),
    check: null,
    title: (c) => `A required parameter is missing${parameterOf(c) === null ? '' : `: ${parameterOf(c)}`}`,
    retryHelps: false,
    expected: 'every required parameter is sent',
    sign: (answer) => strongest(answer, MISSING),
    cause: (c) =>
      `The server wants a parameter that the request does not have${ofRunAndSent(c) ? ', though it was sent: something on the way drops it' : ''}. The Anthropic API needs model, max_tokens and messages; the OpenAI API needs model and messages.${said(c)}`,
    fixes: (c) => [
      ofRunAndSent(c)
        ? SHOW_OWN_REQUEST
        : fix(
            parameterOf(c) === null
              ? 'Add the parameter that the server names.'
              : `Add ${parameterOf(c)} to the request.`,
          ),
      ...about(
        c,
        /max_tokens/,
        fix(
          'With the Anthropic SDK, always send max_tokens.',
          `client.messages.create(model="${claudeOf(c)}", max_tokens=1024, messages=[{"role": "user", "content": "Hello"}])  # Python\nawait client.messages.create({ model: "${claudeOf(c)}", max_tokens: 1024, messages: [{ role: "user", content: "Hello" }] });  // Node`,
        ),
      ),
    ],
    further: (c) => [validBody(c), SWITCH_ON_LOGGING],
    recognised:
      'A code such as missing_required_parameter, or words that a parameter or field is required or missing, and it is not the key.',
    example:
      '{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: Field required"}}',
  },
  'request.unsupported-parameter': {
    severity: 'error',
    faultDomain: 'you',
    ofOwnRequest: () => 'gateway',
    check: null,
    title: (c) => `A parameter is not supported${parameterOf(c) === null ? '' : `: ${parameterOf(c)}`}`,
    retryHelps: false,
    expected: 'only parameters that the model and the gateway know',
    sign: (answer) => strongest(answer, UNSUPPORTED),
    cause: (c) =>
      `${modelOf(c)} or the gateway refuses a parameter of the request. Newer models want max_completion_tokens instead of max_tokens, and some take no temperature.${said(c)}`,
    fixes: (c) => [
      fix(
        parameterOf(c) === null
          ? 'Leave out the parameter that the server names.'
          : `Leave out ${parameterOf(c)}, or use what the server names instead.`,
      ),
      ...about(
        c,
        /max_tokens/,
        fix(
          'Where max_tokens is refused, send max_completion_tokens.',
          'client.chat.completions.create(model=..., max_completion_tokens=1024, messages=...)  # Python\nawait client.chat.completions.create({ model, max_completion_tokens: 1024, messages })  // Node',
        ),
      ),
      fix(
        'On a LiteLLM proxy of your own, let it drop what a model does not know.',
        'litellm_settings:\n  drop_params: true',
      ),
    ],
    recognised:
      'A code such as unsupported_parameter, or words that a parameter or value is unknown, unsupported or not permitted.',
    example:
      '{"error":{"message":"Unsupported parameter: \'max_tokens\'","param":"max_tokens","code":"unsupported_parameter"}}',
  },
  'request.bad-message-format': {
    severity: 'error',
    faultDomain: 'you',
    ofOwnRequest: () => 'gateway',
    check: null,
    title: 'A message has the wrong form',
    retryHelps: false,
    expected: 'every message has a role and content, in the right order',
    sign: (answer) => strongest(answer, MESSAGE),
    supersedes: ['request.missing-parameter'],
    cause: (c) =>
      `The server cannot use the list of messages: a role or content is missing or unknown, the roles are in the wrong order, or a tool result does not follow its call.${ownRequest(c)}${said(c)}`,
    fixes: (c) => [
      ...(c.ofRun ? [SHOW_OWN_REQUEST] : []),
      fix(
        'Give each message a role and content.',
        'messages = [{"role": "user", "content": "Hello"}]  # Python\nconst messages = [{ role: "user", content: "Hello" }];  // Node',
      ),
      fix(
        'Start with a user message (after the system prompt), let user and assistant take turns, and answer each tool call in the next message.',
      ),
      SWITCH_ON_LOGGING,
    ],
    further: (c) => [validBody(c)],
    recognised:
      'The parameter named lies inside messages, or the words speak of roles, content or the order of messages.',
    example:
      '{"error":{"message":"Missing required parameter: \'messages[0].role\'.","param":"messages[0].role"}}',
  },
  'request.malformed-json': {
    severity: 'error',
    faultDomain: 'you',
    ofOwnRequest: () => 'gateway',
    check: null,
    title: 'The request body is not valid JSON',
    retryHelps: false,
    expected: 'a JSON body with the content type application/json',
    sign: (answer) => heavier(strongest(answer, MALFORMED), statusSign(answer, { 415: 60 })),
    cause: (c) =>
      c.ofRun
        ? `The body that was sent is valid JSON of type application/json. Something on the way changes it, or the gateway reads it wrongly.${said(c)}`
        : `The server could not read the body of the request: broken JSON, or a content type other than application/json. A proxy that changes bodies can cause it too.${said(c)}`,
    fixes: (c) => [...(c.ofRun ? [SHOW_OWN_REQUEST] : WRITE_JSON), validBody(c)],
    recognised: "Status 415, or a JSON parser's complaint about the body of the request.",
    example: '{"error":{"message":"We could not parse the JSON body of your request."}}',
  },
} satisfies Family;
