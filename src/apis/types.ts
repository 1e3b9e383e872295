/** What an answer of either API says, in one shape for both. */

export interface Usage {
  promptTokens: number;
  completionTokens: number;
  /** Of the completion tokens, those that went into reasoning; left out where none or not told. */
  reasoningTokens?: number;
}

export interface ToolCall {
  id: string | null;
  name: string | null;
  /** As it came: a JSON text (OpenAI), or the object as JSON text (Anthropic). */
  argumentsText: string;
  /** What is wrong with the arguments by the tool's schema, in words; null where they fit. */
  argumentsProblem: string | null;
}

export interface ModelInfo {
  id: string;
  ownedBy: string | null;
  /** Endpoint kinds where the list tells (new-api: `supported_endpoint_types`). */
  endpoints: string[] | null;
  contextTokens: number | null;
}

export interface Completion {
  kind: 'completion';
  text: string;
  /** Characters of reasoning that came beside the text. */
  reasoningChars: number;
  toolCalls: ToolCall[];
  finishReason: string | null;
  model: string | null;
  usage: Usage | null;
}

export interface ModelList {
  kind: 'list';
  models: ModelInfo[];
  /** The id after which the next page begins (Anthropic's `last_id`), where the list has one. */
  nextAfter?: string;
  /** There were more names than are kept. */
  cut?: true;
}

/** A body read as an answer of its API. `error`: it carries an error whatever its status; `other`: none of these. */
export type Reading = Completion | ModelList | { kind: 'error' } | { kind: 'other' };

/** A stream's events read as answers of their API. Times are in ms since the request was sent. */
export interface StreamReading {
  kind: 'stream';
  /** The start of it, where it is long. */
  text: string;
  reasoningChars: number;
  toolCalls: ToolCall[];
  finishReason: string | null;
  model: string | null;
  usage: Usage | null;
  firstTokenMs: number | null;
  /** When each chunk with content (text, reasoning or tool arguments) came, and in which read. */
  contentChunks: { atMs: number; read: number; chars: number }[];
  /** How many there were, where not all of them are kept, and the gaps between all of them. */
  chunkCount?: number;
  chunkGapsMs?: { p50: number; p95: number; max: number };
  /** `[DONE]` or `message_stop` was seen. */
  terminated: boolean;
  /** Raw data of the first error inside the stream. */
  errorData: string | null;
  /** The first event that is no JSON or not of that API, cut to 200 characters. */
  malformed: string | null;
  eventCount: number;
}
