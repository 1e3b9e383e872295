/** Which lines of a text say that something went wrong, and which only show where. */

import { anyOf } from '../any-of.ts';
import { statusIn, statusOfClass } from './status.ts';

/** What one line, or a few that belong together, says went wrong. */
interface Statement {
  status: number | null;
  /** Less the names of exception classes and the status in front. */
  words: string;
}

const FRAME =
  /^\s*(?:File "[^"\n]{1,400}", line \d+|at (?:async )?(?:[\w$.<>[\] ]{1,200} )?\(?(?:file:|node:|internal|https?:|webpack|\/|[A-Za-z]:\\|\.|<anonymous>|native)|at [\w$.<>]+\(|[~^]{2,}\s*$|(?:from )?[\w./-]+\.(?:go|rs|java|rb):\d+(?::\d+)?(?::in [`'][^`'\n]{1,200}')?(?: \+0x[\da-f]+)?\s*$|Traceback \(most recent|During handling of the above|The above exception was)/;
const SAYS = anyOf(
  /error|exception|fail|refus|denied|reject|unauthori|forbidden|not found|invalid/i,
  /time?d? ?out|unable|cannot|could not|couldn't|can't|unavailable|exceed|insufficient/i,
  /expired|missing|unsupported|not support|disconnected|overloaded|limit|blocked/i,
  /错误|錯誤|失败|失敗|异常|无效|不足|已用尽|不可用/i,
  /\b[45]\d\d\b/i,
);
const CLASSES =
  /^(?:[^\n:]{0,120}?\b(?:[A-Z][\w.]{0,60}|[\w.]{1,80}\.[A-Z]\w{0,60})(?:Error|Exception|Warning)\]?(?: \[\w+\])?:\s{0,4})+/;
const LABEL =
  /^(?:[\w ]{0,30}(?:error(?: code)?|status(?: code)?|http(?:\/[\d.]+)?|code)[ :=]{0,4})?\(?[1-5]\d\d\)?(?:[ :|-]{1,4}|$)/i;

/** Lines of a transcript, which is read elsewhere. */
const SPOKEN = /^(?:[<>] ?)?(?:HTTP\/[\d.]{1,3} \d{3}\b|[A-Z]{3,8} \S{1,2000} HTTP\/[\d.]{1,3}\s*$)/;

const FEW_LINES = 12;
const WRAP_CHARS = 68;
const MAX_STATEMENTS = 60;
const MAX_STATEMENT_CHARS = 2_000;
const MAX_LINE_CHARS = 4_000;

function isFrame(line: string): boolean {
  return FRAME.test(line.slice(0, 500));
}

/** The lines of stack traces that only show where, the first and the last of them. */
export function framesOf(text: string, max: number): string {
  const frames = text.split('\n').filter(isFrame).join('\n');
  return frames.length <= max ? frames : `${frames.slice(0, max / 2)}\n${frames.slice(-max / 2)}`;
}

/** Lines that say something went wrong; in a text of a few lines all of them. */
export function statementsOf(text: string): Statement[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const spoken = lines.filter((line) => !isFrame(line) && !SPOKEN.test(line));
  const quotes = /Received Model Group=/.test(text);
  const few = spoken.length <= FEW_LINES;
  const found = spoken.flatMap((line, index) => {
    if (!few && !SAYS.test(line.slice(0, MAX_LINE_CHARS))) return [];
    const next = spoken[index + 1] ?? '';
    const wrapped = line.trimEnd().length >= WRAP_CHARS && !SAYS.test(next.slice(0, 40));
    return [toStatement(wrapped ? `${line.trimEnd()} ${next.trim()}` : line, quotes)];
  });
  const unique = [...new Map(found.map((one) => [`${one.status ?? ''}${one.words}`, one])).values()];
  const half = MAX_STATEMENTS / 2;
  return unique.length <= MAX_STATEMENTS ? unique : [...unique.slice(0, half), ...unique.slice(-half)];
}

/** @param quotes a LiteLLM gateway speaks, whose provider it is; else the library in the user's own program does */
function toStatement(line: string, quotes: boolean): Statement {
  const cut = line.trim().slice(0, MAX_STATEMENT_CHARS);
  const status = statusIn(cut) ?? statusOfClass(cut);
  const own = cut.replace(CLASSES, '');
  const words = (quotes ? own : own.replace(/^\w{2,40}Exception - /, '')).replace(LABEL, '').trim();
  return { status, words: /\p{L}{2}/u.test(words) ? words : '' };
}

/** A text cut to `max` characters by leaving out lines that say nothing, and then the middle. */
export function essence(text: string, max: number): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !isFrame(line));
  const whole = lines.join('\n');
  if (whole.length <= max) return whole;
  const saying = lines.filter((line) => SAYS.test(line.slice(0, MAX_LINE_CHARS))).join('\n');
  const half = Math.floor(max / 2);
  return saying.length <= max ? saying : `${saying.slice(0, half)}\n${saying.slice(-half)}`;
}
