import { describe, expect, it } from 'vitest';
import { contextOfCause } from '../../../src/codes/explain-context.ts';
import { causesOf } from '../../../src/codes/explain-candidates.ts';
import { entryOf } from '../../../src/codes/finding.ts';
import { readPaste } from '../../../src/evidence/pasted/paste.ts';

function titleOf(message: string): string {
  const paste = readPaste(JSON.stringify({ status: 400, error: { message, type: 'invalid_request_error' } }));
  const cause = causesOf(paste)[0]!;
  const { title } = entryOf(cause.code);
  return typeof title === 'string' ? title : title(contextOfCause(paste, cause, 0));
}

describe('the parameter that a server complains of', () => {
  it.each([
    ['temperature is not supported with this model', 'A parameter is not supported: temperature'],
    ['Unrecognized request argument supplied: top_k', 'A parameter is not supported: top_k'],
    ['required property "messages" is absent', 'A required parameter is missing: messages'],
    ['no messages were provided', 'A required parameter is missing: messages'],
    ['missing field `model`', 'A required parameter is missing: model'],
  ])('is named, however %j words it', (message, title) => {
    expect(titleOf(message)).toBe(title);
  });
});
