import { anyOf } from '../evidence/any-of.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import { statusSign } from './answer-status.ts';
import { curlChat, fix, HEADER_STYLES, hostOf, said } from './fix-texts.ts';
import { heavier, strongest, type Rule } from './rules.ts';
import { clientsFix } from './sdk-snippets.ts';
import { keyFix } from './setting-fix.ts';
import type { Context, Family, Fix } from './types.ts';
import { quotesUpstream } from './whose-key.ts';

const KEY = String.raw`(?:(?:api|access|subscription|secret|auth|virtual|x-api)[ _-]?key|(?:access|api|auth|bearer|proxy server|security|id)[ _-]?token|api[ _-]?token|credentials?|\bjwt\b|\btoken\b(?!s)|\bkey\b(?!=value)|\bak\b|iam token)`;

/** In these the word token or key is no API key. */
const NO_KEY = anyOf(
  /\bjson\b|\bpars(?:e|ing)\b|position \d|max_\w*tokens|output token|input token|tokeniz/i,
  /content filter|\b(?:csrf|xsrf|page|cursor)[ _-]?token|token ids?\b|logit/i,
  /(?:produced|generated|sampled)[^.\n]{0,20}token|\bkey ["'`][a-z_]+["'`]/i,
);

/** Ways to say that a key is not accepted, whoever's key it is. */
export const KEY_REFUSED: readonly Rule[] = [
  {
    weight: 92,
    id: /^(?:(?:invalid|incorrect|wrong|unknown|bad|unrecogni[sz]ed)_(?:x_)?(?:api_?)?(?:access_)?(?:key|token|credentials?)|api_?key_(?:invalid|not_found|unknown)|token_not_found(?:_in_db)?|key_not_found|invalid_(?:authentication|iam_token|proxy_key|virtual_key)(?:_error)?|unrecognized_client(?:_exception)?|auth_failure(?:_\w+)?|invalid_access_key_id)$/,
    unless: NO_KEY,
  },
  {
    weight: 87,
    words: new RegExp(
      String.raw`\b(?:incorrect|invalid|unknown|wrong|bad|malformed|unrecogni[sz]ed|non-?existent|illegal)\s+(?:["'\x60]?[\w-]+["'\x60]?\s+){0,2}?["'\x60]?${KEY}`,
      'i',
    ),
    unless: NO_KEY,
  },
  {
    weight: 86,
    words: new RegExp(
      String.raw`${KEY}["'\x60]?[^.;\n]{0,60}?\b(?:(?:is|was|are|were) )?(?:not (?:a )?valid|invalid|incorrect|not found|(?:does|is)(?:n't| not) exist|unknown|not recogni[sz]ed|could not be (?:found|verified|validated)|wrong|not accepted|has been deleted|was deleted|rejected|not one we|not issued|does not (?:match|belong))\b`,
      'i',
    ),
    unless: NO_KEY,
  },
  {
    weight: 86,
    words: new RegExp(
      String.raw`${KEY}["'\x60]?[^.;\n]{0,60}?\b(?:verification|validation) fail(?:s|ed)\b`,
      'i',
    ),
    unless: NO_KEY,
    // Programs that try a key say so of every answer that is no success.
    when: ({ status }) => status === null || [400, 401, 403].includes(status),
  },
  {
    weight: 86,
    words: new RegExp(
      String.raw`(?:could not|couldn't|cannot|unable to|failed to) (?:verify|validate|authenticate|recogni[sz]e|find)[^.\n]{0,30}${KEY}`,
      'i',
    ),
    unless: NO_KEY,
    // A server that fails at looking the key up has not refused it.
    when: ({ status }) => status === null || status < 500,
  },
  {
    weight: 88,
    words: anyOf(
      /无效的?(?:令牌|密钥|凭证|api|key|token)|無效的?(?:令牌|金鑰|密鑰)/i,
      /(?:令牌|密钥|密鑰|金鑰|api ?key|token|key)\s*(?:无效|無效|错误|錯誤|不正确|不存在|有误|未找到|校验失败)|무효한 ?(?:토큰|키)/i,
      /(?:토큰|키)(?:이|가) ?(?:유효하지|잘못)|유효하지 않은 ?(?:토큰|api|키)|잘못된 ?(?:api ?)?(?:키|토큰)/i,
      /無効な ?(?:トークン|api ?キー)|(?:トークン|api ?キー)が?(?:無効|正しくありません)/i,
      /(?:jeton|cl[ée](?: d'?)?(?: ?api)?) (?:\S+ )?(?:invalide|incorrecte?|non valide)/i,
      /(?:недействительн|неверн|недопустим)\S* (?:api[- ]?)?(?:ключ|токен)/i,
      /(?:ключ|токен)\S* (?:недействител|невер)/i,
      /(?:token|khóa|mã thông báo)[^.;]{0,12} không hợp lệ/i,
      /(?:clave|token)(?: de)?(?: api)? (?:inv[áa]lid|no v[áa]lid|incorrect)/i,
      /ung[üu]ltige\S* (?:api-?)?(?:schl[üu]ssel|token)/i,
      /(?:schl[üu]ssel|token) (?:ist )?ung[üu]ltig/i,
    ),
    unless: NO_KEY,
  },
  { weight: 85, id: /^no_db_connection$/ },
  {
    weight: 78,
    words: /\buser not found\b/i,
    when: ({ status, text }) => status === 401 || /unauthori[sz]|authori[sz]ation failed/i.test(text),
  },
  {
    weight: 84,
    words:
      /\b(?:ERROR_)?(?:BAD|INVALID|WRONG)_(?:USER_)?API_?KEY\b|unauthori[sz]ed (?:\w+ ){0,2}api[ -]?key\b/i,
  },
  { weight: 75, words: /\binvalid authentication\b|invalid(?: or missing)? authorization(?: header)?/i },
  {
    weight: 62,
    words:
      /authentication (?:fails|failed|failure|error)|^authori[sz]ation (?:failed|failure)|login fail|身份验证失败|鉴权失败|认证失败|驗證失敗|인증에? ?실패|認証に失敗/i,
  },
  { weight: 60, id: /^forbidden_exception$/, words: /^forbidden$/i },
  {
    weight: 48,
    id: /^(?:authentication_(?:error|fails|failed)|auth_error|unauthori[sz]ed(?:_error)?|unauthenticated|authentication_exception)$/,
  },
  {
    weight: 45,
    words: /^(?:401 )?(?:unauthori[sz]ed|unauthenticated|not authenticated|authorization required)\W{0,3}$/i,
  },
];

const DISABLED: readonly Rule[] = [
  {
    weight: 94,
    id: /^(?:(?:expired|disabled|revoked|blocked|deactivated)_(?:api_?)?(?:key|token)|(?:api_?)?(?:key|token)_(?:expired|disabled|revoked|blocked|inactive|deactivated)|expired_token(?:_exception)?)$/,
  },
  {
    weight: 93,
    words: new RegExp(
      String.raw`\b(?:expired|disabled|revoked|deactivated|blocked) ${KEY}|${KEY}["'\x60]?[^.;\n]{0,60}?\b(?:(?:has|is|was)(?: been| currently)? |: ?)?(?:expired|disabled|deactivated|revoked|blocked|suspended|inactive|not active|no longer active|not enabled|(?:turned|switched) off|past its expir\w+|paused|frozen|reported as leaked)\b(?! from)`,
      'i',
    ),
    unless:
      /exhausted|insufficient|quota|credit|billing|tokens? (?:per|limit)|user account|organi[sz]ation|model|certificate/i,
  },
  {
    weight: 93,
    words: anyOf(
      /(?:令牌|密钥|密鑰|金鑰|api ?key|token|key).{0,12}?(?:已?过期|已?過期|已?被?禁用|状态不可用|狀態不可用|已失效|已停用|已被?封禁|被冻结|已吊销)/i,
      /(?:토큰|키).{0,6}(?:만료|비활성|사용 중지)|(?:トークン|api ?キー).{0,6}(?:期限切れ|有効期限|無効化|停止)/i,
      /(?:jeton|cl[ée](?: api)?) (?:\S+ )?(?:expir|désactiv|révoqu)/i,
      /(?:ключ|токен)\S* (?:истек|истёк|отключ|отозван|заблокирован)/i,
      /(?:token|khóa).{0,6}(?:đã hết hạn|hết hạn|bị vô hiệu)/i,
      /(?:schl[üu]ssel|token) (?:ist )?(?:abgelaufen|deaktiviert|gesperrt)/i,
      /(?:clave|chave|chiave|token)(?: de| di)?(?: api)? (?:ha |foi )?(?:caducad|expir|scadut|desactivad|desativad)/i,
    ),
    unless: /额度|額度|exhausted/i,
  },
];

/** Ways to say that a key is known and may not do this. */
export const FORBIDDEN: readonly Rule[] = [
  {
    weight: 92,
    id: /^(?:missing_scopes?|insufficient_(?:permissions?|scope)|ip_not_allowed|ip_not_in_(?:allow|white)list|ip_restricted|key_forbidden|api_key_(?:ip_address|http_referrer|service)_blocked)$/,
  },
  {
    weight: 88,
    words: anyOf(
      /missing scopes?|insufficient permissions?|\bpermissions? (?:is |are )?required\b/i,
      /\bpermission ['"`][\w.:/-]{1,80}['"`] denied/i,
      /\b(?:create|use|needs?|requires?) (?:an? )?(?:\w{1,20} )?key with (?:the |an? )?(?:scope|permission)s?\b/i,
      /does(?:n't| not) have (?:the )?(?:required |necessary |sufficient )?(?:permissions?|scopes?|roles?)/i,
    ),
  },
  {
    weight: 88,
    words: anyOf(
      /\bip(?: address)?\b[^.\n]{0,60}(?:not (?:in|on|allowed|permitted|authori[sz]ed|whitelisted)|(?:is|was|has been) (?:blocked|restricted|rejected|banned|denied))/i,
      /(?:not (?:in|on)|outside) (?:the |your )?(?:ip )?(?:allow|white)-?list/i,
      /\b(?:ip|address)\b.{0,60}(?:not (?:in|on)|outside) (?:the |your )?(?:allow|white) list/i,
      /already used an api key on this ip/i,
      /指定网段|ip.{0,8}(?:不在|不允许|未授权|受限)|白名单/i,
    ),
    unless: /banned the country|region|direct ip access/i,
  },
  {
    weight: 86,
    words:
      /分组.{0,40}(?:已被弃用|不存在|无权|禁用)|group\b.{0,40}\b(?:deprecated|no longer exists|not (?:allowed|accessible))|无权(?:访问|使用)该?分组/i,
  },
  {
    weight: 68,
    words: anyOf(
      /(?:key|token|user|you|account|project)\b.{0,40}(?:not (?:authori[sz]ed|allowed|permitted|entitled) to|not been (?:authori[sz]ed|granted)|no access to|not have access to)/i,
      /permission denied/i,
      /无权|没有权限|权限不足|無權|권한이 없|権限がありません/i,
      /no tiene permiso/i,
      /нет (?:доступа|прав)|không có quyền/i,
      /keine berechtigung/i,
    ),
  },
  {
    weight: 48,
    id: /^(?:permission_(?:error|denied)|access_denied(?:_exception)?|forbidden|not_authorized|request_forbidden)$/,
  },
  {
    weight: 42,
    words: /access (?:is )?denied|^(?:403 )?forbidden\W{0,3}$/i,
    when: (answer) => answer.page === null,
  },
];

/** Does the answer refuse a key? Says nothing about whose. */
function refusal(answer: AnswerEvidence) {
  return strongest(answer, KEY_REFUSED);
}

const newKey: Fix = fix(
  'Open API Keys Management, see whether the key still exists (it starts with sk-ar-), and create a new one if not.',
);

const newKeyLine = (c: Context): Fix => keyFix(c, 'Set the new key, whole, without quotes or spaces');

/** A key that was exported long ago wins over the one in the file that was changed since. */
function otherKey({ keySource, hiddenKeySource, windows }: Context): Fix[] {
  if (keySource !== 'environment' || hiddenKeySource === null) return [];
  return [
    fix(
      `The environment wins over ${hiddenKeySource}, where another key stands. To use that one, take the variable away.`,
      windows ? 'Remove-Item Env:AGENTROUTER_API_KEY' : 'unset AGENTROUTER_API_KEY',
    ),
  ];
}

export const keyCodes = {
  'key.rejected': {
    severity: 'error',
    faultDomain: 'you',
    check: 'access.bearer',
    title: (c) => `The key${c.keyShown === null ? '' : ` ${c.keyShown}`} is not accepted`,
    retryHelps: false,
    expected: 'the deployment knows the key',
    sign: (answer) => {
      const found = heavier(refusal(answer), statusSign(answer, { 401: 30 }));
      if (found === null || quotesUpstream(answer) === null) return found;
      return { ...found, weight: found.weight - 12 };
    },
    cause: (c) =>
      `${hostOf(c)} does not know this key: it was deleted, mistyped, or belongs to another deployment.${said(c)}`,
    fixes: (c) => [
      ...otherKey(c),
      newKey,
      newKeyLine(c),
      fix('Then see that it is accepted in both header styles.', 'npx agentrouter check-key'),
    ],
    further: (c) => [
      clientsFix(c, 'Where code makes the client, give it both the key and the address.'),
      HEADER_STYLES,
      fix('Send the header by hand to see the bare answer.', curlChat(c)),
    ],
    recognised:
      'The server answers 401, or says in words or by code that the API key or token is invalid, unknown or incorrect, and the key it speaks of is the one that was sent.',
    example:
      '{"error":{"message":"Invalid API key","type":"invalid_request_error","code":"invalid_api_key"}}',
  },
  'key.disabled': {
    severity: 'error',
    faultDomain: 'you',
    check: 'access.bearer',
    title: (c) => `The key${c.keyShown === null ? '' : ` ${c.keyShown}`} is disabled or expired`,
    retryHelps: false,
    expected: 'the key is active',
    sign: (answer) => {
      const found = strongest(answer, DISABLED);
      return found === null || quotesUpstream(answer) === null
        ? found
        : { ...found, weight: found.weight - 12 };
    },
    cause: (c) => `${hostOf(c)} knows the key, and does not let it in any more.${said(c)}`,
    fixes: (c) => [
      ...otherKey(c),
      fix('Open API Keys Management and enable the key again, or give it a later expiry date.'),
      newKeyLine(c),
      fix('Where an administrator switched it off, ask why before making another one.'),
    ],
    recognised: 'The server says that the key or token is expired, disabled, revoked or blocked.',
    example: '{"error":{"message":"This token has expired","type":"new_api_error"}}',
  },
  'key.forbidden': {
    severity: 'error',
    faultDomain: 'account',
    check: 'access.bearer',
    title: 'The key may not do this',
    retryHelps: false,
    expected: 'the key has the right to call this',
    sign: (answer) => heavier(strongest(answer, FORBIDDEN), statusSign(answer, { 403: 25 })),
    cause: (c) =>
      `${hostOf(c)} knows the key and refuses this request: its group, its permissions or its list of allowed addresses do not cover it.${said(c)}`,
    fixes: () => [
      fix('Look at the group, the permissions and the IP allow list of the key in API Keys Management.'),
      fix(
        'Find the address that this machine is seen with, to compare it with the allow list.',
        'curl -s https://ifconfig.me',
      ),
      fix('Create a key without that limit, or ask the administrator for the right.'),
      fix('See which models the key may use.', 'npx agentrouter models'),
    ],
    recognised:
      'The server answers 403, or says that permissions, scopes, the group or the IP allow list of the key do not allow the request.',
    example: '{"error":{"message":"This IP is not in the allow list of the token","type":"new_api_error"}}',
  },
} satisfies Family;
