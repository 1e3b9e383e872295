/** An env file that was found where this tool does not read it, and how to have it read. */

import type { Facts } from '../probes/facts.ts';
import { fix } from './fix-texts.ts';
import { envFileOf, lineOf, shellWord } from './local-facts.ts';
import type { Context, Fix } from './types.ts';

/**
 * Where a setting that is missing may stand, as details of a context: the first file that was not read, a line that
 * names it and is no assignment, or a file of another user.
 */
export function foundElsewhere(facts: Facts, name?: string): Record<string, string> {
  const { elsewhere, lines, problem } = facts.settings.envFile;
  const [found] = elsewhere;
  const line = lines.find(({ known, ...at }) => name !== undefined && known === name && at.name === null);
  return {
    ...(found === undefined ? {} : { found }),
    ...(line === undefined ? {} : { badLine: lineOf(facts, line) }),
    ...(problem === 'other-user' ? { notMine: envFileOf(facts) } : {}),
  };
}

/** Has this tool read the file that was found; none where there is none. */
export function readFoundFile(
  { detail: { found }, toRoot }: Pick<Context, 'detail' | 'toRoot'>,
  text: string,
): Fix[] {
  if (found === undefined) return [];
  const path = toRoot === null ? found : `${toRoot}/${found}`;
  return [fix(text, `npx agentrouter doctor --env-file ${shellWord(path)}`)];
}

/** Has a file of another user read, which is left alone unless it is named. */
export function nameForeignFile({ detail: { notMine }, toRoot }: Context): Fix[] {
  if (notMine === undefined) return [];
  const text = `${notMine} belongs to another user, so it was not read. If you trust it, name it.`;
  return readFoundFile({ detail: { found: notMine }, toRoot }, text);
}

/** For settings that are missing, and perhaps stand there. `line` is how the one that is looked for is written. */
export function lookInFoundFile(context: Context, line: string): Fix[] {
  const { found, badLine } = context.detail;
  return [
    ...(badLine === undefined
      ? []
      : [fix(`${badLine} names it and is no NAME=value. Correct the line.`, line)]),
    ...nameForeignFile(context),
    ...readFoundFile(context, `${found ?? 'Another file'} sets variables of AgentRouter. Have it read.`),
  ];
}
