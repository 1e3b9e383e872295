import { anyOf } from '../evidence/any-of.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import { blockedBeforeGateway } from './access-blocked.ts';
import { headerSign, statusSign } from './answer-status.ts';
import { curlChat, fix, hostOf, openaiUrl, said, supportFix } from './fix-texts.ts';
import { shellWord } from './local-facts.ts';
import { otherProviderFixes } from './models-to-try.ts';
import { heavier, strongest, type Rule } from './rules.ts';
import type { Family, Sign } from './types.ts';
import { quotesUpstream } from './whose-key.ts';

const REGION: readonly Rule[] = [
  {
    weight: 96,
    id: /^(?:unsupported_country\w*|unsupported_region|region_not_supported|country_not_supported|geo_?blocked|location_not_supported)$/,
  },
  {
    weight: 95,
    words:
      /\b(?:country|countries|region|territor(?:y|ies)|user location|your location|jurisdiction)\b[^.\n]{0,80}\b(?:(?:is|are) )?(?:not (?:currently )?(?:supported|available|allowed|permitted)|unsupported|blocked|restricted|banned|prohibited)/i,
    unless: /\bmodel\b[^.\n]{0,60}\bregion\b/i,
  },
  {
    weight: 95,
    words:
      /\b(?:not (?:currently )?(?:supported|available|allowed|offered)|unsupported|blocked|restricted|unavailable)\b[^.\n]{0,40}\b(?:in|from|for) (?:your|this|unsupported|these)(?: current)? (?:country|countries|region|location|territory|area)/i,
    unless: /\bmodel\b/i,
  },
  {
    weight: 96,
    words: anyOf(
      /\bnot (?:currently )?(?:supported|available|offered) in your (?:current )?(?:country|region|location|territory)/i,
      /(?:requests?|access|traffic|users?|connections?) from (?:mainland )?(?:china|russia|iran|cuba|north korea|syria|belarus|hong kong|crimea)\b/i,
      /\bgeo[- ]?(?:restrict|block|fenc)/i,
      /no (?:est[áa] )?disponible en su (?:pa[íi]s|regi[óo]n)/i,
      /(?:地区|国家|地域|区域)(?:限制|受限)/i,
      /banned the country or region|block access from your country|^error code: 1009\b/i,
      /\berror 1009\b/i,
    ),
  },
  {
    weight: 92,
    words: anyOf(
      /(?:国家|地区|區域|区域|地區)[^。\n]{0,12}(?:不支持|不支援|受限|无法使用|禁止)/i,
      /(?:不支持|不支援)[^。\n]{0,8}(?:国家|地区|地區|区域)|(?:국가|지역).{0,10}(?:지원되지|지원하지|이용할 수 없)/i,
      /(?:国|地域).{0,8}(?:サポートされていません|利用できません)|(?:стран|регион)\S* .{0,12}не поддерживается/i,
      /quốc gia.{0,10}không được hỗ trợ/i,
      /(?:pays|région) .{0,10}pas (?:pris|prise) en charge/i,
      /(?:pa[íi]s|regi[óo]n) no (?:compatible|admitid)/i,
    ),
  },
  { weight: 50, words: /^request not allowed\W?$/i },
];

const SIGN_IN_HOSTS = anyOf(
  /cloudflareaccess\.com|vercel\.com\/(?:sso|login)|login\.microsoftonline\.com/i,
  /accounts\.google\.com|\.okta\.com|\.auth0\.com|\/oauth2\/(?:sign_in|start|auth)/i,
  /\/outpost\.goauthentik\.io|\/authelia|openid-connect\/auth|\/saml\/|\/sso\b/i,
);

