import { anyOf } from '../evidence/any-of.ts';
import { field, isRecord, type JsonRecord } from '../evidence/answer-json.ts';
import type { AnswerEvidence } from '../evidence/types.ts';
import { headerSign, isSuccess } from './answer-status.ts';
import { byRules } from './failure-rules.ts';
import { curlChat, fix, hostOf, openaiUrl } from './fix-texts.ts';
import { shellWord } from './local-facts.ts';
import { findAddressFix } from './setting-fix.ts';
import type { Family, Sign } from './types.ts';
import { saysNotJson } from './pasted-words/answers.ts';

const PORTAL = anyOf(
  /fgtauth|captive[ -]?portal|hotspot|wispaccessgatewayparam|wi-?fi (?:login|access|sign)/i,
  /guest (?:wi-?fi|network|access)|firewall authentication/i,
  /network (?:login|authentication|sign-?in)|\/guest\/s\/|switch_url=|\$PORTAL_ACTION\$/i,
  /n\d+\.meraki\.com|mikrotik|accept (?:the )?terms (?:and|to) (?:connect|continue)/i,
  /connect to (?:the )?(?:internet|wi-?fi)|\/cgi-bin\/login\?cmd=/i,
  /上网认证|(?:网络|无线|宽带)认证/i,
  /portail captif|wlan-anmeldung/i,
  /ネットワーク認証/i,
);

/** What portals hand on in the address of their sign-in page: where the visitor is, and where the visitor wanted to go. */
const PORTAL_PLACES =
  /[?&](?:wlan\w*|(?:e?ssid|ap_?mac|client_?mac|user_?mac|nas_?(?:id|ip)|user_?ip|base_grant_url|user_continue_url|switch_url|orig_?url)=)|\/\/securelogin\.|\/\/gateway\.zscaler\w*\.net/i;

function portalSign(answer: AnswerEvidence): Sign | null {
  if (answer.status === 511)
    return { weight: 96, why: 'status 511: network authentication required (RFC 6585, section 6)' };
  const location =
    headerSign(answer, 'location', PORTAL, 92) ?? headerSign(answer, 'location', PORTAL_PLACES, 92);
  if (location !== null && answer.status !== null && answer.status >= 300 && answer.status < 400)
    return location;
  if (answer.isJson || !/^\s*</.test(answer.body)) return null;
  if (answer.status !== null && answer.status >= 400 && answer.status !== 403) return null;
  const found = PORTAL.exec(
    `${answer.page?.title ?? ''}\n${answer.page?.text ?? ''}\n${answer.body.slice(0, 20_000)}`,
  );
  return found === null
    ? null
    : { weight: 90, why: `a sign-in page of the network: "${answer.page?.title ?? found[0]}"` };
}

/** What JSON of the API must have, by what was asked. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  list: ['data', 'models'],
  chat: ['choices'],
  messages: ['content'],
};

function notJsonSign(answer: AnswerEvidence): Sign | null {
  if (!isSuccess(answer) || answer.errors.length > 0) return null;
  const type = answer.headers['content-type'] ?? 'no content type';
  if (answer.body.trim() === '') {
    if (answer.ask.stream && /event-stream/i.test(type)) return null;
    return { weight: 60, why: `status ${answer.status ?? 0} with an empty body` };
  }
  if (answer.page !== null)
    return {
      weight: 62,
      why: `a web page${answer.page.title === '' ? '' : ` titled "${answer.page.title}"`} instead of JSON`,
    };
  if (answer.isJson) return wrongShape(answer);
  const cutJson = /^[\s\uFEFF]*[[{]/.test(answer.body) && answer.body.length > 200_000;
  const stream = /event-stream/i.test(type) || /^\s*(?:data|event|id|retry):|^: ?\S/.test(answer.body);
  if (cutJson || (stream && answer.ask.stream)) return null;
  if (/^[\s\uFEFF]*[[{]/.test(answer.body) && /json/i.test(type))
    return {
      weight: 60,
      why: `JSON that breaks off or is malformed: "${answer.body.trim().slice(-60)}"`,
      faultDomain: 'gateway',
      detail: { malformed: 'true' },
    };
  if (stream) return { weight: 45, why: 'an event stream, although none was asked for' };
  return { weight: 60, why: `the body is no JSON (${type}): "${answer.body.trim().slice(0, 60)}"` };
}

function wrongShape(answer: AnswerEvidence): Sign | null {
  const needed = NEEDED[answer.ask.operation ?? ''];
  if (needed === undefined || (Array.isArray(answer.json) && answer.ask.operation === 'list')) return null;
  if (isRecord(answer.json) && hasAny(answer.json, needed)) return null;
  return { weight: 50, why: `JSON without ${needed.join(' or ')}: ${answer.body.trim().slice(0, 80)}` };
}

const badCoding = byRules([{ weight: 95, layer: 'http', code: /^BAD_CODING$/ }]);

export const httpBodyCodes = {
  'http.captive-portal': {
    severity: 'error',
    faultDomain: 'network',
    check: 'network.http',
    title: 'A sign-in page of the network answers instead',
    retryHelps: true,
    expected: 'the deployment itself answers',
    sign: portalSign,
    supersedes: ['http.not-json', 'url.dashboard', 'access.sign-in-required', 'url.redirects'],
    cause: (c) =>
      `This network (a guest Wi-Fi or a firewall) wants a sign-in first. ${hostOf(c)} was never reached.`,
    fixes: () => [
      fix('Open http://neverssl.com in a browser, and sign in to the network.'),
      fix('Then see that the way is free.', 'npx agentrouter test-connection'),
      fix('Or use another network, such as a phone hotspot.'),
    ],
    recognised: 'Status 511, or a page or redirect that is known from guest networks and firewalls.',
    example: '<title>Firewall Authentication</title> instead of JSON',
  },
  'http.not-json': {
    severity: 'error',
    faultDomain: 'you',
    check: null,
    title: 'The answer is a success, but not an answer of this API',
    retryHelps: false,
    expected: 'JSON of the OpenAI or Anthropic API',
    sign: notJsonSign,
    failureSign: badCoding,
    textSign: saysNotJson,
    cause: (c) =>
      /^the body is no /.test(c.detail['message'] ?? '')
        ? `A header of the answer says how its body is packed, and that is not so: ${c.detail['message'] ?? ''}. Clients that unpack it fail. A proxy or plugin in front of the gateway has changed one and not the other.`
        : c.detail['malformed'] === 'true'
          ? `${hostOf(c)} answers with JSON that breaks off or is malformed. The gateway, or a proxy in front of it, cuts answers or tells a wrong length.`
          : `${hostOf(c)} answers with something else than the API: another web server, a default page, a proxy, or the wrong path.`,
    fixes: (c) => [
      c.model === null
        ? fix(
            'Look at what answers.',
            `curl -sS -i ${shellWord(`${openaiUrl(c)}/models`)} -H "Authorization: Bearer $AGENTROUTER_API_KEY" | head -40`,
          )
        : fix('Look at what answers to a call.', curlChat(c)),
      findAddressFix(),
    ],
    recognised:
      'A 2xx answer whose body is empty, no JSON, or JSON without the fields that every answer of the API has.',
    example: '<title>Welcome to nginx!</title> with status 200',
  },
} satisfies Family;

function hasAny(record: JsonRecord, names: readonly string[]): boolean {
  return names.some((name) => field(record, name) !== undefined);
}
