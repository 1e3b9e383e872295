/** An env file that was found where this tool does not read it, and how to have it read. */

import type { Facts } from '../probes/facts.ts';
import { fix } from './fix-texts.ts';
import { shellWord } from './local-facts.ts';
import type { Context, Fix } from './types.ts';

/** The first such file, as details of a context; empty where there is none. */
export function foundElsewhere(facts: Facts): Record<string, string> {
  const [found] = facts.settings.envFile.elsewhere;
  return found === undefined ? {} : { found };
}

/** Has this tool read the file that was found; none where there is none. */
export function readFoundFile({ detail: { found }, toRoot }: Context, text: string): Fix[] {
  if (found === undefined) return [];
  const path = toRoot === null ? found : `${toRoot}/${found}`;
  return [fix(text, `npx agentrouter doctor --env-file ${shellWord(path)}`)];
}

/** For settings that are missing, and perhaps stand in that file. */
export function lookInFoundFile(context: Context): Fix[] {
  const { found } = context.detail;
  return readFoundFile(context, `${found ?? 'Another file'} sets variables of AgentRouter. Have it read.`);
}
