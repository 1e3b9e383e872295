import { anyOf } from '../evidence/any-of.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import { bearerRejected } from './compared-auth.ts';
import { curlChat, fix, HEADER_STYLES, hostOf, openaiUrl, said } from './fix-texts.ts';
import { strongest, type Rule } from './rules.ts';
import type { Family } from './types.ts';

const HEADER = String.raw`(?:(?:[\w-]+ )?api[ _-]?(?:secret(?: key)?|keys?)|x-api-key|authori[sz]ation(?: (?:header|field|token))?|auth(?:entication)?(?: (?:credentials?|token|header))?|bearer(?: token| auth\w*)?|credentials?|subscription key|access token|\bjwt\b|\btoken\b(?!s))`;

/** Wrong rather than absent. */
const NOT_ABSENT =
  /valid key for an active|incorrect api key|invalid (?:subscription|api) key|\b[cx]srf\b|\byou (?:sent|provided|supplied|gave)\b/i;

const MISSING: readonly Rule[] = [
  {
    weight: 92,
    id: /^(?:(?:missing|no)_(?:api_?)?(?:key|token|auth\w*|credentials?)|(?:\w+_)?key_(?:missing|required|not_provided)|authorization_(?:missing|required)|missing_authorization(?:_header)?)$/,
  },
  {
    weight: 90,
    words: new RegExp(
      String.raw`\b(?:no(?! such)|missing|without|empty|absent)\s+(?:\w+ ){0,2}?["'\x60]?${HEADER}|(?:didn't|did not|not|must|please|need to) (?:provide|supply|include|send|specify|provided|pass|carry|attach)(?:(?!valid)[^.\n]){0,20}?${HEADER}`,
      'i',
    ),
    unless: new RegExp(
      `${NOT_ABSENT.source}|scopes?|environment variable|api_key client option|for (?:the )?(?:provider|channel|upstream)`,
      'i',
    ),
    when: (answer) => !isPathFault(answer),
  },
  {
    weight: 90,
    words: new RegExp(
      String.raw`${HEADER}["'\x60]?[^.;\n]{0,20}?\b(?:is |was |are |header |field )*(?:missing|required|not (?:provided|present|found in|supplied|set|sent|included)|absent|empty)\b`,
      'i',
    ),
    unless: new RegExp(`${NOT_ABSENT.source}|proxy authentication|environment variable|model`, 'i'),
    when: (answer) => answer.page === null && !isPathFault(answer),
  },
  {
    weight: 86,
    words: anyOf(
      /unregistered callers/i,
      /\b(?:authori[sz]ation|x-api-key|auth\w*) header (?:was |is )?not found/i,
      /\bno (?:\w+ ){0,2}keys? (?:was |were )?(?:sent|provided|given|supplied|received)/i,
      /(?:sign|log) in with (?:an? )?(?:api )?key/i,
      /anonymous (?:access|requests?|users?)[^.\n]{0,20}not (?:allowed|permitted|supported)/i,
      /auth(?:orization)? header format (?:should|must) be/i,
      /authorization header (?:must|should) (?:be|start|begin)/i,
    ),
  },
  {
    weight: 90,
    words: anyOf(
      /未(?:收到|携带|传入)[^。]{0,4}(?:authorization|令牌|token|api ?key|授权|密钥|认证)/i,
      /请(?:在[^。]{0,8})?(?:提供|携带|传入)[^。]{0,8}(?:api ?key|令牌|密钥|授权)/i,
      /falta (?:la |el )?(?:clave|credencial|token)/i,
      /未提供(?:令牌|密钥|api|token|认证|授权)|未提供[^。]{0,8}(?:key|令牌)/i,
      /缺少[^。]{0,8}(?:令牌|密钥|authorization|api ?key|认证|授权)|(?:토큰|키|인증).{0,6}(?:제공되지|없습니다|누락)/i,
      /(?:トークン|api ?キー|認証|認証情報)[がは]?(?:提供されていません|指定されていません|ありません|必要)/i,
      /(?:jeton|cl[ée] api) (?:non fourni|manquant)/i,
      /(?:токен|ключ) не (?:предоставлен|указан)|chưa cung cấp (?:token|khóa)/i,
      /kein(?:e)? (?:token|api-?schl[üu]ssel)/i,
    ),
  },
];

