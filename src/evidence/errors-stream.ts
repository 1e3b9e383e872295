/** Errors inside the text of an event stream (WHATWG HTML, 9.2.6), without timing: the wire reads streams properly. */

import { wholeJson } from './answer-json.ts';
import { errorLayers } from './errors.ts';
import type { ErrorLayer } from './types.ts';

const MAX_LINES = 20_000;

/** By its content type, or by its first line where the type says otherwise. */
export function isEventStream(contentType: string, body: string): boolean {
  return (
    /text\/event-stream/i.test(contentType) ||
    /^\s*(?:data|event|id|retry|error):|^: ?\S/.test(body.slice(0, 500))
  );
}

/** The first error in the stream: data with an error in it, an `error` event, or llama.cpp's field `error:`. */
export function streamErrorLayers(body: string): ErrorLayer[] {
  let event = '';
  for (const line of body.split(/\r\n|\n|\r/, MAX_LINES)) {
    const [, name = '', value = ''] = /^(data|event|error):\s?(.*)$/.exec(line) ?? [];
    if (line === '') event = '';
    if (name === 'event') event = value.trim();
    if (name !== 'data' && name !== 'error') continue;
    const marked = name === 'error' || event === 'error';
    if (!marked && !value.includes('"error"')) continue;
    const json = wholeJson(value);
    const layers = errorLayers(json ?? (marked ? value : null), marked);
    if (layers.length > 0) return layers;
  }
  return [];
}
