import type { IncomingMessage } from 'node:http';
import type { Call } from './types.ts';

const MAX_BODY_BYTES = 1024 * 1024;
/** A larger body is taken in and thrown away up to here: a client that is still sending would not see the refusal. */
const MAX_DISCARDED_BYTES = 16 * 1024 * 1024;

interface Body {
  text: string;
  tooLarge: boolean;
}

function readBody(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BODY_BYTES) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      if (bytes > MAX_DISCARDED_BYTES) resolve({ text: '', tooLarge: true });
    });
    request.on('end', () => {
      const tooLarge = bytes > MAX_BODY_BYTES;
      resolve({ text: tooLarge ? '' : Buffer.concat(chunks).toString('utf8'), tooLarge });
    });
    request.on('error', reject);
    request.on('close', () => reject(new Error('The client left before its body was complete')));
  });
}

/** The headers with one value each; repeated ones are joined, as RFC 9110, section 5.3 allows. */
function flatHeaders(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headers);
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

/**
 * Reads a request, at most 1 MiB of its body.
 *
 * @param count counts requests that are alike, and returns how many there were with this one.
 * @throws where the client leaves before its body is complete.
 */
export async function readCall(request: IncomingMessage, count: (likeness: string) => number): Promise<Call> {
  const { text, tooLarge } = await readBody(request);
  const headers = flatHeaders(request);
  const method = request.method ?? 'GET';
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const likeness = [method, path, headers['authorization'], headers['x-api-key'], text].join('\n');
  return { method, path, headers, body: text, bodyTooLarge: tooLarge, attempt: count(likeness) };
}