/** AWS API Gateway words a missing path as a missing token. */
function isPathFault(answer: AnswerEvidence): boolean {
  return (
    /MissingAuthenticationToken|IncompleteSignature/i.test(answer.headers['x-amzn-errortype'] ?? '') ||
    /^Missing Authentication Token$/.test(answer.text)
  );
}

const BEARER: readonly Rule[] = [
  {
    weight: 91,
    words:
      /\b(?:oauth|bearer)\b[^.\n]{0,50}\b(?:not (?:currently )?supported|unsupported|not accepted|not allowed)/i,
  },
  {
    weight: 88,
    words: /use (?:the )?x-api-key(?: header)? instead|authorization header is not (?:supported|accepted)/i,
  },
  {
    weight: 64,
    words: /x-api-key (?:header )?(?:is )?(?:required|missing)/i,
    when: (answer) => answer.ask.auth === 'bearer',
  },
  { weight: 55, words: /missing equal-sign\) in authorization header/i },
];

export const authAnswerCodes = {
  'auth.header-stripped': {
    severity: 'error',
    faultDomain: 'network',
    check: 'access.bearer',
    title: 'The key did not arrive',
    retryHelps: false,
    expected: 'the header with the key reaches the gateway',
    sign: (answer) =>
      answer.ask.key === 'none' || answer.ask.auth === 'none' ? null : strongest(answer, MISSING),
    cause: (c) =>
      `A key was sent, and ${hostOf(c)} says that none came. A proxy or redirect on the way drops the header, or the gateway reads another one.${said(c)}`,
    fixes: (c) => [
      fix('Try both header styles; one of them may come through.', 'npx agentrouter check-key'),
      fix('See what is really sent, and whether a redirect or proxy stands between.', curlChat(c)),
      fix(
        'Use the final address in the base URL: after a redirect to another host clients leave the key out.',
      ),
      fix(
        'In a reverse proxy of your own, pass the header on (nginx).',
        'proxy_set_header Authorization $http_authorization;\nproxy_set_header x-api-key $http_x_api_key;',
      ),
    ],
    further: () => [HEADER_STYLES],
    recognised:
      'The server says that no API key, token or Authorization header was provided, although one was sent.',
    example: '{"error":{"message":"No API key provided","type":"invalid_request_error","code":null}}',
  },
  'auth.bearer-rejected': {
    severity: 'error',
    faultDomain: 'gateway',
    check: 'access.bearer',
    title: 'The gateway does not take the key as Authorization: Bearer',
    retryHelps: false,
    expected: 'Authorization: Bearer is accepted',
    sign: (answer) => strongest(answer, BEARER),
    inFacts: bearerRejected,
    supersedes: ['key.rejected', 'auth.header-stripped'],
    cause: (c) =>
      `${hostOf(c)} wants the key in x-api-key. OpenAI clients send it as Authorization: Bearer.${said(c)}`,
    fixes: (c) => [
      fix(
        'Send the key in x-api-key as well.',
        [
          `client = OpenAI(api_key=key, base_url="${openaiUrl(c)}", default_headers={"x-api-key": key})  # Python`,
          `new OpenAI({ apiKey: key, baseURL: "${openaiUrl(c)}", defaultHeaders: { "x-api-key": key } })  // Node`,
        ].join('\n'),
      ),
      fix(
        'With the Anthropic SDK or Claude Code, set the key as an API key, not as an auth token.',
        'unset ANTHROPIC_AUTH_TOKEN\nexport ANTHROPIC_API_KEY="$AGENTROUTER_API_KEY"',
      ),
      fix('Ask the operator to accept Authorization: Bearer too.'),
    ],
    recognised:
      'The same request is accepted with x-api-key and refused with Authorization: Bearer, or the server says that bearer authentication is not supported.',
    example:
      '{"type":"error","error":{"type":"authentication_error","message":"OAuth authentication is not supported."}}',
  },
} satisfies Family;
