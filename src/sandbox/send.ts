import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply, StreamReply } from './types.ts';

/** Even an answer that never comes has an end. */
const MAX_HANG_MS = 10 * 60 * 1000;
/** Time for bytes that were written to leave before the connection is cut. */
const FLUSH_MS = 30;
const FLOOD_CHUNK = ' '.repeat(64 * 1024);

/** An abort signal that fires as soon as the connection of the answer is gone. */
function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  if (response.destroyed) gone.abort();
  return gone.signal;
}

async function sendStream(response: ServerResponse, reply: StreamReply, gone: AbortSignal): Promise<void> {
  response.writeHead(200, reply.headers);
  for (const frame of reply.frames.slice(0, -1)) {
    if (frame.afterMs > 0) await sleep(frame.afterMs, undefined, { signal: gone });
    response.write(frame.text);
  }
  const last = reply.frames.at(-1);
  if (last !== undefined && last.afterMs > 0) await sleep(last.afterMs, undefined, { signal: gone });
  const text = last?.text ?? '';
  if (reply.ending === 'end') {
    response.end(text);
    return;
  }
  response.write(text);
  await sleep(reply.ending === 'cut' ? FLUSH_MS : MAX_HANG_MS, undefined, { signal: gone });
  response.destroy();
}

async function sendFlood(response: ServerResponse, bytes: number, gone: AbortSignal): Promise<void> {
  response.write('{"object":"list","data":[');
  for (let sent = 0; sent < bytes; sent += FLOOD_CHUNK.length) {
    if (!response.write(FLOOD_CHUNK)) await once(response, 'drain', { signal: gone });
  }
  response.end(']}');
}

/**
 * Sends a reply. Settles when all is handed to the connection, or when the client is gone.
 *
 * @param latencyMs the usual wait before any answer.
 */
export async function send(response: ServerResponse, reply: Reply, latencyMs: number): Promise<void> {
  const gone = goneSignal(response);
  try {
    const waitMs = latencyMs + (reply.kind === 'body' ? reply.afterMs : 0);
    await sleep(reply.kind === 'hang' ? MAX_HANG_MS : waitMs, undefined, { signal: gone });
    switch (reply.kind) {
      case 'body':
        response.writeHead(reply.status, {
          ...reply.headers,
          'content-length': Buffer.byteLength(reply.body),
        });
        response.end(reply.body);
        return;
      case 'stream':
        await sendStream(response, reply, gone);
        return;
      case 'flood':
        response.writeHead(200, reply.headers);
        await sendFlood(response, reply.bytes, gone);
        return;
      case 'raw':
        response.socket?.end(reply.text);
        return;
      case 'hang':
      case 'close':
        response.destroy();
    }
  } catch (error) {
    if (!gone.aborted) throw error;
  }
}
