/** Where chat answers carry reasoning beside the text. */

/**
 * By gateway: `reasoning_content` (DeepSeek, new-api, older vLLM), `reasoning` (OpenRouter, vLLM, ollama),
 * `reasoning_text` (Copilot), `thinking` (some translations of Claude).
 */
const FIELDS = ['reasoning_content', 'reasoning', 'reasoning_text', 'thinking'] as const;

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

/** Characters of reasoning in a message or delta, under the first name that has any. */
export function reasoningChars(content: unknown): number {
  const named = FIELDS.map((name) => textOfParts(fieldOf(content, name)).length);
  const details = charsOf(fieldOf(content, 'reasoning_details'), ['text', 'summary', 'data']);
  const parts = charsOf(fieldOf(content, 'content'), ['thinking']);
  return [...named, details, parts].find((chars) => chars > 0) ?? 0;
}

/** OpenRouter's `reasoning_details`, and Mistral's content parts of type `thinking`, whose text may be nested. */
function charsOf(list: unknown, names: readonly string[]): number {
  if (!Array.isArray(list)) return 0;
  return list.reduce(
    (sum: number, part: unknown) =>
      sum + names.reduce((chars, name) => chars + textOfParts(fieldOf(part, name)).length, 0),
    0,
  );
}

/** Content is a text, or a list of parts that have texts. */
export function textOfParts(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => {
      const text = fieldOf(part, 'text');
      return typeof text === 'string' ? text : '';
    })
    .join('');
}
