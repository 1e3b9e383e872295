/** Reads HTTP as people paste it: `curl -v`, `curl -i`, a raw answer. */

export interface Spoken {
  /** Of the request, as far as it is shown; header names in lower case. */
  method: string | null;
  target: string | null;
  sent: Readonly<Record<string, string>> | null;
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface Transcript {
  spoken: Spoken[];
  /** A request whose answer did not come. */
  unanswered: Pick<Spoken, 'method' | 'target' | 'sent'> | null;
  /** The text without the answers and their bodies. */
  rest: string;
}

const REQUEST = /^(?:> ?)?(GET|POST|HEAD|PUT|OPTIONS|CONNECT|DELETE) (\S{1,2000}) HTTP\/[\d.]{1,3}\s*$/;
const STATUS = /^(?:< ?)?HTTP\/[\d.]{1,3} (\d{3})(?: .{0,100})?$/;
const HEADER = /^(?:[<>] ?)?([A-Za-z][\w-]{0,60}):[ \t]*(.{0,4000})$/;
/** Lines that curl adds to what came: notes, progress, its last words, the shell's prompt. */
const OF_CURL =
  /^(?:\* |[{}] \[|\s*%\s+Total|\s+Dload|\s*\d{1,3}\s+\d+\s+\d{1,3}\s+\d+|curl: \(\d+\)|\$ |[<>] ?$)/;
const MAX_BODY_CHARS = 131_072;

/** Requests and answers of a transcript; `spoken` is empty where the text is none. */
export function readTranscript(text: string): Transcript {
  const lines = text.split('\n');
  const spoken: Spoken[] = [];
  const rest: string[] = [];
  let asked: Transcript['unanswered'] = null;
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const request = REQUEST.exec(line);
    const status = STATUS.exec(line);
    at += 1;
    if (request !== null) {
      const block = readHeaders(lines, at);
      rest.push(line);
      asked = { method: request[1] ?? null, target: request[2] ?? null, sent: block.headers };
      at = block.next;
    } else if (status !== null) {
      const block = readHeaders(lines, at);
      const body = readBody(lines, block.next);
      rest.push(line, ...body.notes);
      at = body.next;
      const code = Number(status[1]);
      const isTunnel = asked?.method === 'CONNECT';
      if (isTunnel) rest.push(...Object.entries(block.headers).map(([name, value]) => `${name}: ${value}`));
      else if (code >= 200)
        spoken.push({
          method: null,
          target: null,
          sent: null,
          ...asked,
          status: code,
          headers: block.headers,
          body: body.text,
        });
      asked = null;
    } else rest.push(line);
  }
  return { spoken, unanswered: asked, rest: rest.join('\n') };
}

function readHeaders(
  lines: readonly string[],
  from: number,
): { headers: Record<string, string>; next: number } {
  const headers: Record<string, string> = {};
  let next = from;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    const header = HEADER.exec(line);
    if (header === null && /^\* /.test(line)) continue;
    if (header === null) break;
    const name = (header[1] ?? '').toLowerCase();
    const value = (header[2] ?? '').trim();
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return { headers, next };
}

function readBody(lines: readonly string[], from: number): { text: string; notes: string[]; next: number } {
  const body: string[] = [];
  const notes: string[] = [];
  let size = 0;
  let next = from;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    if (REQUEST.test(line) || STATUS.test(line)) break;
    if (OF_CURL.test(line)) notes.push(line);
    else if (size < MAX_BODY_CHARS) {
      body.push(line);
      size += line.length + 1;
    }
  }
  return { text: body.join('\n').trim(), notes, next };
}
