/** Tells source code and documentation, which speak of errors, from what a program printed, which has them. */

import { anyOf } from '../any-of.ts';

/** Tables of statuses, maps, attributes, queries and variants of many languages. */
const ENTRY_OF_CODE = anyOf(
  /^\s*(?:[1-5]\d\d|else|_|\w+\(\w*\)) ?(?:->|=>) ?["'\w]/,
  /^\s*['"][\w.-]{1,60}['"] => \S/,
  /^\s*#\[[^\n]{1,200}\]$|^\s*[A-Z]\w{1,60}(?:\([\w, <>:&']{0,80}\))?,$|^<\?php$|^\s*(?:fun|impl|mod|use) [\w:<]/,
  /^\s*(?:SELECT|FROM|WHERE|AND|OR|GROUP BY|ORDER BY|INSERT INTO|UPDATE|(?:LEFT |INNER )?JOIN|LIMIT) \S/,
);
const CODE =
  /^[+-]?\s*(?:(?:import|from(?= [\w.]+ import)|export|const|let|var|def|class|async def|function|func|package|use|pub|fn|if|elif|else|for|while|switch|case|default|try|catch|except|finally|raise|throw|return|await|with|match|struct|enum|trait|impl|interface|type|public|private|static|print|console\.\w+|assert|expect|it|describe|test)\b[^\n]*[:;{}(),\w'"\x60\])]\s*$|[}\])];?,?\s*(?:else|catch|finally)?[^\n]{0,80}$|\/\/|\/\*|\*\/|"""|\w{1,60}: [\w[\]., |]{1,80} = [^=\n]{1,200}$|[\w.[\]]{1,80} ?(?::=|\+?=) ?[^=\n]{1,300}$|[\w.]{1,80}\([^\n]{0,300}\)[;,]?$)/;
/** One line by itself is code only where it begins as no message does. */
const STATEMENT =
  /^\s*(?:raise [A-Z]\w*\(|throw new [A-Z]\w*\(|return \w+[.(]|(?:const|let|var) \w+ ?=|if ?\()/;
const DOCUMENT = /^\s*(?:#{1,6} \S|\|[^\n]*\||```|<\/?(?:p|ul|li|h\d|code|pre)\b)/;
const ITEM = /^\s*(?:[-*+]|\d{1,2}\.) (?=\S)/;
const PATCH = /^(?:diff --git |index [0-9a-f]{7}|@@ -\d|[+-]{3} [ab]\/)/;

/** YAML: a key with a block below it, and lines of it. */
const NESTED = /^[ \t]*[\w'"-]{1,40}:[ \t]*\n[ \t]+\S/m;
/** Counters and gauges (Prometheus, "Exposition formats"). */
const METRIC =
  /^(?:# (?:HELP|TYPE) \w|[a-z_:][\w:]{0,80}(?:\{[^}\n]{0,300}\})? [-+\d.eE]{1,30}(?: \d{1,16})?$)/;
const SETTING = /^\s*(?:- )?(?:[A-Za-z$][\w-]{0,40}|'[^'\n]{1,40}'|"[^"\n]{1,40}"):(?: [^\n]*[^,\n])?$/;

/** JSON of names and words, as translations and settings are; the fields of errors are none. */
const ENTRY =
  /^\s*(?:[{[]|"(?!(?:error|message|msg|code|type|status\w*|detail|reason|cause|param|request_?id|name|stack)")[\w.-]{1,80}": ?"[^"\n]*",?)$/i;

/** What only a program prints when it fails. */
const PRINTED = anyOf(
  /^[\s>|$]{0,6}(?:"?(?:error|message|msg|detail)"?: ?["'{[]|[\w.]{0,80}(?:Error|Exception)(?: \[[^\]\n]{1,60}\])?(?::| \()|Traceback \(most|Caused by:|panic:|fatal:|curl: \(|wget: |(?:< )?HTTP\/[\d.]+ \d{3}|[45]\d\d\b|event: |data: |\{\s*"(?:error|type|message|detail|statusCode|code|success)"|\d{4}[-/]\d\d[-/]\d\d|\[?\d\d:\d\d:\d\d|(?:ERROR|WARN(?:ING)?|FATAL|CRITICAL|error|warn)\b[:\s[])/i,
  /\bError code: [45]\d\d|\berrno\b|\bstatus(?: code)?:? [45]\d\d\b(?! ?[|:])|API Error/i,
  // What `curl -v` says of the way stands behind stars, as items do.
  /^(?:Trying \S+\.\.\.|connect to \S+ port \d+|Failed to connect to|Could not resolve (?:host|proxy)|Closing connection|Connected to \S+ \()/i,
);

/** A short line between code that says what happened: `Connection error.` */
const SAYS =
  /^[^\x60]{0,100}(?:error|fail|refus|denied|timed? ?out|unauthori|not found|invalid|错误|失败|报错)[^\x60]{0,60}$/i;

const MOST = 0.6;
const MAX_LINES = 2_000;

/** True where most lines (of one line: its beginning) are code, a patch, settings or Markdown, and none is what a failing program prints. */
export function isSourceText(text: string): boolean {
  if (isProse(text)) return true;
  const lines = text
    .split('\n', MAX_LINES)
    .filter((line) => line.trim() !== '')
    .map((line) => line.slice(0, 600));
  if (lines.length < 2) return STATEMENT.test(lines[0] ?? '');
  if (lines.some((line) => PATCH.test(line)) || isChangelog(lines)) return true;
  const hasSettings = NESTED.test(text);
  const isSource = (line: string): boolean =>
    CODE.test(line) || ENTRY_OF_CODE.test(line) || DOCUMENT.test(line);
  const isPart = (line: string): boolean =>
    isSource(line) ||
    METRIC.test(line) ||
    ITEM.test(line) ||
    ENTRY.test(line) ||
    (hasSettings && SETTING.test(line));
  const printed = lines.some(
    (line) => (!isSource(line) && PRINTED.test(line.replace(ITEM, ''))) || (!isPart(line) && SAYS.test(line)),
  );
  return !printed && lines.filter(isPart).length >= lines.length * MOST;
}

/** A heading with a version, and nothing but items below it. */
function isChangelog([heading = '', ...items]: readonly string[]): boolean {
  const isListed = items.every((line) => ITEM.test(line) || DOCUMENT.test(line) || /^\s{2,}\S/.test(line));
  return /^#{1,3} \[?v?\d+\.\d+/.test(heading) && items.length > 0 && isListed;
}

const STATUS = /(?<![\w.:/-])[45]\d\d(?![\w:/-]|\.\d)/g;
/** Sentences, and none of the signs by which programs set off what they print. */
const SENTENCE_END = /[\p{L}\p{N})\x60][.。!?！？](?=\s|$)/gu;

/** Whole sentences that speak of several statuses describe what may happen, and not what did. */
function isProse(text: string): boolean {
  const statuses = new Set(text.match(STATUS) ?? []);
  const sentences = text.match(SENTENCE_END)?.length ?? 0;
  return statuses.size >= 2 && sentences >= 2 && !/[{}=<>]|\w(?:Error|Exception)\b/.test(text);
}
