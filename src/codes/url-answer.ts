import type { AnswerEvidence } from '../evidence/types.ts';
import { apiElsewhere } from './compared-paths.ts';
import { endpointMissing } from './endpoint-missing.ts';
import { fix, hostOf, openaiUrl } from './fix-texts.ts';
import { shellWord } from './local-facts.ts';
import { strongest, type Rule } from './rules.ts';
import { baseUrlsFix, clientsFix } from './sdk-snippets.ts';
import { baseUrlFix, findAddressFix } from './setting-fix.ts';
import type { Family, Sign } from './types.ts';

/** How single-page consoles look before their script runs. */
const CONSOLE_MARKS =
  /<div[^>]{0,200}\bid=["']?(?:root|app|__next|__nuxt|svelte|q-app)\b|enable javascript to run this app|data-sveltekit|__NEXT_DATA__|\/assets\/index-|\/_next\/static|<app-root/i;
const CONSOLE_TITLES =
  /(?:\b(?:one|new|agent|shell) ?(?:api|router)\b|open webui|litellm|dashboard|console|admin|\bportal\b|panel|lobechat|librechat)/i;

/** A path that already has the API's version in it. */
const VERSIONED_PATH = /\/v\d\w*\//;

function dashboardSign(answer: AnswerEvidence): Sign | null {
  const { page, status } = answer;
  if (page === null || (status !== null && (status < 200 || status >= 300))) return null;
  const named = CONSOLE_TITLES.test(page.title);
  const marked = CONSOLE_MARKS.test(answer.body.slice(0, 100_000));
  if (!named && !marked) return null;
  const { url } = answer.ask;
  return {
    weight: named && marked ? 82 : 74,
    why: `a web page titled "${page.title}" instead of JSON`,
    ...(url !== null && VERSIONED_PATH.test(url) ? { detail: { versioned: 'yes' } } : {}),
  };
}

function redirectSign(answer: AnswerEvidence): Sign | null {
  const { status } = answer;
  const location = answer.headers['location'];
  if (status === null || status < 300 || status > 399 || status === 304 || location === undefined)
    return null;
  return {
    weight: 75,
    why: `status ${status}, location: ${location.slice(0, 200)}`,
    detail: { location: location.slice(0, 300) },
  };
}

const WRONG_PATH: readonly Rule[] = [
  {
    weight: 86,
    words: /configure ai gateway|gateway (?:name|id|slug)?[^.\n]{0,20}(?:not found|does not exist)/i,
  },
  { weight: 86, id: /^2001$/, words: /gateway/i },
];

/** The console API of new-api answers outside `/v1` with an envelope of its own. */
function consoleApi(answer: AnswerEvidence): Sign | null {
  const envelope =
    answer.isJson &&
    /^\s*\{\s*"(?:success|message|data)"\s*:/.test(answer.body) &&
    /"success"\s*:\s*(?:true|false)/.test(answer.body.slice(0, 5_000));
  const outside = answer.ask.url !== null && !VERSIONED_PATH.test(answer.ask.url);
  return envelope && outside ? { weight: 60, why: "the console's own API answers under this path" } : null;
}

function wrongPath(answer: AnswerEvidence): Sign | null {
  const said = strongest(answer, WRONG_PATH) ?? consoleApi(answer);
  if (said !== null) return said;
  const missing = endpointMissing(answer);
  return missing === null ? null : { ...missing, weight: Math.max(10, Math.min(35, missing.weight - 25)) };
}

export const urlAnswerCodes = {
  'url.wrong-path': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.base-url',
    title: (c) =>
      `The API answers under another path${c.detail['found'] === undefined ? '' : `: ${c.detail['found']}`}`,
    retryHelps: false,
    expected: 'the base URL leads to the API',
    sign: wrongPath,
    inFacts: apiElsewhere,
    supersedes: [
      'endpoint.not-found',
      'url.dashboard',
      'http.not-json',
      'endpoint.openai-missing',
      'endpoint.anthropic-missing',
    ],
    cause: (c) =>
      `The base URL${c.baseUrl === null ? '' : ` ${c.baseUrl}`} leads past the API of ${hostOf(c)}.`,
    fixes: (c) => [
      ...(c.detail['found'] === undefined
        ? [findAddressFix()]
        : [baseUrlFix(c, c.detail['found']), baseUrlsFix(c, 'In code, give each SDK its own form of it.')]),
      fix('Then see that it is right.', 'npx agentrouter test-connection'),
    ],
    further: (c) => [clientsFix(c, 'In whole:')],
    recognised:
      'The path that was asked is missing, and a neighbouring one (/v1, /api/v1, none) answers as the API.',
    example: 'https://gateway.example.com/v1/models: 404; https://gateway.example.com/api/v1/models: 200',
  },
  'url.dashboard': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.base-url',
    title: 'The address is the web console, not the API',
    retryHelps: false,
    expected: 'JSON from the API',
    sign: dashboardSign,
    supersedes: ['http.not-json'],
    cause: (c) =>
      c.detail['versioned'] === undefined
        ? `${hostOf(c)} answers with its web page. Paths that it does not know, such as those without /v1, lead to the console.`
        : `${hostOf(c)} answers with its web page, also under the paths of the API. The API has another address.`,
    fixes: (c) =>
      c.detail['versioned'] === undefined
        ? [
            baseUrlsFix(c, 'Give the OpenAI SDK the address with /v1, the Anthropic SDK without.'),
            fix('See which path answers as the API.', 'npx agentrouter test-connection'),
            findAddressFix(),
          ]
        : [findAddressFix()],
    recognised: 'A successful answer whose body is the HTML of a web console instead of JSON.',
    example: '<!doctype html>...<div id="root"></div>',
  },
  'url.redirects': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.base-url',
    title: (c) =>
      `The address redirects${c.detail['location'] === undefined ? '' : ` to ${c.detail['location']}`}`,
    retryHelps: false,
    expected: 'the base URL answers without a redirect',
    sign: redirectSign,
    cause: () =>
      'Clients turn a redirected POST into a GET, or leave the key out when the host changes (RFC 9110, section 15.4). So the base URL must be the final address.',
    fixes: (c) => [
      ...[finalBase(c.detail['location'])]
        .filter((final) => final !== null)
        .map((final) => baseUrlFix(c, final, 'Set the base URL to the address that it redirects to')),
      fix(
        'See where it leads: to https instead of http, or to a name with or without www.',
        `curl -sSI ${shellWord(`${openaiUrl(c)}/models`)}`,
      ),
    ],
    recognised: 'Status 301, 302, 303, 307 or 308 with a location that is no sign-in.',
    example: 'HTTP 308, location: https://www.gateway.example.com/v1/models',
  },
} satisfies Family;

function finalBase(location: string | undefined): string | null {
  const found = /^(https?:\/\/[^\s?#]+?)\/(?:models|chat\/completions|messages)(?:[?#].*)?$/.exec(
    location ?? '',
  );
  return found?.[1] ?? null;
}
