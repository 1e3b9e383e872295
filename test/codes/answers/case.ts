import { toAnswerEvidence } from '../../../src/evidence/answer.ts';
import type { AnswerEvidence, Ask } from '../../../src/evidence/types.ts';

/** One answer of some gateway, and the code it means: `is` for the cause, `not` for a code it must not be taken for. */
export interface Case {
  name: string;
  is?: string;
  not?: string;
  ask?: Partial<Ask>;
  status: number | null;
  headers?: Record<string, string>;
  body: string | object;
}

const CHAT: Ask = {
  api: 'openai',
  operation: 'chat',
  model: 'gpt-4o-mini',
  auth: 'bearer',
  key: 'real',
  keyTail: '9f2c',
  stream: false,
  tools: false,
  url: 'https://gateway.example/v1/chat/completions',
};

export const LIST: Partial<Ask> = {
  api: null,
  operation: 'list',
  model: null,
  url: 'https://gateway.example/v1/models',
};

export const MESSAGES: Partial<Ask> = {
  api: 'anthropic',
  operation: 'messages',
  model: 'claude-sonnet-4-5',
  auth: 'x-api-key',
  url: 'https://gateway.example/v1/messages',
};

export function evidenceOf(one: Case): AnswerEvidence {
  const body = typeof one.body === 'string' ? one.body : JSON.stringify(one.body);
  return toAnswerEvidence({ ...CHAT, ...one.ask }, { status: one.status, headers: one.headers ?? {}, body });
}

/** `{"error": {…}}` as OpenAI and most gateways have it. */
export function error(message: string, fields: Record<string, unknown> = {}): { error: object } {
  return { error: { message, ...fields } };
}

export function page(title: string, body = ''): string {
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;
}
