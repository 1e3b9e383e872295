import { anyOf } from '../evidence/any-of.ts';
import type { AnswerEvidence, FailureEvidence } from '../evidence/types.ts';
import type { Facts } from '../probes/facts.ts';
import { foundElsewhere, lookInFoundFile } from './found-file.ts';
import { anthropicUrl, fix, openaiUrl, WITHOUT_DEPLOYMENT } from './fix-texts.ts';
import { API_KEY, BASE_URL, detail, isExplained, settingOf } from './local-facts.ts';
import { LOAD_DOTENV } from './sdk-snippets.ts';
import { assignment, BASE_URL_STAND_IN } from './setting-fix.ts';
import { forWhom, invalidUrls } from './url-invalid.ts';
import { MISFITS } from './url-misfits.ts';
import { formsFixes, inWhole, onlyProgram, usesWith, writeFixes } from './url-uses.ts';
import type { Context, Family, Observation, Sign } from './types.ts';
import { saysMissingV1 } from './pasted-words/settings.ts';

function missing(facts: Facts): Observation[] {
  if (settingOf(facts, BASE_URL)?.present === true || isExplained(facts, BASE_URL)) return [];
  return [
    {
      check: 'local.settings',
      confidence: 'proved',
      measured: `${BASE_URL} is set nowhere`,
      expected: 'the address of the deployment in an option, the environment or .env',
      evidence: ['looked at --base-url, the environment and .env'],
      context: {
        detail: {
          alone: settingOf(facts, API_KEY)?.present === true ? 'yes' : 'no',
          ...foundElsewhere(facts, BASE_URL),
        },
      },
    },
  ];
}

