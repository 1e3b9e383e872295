/** What a pasted text tells of the request: address, model, SDK, header, stream. */

import { NOTHING_ASKED } from '../nothing-asked.ts';
import type { Ask } from '../types.ts';

/** Pages that errors refer their readers to; nobody asks them for an answer. */
const DOCUMENTATION =
  /^https?:\/\/(?:docs\.|platform\.|console\.|help\.|status\.|errors\.|(?:www\.)?(?:github|cloudflare|google|stackoverflow)\.com|developers\.|developer\.|httpstatuses|discord\.|support\.|pypi\.org|nodejs\.org|openrouter\.ai\/docs|ai\.google|anthropic\.com\/|www\.)/i;

const URL_AFTER =
  /(?:\b(?:POST|GET|url|request(?: to)?|for url|asking|calling|endpoint|base_?url|host)\b["']?[\s:='"(]{1,6}|\$ curl\b[^\n]{0,300}?\s['"]?)(https?:\/\/[^\s"'<>\\)]{4,300})/gi;
const ANY_URL = /https?:\/\/[^\s"'<>\\){}\]]{4,300}/g;
const POOL =
  /HTTPS?ConnectionPool\(host=['"]([\w.:-]{1,200})['"], port=(\d{1,5})\)(?:[^\n]{0,80}?with url: (\/[^\s()]{0,300}))?/;
const CURL_HOST = /^> Host: (\S{1,200})/m;
const CURL_PATH = /^> (?:GET|POST) (\/\S{0,300}) HTTP/m;
const PATH = /["'\s](?:POST|GET) (\/[\w./-]{1,300})/;

/** The model as a field, an argument or in prose. */
const MODEL =
  /(?:["']model["']\s{0,3}:\s{0,3}["']|\bmodel\s{0,2}[=:]\s{0,2}["'`]?|\bmodel ["'`])([A-Za-z][\w./:@+-]{1,80})/gi;
const NO_MODEL =
  /^(?:model|self|MODEL|not|is|name|none|null|undefined|str|args|kwargs|settings|config|os|process|request|body|payload|params?|options?|data)(?:\b|_)/;

/** Reads the clues of a whole text; of several addresses the one that was asked last counts. */
export function cluesOf(text: string): Ask {
  const url = urlOf(text);
  const path = url === null ? (PATH.exec(text)?.[1] ?? null) : pathOf(url);
  const client = clientOf(text, path);
  const sent = sentKey(text);
  return {
    ...NOTHING_ASKED,
    ...client,
    ...sent,
    model: modelOf(text),
    stream:
      /["']stream["']\s{0,3}:\s{0,3}true|\bstream=True\b|\bcurl (?:-\w+ )*-N\b|__stream__|_streaming\.py|core\/streaming|MessageStream|ChatCompletionStream/i.test(
        text,
      ),
    tools: /["']tools["']\s{0,3}:\s{0,3}\[|\btools=(?!None)/.test(text),
    url,
  };
}

function pathOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).pathname : null;
}

function urlOf(text: string): string | null {
  const pool = POOL.exec(text);
  if (pool !== null) {
    const [all, host = '', port = '', path = '/'] = pool;
    const scheme = all.startsWith('HTTPS') ? 'https' : 'http';
    const usual = scheme === 'https' ? '443' : '80';
    return `${scheme}://${host}${port === usual ? '' : `:${port}`}${path}`;
  }
  const asked = usable([...matches(URL_AFTER, text, 1), ...spokenUrl(text)]);
  const shown = usable(matches(ANY_URL, text, 0)).filter((url) => API_PATH.test(url));
  return asked.find((url) => API_PATH.test(url)) ?? shown[0] ?? asked[0] ?? null;
}

const API_PATH = /\/(?:v\d\w*|chat|messages|models|completions|embeddings|api)\b/;

function usable(urls: Iterable<string>): string[] {
  return [...urls]
    .map((url) => url.replace(/[.,;:]+$/, ''))
    .filter((url) => URL.canParse(url) && !DOCUMENTATION.test(url));
}

function spokenUrl(text: string): string[] {
  const host = CURL_HOST.exec(text)?.[1];
  const path = CURL_PATH.exec(text)?.[1];
  const plain = /\bport 80\b|\bHTTP:\/\//.test(text);
  return host === undefined || path === undefined ? [] : [`${plain ? 'http' : 'https'}://${host}${path}`];
}

function* matches(pattern: RegExp, text: string, group: number): Generator<string> {
  let count = 0;
  for (const found of text.matchAll(pattern)) {
    count += 1;
    if (count > 60) return;
    const value = found[group];
    if (value !== undefined) yield value;
  }
}

function clientOf(text: string, path: string | null): Pick<Ask, 'api' | 'operation'> {
  if (path !== null && /\/messages\/?$/.test(path)) return { api: 'anthropic', operation: 'messages' };
  if (path !== null && /\/(?:chat\/)?completions\/?$/.test(path)) return { api: 'openai', operation: 'chat' };
  if (path !== null && /\/models\/?$/.test(path)) return { api: null, operation: 'list' };
  if (
    /\banthropic\/resources\/messages|@anthropic-ai[\\/]sdk|(?:^|\s)anthropic\.\w+Error|\.messages\.(?:create|stream)\(/.test(
      text,
    )
  ) {
    return { api: 'anthropic', operation: 'messages' };
  }
  if (/chat[\\/.]completions|node_modules[\\/]openai|(?:^|\s)openai\.\w+Error/.test(text))
    return { api: 'openai', operation: 'chat' };
  return { api: null, operation: null };
}

function modelOf(text: string): string | null {
  for (const name of matches(MODEL, text, 1)) {
    const model = name.replace(/[.,:]+$/, '');
    if (!NO_MODEL.test(model) && /[\d_-]/.test(model)) return model;
  }
  return null;
}

/** What the headers of a shown request say; all null where no request is shown. */
function sentKey(text: string): Pick<Ask, 'auth' | 'key' | 'keyTail'> {
  const bearer = /(?:^> ?|-H ["']|["'])authorization["']?: ?["']?Bearer ([^\s"']{4,300})/im.exec(text)?.[1];
  const apiKey = /(?:^> ?|-H ["']|["'])x-api-key["']?: ?["']?([^\s"']{4,300})/im.exec(text)?.[1];
  const key = bearer ?? apiKey;
  if (key !== undefined) {
    const auth = bearer === undefined ? 'x-api-key' : apiKey === undefined ? 'bearer' : 'both';
    return { auth, key: 'real', keyTail: /[*…]|\.\.\.$/.test(key) ? null : key.slice(-4) };
  }
  const shown = /^> (?:GET|POST) \/\S* HTTP/m.test(text) && /^> Host:/im.test(text);
  return shown ? { auth: 'none', key: 'none', keyTail: null } : { auth: null, key: null, keyTail: null };
}
