import { asObject, jsonObject } from '../evidence/json-object.ts';
import type { ProjectFacts } from './types.ts';

const PACKAGES = ['openai', '@anthropic-ai/sdk'];
/** Optional and peer dependencies are not always meant to be there. */
const FIELDS = ['dependencies', 'devDependencies'];

/** The SDKs that a `package.json` asks for. */
export function wantedInPackageJson(text: string | null): ProjectFacts['wanted'] {
  const manifest = jsonObject(text);
  const lines = (text ?? '').split('\n');
  return PACKAGES.flatMap((name) => {
    const asked = FIELDS.some((field) => Object.hasOwn(asObject(manifest?.[field]) ?? {}, name));
    if (!asked) return [];
    const line = lines.findIndex((one) => new RegExp(`"${name}"\\s*:\\s*"`).test(one)) + 1;
    return [{ name, language: 'node' as const, file: 'package.json', line: line === 0 ? null : line }];
  });
}
