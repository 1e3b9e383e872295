import * as v from 'valibot';
import type { ToolCall } from './types.ts';

/** The one tool that a run offers: one required string. */
export const TOOL_NAME = 'get_weather';
export const TOOL_DESCRIPTION = 'Get the weather of a city.';

/** JSON Schema of the tool's arguments, as sent. */
export const TOOL_PARAMETERS = {
  type: 'object',
  properties: { city: { type: 'string', description: 'Name of the city' } },
  required: ['city'],
} as const;

/** The same schema, for checking what comes back. */
const ToolArguments = v.looseObject({ city: v.string() });

/**
 * Checks the arguments of a tool call against the tool's schema.
 *
 * @param argumentsText JSON text as the model gave it.
 * @returns null where they fit, otherwise what is wrong with them in words.
 */
function argumentsProblem(argumentsText: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(argumentsText);
  } catch {
    return 'the arguments are not valid JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'the arguments are not a JSON object';
  }
  const checked = v.safeParse(ToolArguments, value);
  if (checked.success) return null;
  const city: unknown = 'city' in value ? value.city : undefined;
  return city === undefined
    ? 'the required field "city" is absent'
    : `the field "city" is a ${typeof city}, not a string`;
}

/** A tool call as read, with its arguments checked. */
export function toolCall(id: string | null, name: string | null, argumentsText: string): ToolCall {
  return { id, name, argumentsText, argumentsProblem: argumentsProblem(argumentsText) };
}
