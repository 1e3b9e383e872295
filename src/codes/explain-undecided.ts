/** Texts that name a failure and not its cause: what usually lies behind them, and what decides. */

import { anyOf } from '../evidence/any-of.ts';
import type { Paste } from '../evidence/pasted/paste.ts';
import type { PastedCause } from './explain-candidates.ts';
import { fix } from './fix-texts.ts';
import type { Fix } from './types.ts';

interface Vague {
  statuses?: readonly number[];
  words: RegExp;
  /** The usual causes, the most frequent first. */
  codes: readonly string[];
  decide: Fix;
}

const CONNECT: Fix = fix(
  'This decides between them: it tries name, port, proxy, TLS and HTTP one after the other.',
  'npx agentrouter test-connection',
);
const ALL: Fix = fix(
  'This decides between them: it sends the same kind of request and compares.',
  'npx agentrouter doctor',
);

const VAGUE: readonly Vague[] = [
  {
    words: /blocked by CORS|Access-Control-Allow-Origin|cross-origin request blocked/i,
    codes: ['url.wrong-path', 'access.client-blocked', 'upstream.error'],
    decide: { text: 'A browser hides what was answered; this shows it.', command: ALL.command },
  },
  {
    statuses: [404, 405, 410],
    words: /^\W*(?:error:? ?)?(?:page |resource )?not found\W*$/im,
    codes: ['endpoint.not-found', 'url.missing-v1', 'url.wrong-path', 'model.not-found'],
    decide: CONNECT,
  },
  {
    statuses: [403],
    words: /^\W*(?:error:? ?)?forbidden\W*$|request not allowed/im,
    codes: ['key.forbidden', 'access.client-blocked', 'access.region-blocked'],
    decide: { text: ALL.text, command: 'npx agentrouter check-key' },
  },
  {
    statuses: [400, 422],
    words: /^\W*(?:error:? ?)?bad request\W*$/im,
    codes: ['request.invalid', 'model.not-found', 'request.bad-message-format'],
    decide: ALL,
  },
  {
    words:
      /timed?[ _]?out(?!=\d| (?:connect|client|server|queue|check)\b)|deadline exceeded|NSURLErrorDomain\W{1,3}Code=-1001|超时|逾時|zeitüberschreitung|délai (?:d'attente )?dépassé|tiempo de espera|tempo esgotado|тайм-?аут|タイムアウト(?!の|は|値|時間)|시간 초과/i,
    codes: ['http.timeout', 'tcp.timeout', 'upstream.timeout', 'proxy.unreachable'],
    decide: CONNECT,
  },
  {
    words: /certificate|\bssl\b|\btls\b/i,
    codes: ['tls.untrusted-ca', 'tls.intercepted', 'tls.handshake-failed', 'tls.expired'],
    decide: CONNECT,
  },
  {
    words: anyOf(
      /connection ?error|fetch failed|failed to fetch|network ?error|load failed/i,
      /(?:unable|failed|could ?n[o']t|cannot) to? ?(?:connect|reach)/i,
      /error (?:communicating|connecting)/i,
      /connection (?:failed|attempts failed|closed|lost|aborted)|ERR_NETWORK|net::ERR_/i,
      /NSURLErrorDomain|TransportError|api ?connection|server (?:is )?unreachable|no response/i,
      /连接(?:失败|错误|异常|不上|中断)|(?:无法|不能|無法)(?:建立)?(?:连接|連線|连线)|連線失敗|(?:网络|網絡|網路)(?:错误|異常|异常|連線)/i,
      /keine Verbindung/i,
      /Verbindung .{0,30}(?:fehlgeschlagen|nicht (?:hergestellt|möglich))/i,
      /impossible de (?:se connecter|joindre)/i,
      /(?:no se puede|não foi possível) (?:conectar|establecer)/i,
      /impossibile (?:connettersi|effettuare la connessione)/i,
      /не уда(?:ется|лось) подключиться|接続できません|接続に失敗|연결할 수 없/i,
    ),
    codes: [
      'tcp.refused',
      'dns.not-found',
      'proxy.unreachable',
      'tls.untrusted-ca',
      'tcp.timeout',
      'url.invalid',
    ],
    decide: CONNECT,
  },
  {
    words: /stream[^.\n]{0,40}(?:error|fail|abort|clos|end|interrupt)|\bterminated\b|\baborted\b/i,
    codes: ['stream.interrupted', 'http.closed', 'stream.stalled'],
    decide: fix(
      'This decides between them: it streams and watches how it ends.',
      'npx agentrouter stream-test --runs 3',
    ),
  },
  {
    words: /internal server error|server error|something went wrong|provider returned error|api error\b/i,
    codes: ['upstream.error', 'upstream.unavailable', 'upstream.key-invalid'],
    decide: ALL,
  },
  {
    words: /authenticat|unauthori[sz]ed|credential|log ?in\b/i,
    codes: ['key.rejected', 'key.missing', 'auth.header-stripped'],
    decide: fix(
      'This decides between them: it tries the key in both header styles, and a made-up one.',
      'npx agentrouter check-key',
    ),
  },
];

const MAX_CANDIDATES = 4;

/** The causes that an undecided text may have, best first, and the one command that decides; null for a harmless text. */
export function candidatesOf(
  paste: Paste,
  causes: readonly PastedCause[],
): { codes: string[]; decide: Fix } | null {
  if (paste.otherTopic) return null;
  const vague = VAGUE.find(
    ({ words, statuses }) =>
      hasStatus(paste, statuses) || (words.test(paste.text.text) && speaksOfFailure(paste)),
  );
  const seen = causes.filter(({ sign }) => sign.weight >= 10).map(({ code }) => code);
  if (vague === undefined && seen.length === 0) return null;
  const codes = [...new Set([...seen.slice(0, 2), ...(vague?.codes ?? []), ...seen])];
  return { codes: codes.slice(0, MAX_CANDIDATES), decide: vague?.decide ?? ALL };
}

function hasStatus({ text }: Paste, statuses: readonly number[] = []): boolean {
  return statuses.some((status) => text.statuses.includes(status));
}

/** An answer that failed, or a line that says so; a number in a table or a word in a sentence is neither. */
function speaksOfFailure({ answers, statements, text }: Paste): boolean {
  return (
    answers.some(({ status, errors }) => (status ?? 0) >= 400 || errors.length > 0) ||
    statements.some(({ status }) => (status ?? 0) >= 400) ||
    (text.text.length < 4_000 &&
      anyOf(
        /error|blocked|fail|unable|cannot|could ?n[o']t|timed? ?out|exception|terminated/i,
        /unreachable/i,
        /错误|失败|失敗|无法|無法|异常|超时/i,
        /fehler|fehlgeschlagen|keine verbindung|erreur|impossible/i,
        /échec/i,
        /no se puede|fallo|falha/i,
        /não foi/i,
        /errore/i,
        /ошибк|не уда|できません|エラー|오류|할 수 없/i,
      ).test(text.text))
  );
}
