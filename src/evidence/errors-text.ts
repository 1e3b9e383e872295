/** Errors that stand as words in a text: with a prefix that names who is quoted, with JSON or HTML inside, or plain. */

import { embeddedJson } from './answer-json.ts';
import { isPage, readPage } from './page.ts';
import type { ErrorLayer } from './types.ts';

const MESSAGE_CHARS = 4_000;

/** What LiteLLM adds after a provider's words. */
const TAIL =
  /\.?\s*(?:Received Model Group=|Handle with `litellm\.|Available Model Group Fallbacks=)[\s\S]*$/;

/**
 * Prefixes that name the provider whose words follow: LiteLLM (`OpenAIException - …`), claude-code-router
 * (`Error from provider(…): …`), OpenRouter (`Upstream error from X: …`), Portkey (`openai error: …`), new-api (`upstream error: …`).
 */
const QUOTING: readonly RegExp[] = [
  /\b(?<name>[A-Z][A-Za-z]*(?:_[a-z]{1,12})?)_?(?:Chat)?Exception(?: [A-Z][A-Za-z ]{0,40}?)? - (?:Error code: \d{3} - )?/,
  /\berror from (?:upstream )?provider\s{0,4}[([]?\s{0,4}(?<name>[^:()[\]{}]{0,60}?)(?:\s{0,4}:\s{0,4}\d{3})?\s{0,4}[)\]]?\s{0,4}:\s*/i,
  /\b(?:upstream|provider) (?:returned|responded|answered)(?: with)?(?: (?:an )?(?:http|error|status(?: code)?))? [45]\d\d\s*[:,-]\s*/i,
  /\bupstream error(?: from (?<name>[^:{}]{1,40}))?\s*:\s*/i,
  /^(?<name>openai|anthropic|azure-openai|azure|google|gemini|vertex-ai|bedrock|mistral(?:-ai)?|cohere|groq|deepseek|together-ai|fireworks-ai|openrouter|perplexity-ai|moonshot|zhipu|dashscope|x-ai|xai) error: /i,
];

type Inner = (value: unknown) => ErrorLayer[];

/**
 * Layers of one text, outermost first; never empty for a text with words.
 * @param inner reads the errors of JSON found inside the text
 */
export function layersOfText(text: string, inner: Inner): ErrorLayer[] {
  const quoted = splitQuote(text);
  if (quoted !== null) {
    const outer = layer(`${quoted.before}${quoted.tail}`, quoted.name);
    return [outer, ...layersOfText(quoted.words, inner)];
  }
  const embedded = embeddedJson(text);
  if (embedded !== null) {
    const layers = inner(embedded.value);
    const around = [embedded.before, embedded.after]
      .map((part) => part.trim())
      .filter((part) => /\p{L}/u.test(part));
    const quoted = /Received Model Group=/.test(embedded.after) ? 'provider' : null;
    if (layers.length > 0) return around.length === 0 ? layers : [layer(around.join(' '), quoted), ...layers];
  }
  const page = isPage(text) ? readPage(text) : null;
  return [layer(page === null ? text : `${page.title} ${page.text}`, null)];
}

interface Quote {
  before: string;
  name: string;
  words: string;
  tail: string;
}

function splitQuote(text: string): Quote | null {
  for (const prefix of QUOTING) {
    const found = prefix.exec(text.slice(0, 2_000));
    if (found === null) continue;
    const rest = text.slice(found.index + found[0].length);
    const tail = TAIL.exec(rest)?.[0] ?? '';
    const words = rest.slice(0, rest.length - tail.length);
    if (words.trim() === '') continue;
    const name = found.groups?.['name']?.trim() ?? '';
    return {
      before: text.slice(0, found.index + found[0].length),
      name: name === '' ? 'provider' : name,
      words,
      tail,
    };
  }
  return null;
}

function layer(message: string, wrapper: string | null): ErrorLayer {
  const cut = message.trim().slice(0, MESSAGE_CHARS);
  return { message: cut, type: null, code: null, status: statusIn(cut), param: null, wrapper };
}

/** `Error code: 401`, `status code 502`, `HTTP 429`, `error code: 1010` (none: four digits). */
function statusIn(message: string): number | null {
  const found =
    /\b(?:status(?: ?code)?|error code|https?(?:\/[\d.]+)?(?: status)?)\s{0,4}[:=]?\s{0,4}\(?([45]\d\d)\b/i.exec(
      message,
    );
  return found === null ? null : Number(found[1]);
}
