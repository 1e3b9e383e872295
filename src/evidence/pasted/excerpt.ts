/** Keeps what matters of a text of any length in bounded memory: its start, its end, and what looks like an error. */

const HEAD_CHARS = 96 * 1024;
const TAIL_CHARS = 96 * 1024;
const BLOCK_CHARS = 256 * 1024;
const BEFORE_CHARS = 400;
const AFTER_CHARS = 2_400;
const MAX_HITS = 40;

const ERROR_LIKE =
  /error|exception|fail(?:ed|ure)|refused|denied|rejected|unauthori|forbidden|not found|invalid|time?d? ?out|HTTP\/[\d.]{1,3} [45]\d\d|错误|失败|无效|不足/gi;

interface Excerpt {
  /** Takes the next part of the text. */
  push(part: string): void;
  /** The whole text where it is short, else its parts, each on lines of its own; at most about 300,000 characters. */
  text(): string;
}

/** Gathers an excerpt part by part. */
export function createExcerpt(): Excerpt {
  let head = '';
  let rest = '';
  let hits: string[] = [];
  let known = new Set<string>();

  const look = (block: string): void => {
    ERROR_LIKE.lastIndex = 0;
    while (hits.length < MAX_HITS) {
      const found = ERROR_LIKE.exec(block);
      if (found === null) return;
      const words = block.slice(found.index, found.index + 120).replace(/[\d\s]+/g, '');
      ERROR_LIKE.lastIndex = found.index + 200;
      if (known.has(words)) continue;
      known.add(words);
      hits.push(block.slice(Math.max(0, found.index - BEFORE_CHARS), found.index + AFTER_CHARS));
      ERROR_LIKE.lastIndex = found.index + AFTER_CHARS;
    }
    known = new Set();
  };

  return {
    push(part) {
      const room = HEAD_CHARS - head.length;
      head += part.slice(0, room);
      rest += part.slice(room > 0 ? room : 0);
      if (rest.length < BLOCK_CHARS + TAIL_CHARS) return;
      const middle = rest.slice(0, -TAIL_CHARS);
      if (hits.length < MAX_HITS) look(middle);
      rest = rest.slice(-TAIL_CHARS);
    },
    text() {
      if (hits.length === 0 && rest.length <= TAIL_CHARS) return head + rest;
      if (rest.length > TAIL_CHARS && hits.length < MAX_HITS) look(rest.slice(0, -TAIL_CHARS));
      const parts = [head, ...hits, rest.slice(-TAIL_CHARS)];
      hits = [];
      return parts.join('\n');
    },
  };
}
