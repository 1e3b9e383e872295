import type { AnswerEvidence, FailureEvidence } from '../evidence/types.ts';
import type { Facts } from '../probes/facts.ts';
import { fix } from './fix-texts.ts';
import { API_KEY, isExplained, settingOf } from './local-facts.ts';
import type { Family, Observation, Sign } from './types.ts';

const SAID_BY_SERVER =
  /(?:did(?:n'?t| not) (?:provide|include|send)|no|missing|without)(?: an?| any| the)? (?:valid )?(?:api[ _-]?key|auth(?:entication|orization)?(?: credentials?| header| token)?|credentials|bearer token|access token)(?: was| were)?(?: (?:provided|found|given|supplied|passed in|in (?:the )?request))?|api[ _-]?key (?:is )?(?:missing|required|not provided)|未提供(?:令牌|api ?key|密钥)|缺少(?:令牌|api ?key|密钥)/i;

/** A server that was sent no key says so. With the real key sent, something on the way dropped it: not this code. */
function keyMissingSign(answer: AnswerEvidence): Sign | null {
  if (answer.ask.key === 'real' || answer.ask.key === 'made-up') return null;
  if (answer.status !== null && answer.status !== 401 && answer.status !== 403 && answer.status !== 400)
    return null;
  const said = SAID_BY_SERVER.exec(answer.errors.map((layer) => layer.message).join('\n'))?.[0];
  return said === undefined ? null : { weight: 84, why: `the text says "${said.trim().slice(0, 120)}"` };
}

const VARIABLE = String.raw`[A-Z][A-Z0-9_]*(?:API_KEY|AUTH_TOKEN)`;
const SAID_BY_SDK = new RegExp(
  String.raw`api_?key client option must be set|missing credentials\. please pass|could not resolve authentication method|environment variable is missing or empty|illegal header value b?['"]bearer ['"]|no api ?key (?:provided|found|passed)|api ?key is missing\. pass|KeyError: '${VARIABLE}'|missing (?:required )?env(?:ironment)? ?var(?:iable)?s?\W{1,6}${VARIABLE}|(?:please |must |did not |not )(?:set|find|define|provide|export) (?:the )?(?:env(?:ironment)? ?var(?:iable)? )?[\x60'"]?${VARIABLE}|\b${VARIABLE}\b[\x60'"]?(?: environment variable)?,? (?:is |was |has )?(?:not (?:been )?(?:set|found|defined|provided)|missing|undefined|unset|required)`,
  'i',
);

/** An SDK that finds no key, or an empty one, fails before it sends anything. */
function keyMissingFailure({ failure }: FailureEvidence): Sign | null {
  const said = SAID_BY_SDK.exec(failure.message)?.[0];
  return said === undefined
    ? null
    : { weight: 90, why: `the SDK says "${said.slice(0, 120)}"`, detail: { sdk: 'yes' } };
}

function missing(facts: Facts): Observation[] {
  const setting = settingOf(facts, API_KEY);
  if (setting?.present === true || isExplained(facts, API_KEY)) return [];
  return [
    {
      check: 'local.settings',
      confidence: 'proved',
      measured: `${API_KEY} is set nowhere`,
      expected: 'a key in an option, the environment or .env',
      evidence: ['looked at --api-key, the environment and .env'],
    },
  ];
}

/** No key at all. */
export const keyAbsentCodes = {
  'key.missing': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.settings',
    title: 'There is no API key',
    retryHelps: false,
    expected: `a key in ${API_KEY}`,
    sign: keyMissingSign,
    failureSign: keyMissingFailure,
    inFacts: missing,
    cause: () => 'No key was given by option, environment or .env, so nothing that needs one can be tried.',
    fixes: (c) => [
      fix('Make a key on the API Keys page of the console, and set it.', `export ${API_KEY}=sk-ar-...`),
      fix('Or write it in the .env of the project.', `${API_KEY}=sk-ar-...`),
      ...(c.detail['sdk'] === undefined
        ? []
        : [
            fix(
              'Pass it to the SDK in your code.',
              `OpenAI(api_key=os.environ["${API_KEY}"], base_url="${c.openaiBaseUrl ?? 'https://your-deployment/v1'}")`,
            ),
          ]),
    ],
    recognised: 'No source sets the key; or a server or SDK says that no key was given.',
    example:
      'The api_key client option must be set either by passing api_key to the client or by setting OPENAI_API_KEY',
  },
} satisfies Family;