function signInSign(answer: AnswerEvidence): Sign | null {
  const { page } = answer;
  const basic = headerSign(answer, 'www-authenticate', /^\s*(?:basic|digest|negotiate|ntlm)\b/i, 92);
  const signs: (Sign | null)[] = [
    // Some APIs name Basic beside an error that asks for an API key (OpenAI does).
    (answer.status === 401 || answer.status === null) &&
    !(answer.isJson && /\bapi[ _-]?key\b/i.test(answer.text))
      ? basic
      : null,
    headerSign(answer, 'location', SIGN_IN_HOSTS, 95),
    headerSign(answer, 'location', /\/(?:log-?in|sign-?in|auth)(?:[/?#.]|$)/i, 78),
    headerSign(answer, 'x-goog-iap-generated-response', /true/i, 92),
    // Identity-Aware Proxy, "Troubleshooting FAQs and common errors": a plain text, told by its mark.
    /\binvalid iap credentials\b/i.test(answer.text)
      ? { weight: 94, why: 'the words of the Identity-Aware Proxy' }
      : null,
  ];
  if (page !== null) {
    const looked = `${page.title}\n${answer.body.slice(0, 20_000)}`;
    if (SIGN_IN_HOSTS.test(looked) && answer.status !== 404)
      signs.push({ weight: 88, why: `a sign-in page: "${page.title}"` });
    if (/<input[^>]{0,200}type=["']?password/i.test(looked))
      signs.push({ weight: 84, why: `a page that asks for a password: "${page.title}"` });
    if (/^(?:log ?in|sign ?in|authentication required)\b/i.test(page.title))
      signs.push({ weight: 80, why: `a page titled "${page.title}"` });
    if (answer.status === 401)
      signs.push({ weight: 45, why: 'status 401 with a page, which no gateway sends' });
  }
  return signs.reduce<Sign | null>(heavier, null);
}

export const accessCodes = {
  'access.client-blocked': {
    severity: 'error',
    faultDomain: 'network',
    check: 'network.http',
    title: 'The request was blocked before the gateway saw the key',
    retryHelps: false,
    expected: 'the gateway itself answers',
    sign: blockedBeforeGateway,
    supersedes: ['key.rejected', 'key.forbidden'],
    cause: (c) =>
      `A firewall, a bot check or a rule about clients in front of ${hostOf(c)} refused the request. This says nothing about the key.${said(c)}`,
    fixes: (c) => [
      fix('See what blocks, and whether another client gets through.', curlChat(c)),
      fix(
        'Try from another network, or without VPN and proxy; the block may be about your address.',
        'npx agentrouter test-connection --no-proxy',
      ),
      fix('Where only certain clients are allowed, use one of those, or ask the operator to allow yours.'),
      fix(
        'Ask the operator of the front or your network to let API requests to this host through, and name the ray or request id.',
      ),
    ],
    further: (c) => [supportFix(c)],
    recognised:
      'A challenge or block page of a firewall or web filter, a header such as cf-mitigated, an edge error code such as 1010, or the words that the client is not allowed.',
    example: 'HTTP 403 with the page "Just a moment..." and the header cf-mitigated: challenge',
  },
  'access.sign-in-required': {
    severity: 'error',
    faultDomain: 'gateway',
    check: 'network.http',
    title: 'A web sign-in stands in front of the gateway',
    retryHelps: false,
    expected: 'the gateway itself answers, without a web sign-in',
    sign: signInSign,
    supersedes: ['key.rejected', 'url.redirects'],
    cause: (c) =>
      `Something in front of ${hostOf(c)} asks for a sign-in of its own (Cloudflare Access, Vercel protection, Basic auth and the like). The gateway never saw the request, so this says nothing about the key.`,
    fixes: (c) => [
      fix(
        'Ask the operator for the address meant for API clients, or for a rule that lets /v1 pass without the sign-in.',
      ),
      fix(
        'Where the front offers service tokens, send one with each request (Cloudflare Access).',
        'default_headers={"CF-Access-Client-Id": "...", "CF-Access-Client-Secret": "..."}',
      ),
      fix('See which sign-in answers.', `curl -sSI ${shellWord(`${openaiUrl(c)}/models`)}`),
    ],
    recognised:
      'A redirect to a sign-in service, a page that asks for a password, or 401 with WWW-Authenticate: Basic.',
    example: 'HTTP 302, location: https://team.cloudflareaccess.com/cdn-cgi/access/login/...',
  },
  'access.region-blocked': {
    severity: 'error',
    faultDomain: 'network',
    check: null,
    title: 'The country or region is not supported',
    retryHelps: false,
    expected: 'requests from here are served',
    sign: (answer) => {
      const found = [strongest(answer, REGION), statusSign(answer, { 451: 50 })].reduce(heavier, null);
      return found === null || quotesUpstream(answer) === null ? found : { ...found, faultDomain: 'gateway' };
    },
    supersedes: ['key.rejected', 'key.forbidden', 'access.client-blocked'],
    cause: (c) =>
      `The provider, or what stands in front of ${hostOf(c)}, does not serve the place that the request comes from. Behind a gateway that is the gateway's own address, not yours.${said(c)}`,
    fixes: (c) => [
      fix('See with which address and country this machine appears.', 'curl -s https://ipinfo.io'),
      fix(
        'Switch off a VPN or proxy that leaves through an unsupported country.',
        'npx agentrouter doctor --no-proxy',
      ),
      ...otherProviderFixes(c),
      fix(
        'Where the gateway calls the provider, ask the operator to send that traffic through a supported region.',
      ),
    ],
    recognised:
      'The code unsupported_country_region_territory, words that a country, region or location is not supported, status 451, or Cloudflare error 1009.',
    example:
      '{"error":{"message":"Country, region, or territory not supported","code":"unsupported_country_region_territory"}}',
  },
} satisfies Family;
