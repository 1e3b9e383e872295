/** What stands in documentation where a reader should put a value of his own. */

const KEY_PREFIX = /^(?:bearer\s+)?(?:sk-ar-|sk-)?/i;
const BRACKETED = /^(?:<[^<>]*>|\[[^[\]]*\]|\{\{?[\w\s.-]*\}?\})$/;
const STAND_INS: ReadonlySet<string> = new Set([
  'changeme',
  'replaceme',
  'replacethis',
  'placeholder',
  'example',
  'examplekey',
  'apikey',
  'apikeyhere',
  'keyhere',
  'insertkeyhere',
  'insertapikeyhere',
  'pasteyourkeyhere',
]);

const wordsOf = (text: string) => text.toLowerCase().split(/[^a-z0-9]+/);

function saysYour(text: string, nouns: readonly string[]): boolean {
  const words = wordsOf(text);
  const joined = words.join('');
  const owner = words.some((word) => word === 'your');
  if (owner && words.some((word) => nouns.includes(word))) return true;
  return nouns.some((noun) =>
    new RegExp(`^your(?:agentrouter|openai|anthropic)?(?:api)?${noun}(?:here)?$`).test(joined),
  );
}

/** True for a stand-in such as `sk-ar-your-api-key`, `<key>`, `changeme`, `sk-ar-xxxx`, `sk-ar-...`. */
export function isPlaceholderKey(value: string): boolean {
  const body = value.trim().replace(KEY_PREFIX, '');
  // `${KEY}` and `$KEY` are variables that nothing filled in: another fault, with another cure.
  if (body === '' || /^\$[{(\w]/.test(body)) return false;
  if (BRACKETED.test(body)) return true;
  if (/^(?:[xX_-]{3,}|\.{2,}|\u2026+)$/.test(body) && /[xX.\u2026]/.test(body)) return true;
  if (STAND_INS.has(wordsOf(body).join(''))) return true;
  return saysYour(body, ['key', 'apikey', 'token', 'secret']);
}

const YOUR_HOST =
  /(?:^|[/.@])your[-_](?:agentrouter|gateway|domain|host|server|company|proxy|deployment|instance|endpoint|site|url|api)\b|(?:^|[/.@])your(?:agentrouter|gateway|domain|host|server|company|proxy|deployment|instance|endpoint|site|url)\b/i;
const YOUR_MODEL = ['model', 'modelname'];

/** True for `https://your-agentrouter.com/v1`, `https://<host>/v1`, `https://example.com` and their like. */
export function isPlaceholderUrl(value: string): boolean {
  // A whole address in angle brackets was copied with them.
  const bare = value.replace(/^<(https?:\/\/[^<>]+)>$/i, '$1');
  const authority = /^\s*(?:[a-z]+:)?\/*([^/?#\s]*)/i.exec(bare)?.[1] ?? '';
  if (/<[^>]+>/.test(bare) || /^\[[a-z][^\]:]*\]/i.test(authority)) return true;
  // RFC 2606, section 3: reserved for examples.
  if (/^(?:www\.|api\.)?example\.(?:com|org|net)(?::\d+)?$/i.test(authority)) return true;
  return (
    YOUR_HOST.test(authority) || STAND_INS.has(wordsOf(value).join('')) || saysYour(value, ['url', 'host'])
  );
}

/** True for `your-model`, `<model>` and their like. */
export function isPlaceholderModel(value: string): boolean {
  return (
    BRACKETED.test(value.trim()) || saysYour(value, YOUR_MODEL) || wordsOf(value).join('') === 'changeme'
  );
}
