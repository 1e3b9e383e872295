import { accept, refuse, type Checked } from './body-rules.ts';
import type { JsonObject } from './json.ts';
import type { Tool } from './types.ts';

/** `any` forces some tool, `none` forbids all; a name forces that one. */
export type ToolChoice = { mode: 'auto' | 'any' | 'none' } | { mode: 'named'; name: string };

/** Answers to earlier tool calls: after one, the model answers in words unless a tool is forced. */
function endsWithToolResult(messages: readonly JsonObject[]): boolean {
  const last = messages.at(-1);
  if (last === undefined) return false;
  return last['role'] === 'tool' || JSON.stringify(last['content'] ?? '').includes('"type":"tool_result"');
}

/** Which of the offered tools the model calls: it calls one whenever it may. */
export function chooseTool(
  tools: readonly Tool[],
  choice: ToolChoice,
  messages: readonly JsonObject[],
): Checked<Tool | null> {
  switch (choice.mode) {
    case 'none':
      return accept(null);
    case 'auto':
      return accept(endsWithToolResult(messages) ? null : (tools[0] ?? null));
    case 'any':
      return accept(tools[0] ?? null);
    case 'named': {
      const named = tools.find((tool) => tool.name === choice.name);
      if (named !== undefined) return accept(named);
      return refuse(
        'invalid_value',
        `Invalid 'tool_choice': the tool '${choice.name}' is not among the tools`,
      );
    }
  }
}