const BAD_URL = anyOf(
  /unsupported ?protocol|missing an 'http:\/\/' or 'https:\/\/' protocol|no scheme supplied/i,
  /no host supplied|(?:protocol|scheme) ["']?[\w+.-]*["']? (?:is )?not supported/i,
  /no connection adapters were found|failed to parse url|invalid url(?! \()/i,
  /url using bad\/illegal format/i,
  /port (?:number )?(?:out of range|could not be cast|was not a decimal)|invalid port/i,
  /only absolute urls are supported|\buri is not absolute|a url that includes credentials/i,
);

function invalidFailure({ failure }: FailureEvidence): Sign | null {
  const said = BAD_URL.exec(failure.message)?.[0];
  if (said === undefined) return null;
  const detail = /credentials/i.test(said) ? MISFITS.credentials : {};
  return { weight: 86, why: `the client says "${said}"`, detail };
}

/** The path that was asked for: from the request where it is known, else from the server's words. */
function pathOf(answer: AnswerEvidence): string | null {
  const { url } = answer.ask;
  if (url !== null && URL.canParse(url)) return new URL(url).pathname;
  return /\b(?:POST|GET)\s+(?:https?:\/\/[^\s/]+)?(\/[\w./-]+)/.exec(answer.text)?.[1] ?? null;
}

const ENDPOINTS = 'chat/completions|completions|messages|models|responses|embeddings';

/** A sign for a path that only a wrong base URL leads to, on an answer that says that nothing is there. */
function pathSign(pattern: RegExp, weight: number): (answer: AnswerEvidence) => Sign | null {
  return (answer) => {
    const path = pathOf(answer);
    const nothingThere =
      answer.status === 404 ||
      answer.status === 405 ||
      answer.page !== null ||
      // What passes an answer on may give it a status of its own.
      ((answer.status === null || answer.status === 400) &&
        /invalid url|not found|cannot (?:get|post)|no route/i.test(answer.text));
    if (path === null || !nothingThere || !pattern.test(path)) return null;
    return { weight, why: `the request went to ${path.slice(0, 120)}` };
  };
}

/** Where the second /v1 comes from. */
function extraV1(c: Context): string {
  const program = onlyProgram(c);
  if (program === null)
    return 'The Anthropic SDK appends /v1/messages itself, and the OpenAI SDK appends /chat/completions to one /v1.';
  return c.toSet.some(({ value }) => value.endsWith('/v1'))
    ? `${program} appends the path of the endpoint to one /v1.`
    : `${program} appends /v1/messages itself.`;
}

/** Faults of the base URL that need no server. */
export const urlFormCodes = {
  'url.missing': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.settings',
    title: 'There is no base URL',
    retryHelps: false,
    expected: `an address in ${BASE_URL}`,
    inFacts: missing,
    cause: () => 'No address was given by option, environment or .env, so there is nothing to talk to.',
    fixes: (c) => {
      const set = fix(
        'Set the address of your deployment.',
        assignment(c, { name: BASE_URL, source: null }, BASE_URL_STAND_IN),
      );
      // Without a key either, the finding about that tells both lines.
      return c.detail['alone'] === 'no'
        ? [fix('Set it together with the key.'), set]
        : [
            ...lookInFoundFile(c, `${BASE_URL}=${BASE_URL_STAND_IN}`),
            set,
            fix('Or write it in the .env of the project.', `${BASE_URL}=${BASE_URL_STAND_IN}`),
            WITHOUT_DEPLOYMENT,
          ];
    },
    further: () => [LOAD_DOTENV],
    recognised: 'No source sets the base URL.',
    example: 'os.getenv("AGENTROUTER_BASE_URL") is None, and the SDK talks to api.openai.com',
  },
  'url.invalid': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.base-url',
    title: (c) => `${detail(c, 'called', 'The base URL')} ${detail(c, 'reason', 'is no usable URL')}`,
    retryHelps: false,
    expected: 'https://host/v1',
    failureSign: invalidFailure,
    inFacts: invalidUrls,
    cause: (c) =>
      detail(
        c,
        'cause',
        `${detail(c, 'called', 'The base URL')} ${detail(c, 'reason', 'cannot be read as an http or https address')}, so no request can be sent${forWhom(c)}.`,
      ),
    fixes: (c) => [
      ...writeFixes(c, detail(c, 'right', 'https://your-deployment/v1')),
      ...(c.openaiBaseUrl === null ? [] : formsFixes(c)),
      ...(c.detail['reason']?.includes('unexpanded') === true
        ? [fix('Variables are not filled in here: write the value itself, or let your shell fill it in.')]
        : []),
    ],
    recognised:
      'The base URL, or one that a client takes from its settings, has no scheme, another than http or https, two schemes, a bad port, spaces, quotes, an unexpanded variable, or a part that SDKs cannot carry: a query, a user name or #.',
    example: "httpx.UnsupportedProtocol: Request URL is missing an 'http://' or 'https://' protocol.",
  },
  'url.missing-v1': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.base-url',
    title: (c) => `${detail(c, 'called', 'The base URL of the OpenAI SDK')} has no /v1`,
    retryHelps: false,
    expected: 'a base URL that ends in /v1',
    sign: pathSign(/^\/(?:chat\/completions|completions|embeddings|responses)\/?$/, 90),
    inFacts: (facts) =>
      usesWith(facts, (use, notes) => use.client === 'openai' && notes.includes('no-v1'), {
        severity: 'warning',
        confidence: 'likely',
      }),
    textSign: saysMissingV1,
    cause: (c) =>
      `${onlyProgram(c) ?? 'The OpenAI SDK'} appends the path of the endpoint to its base URL as it stands. Without /v1 the request goes to a path where the API is not.`,
    fixes: (c) => [...writeFixes(c, openaiUrl(c)), ...formsFixes(c)],
    further: inWhole,
    recognised: 'OPENAI_BASE_URL names this deployment without /v1, or a request went to /chat/completions.',
    example: "AttributeError: 'str' object has no attribute 'choices'",
  },
  'url.extra-v1': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.base-url',
    title: (c) => `${detail(c, 'called', 'The base URL')} has a /v1 too many`,
    retryHelps: false,
    expected: 'a base URL with /v1 once, and without it for the Anthropic SDK',
    sign: pathSign(/\/v1\/v1(?:\/|$)/, 90),
    inFacts: (facts) =>
      usesWith(
        facts,
        (use, notes) =>
          notes.includes('double-v1') || (use.client === 'anthropic' && notes.includes('had-v1')),
      ),
    cause: (c) => `${extraV1(c)} With a /v1 too many the path is /v1/v1.`,
    fixes: (c) => [
      ...writeFixes(c, c.anthropicBaseUrl === null ? 'https://your-deployment' : anthropicUrl(c)),
      ...formsFixes(c),
    ],
    further: inWhole,
    recognised: 'A base URL with /v1/v1, ANTHROPIC_BASE_URL with /v1, or a request that went to /v1/v1.',
    example: '404 Not Found: POST /v1/v1/messages',
  },
  'url.endpoint-included': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.base-url',
    title: (c) => `${detail(c, 'called', 'The base URL')} includes the path of an endpoint`,
    retryHelps: false,
    expected: 'a base URL without /chat/completions, /messages or /models',
    sign: pathSign(new RegExp(`/(?:${ENDPOINTS})/(?:v1/)?(?:${ENDPOINTS})/?$`), 92),
    inFacts: (facts) => usesWith(facts, (_, notes) => notes.includes('endpoint-included')),
    cause: (c) =>
      onlyProgram(c) === null
        ? 'SDKs append the path of the endpoint themselves, so here it would stand there twice.'
        : `${onlyProgram(c)} appends the path of the endpoint itself, so here it would stand there twice.`,
    fixes: (c) => [...writeFixes(c, openaiUrl(c)), ...formsFixes(c)],
    further: inWhole,
    recognised:
      'The base URL ends in /chat/completions, /messages, /models or the like, or a request had two of them.',
    example: 'Invalid URL (POST /v1/chat/completions/chat/completions)',
  },
} satisfies Family;
