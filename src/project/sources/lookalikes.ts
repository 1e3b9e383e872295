/** Other services whose clients have the same methods: a call on one of them is none of ours. */
export const LOOKALIKE =
  /azure|bedrock|vertex|groq|together|mistral|cerebras|fireworks|litellm|portkey|langfuse|helicone|instructor|zhipu|\bark\b|cohere|xai|ollama/;
