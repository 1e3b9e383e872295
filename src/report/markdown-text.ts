/** Text from outside, made safe to stand in Markdown (CommonMark 0.31). */

/** A fenced block that nothing inside can end (CommonMark, section 4.5). */
export function fenced(text: string, info = ''): string[] {
  const longest = longestRun(text, 2);
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${info}`, ...text.split('\n'), fence];
}

/** How many backticks stand together at most, and at least `least`. */
function longestRun(text: string, least: number): number {
  let longest = least;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** A code span around any one-line text (CommonMark, section 6.1). */
export function code(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ');
  const longest = longestRun(line, 0);
  const ticks = '`'.repeat(longest + 1);
  const gap = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${gap}${line}${gap}${ticks}`;
}

/** Plain words on one line: no markup, no HTML. */
export function escaped(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\\`*[\]<>|]/g, '\\$&')
    .replace(/(?<!\w)_|_(?!\w)/g, '\\_');
}

/** A table; cells must be escaped already. GitHub Flavored Markdown, section 4.10. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
