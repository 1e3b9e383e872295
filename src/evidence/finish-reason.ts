/**
 * Did the answer end at its token limit? `length` (OpenAI), `max_tokens` (Anthropic), and how gateways pass on
 * `MAX_TOKENS` (Gemini), `max_output_tokens` (OpenAI Responses) and `model_length` (Mistral).
 */
export function endedByLimit(finishReason: string | null): boolean {
  return /^(?:length|max_(?:output_|completion_)?tokens|model_length|model_context_window_exceeded)$/i.test(
    finishReason ?? '',
  );
}

/**
 * Did a content policy end the answer? `content_filter` (OpenAI), `refusal` (Anthropic), `SAFETY` and its relatives
 * (Gemini), `sensitive` (Zhipu), `guardrail_intervened` (Bedrock).
 */
export function endedByFilter(finishReason: string | null): boolean {
  return /^(?:content_filter(?:ed)?|refusal|safety|prohibited_content|blocklist|sensitive|guardrail_intervened)$/i.test(
    finishReason ?? '',
  );
}
