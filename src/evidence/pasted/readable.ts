/** Takes off what terminals, log collectors and chats put around and into a text. Every step is linear. */

/** ECMA-48, sections 5.4 and 8.3. */
const ESCAPE_SEQUENCE =
  /\u001b(?:\[[0-?]{0,30}[ -/]{0,4}[@-~]|[\]PX^_][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/** Colour codes whose escape character was lost on the way: `[31m`. */
const BARE_COLOUR = /\[(?:\d{1,3};){0,4}\d{1,3}m/g;

const QUOTES: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201b\u02bc\u00b4]/g, "'"],
  [/[\u201c\u201d\u201e\u201f\u00ab\u00bb]/g, '"'],
];

const ENTITIES: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#x22;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};

/** Marks in front of a line: box drawing, bullets of tools, and the service names of docker compose. */
const LINE_START =
  /^(?:[ \t]*[\u2500-\u257f\u2588\u258c\u2590]+|[ \t]*[\u23bf\u25a0\u25cf\u2022\u2717\u2716\u274c\u26a0\u2a2f\u203c]\ufe0f?|[a-z][\w.-]{0,40}[ \t]*\|(?=[ \t]|$))[ \t]?/gim;
/** Lines of tests that passed, by whatever runs them: their titles are no errors. */
const PASSED =
  /^[ \t]*(?:--- PASS|PASS(?:ED)?\b|ok[ \t]+(?:\d+\b|\S+\t)|[✓✔√]|\[ *OK *\]|test \S{1,200} \.\.\. ok\b)[^\n]*$/gm;
/** What go-openai (`error.go`, `RequestError`) puts before the answer: its own complaint that this is no JSON. */
const DECODER_COMPLAINT =
  /, message: (?:invalid character [^\n]{1,80}?|unexpected end of JSON input|json: [^\n]{1,160}?), body:/g;
const LINE_END = /[ \t]*[\u2500-\u257f]+[ \t]*$/gm;

/**
 * The text with plain quotes and line ends, and without colour codes, frames, bullets, log prefixes, passed tests, quote marks of
 * mail and chat, what a decoder said of an answer that stands there itself, and HTML escapes where the quotes are escaped.
 */
export function readable(text: string): string {
  let plain = text.replace(/\r\n?/g, '\n').replace(ESCAPE_SEQUENCE, '').replace(BARE_COLOUR, '');
  plain = plain.replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufeff\u200b]/g, '');
  for (const [pattern, straight] of QUOTES) plain = plain.replace(pattern, straight);
  plain = plain.replace(DECODER_COMPLAINT, ', body:');
  plain = plain.replace(LINE_START, '').replace(LINE_END, '').replace(PASSED, '');
  return withoutQuoteMarks(withoutEscapes(plain));
}

function withoutEscapes(text: string): string {
  if (!/&(?:quot|#34|#39|#x2[27]|apos);/i.test(text)) return text;
  return text.replace(
    /&(?:quot|apos|lt|gt|amp|#34|#39|#x2[27]);/gi,
    (entity) => ENTITIES[entity.toLowerCase()] ?? entity,
  );
}

/** `> ` in front of every line is a quotation; in front of some it is a request of `curl -v`. */
function withoutQuoteMarks(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every((line) => line.startsWith('>'))
    ? text.replace(/^>[ \t]?/gm, '')
    : text;
}
