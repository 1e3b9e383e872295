import { errorReply } from '../replies.ts';
import type { Fault } from '../types.ts';

export const TOOL_FAULTS = {
  'tools.not-called': {
    summary: 'answers a forced tool call with text',
    answer: (answer) =>
      answer.toolCall === null
        ? answer
        : { ...answer, toolCall: null, words: ['It', ' is', ' sunny', ' there.'], cut: false },
  },
  'tools.malformed': {
    summary: 'calls tools with arguments that do not fit their schema',
    answer: (answer, ask) => {
      if (answer.toolCall === null) return answer;
      // The Anthropic API carries an object where it does not stream, so there only a field can be missing.
      const argumentsText = ask.api === 'anthropic' && !ask.stream ? '{}' : '{"city": Paris';
      return { ...answer, toolCall: { ...answer.toolCall, argumentsText }, cut: false };
    },
  },
  'tools.unsupported': {
    summary: 'refuses every request that offers tools',
    atModel: (ask) =>
      ask.tool === null
        ? null
        : errorReply(400, 'tools_not_supported', `The model '${ask.model.id}' does not support tools`),
  },
} satisfies Record<string, Fault>;
