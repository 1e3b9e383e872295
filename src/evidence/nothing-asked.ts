import type { Ask } from './types.ts';

/** What was asked, where nothing is known of it. */
export const NOTHING_ASKED: Ask = {
  api: null,
  operation: null,
  model: null,
  auth: null,
  key: null,
  keyTail: null,
  stream: false,
  tools: false,
  url: null,
};
