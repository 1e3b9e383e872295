import { anyOf } from '../evidence/any-of.ts';
import type { AnswerEvidence, FailureEvidence } from '../evidence/types.ts';
import type { Facts } from '../probes/facts.ts';
import { foundElsewhere, lookInFoundFile } from './found-file.ts';
import { fix, HEADER_STYLES, WITHOUT_DEPLOYMENT } from './fix-texts.ts';
import { API_KEY, BASE_URL, isExplained, settingOf } from './local-facts.ts';
import { clientsFix, LOAD_DOTENV } from './sdk-snippets.ts';
import { assignment, BASE_URL_STAND_IN, KEY_STAND_IN } from './setting-fix.ts';
import type { Context, Family, Fix, Observation, Sign } from './types.ts';

const SAID_BY_SERVER = anyOf(
  /unauthenticated request\b/i,
  /(?:did(?:n'?t| not) (?:provide|include|send)|no|missing|without)(?: an?| any| the)? (?:valid )?(?:api[ _-]?key|auth(?:entication|orization)?(?: credentials?| header| token)?|credentials|bearer token|access token)(?: was| were)?(?: (?:provided|found|given|supplied|passed in|in (?:the )?request))?/i,
  /api[ _-]?key (?:is )?(?:missing|required|not provided)/i,
  /未提供(?:令牌|api ?key|密钥)|缺少(?:令牌|api ?key|密钥)/i,
);

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
  String.raw`api_?key client option must be set|missing credentials\. please pass|could not resolve authentication method|environment variable is missing or empty|to authenticate, set the ${VARIABLE}|illegal header value b?['"]bearer ['"]|no api ?key (?:provided|found|passed)|api ?key is missing\. pass|KeyError: '${VARIABLE}'|missing (?:required )?env(?:ironment)? ?var(?:iable)?s?\W{1,6}${VARIABLE}|(?:please |must |did not |not )(?:set|find|define|provide|export) (?:the )?(?:env(?:ironment)? ?var(?:iable)? )?[\x60'"]?${VARIABLE}|\b${VARIABLE}\b[\x60'"]?(?: environment variable)?,? (?:is |was |has )?(?:not (?:been )?(?:set|found|defined|provided)|missing|undefined|unset|required)`,
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
      context: {
        detail: {
          alone: settingOf(facts, BASE_URL)?.present === true ? 'yes' : 'no',
          ...(facts.settings.envFile.shown === null ? {} : { file: facts.settings.envFile.shown }),
          ...foundElsewhere(facts, API_KEY),
        },
      },
    },
  ];
}

/** The lines of the environment, and those of a `.env`; with the address where that is missing as well. */
function setFixes(c: Context): Fix[] {
  const needed = [
    { name: API_KEY, value: KEY_STAND_IN },
    ...(c.detail['alone'] === 'no' ? [{ name: BASE_URL, value: BASE_URL_STAND_IN }] : []),
  ];
  const both = needed.length > 1;
  const inShell = needed.map(({ name, value }) => assignment(c, { name, source: null }, value)).join('\n');
  const inFile = needed.map(({ name, value }) => `${name}=${value}`).join('\n');
  const { file } = c.detail;
  const write = fix(
    `${file === undefined ? 'Or write' : 'Write'} ${both ? 'them' : 'it'} in ${file ?? 'the .env of the project'}, without quotes or spaces.`,
    inFile,
  );
  const make = 'Make a key on the API Keys page of the console, and set it';
  return file === undefined
    ? [
        fix(`${make}${both ? ' with the address of your deployment' : ''}.`, inShell),
        write,
        ...(both ? [WITHOUT_DEPLOYMENT] : []),
      ]
    : [fix('Make a key on the API Keys page of the console.'), write];
}

const passToSdk = (c: Context): Fix => clientsFix(c, 'Pass it to the SDK in your code.');

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
    cause: (c) =>
      c.detail['alone'] === 'no'
        ? 'Neither a key nor the address of a deployment is set, so nothing can be tried.'
        : 'No key was given by option, environment or .env, so nothing that needs one can be tried.',
    fixes: (c) =>
      c.detail['sdk'] === undefined
        ? [...lookInFoundFile(c, `${API_KEY}=${KEY_STAND_IN}`), ...setFixes(c)]
        : [passToSdk(c), ...setFixes(c).slice(0, 1)],
    further: (c) => [passToSdk(c), LOAD_DOTENV, HEADER_STYLES],
    recognised: 'No source sets the key; or a server or SDK says that no key was given.',
    example:
      'The api_key client option must be set either by passing api_key to the client or by setting OPENAI_API_KEY',
  },
} satisfies Family;
