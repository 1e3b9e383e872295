import { dirname, join } from 'node:path';
import { asObject, jsonObject, shortText } from '../evidence/json-object.ts';
import { readStart } from './read-start.ts';
import type { SdkFacts } from './types.ts';

const PACKAGES = ['openai', '@anthropic-ai/sdk'] as const;
const MAX_DEPTH = 40;

/** The packages that Node.js would load from a folder: the nearest `node_modules` upwards, as its resolver does. */
export async function nodeSdks(project: string, shown: (path: string) => string): Promise<SdkFacts[]> {
  const found: SdkFacts[] = [];
  for (const name of PACKAGES) {
    let folder = project;
    for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
      const path = join(folder, 'node_modules', name);
      const manifest = jsonObject(await readStart(join(path, 'package.json')));
      const version = shortText(manifest?.['version']);
      if (version !== null) {
        const requires = shortText(asObject(manifest?.['engines'])?.['node']);
        found.push({
          name,
          language: 'node',
          version,
          path: shown(path),
          ...(requires === null ? {} : { requires }),
        });
        break;
      }
      const parent = dirname(folder);
      if (parent === folder) break;
      folder = parent;
    }
  }
  return found;
}
