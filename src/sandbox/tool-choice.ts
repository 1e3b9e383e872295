import { accept, refuse, type Checked } from './body-rules.ts';
import type { JsonObject } from './json.ts';
import type { Tool } from './types.ts';

/** `any` forces some tool, `none` forbids all; a name forces that one. */
type ToolChoice = { mode: 'auto' | 'any' | 'none' } | { mode: 'named'; name: string };

/** How one API writes tools and the choice among them. */
export interface ToolForm {
  /** @param index its place in the list. */
  toolOf: (tool: unknown, index: number) => Checked<Tool>;
  choiceOf: (choice: unknown) => Checked<ToolChoice>;
}

/** Reads the tools of a body and what it says of their use. The tool that the model calls, null for none. */
export function checkTool(
  body: JsonObject,
  messages: readonly JsonObject[],
  { toolOf, choiceOf }: ToolForm,
): Checked<Tool | null> {
  const tools = body['tools'] ?? [];
  if (!Array.isArray(tools)) return refuse('invalid_type', "Invalid type for 'tools': expected an array");
  const checked: Tool[] = [];
  for (const [index, tool] of tools.entries()) {
    const read = toolOf(tool, index);
    if (read.refusal) return read;
    checked.push(read.value);
  }
  const choice = checkChoice(body['tool_choice'], checked, choiceOf);
  return choice.refusal ? choice : chooseTool(checked, choice.value, messages);
}

function checkChoice(
  choice: unknown,
  tools: readonly Tool[],
  choiceOf: ToolForm['choiceOf'],
): Checked<ToolChoice> {
  if (choice === undefined || choice === null) return accept({ mode: 'auto' });
  if (tools.length > 0) return choiceOf(choice);
  return refuse('invalid_value', "'tool_choice' is only allowed when 'tools' are specified");
}

/** Answers to earlier tool calls: after one, the model answers in words unless a tool is forced. */
function endsWithToolResult(messages: readonly JsonObject[]): boolean {
  const last = messages.at(-1);
  if (last === undefined) return false;
  return last['role'] === 'tool' || JSON.stringify(last['content'] ?? '').includes('"type":"tool_result"');
}

/** Which of the offered tools the model calls: it calls one whenever it may. */
function chooseTool(
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
