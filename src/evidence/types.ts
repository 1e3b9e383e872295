/**
 * What all three users of the engine (live checks, `explain`, tests) turn their material into,
 * before any recogniser sees it. Plain data, no judgement.
 */

import type { Layer, WireFailure } from '../wire/types.ts';

export type Api = 'openai' | 'anthropic';

/** What was asked; null where it is not known (a pasted text often does not tell). */
export interface Ask {
  api: Api | null;
  operation: 'list' | 'chat' | 'messages' | 'balance' | 'other' | null;
  model: string | null;
  auth: 'bearer' | 'x-api-key' | 'both' | 'none' | null;
  key: 'real' | 'made-up' | 'none' | null;
  /** The last four characters of the key that was sent, to tell whose key an answer speaks of. */
  keyTail: string | null;
  stream: boolean;
  tools: boolean;
  url: string | null;
}

/**
 * One error as one program worded it. Errors wrap errors: a gateway quotes the provider, a client quotes the gateway.
 * Shapes are listed in `errors.ts`; whatever the shape, it ends up here.
 */
export interface ErrorLayer {
  message: string;
  type: string | null;
  /** Words and numbers alike as text: `insufficient_quota`, `1113`, `401`. */
  code: string | null;
  /** An HTTP status that the error itself names, where it does. */
  status: number | null;
  param: string | null;
  /** The provider or program that this layer names as the source of what is inside, where it does. */
  wrapper: string | null;
}

export interface Page {
  title: string;
  /** Visible text, white space folded, at most 4,000 characters. */
  text: string;
}

/** An HTTP answer (or the part of it that a pasted text shows), ready for recognisers. */
export interface AnswerEvidence {
  kind: 'answer';
  ask: Ask;
  status: number | null;
  headers: Record<string, string>;
  body: string;
  /** The body as JSON, where it is JSON. */
  json: unknown;
  isJson: boolean;
  /** Outermost first; the last one is the deepest cause. Empty where no error was found. */
  errors: ErrorLayer[];
  /** Set where the body is HTML. */
  page: Page | null;
  /** All words an error or page says, layers joined by newlines, for recognisers that look at words only. */
  text: string;
}

/** A failure without an answer: of the wire, or as a pasted text words it. */
export interface FailureEvidence {
  kind: 'failure';
  ask: Ask;
  failure: Pick<WireFailure, 'code' | 'message' | 'host' | 'port' | 'address' | 'afterMs' | 'proxyAnswer'> & {
    layer: Layer | null;
  };
}

/** What a pasted text says beside the answers in it, for words that only people, SDKs and tools write. */
export interface TextEvidence {
  kind: 'text';
  ask: Ask;
  /** Folded words, without stack frames and without answers that were a success; at most 20,000 characters. */
  text: string;
  /** Header lines of the requests that it shows; at most 4,000 characters. */
  sent: string;
  /** The lines of stack traces that only show where; at most 4,000 characters. */
  frames: string;
  /** The statuses that it shows, in their order. */
  statuses: readonly number[];
  /** It shows chunks of a streamed answer, or the headers of one. */
  streamBegun: boolean;
  /** The exchanges of a transcript whose answer was a success; bodies as far as they are shown. */
  successes: readonly AnswerEvidence[];
}
