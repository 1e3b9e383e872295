import { join } from 'node:path';
import { readStart } from '../read-start.ts';
import { environmentRead } from './environment-reads.ts';
import { placeOf } from './places.ts';
import type { Module } from './syntax.ts';
import type { EnvironmentUse } from './types.ts';

const KNOWN = /^(?:AGENTROUTER_(?:API_KEY|BASE_URL|MODEL)|(?:OPENAI|ANTHROPIC)_(?:API_KEY|BASE_URL))$/;
const ASSIGNED = /^\s*(?:export\s+)?([A-Z_]+)\s*[=:]\s*["']?[^\s"'#]/gm;
const MAX_ENV_BYTES = 64 * 1024;

/** Names of interest that a file reads from the environment, each where it is first read. */
export function environmentReads(module: Module): EnvironmentUse['reads'] {
  const parts = [...module.bindings.values()].flat().filter((value) => value?.kind === 'member');
  const found = new Map<string, EnvironmentUse['reads'][number]>();
  for (const expr of [...module.nameReads, ...module.calls, ...parts]) {
    const read = environmentRead(expr, module);
    if (read === null || !KNOWN.test(read.name) || found.has(read.name)) continue;
    found.set(read.name, { name: read.name, language: module.language, place: placeOf(expr.node, module) });
  }
  return [...found.values()];
}

/** Does a file set such a variable for its own process? */
export function setsItself(module: Module): boolean {
  return [...module.bindings.keys()].some((key) => {
    const [object = '', name = ''] = key.slice(key.indexOf(' ') + 1).split(/\.(?=[^.]*$)/);
    return KNOWN.test(name) && /(?:^|\.)env(?:iron)?$/.test(object);
  });
}

/** Names of interest that the project's `.env` sets to something. */
export async function namesInEnvFile(project: string): Promise<string[]> {
  const text = await readStart(join(project, '.env'), MAX_ENV_BYTES);
  const names = [...(text ?? '').matchAll(ASSIGNED)].map(([, name = '']) => name);
  return [...new Set(names.filter((name) => KNOWN.test(name)))];
}
