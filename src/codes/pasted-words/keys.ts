/** What texts show of the key itself: its characters, its prefix, and who refused it. */

import { anyOf } from '../../evidence/any-of.ts';
import type { TextEvidence } from '../../evidence/types.ts';
import type { Sign } from '../types.ts';
import { byWords } from './rules.ts';

export const saysHiddenCharacters = byWords([
  {
    weight: 91,
    words: anyOf(
      /illegal header value b?['"](?:bearer )?[^'"]*(?:\\[nrt]|\\x[0-9a-f]{2}|\\u[0-9a-f]{4})/i,
      /invalid character in header content|is (?:an invalid|not a legal) (?:http )?header value/i,
      /invalid header (?:field )?value/i,
      /reserved character\(s\), or return character\(s\) in header value|ERR_INVALID_CHAR/i,
    ),
    unless: /illegal header value b?['"]bearer ['"]/i,
  },
  {
    weight: 80,
    words: /(?:ascii|latin-?1)' codec can't encode character|cannot convert argument to a ByteString/i,
    when: ({ text, frames }) =>
      /header|authorization|bearer|api_?key|httpx|http[\\/.]client|httplib|ByteString/i.test(
        `${text}\n${frames}`,
      ),
  },
]);

export function saysBearerTwice({ text, sent }: TextEvidence): Sign | null {
  const twice = /\bbearer\s+bearer\s/i;
  return twice.test(text) || twice.test(sent)
    ? { weight: 96, why: 'the request says "Bearer Bearer"' }
    : null;
}

/** How a server shows the key that it refused. */
const REFUSED_KEY =
  /(?:incorrect|invalid|wrong|unknown|malformed)[^.\n:]{0,40}\bkey\b[^:\n]{0,30}: ?["'`[]?(?<key>[\w*./:…-]{4,200})/i;
/** Of the form of a key, sent in a request that is shown. */
const SENT_KEY = /(?:authorization: ?bearer |x-api-key: ?)(?<key>[\w*.…-]{6,200})/i;

const FORMS: readonly { name: string; shape: RegExp; home: RegExp }[] = [
  { name: 'Anthropic', shape: /^sk-ant-/, home: /anthropic\.com/i },
  { name: 'OpenRouter', shape: /^sk-or-/, home: /openrouter\.ai/i },
  { name: 'OpenAI', shape: /^sk-(?:proj|svcacct|admin)-/, home: /openai\.com/i },
  { name: 'Google', shape: /^AIza/, home: /googleapis\.com/i },
  { name: 'Groq', shape: /^gsk_/, home: /groq\.com/i },
  { name: 'xAI', shape: /^xai-/, home: /x\.ai/i },
  { name: 'Hugging Face', shape: /^hf_/, home: /huggingface/i },
  { name: 'Perplexity', shape: /^pplx-/, home: /perplexity/i },
];

/** A gateway that quotes its provider shows its own key. */
const QUOTED = /Received Model Group=|Exception - |error from (?:upstream )?provider/i;

function refusedKey(text: string): string | null {
  return REFUSED_KEY.exec(text)?.groups?.['key'] ?? null;
}

function isRefused({ statuses, text }: TextEvidence): boolean {
  return (
    statuses.includes(401) ||
    statuses.includes(403) ||
    /authenticationerror|unauthori[sz]ed|incorrect api key|invalid (?:x-)?api[- ]key/i.test(text)
  );
}

/** A key whose form is another provider's than the one that refused it. */
export function saysForeignKey(evidence: TextEvidence): Sign | null {
  const key =
    refusedKey(evidence.text) ?? SENT_KEY.exec(`${evidence.text}\n${evidence.sent}`)?.groups?.['key'] ?? null;
  const form = key === null ? undefined : FORMS.find(({ shape }) => shape.test(key));
  if (form === undefined || !isRefused(evidence) || form.home.test(evidence.text)) return null;
  const answeredBy = FORMS.some(({ home }) => home.test(evidence.text)) || evidence.ask.url !== null;
  if (!answeredBy || QUOTED.test(evidence.text)) return null;
  return {
    weight: 95,
    why: `the refused key has the form of ${form.name}'s`,
    detail: { provider: form.name },
  };
}

/** Something that is no key at all was sent as one. */
export function saysBadKeyForm(evidence: TextEvidence): Sign | null {
  const key = refusedKey(evidence.text);
  return key !== null && /^https?:/i.test(key) ? { weight: 95, why: 'an address was sent as the key' } : null;
}

/** A key of this kind of gateway, refused by the provider itself: the SDK was never pointed at the gateway. */
export function saysWrongHost(evidence: TextEvidence): Sign | null {
  const { text, ask, sent } = evidence;
  const provider = /\bapi\.openai\.com|platform\.openai\.com\/account\/api-keys/i.test(
    `${ask.url ?? ''} ${text}`,
  )
    ? 'api.openai.com'
    : /\bapi\.anthropic\.com/i.test(`${ask.url ?? ''} ${text}`)
      ? 'api.anthropic.com'
      : null;
  if (provider === null || !isRefused(evidence)) return null;
  const shown = refusedKey(text) ?? SENT_KEY.exec(`${text}\n${sent}`)?.groups?.['key'] ?? '';
  if (/^sk-ar-/.test(shown))
    return { weight: 97, why: `${provider} answered, and the key begins with sk-ar-` };
  return /^sk-/.test(shown) && FORMS.every(({ shape }) => !shape.test(shown))
    ? { weight: 46, why: `${provider} answered, and not a gateway` }
    : null;
}
